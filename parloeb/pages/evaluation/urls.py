from django.urls import path

from parloeb.pages.evaluation import views

app_name = "evaluation"
urlpatterns = [path("", views.evaluation, name="tables")]
