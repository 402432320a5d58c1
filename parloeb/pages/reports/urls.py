from django.urls import path

from parloeb.pages.reports import views
from parloeb.pages.shared.guards import by_method

app_name = "reports"
urlpatterns = [
    path("maaneder/<uuid:own_match>/", by_method(get=views.months, post=views.start), name="months"),
    path("<uuid:report>/", views.detail, name="detail"),
    path("<uuid:report>/ret/", by_method(get=views.edit, post=views.save), name="edit"),
    path("<uuid:report>/tilbyd/", by_method(get=views.offer_form, post=views.offer), name="offer"),
    path("<uuid:report>/egne-ord/", by_method(get=views.own_form, post=views.add_own), name="own"),
    path("<uuid:report>/send/", views.send, name="send"),
    path("<uuid:report>/laest/", views.acknowledge, name="acknowledge"),
    path("<uuid:report>/spoerg/", by_method(get=views.question_form, post=views.ask_back), name="ask_back"),
]
