from django.urls import path

from parloeb.pages.accounts import views

app_name = "accounts"
urlpatterns = [
    path("rolle/", views.change_role, name="role"),
    path("demo/", views.persons, name="persons"),
    path("demo/<uuid:uuid>/", views.be, name="be"),
]
