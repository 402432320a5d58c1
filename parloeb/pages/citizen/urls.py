from django.urls import path

from parloeb.pages.citizen import views

app_name = "citizen"
urlpatterns = [path("", views.own, name="own")]
