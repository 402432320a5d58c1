from django.urls import path

from parloeb.pages.cases import citizen, disqualified, filing, notes, representatives, views
from parloeb.pages.shared.guards import by_method

app_name = "cases"
urlpatterns = [
    path("", views.list_cases, name="list"),
    path("<uuid:case>/", views.detail, name="detail"),
    path("<uuid:case>/borgeren/", by_method(get=citizen.form_of, post=citizen.correct), name="citizen"),
    path("<uuid:case>/dokumenter/", filing.documents, name="documents"),
    path("<uuid:case>/dokumenter.csv", filing.as_csv, name="documents_csv"),
    path("<uuid:case>/notat/", by_method(get=notes.new, post=notes.write), name="new_note"),
    path("notat/<uuid:note>/", notes.detail, name="note"),
    path("notat/<uuid:note>/ret/", by_method(get=notes.edit, post=notes.correct), name="correct_note"),
    path(
        "<uuid:case>/inhabil/",
        by_method(get=disqualified.form_of, post=disqualified.declare),
        name="disqualified",
    ),
    path("<uuid:case>/inhabil/ophaev/", disqualified.lift, name="lift"),
    path(
        "<uuid:case>/repraesentanter/",
        by_method(get=representatives.form_of, post=representatives.register),
        name="representatives",
    ),
    path(
        "<uuid:case>/repraesentanter/<uuid:representative>/ret/", representatives.correct, name="correct_representative"
    ),
    path("<uuid:case>/repraesentanter/<uuid:representative>/slut/", representatives.end, name="end_representative"),
    path(
        "<uuid:case>/repraesentanter/<uuid:representative>/fortryd/",
        representatives.withdraw,
        name="withdraw_representative",
    ),
    path("<uuid:case>/overtag/", views.take_over, name="take_over"),
]
