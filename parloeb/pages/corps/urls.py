from django.urls import path

from parloeb.pages.corps import views
from parloeb.pages.shared.guards import by_method

app_name = "corps"
urlpatterns = [
    path("", views.table, name="table"),
    path("ny/", by_method(get=views.new, post=views.register), name="new"),
    path("tavshed/", by_method(get=views.secrecy, post=views.sign), name="secrecy"),
    path("<uuid:mentor>/", views.detail, name="detail"),
    path("<uuid:mentor>/ret/", by_method(get=views.edit, post=views.change), name="edit"),
    path("<uuid:mentor>/kompetence/", views.set_competence, name="competence"),
    path("<uuid:mentor>/underskrevet/", views.signed_on_paper, name="signed"),
]
