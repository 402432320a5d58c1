from django.urls import path

from parloeb.pages.referrals import views
from parloeb.pages.shared.guards import by_method

app_name = "referrals"
urlpatterns = [
    path("ny/", by_method(get=views.begin, post=views.start), name="new"),
    path("<uuid:referral>/", views.detail, name="detail"),
    path("<uuid:referral>/ret/", by_method(get=views.edit, post=views.save), name="edit"),
    path("<uuid:referral>/send/", views.send, name="send"),
    path("<uuid:referral>/traek-tilbage/", views.withdraw, name="withdraw"),
]
