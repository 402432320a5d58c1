from django.urls import path

from parloeb.pages.grants.procedure import hearings
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
]
