from django.urls import path

from parloeb.pages.law import views

app_name = "law"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("proev/", views.trial, name="try"),
    path("kommende/", views.coming, name="coming"),
]
