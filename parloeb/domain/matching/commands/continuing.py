"""After the first meeting each of the two answers, apart from the other, whether to go on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from parloeb.domain.matching import access
from parloeb.domain.matching.commands import keeping, parting
from parloeb.domain.matching.lists import EndReason, GoOn, Side, WishWay
from parloeb.domain.matching.models import Continuation, Match
from parloeb.domain.matching.states import State
from parloeb.domain.people.acting import Actor
from parloeb.kernel import errors

_NOT_NOW = "Der er ikke noget at svare på nu: spørgsmålet stilles, når de har mødtes, og til matchet er bekræftet."
_NOT_YOURS = "Kun borgeren og mentoren selv kan svare."


@dataclass(frozen=True)
class Told:
    """An answer with own words, which only whoever finds the mentor reads."""

    answer: GoOn
    words: str = ""


@transaction.atomic
def answer(match: Match, told: Told, *, by: Actor, at: datetime, on: date) -> None:
    """Answer on the own page. A no ends the match without blame, and nobody is told whose it was."""
    side = access.side_of(by, match, on=on)
    if side is None:
        raise errors.RefusedError(_NOT_YOURS)
    _keep(match, told, side=side, way=WishWay.OWN_PAGE, by=by, at=at, on=on)


@transaction.atomic
def note(match: Match, told: Told, *, side: Side, way: WishWay, by: Actor, at: datetime, on: date) -> None:
    """Write down what one of the two told by phone, in a talk or on paper; it counts as on the own page."""
    access.require(access.may_note_answer(by, match, on=on))
    if way is WishWay.OWN_PAGE:
        raise errors.RefusedError("Vælg, hvordan svaret blev fortalt.", field="way")
    _keep(match, told, side=side, way=way, by=by, at=at, on=on)


def _keep(match: Match, told: Told, *, side: Side, way: WishWay, by: Actor, at: datetime, on: date) -> None:
    # Two answers of the two at once: the second waits here, and finds the match ended where the first was a no.
    held = Match.objects.select_for_update(of=("self",)).get(pk=match.pk)
    if held.state != State.MET:
        raise errors.RefusedError(_NOT_NOW)
    Continuation(
        match=match,
        side=side,
        answer=told.answer,
        words=told.words.strip()[: keeping.WHY_LENGTH],
        way=way,
        answered_at=at,
        written_by_id=by.person_id,
    ).save(force_insert=True)
    keeping.record(f"match.go_on_answered.{side}", match, by=by, at=at)
    if told.answer is GoOn.NO:
        parting.part(match, side=side, reason=EndReason.NO_FIT, by=by, at=at, on=on)
