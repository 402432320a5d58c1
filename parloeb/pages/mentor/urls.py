from django.urls import path

from parloeb.pages.mentor import internal, views
from parloeb.pages.shared.guards import by_method

app_name = "mentor"
urlpatterns = [
    path("", views.front, name="front"),
    path("tid-uden-borgere/", by_method(get=internal.internal, post=internal.register), name="internal"),
]
