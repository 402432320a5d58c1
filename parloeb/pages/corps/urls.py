from django.urls import path

from parloeb.pages.corps import availability, employed, exchanging, frameworks, papers, suppliers, table, views
from parloeb.pages.shared.guards import by_method

app_name = "corps"
urlpatterns = [
    path("", table.table, name="table"),
    path("egne/", employed.table, name="employed"),
    path("hent/", exchanging.export, name="export"),
    path("tag-ind/", by_method(get=exchanging.choose, post=exchanging.take_in), name="take_in"),
    path("ny/", by_method(get=views.new, post=views.register), name="new"),
    path("tavshed/", by_method(get=views.secrecy, post=views.sign), name="secrecy"),
    path("mine-papirer/", papers.own, name="own_papers"),
    path("<uuid:member>/timer-og-fravaer/", availability.read, name="availability"),
    path("<uuid:member>/timer/", availability.set_hours, name="set_hours"),
    path("<uuid:member>/fravaer/", availability.register_absence, name="register_absence"),
    path("timer/<uuid:hours>/traek-tilbage/", availability.take_back_hours, name="take_back_hours"),
    path(
        "fravaer/<uuid:absence>/",
        by_method(get=availability.ending, post=availability.end_absence),
        name="end_absence",
    ),
    path("fravaer/<uuid:absence>/traek-tilbage/", availability.withdraw_absence, name="withdraw_absence"),
    path("leverandoerer/", by_method(get=suppliers.suppliers, post=suppliers.begin), name="suppliers"),
    path("leverandoerer/<uuid:supplier>/", suppliers.supplier, name="supplier"),
    path("leverandoerer/<uuid:supplier>/databehandling/", suppliers.note_processing, name="note_processing"),
    path("leverandoerer/<uuid:supplier>/ramme/", suppliers.note_framework, name="note_framework"),
    path("databehandleraftale/<uuid:processing>/", suppliers.processing, name="processing"),
    path("databehandleraftale/<uuid:processing>/slut/", suppliers.end_processing, name="end_processing"),
    path("databehandleraftale/<uuid:processing>/tilbage/", suppliers.withdraw_processing, name="withdraw_processing"),
    path("rammeaftale/<uuid:framework>/", frameworks.framework, name="framework"),
    path("rammeaftale/<uuid:framework>/delaftale/", frameworks.note_lot, name="note_lot"),
    path("rammeaftale/<uuid:framework>/ret/", frameworks.correct, name="correct_framework"),
    path("rammeaftale/<uuid:framework>/slut/", frameworks.end, name="end_framework"),
    path("rammeaftale/<uuid:framework>/tilbage/", frameworks.withdraw, name="withdraw_framework"),
    path("delaftale/<uuid:lot>/", frameworks.lot, name="lot"),
    path("delaftale/<uuid:lot>/pris/", frameworks.note_price, name="note_price"),
    path(
        "delaftale/<uuid:lot>/tilbage/",
        by_method(get=frameworks.wrong_lot, post=frameworks.withdraw_lot),
        name="withdraw_lot",
    ),
    path(
        "timepris/<uuid:price>/tilbage/",
        by_method(get=frameworks.wrong_price, post=frameworks.withdraw_price),
        name="withdraw_price",
    ),
    path("<uuid:mentor>/", views.detail, name="detail"),
    path("<uuid:mentor>/ret/", by_method(get=views.edit, post=views.change), name="edit"),
    path("<uuid:mentor>/kompetence/", views.set_competence, name="competence"),
    path("<uuid:mentor>/kompetence/traek-tilbage/", views.withdraw_competence, name="withdraw_competence"),
    path("<uuid:mentor>/underskrevet/", views.signed_on_paper, name="signed"),
    path("<uuid:mentor>/papirer/", by_method(get=papers.papers, post=papers.note), name="papers"),
    path("<uuid:mentor>/papirer/<uuid:paper>/", papers.paper, name="paper"),
    path("<uuid:mentor>/papirer/<uuid:paper>/slut/", papers.end, name="end_paper"),
    path("<uuid:mentor>/papirer/<uuid:paper>/tilbage/", papers.withdraw, name="withdraw_paper"),
]
