from django.urls import path

from parloeb.pages.grants import discharge, modifying, submitting, views
from parloeb.pages.shared.guards import by_method

app_name = "grants"
urlpatterns = [
    path("ny/<uuid:referral>/", views.start, name="start"),
    path("<uuid:grant>/", views.detail, name="detail"),
    path("<uuid:grant>/ret/", by_method(get=views.edit, post=views.save), name="edit"),
    path("<uuid:grant>/brevet/", views.preview, name="preview"),
    path("<uuid:grant>/forelaeg/", views.submit, name="submit"),
    path("<uuid:grant>/bevilg/", views.decide, name="decide"),
    path("<uuid:grant>/afslaa/", views.refuse_grant, name="refuse"),
    path("<uuid:grant>/ny-afgoerelse/", modifying.begin, name="begin"),
    path("<uuid:grant>/udskrivning/", by_method(get=discharge.new, post=discharge.move), name="discharge"),
    path("<uuid:grant>/begynd-i-dag/", modifying.begin_today, name="begin_today"),
    path("<uuid:grant>/afgoer/", modifying.stop, name="stop"),
    path(
        "<uuid:grant>/send-tilbage/",
        by_method(get=submitting.send_back_form, post=submitting.send_back),
        name="return",
    ),
    path("<uuid:grant>/tag-tilbage/", submitting.take_back, name="take_back"),
    path("<uuid:grant>/slet/", views.withdraw, name="withdraw"),
]
