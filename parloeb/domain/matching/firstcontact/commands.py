"""Plan the first meeting, choose how to be reached, and tell the mentor something. Nothing is rewritten."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases import commands as cases
from parloeb.domain.cases import firsts
from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence import outbox
from parloeb.domain.correspondence import queries as correspondence
from parloeb.domain.matching import access as matching
from parloeb.domain.matching.firstcontact import access, queries, rules
from parloeb.domain.matching.lists import ContactWay, Side, WishWay
from parloeb.domain.matching.models import ContactChoice, FirstMeeting, Match, WordsToMentor
from parloeb.domain.matching.queries import matches
from parloeb.domain.matching.states import BINDING, PlanState, State
from parloeb.domain.people import queries as people
from parloeb.domain.people import sealing
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, errors

_MET = errors.RefusedError("De har mødtes, så det første møde kan ikke ændres.")
_NOT_NOW = errors.RefusedError("De er ikke matchet nu, så der er ikke et første møde at aftale.")
_SAME = errors.RefusedError("Det er det, der står i forvejen.")
_READ = "Mentoren har læst det, så det kan ikke trækkes tilbage. Der kan skrives noget nyt i stedet."


@transaction.atomic
def plan(
    match: Match,
    content: rules.Plan,
    *,
    after: UUID | None,
    keys: sealing.Keyring,
    by: Actor,
    at: datetime,
    on: date,
) -> FirstMeeting:
    """Plan the first meeting, or change what was planned; whoever of the two did not do it has news to read.

    `after` is what stood before, as it was read; None where nothing did. Raises RefusedError at the field,
    OvertakenError where somebody else wrote since.
    """
    matching.require(access.may_plan(by, match, on=on))
    held = _unmet(match)
    former = queries.newest(held)
    firsts.require_newest(former, after=after)
    state = PlanState(former.state) if former else PlanState.UNPLANNED
    rules.refuse_impossible(content, is_protected=held.case.citizen.is_protected, at=at, on=on)
    rules.refuse_address({"place": content.place, "others": content.others}, hidden=_hidden(held, keys=keys))
    act = rules.act_of(state)
    if former and act == "change" and queries.plan_of(former) == content:
        raise _SAME
    planned = FirstMeeting(
        match=match,
        state=rules.after(state, act),
        day=content.day,
        clock=content.clock,
        form=content.form,
        place=content.place[: rules.PLACE_LENGTH],
        others=content.others[: rules.OTHERS_LENGTH],
        written_at=at,
        written_by_id=by.person_id,
        replaces=former,
    )
    _keep_meeting(planned, act, by=by, at=at)
    return planned


@transaction.atomic
def cancel(
    match: Match, *, why: str, after: UUID, keys: sealing.Keyring, by: Actor, at: datetime, on: date
) -> FirstMeeting:
    """Cancel what was planned; another can be planned. `after` as in `plan`."""
    matching.require(access.may_plan(by, match, on=on))
    held = _unmet(match)
    former = queries.newest(held)
    if former is None or former.uuid != after:
        raise errors.OvertakenError
    rules.refuse_address({"why": why}, hidden=_hidden(held, keys=keys))
    cancelled = FirstMeeting(
        match=match,
        state=rules.after(PlanState(former.state), "cancel"),
        day=former.day,
        clock=former.clock,
        form=former.form,
        place=former.place,
        others=former.others,
        why=why.strip()[: rules.WHY_LENGTH],
        written_at=at,
        written_by_id=by.person_id,
        replaces=former,
    )
    _keep_meeting(cancelled, "cancel", by=by, at=at)
    return cancelled


@transaction.atomic
def choose_contact(
    match: Match, contact: rules.Contact, *, side: Side, after: UUID | None, by: Actor, at: datetime, on: date
) -> ContactChoice:
    """Say how one of the two is reached by the other. Of a citizen with a protected name only through the municipality.

    `after` as in `plan`.
    """
    matching.require(access.may_choose_contact(by, match, side=side, on=on))
    held = Match.objects.select_for_update(of=("self",)).select_related("case__citizen").get(pk=match.pk)
    if held.state not in BINDING:
        raise errors.RefusedError("De er ikke matchet nu, så der er ikke nogen at kontakte.")
    if side is Side.CITIZEN and held.case.citizen.is_protected and contact.way is not ContactWay.MUNICIPALITY:
        raise errors.RefusedError("Navn og adresse er beskyttet, så kontakten går gennem kommunen.", field="way")
    kept = rules.readable(contact)
    former = queries.newest_contact(held, side)
    firsts.require_newest(former, after=after)
    if former and (former.way, former.detail) == (kept.way, kept.detail):
        raise _SAME
    chosen = ContactChoice(
        match=match,
        side=side,
        way=kept.way,
        detail=kept.detail,
        written_at=at,
        written_by_id=by.person_id,
        replaces=former,
    )
    with firsts.first_wins():
        chosen.save(force_insert=True)
    _record(f"contact.chosen.{side}", chosen, match.case, by=by, at=at)
    return chosen


@transaction.atomic
def tell(
    case: Case, words: str, *, way: WishWay, told_on: date, after: UUID | None, by: Actor, at: datetime, on: date
) -> WordsToMentor:
    """Tell the mentor something: the one who said yes, else the next one. The mentor has news to read. `after` as in
    `plan`. Raises RefusedError at the field.
    """
    # A mentor's yes takes what waits with it: it comes before this, or after and finds it.
    case = cases.hold(case)
    matching.require(access.may_tell(by, case, on=on))
    if (by.role is Role.CITIZEN) != (way is WishWay.OWN_PAGE):
        raise errors.RefusedError("Vælg, hvordan borgeren fortalte det.", field="way")
    if told_on > on:
        raise errors.RefusedError("Dagen ligger i fremtiden.", field="told_on")
    days.refuse_strange(told_on, on=on, back=1, field="told_on")
    if not words.strip():
        raise errors.RefusedError("Skriv, hvad mentoren skal vide.", field="words")
    former, match = queries.newest_words(case), matches.binding(case)
    firsts.require_newest(former, after=after)
    told = WordsToMentor(
        case=case,
        match=match,
        words=words.strip()[: rules.WORDS_LENGTH],
        way=way,
        told_on=told_on,
        written_at=at,
        written_by_id=by.person_id,
        replaces=former,
    )
    with firsts.first_wins():
        told.save(force_insert=True)
    if match and match.mentor.user:
        outbox.notify(match.mentor.user.email, key=f"match:{match.uuid}:words-{told.pk}", at=at)
    _record("words.told", told, case, by=by, at=at)
    return told


@transaction.atomic
def take_back(words: WordsToMentor, *, by: Actor, at: datetime, on: date) -> None:
    """Take it back before the mentor read it: the words are gone, that something was told is not."""
    matching.require(access.may_take_back(by, words, on=on))
    standing = WordsToMentor.objects.filter(pk=words.pk, read_at=None, taken_back_at=None, replaced_by=None)
    if not standing.update(words="", taken_back_at=at):
        words.refresh_from_db()
        raise errors.RefusedError(_READ) if words.read_at else errors.OvertakenError()
    words.refresh_from_db()
    _record("words.taken_back", words, words.case, by=by, at=at)


@transaction.atomic
def read(words: WordsToMentor, *, by: Actor, at: datetime, on: date) -> None:
    """The mentor opens what was told: from now on it is read, and cannot be taken back."""
    if not access.words_for(by, on=on).filter(pk=words.pk).exists():
        raise errors.RefusedError("Det er trukket tilbage, eller det er ikke til dig.")
    unread = WordsToMentor.objects.filter(pk=words.pk, read_at=None, taken_back_at=None, replaced_by=None)
    if unread.update(read_at=at):
        _record("words.read", words, words.case, by=by, at=at)


def receive(match: Match) -> None:
    """A mentor says yes: what the citizen told the next mentor is for this one. Called by the yes."""
    # Something told at the same moment comes before and is found here, or after and finds the mentor.
    cases.hold(match.case)
    WordsToMentor.objects.filter(case=match.case_id, match=None, replaced_by=None).update(match=match)


def _unmet(match: Match) -> Match:
    """The match, held: a meeting, a stop and another plan at the same moment wait, or are found here."""
    held = Match.objects.select_for_update(of=("self",)).select_related("case__citizen").get(pk=match.pk)
    if held.state != State.ACCEPTED:
        raise _MET if held.state in BINDING else _NOT_NOW
    return held


def _hidden(match: Match, *, keys: sealing.Keyring) -> tuple[str, ...]:
    """The lines of the citizen's address where it is protected: the mentor reads what is written of a meeting."""
    citizen = match.case.citizen
    return people.address_of(citizen, keys=keys) if citizen.is_protected else ()


def _keep_meeting(meeting: FirstMeeting, act: str, *, by: Actor, at: datetime) -> None:
    with firsts.first_wins():
        meeting.save(force_insert=True)
    match, news = meeting.match, f"meeting-{meeting.pk}"
    citizen = correspondence.mail_of(match.case.citizen)
    if citizen:
        outbox.notify(citizen, key=f"match:{match.uuid}:citizen:{news}", at=at)
    if match.mentor.user and match.mentor.user_id != by.user_id:
        outbox.notify(match.mentor.user.email, key=f"match:{match.uuid}:{news}", at=at)
    _record(f"first_meeting.{act}", meeting, match.case, by=by, at=at)


def _record(name: str, record: Traceable, case: Case, *, by: Actor, at: datetime) -> None:
    audit.record(name, record, by=by, at=at, citizens=[case.citizen.uuid])
