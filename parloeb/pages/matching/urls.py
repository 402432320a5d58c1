from django.urls import path

from parloeb.pages.matching import (
    answers,
    board,
    candidates,
    declines,
    deviations,
    handover,
    needs,
    together,
    views,
    wishes,
)
from parloeb.pages.shared.guards import by_method

app_name = "matching"
urlpatterns = [
    path("", board.board, name="board"),
    path("afvigelser/", deviations.by_year, name="deviations"),
    path("<uuid:case>/", by_method(get=candidates.show, post=candidates.choose), name="candidates"),
    path("se/<uuid:match>/", views.detail, name="detail"),
    path("se/<uuid:match>/spoerg/", views.ask, name="ask"),
    path("se/<uuid:match>/traek-tilbage/", views.withdraw, name="withdraw"),
    path("se/<uuid:match>/bekraeft/", views.confirm, name="confirm"),
    path("se/<uuid:match>/afslut/", by_method(get=views.end_form, post=views.end), name="end"),
    path("krav/<uuid:case>/", by_method(get=needs.form, post=needs.judge), name="needs"),
    path("krav/<uuid:case>/udeluk/", needs.exclude, name="exclude"),
    path("krav/<uuid:case>/ophaev/<uuid:exclusion>/", needs.lift, name="lift"),
    path("oensker/<uuid:case>/", by_method(get=wishes.form, post=wishes.tell), name="wishes"),
    path("samtale/<uuid:case>/", by_method(get=declines.form, post=declines.note), name="declines_talk"),
    path("se/<uuid:match>/svar/", by_method(get=together.note_form, post=together.note), name="note_go_on"),
    path("sammen/<uuid:own_match>/", together.page, name="together"),
    path("sammen/<uuid:own_match>/svar/", together.go_on, name="go_on"),
    path("sammen/<uuid:own_match>/stop/", by_method(get=together.stop_form, post=together.stop), name="stop"),
    path("overdragelse/<uuid:handover>/", by_method(get=handover.detail, post=handover.write), name="handover"),
    path("overdragelse/<uuid:handover>/klar/", handover.hand_over, name="handover_give"),
    path("overdragelse/<uuid:handover>/tilbage/", handover.take_back, name="handover_take_back"),
    path("overdragelse/<uuid:handover>/laest/", handover.acknowledge, name="handover_read"),
    path("overdragelse/<uuid:handover>/tilsidesaet/", handover.override, name="handover_override"),
    path("overdragelse/<uuid:handover>/slet/", handover.strike, name="handover_strike"),
    path("svar/<uuid:question>/", answers.question, name="question"),
    path("svar/<uuid:question>/ja/", answers.accept, name="accept"),
    path("svar/<uuid:question>/nej/", answers.decline, name="decline"),
]
