from django.urls import path

from parloeb.pages.followup import views
from parloeb.pages.shared.guards import by_method

app_name = "followup"
urlpatterns = [
    path("<uuid:case>/", views.talks, name="talks"),
    path("<uuid:case>/samtale/", by_method(get=views.talk_form, post=views.hold), name="talk"),
    path("<uuid:case>/afslut/", by_method(get=views.closing_form, post=views.close), name="close"),
    path("<uuid:case>/modtaget/", by_method(get=views.received_form, post=views.receive), name="received"),
]
