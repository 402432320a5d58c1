from django.urls import path

from parloeb.pages.agreements import signing, views
from parloeb.pages.shared.guards import by_method

app_name = "agreements"
urlpatterns = [
    path("ny/<uuid:case>/", by_method(get=views.begin, post=views.start), name="new"),
    path("<uuid:agreement>/", views.detail, name="detail"),
    path("<uuid:agreement>/min-plan.csv", views.plan, name="plan"),
    path("<uuid:agreement>/ret/", by_method(get=views.edit, post=views.save), name="edit"),
    path("<uuid:agreement>/slet/", views.drop, name="drop"),
    path("<uuid:agreement>/til-underskrift/", signing.present, name="present"),
    path("<uuid:agreement>/aendr/", signing.change, name="change"),
    path("<uuid:agreement>/skriv-under/", signing.sign, name="sign"),
    path(
        "<uuid:agreement>/skriv-under-for-borgeren/",
        by_method(get=signing.for_citizen, post=signing.sign_for_citizen),
        name="sign_for_citizen",
    ),
]
