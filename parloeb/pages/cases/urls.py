from django.urls import path

from parloeb.pages.cases import citizen, filing, views
from parloeb.pages.shared.guards import by_method

app_name = "cases"
urlpatterns = [
    path("", views.list_cases, name="list"),
    path("<uuid:case>/", views.detail, name="detail"),
    path("<uuid:case>/borgeren/", by_method(get=citizen.form_of, post=citizen.correct), name="citizen"),
    path("<uuid:case>/dokumenter/", filing.documents, name="documents"),
    path("<uuid:case>/dokumenter.csv", filing.as_csv, name="documents_csv"),
    path("<uuid:case>/overtag/", views.take_over, name="take_over"),
]
