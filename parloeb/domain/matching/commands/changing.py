"""One of the two asks for a change of mentor, past the other; whoever finds mentors answers within the days set."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from parloeb.domain.cases import firsts, moving
from parloeb.domain.law.settings import Setting
from parloeb.domain.matching import access, lists
from parloeb.domain.matching.commands import keeping, parting, proposing, settling
from parloeb.domain.matching.lists import ChangeReason, Side, WishWay
from parloeb.domain.matching.models import ChangeRequest, Match
from parloeb.domain.matching.queries import changing as searches
from parloeb.domain.matching.queries import matches, trial
from parloeb.domain.matching.states import BINDING, CHANGE_MOVES
from parloeb.domain.people import queries as people
from parloeb.domain.people.acting import Actor
from parloeb.kernel import days, errors

_TWICE = errors.RefusedError("Der er allerede bedt om en anden mentor. Svaret er på vej.")


@dataclass(frozen=True)
class Wish:
    """Why, in the trial without a reason, and own words."""

    reason: ChangeReason | None = None
    words: str = ""


@transaction.atomic
def ask(match: Match, wish: Wish, *, by: Actor, at: datetime, on: date) -> ChangeRequest:
    """Ask on the own page. The other one of the two is told nothing, now or later."""
    side = access.side_of(by, match, on=on)
    if side is None:
        raise errors.RefusedError("Kun borgeren og mentoren selv kan bede om det.")
    return _keep(match, wish, side=side, way=WishWay.OWN_PAGE, asked_on=on, by=by, at=at, on=on)


@transaction.atomic
def note(
    match: Match, wish: Wish, *, side: Side, way: WishWay, asked_on: date, by: Actor, at: datetime, on: date
) -> ChangeRequest:
    """Write down what one of the two asked for by phone, in a talk or on paper; the days run from when it was told."""
    access.require(access.may_note_answer(by, match, on=on))
    if way is WishWay.OWN_PAGE:
        raise errors.RefusedError("Vælg, hvordan det blev fortalt.", field="way")
    if asked_on > on:
        raise errors.RefusedError("Dagen ligger i fremtiden.", field="asked_on")
    days.refuse_strange(asked_on, on=on, back=1, field="asked_on")
    return _keep(match, wish, side=side, way=way, asked_on=asked_on, by=by, at=at, on=on)


@transaction.atomic
def settle(change: ChangeRequest, answer: str, *, by: Actor, at: datetime, on: date) -> None:
    """They talked, and go on together."""
    _answer(change, "settle", answer, closed_at=at, by=by, at=at, on=on)
    _look_no_further(change, by=by, at=at)


@transaction.atomic
def search(change: ChangeRequest, answer: str, *, by: Actor, at: datetime, on: date) -> None:
    """A new mentor is looked for, and the two go on until one is found."""
    _answer(change, "search", answer, closed_at=None, by=by, at=at, on=on)


@transaction.atomic
def part(
    change: ChangeRequest, answer: str, *, last_visit_on: date | None = None, by: Actor, at: datetime, on: date
) -> None:
    """End the match today, by the wish of who asked; the course waits for another mentor."""
    _answer(change, "part", answer, closed_at=at, by=by, at=at, on=on)
    side, last_day = Side(change.asked_by), max(on, change.match.first_day or on)
    ending = parting.Ending(lists.EndedBy(side), parting.WISH_OF[side], last_day)
    parting.end(change.match, ending, last_visit_on=last_visit_on, by=by, at=at, on=on)


@transaction.atomic
def withdraw(change: ChangeRequest, *, by: Actor, at: datetime, on: date) -> None:
    """Who asked takes the wish back."""
    access.require(access.may_withdraw_change(by, change, on=on))
    _hold(change)
    moving.move(change, CHANGE_MOVES, "withdraw", closed_at=at)
    settling.record("change.withdrawn", change, change.match, by=by, at=at)
    _look_no_further(change, by=by, at=at)


def _keep(
    match: Match, wish: Wish, *, side: Side, way: WishWay, asked_on: date, by: Actor, at: datetime, on: date
) -> ChangeRequest:
    # The match may end at the same moment: who asks waits here, and finds it over.
    held = Match.objects.select_for_update(of=("self",)).select_related("case").get(pk=match.pk)
    if held.state not in BINDING:
        raise errors.RefusedError("Matchet er slut, så der er ikke en mentor at skifte.")
    if not trial.is_on(held) and wish.reason is None:
        raise errors.RefusedError("Vælg en grund. Ingen grund er forkert.", field="reason")
    if wish.reason is ChangeReason.OTHER and not wish.words.strip():
        raise errors.RefusedError("Skriv kort, hvorfor.", field="words")
    given = people.settings_on(held.case.jobcentre_id, on).number(Setting.CHANGE_DAYS)
    change = ChangeRequest(
        match=match,
        asked_by=side,
        way=way,
        reason=wish.reason or "",
        words=wish.words.strip()[: keeping.WHY_LENGTH],
        asked_on=asked_on,
        asked_at=at,
        written_by_id=by.person_id,
        answer_by=asked_on + timedelta(days=given),
    )
    with firsts.first_wins(_TWICE):
        change.save(force_insert=True)
    settling.record("change.asked", change, match, by=by, at=at)
    return change


def _answer(
    change: ChangeRequest, act: str, answer: str, *, closed_at: datetime | None, by: Actor, at: datetime, on: date
) -> None:
    access.require(access.may_propose(by, change.match.case, on=on))
    if not answer.strip():
        raise errors.RefusedError("Skriv svaret til den, der bad om det.", field="answer")
    told = answer.strip()[: keeping.WHY_LENGTH]
    _hold(change)
    moving.move(
        change, CHANGE_MOVES, act, answer=told, answered_at=at, answered_by_id=by.person_id, closed_at=closed_at
    )
    news = f"change-{change.pk}-{act}"
    if change.asked_by == Side.CITIZEN:
        keeping.notify_citizen(change.match, news, at=at)
    else:
        keeping.notify_mentor(change.match, news, at=at)
    settling.record(f"change.{change.state}", change, change.match, by=by, at=at)


def _hold(change: ChangeRequest) -> None:
    """Let a new mentor's yes, which ends this match, wait, or wait for it: the match is locked before its wishes."""
    Match.objects.select_for_update(of=("self",)).get(pk=change.match_id)


def _look_no_further(change: ChangeRequest, *, by: Actor, at: datetime) -> None:
    """The two go on together: nobody else is chosen or asked, unless the other one of the two still waits for that."""
    case = change.match.case
    open_match = matches.unanswered(case) if searches.searching_side(case) is None else None
    if open_match:
        proposing.take_back(open_match, by=by, at=at)
