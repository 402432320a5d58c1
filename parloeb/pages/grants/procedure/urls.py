from django.urls import path

from parloeb.pages.grants.procedure import complaints, hearings, requests
from parloeb.pages.shared.guards import by_method

app_name = "procedure"
urlpatterns = [
    path("bevillinger/<uuid:grant>/partshoering/", by_method(get=hearings.new, post=hearings.hear), name="hear"),
    path("partshoering/<uuid:hearing>/", hearings.detail, name="hearing"),
    path(
        "partshoering/<uuid:hearing>/svar/",
        by_method(get=hearings.answer_form, post=hearings.answer),
        name="answer_hearing",
    ),
    path("partshoering/<uuid:hearing>/intet-svar/", hearings.close, name="close_hearing"),
    path("partshoering/<uuid:hearing>/fortryd/", hearings.withdraw, name="withdraw_hearing"),
    path("bevillinger/<uuid:grant>/klage/", by_method(get=complaints.new, post=complaints.receive), name="complain"),
    path("klager/<uuid:complaint>/", complaints.detail, name="complaint"),
    path("klager/<uuid:complaint>/tag-op/", complaints.step_of("accept"), name="accept"),
    path("klager/<uuid:complaint>/paa-ny/", complaints.step_of("change"), name="change"),
    path("klager/<uuid:complaint>/fasthold/", complaints.step_of("maintain"), name="maintain"),
    path("klager/<uuid:complaint>/send/", complaints.step_of("send_on"), name="send_on"),
    path("klager/<uuid:complaint>/svar/", complaints.step_of("note_answer"), name="note_answer"),
    path("klager/<uuid:complaint>/traek-tilbage/", complaints.step_of("withdraw"), name="withdraw"),
    path("klager/<uuid:complaint>/forsinket/", complaints.step_of("explain"), name="explain"),
    path(
        "partshoering/<uuid:hearing>/laengere-frist/",
        by_method(get=hearings.prolong_form, post=hearings.prolong),
        name="prolong_hearing",
    ),
    path(
        "anmodninger/<uuid:asked>/forsinket/",
        by_method(get=requests.delay_form, post=requests.explain),
        name="explain_request",
    ),
    path("sager/<uuid:case>/anmodning/", by_method(get=requests.new, post=requests.register), name="ask"),
    path("anmodninger/<uuid:asked>/", by_method(get=requests.detail, post=requests.answer), name="request"),
]
