from django.urls import path

from parloeb.pages.mentor import views

app_name = "mentor"
urlpatterns = [path("", views.front, name="front")]
