from django.urls import path

from parloeb.pages.cases import views

app_name = "cases"
urlpatterns = [
    path("", views.list_cases, name="list"),
    path("<uuid:case>/", views.detail, name="detail"),
]
