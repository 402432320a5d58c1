from django.urls import path

from parloeb.pages.mentor import internal, profile, views
from parloeb.pages.shared.guards import by_method

app_name = "mentor"
urlpatterns = [
    path("", views.front, name="front"),
    path("profil/", profile.read, name="profile"),
    path("profil/belastning/", profile.rate, name="rate"),
    path("profil/bedre-odds/", profile.wish, name="wish"),
    path("profil/bedre-odds/traek-tilbage/", profile.take_back_wish, name="take_back_wish"),
    path("profil/kompetence/", profile.tell_competence, name="tell_competence"),
    path("profil/kompetence/traek-tilbage/", profile.withdraw_competence, name="withdraw_competence"),
    path("profil/erfaring/", profile.tell_experience, name="tell_experience"),
    path("profil/erfaring/traek-tilbage/", profile.take_back_experience, name="take_back_experience"),
    path("profil/tider/", profile.set_times, name="times"),
    path("tid-uden-borgere/", by_method(get=internal.internal, post=internal.register), name="internal"),
]
