from django.urls import path

from parloeb.pages.settings import views
from parloeb.pages.shared.guards import by_method

app_name = "settings"
urlpatterns = [
    path("", by_method(get=views.read, post=views.set_anew), name="all"),
    path("traek-tilbage/", views.withdraw, name="withdraw"),
]
