"""Begin a handover when a mentor leaves, write it, hand it over, read it; without that the change is not complete."""

from datetime import date, datetime

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import firsts, moving
from parloeb.domain.matching import handing_over
from parloeb.domain.matching.handing_over import MOVES, OPEN, Author
from parloeb.domain.matching.handover import access, queries
from parloeb.domain.matching.models import Handover, HandoverWords, Match
from parloeb.domain.people.acting import Actor
from parloeb.kernel import errors

LENGTH, REASON_LENGTH = 1000, 500  # characters


def begin(match: Match, *, by: Actor, at: datetime) -> None:
    """A mentor leaves while the course goes on: begin what the next is to know. Called by the end of a match.

    One who left within the trial hands nothing over, but what that mentor was handed waits for the next one.
    """
    if match.confirmed_at is None:
        _pass_on(match, by=by, at=at)
        return
    handover = _left_before(match, at=at)
    if handover is None:
        handover = Handover(case=match.case, former=match, begun_at=at)
        with firsts.first_wins():
            handover.save(force_insert=True)
    _record("handover.begun", handover, by=by, at=at)


def receive(match: Match) -> None:
    """A mentor says yes: what was left for the next mentor is for this one, unless it is the own. Called by the yes."""
    waiting = Handover.objects.filter(case=match.case_id, state__in=OPEN, receiving=None)
    waiting.exclude(former__mentor=match.mentor_id).update(receiving=match)


def require_taken(match: Match) -> None:
    """Refuse while the new mentor has not read what was handed over. Called before both go on, and before they run."""
    unread = queries.why_not_taken(match)
    if unread:
        raise errors.RefusedError(unread)


@transaction.atomic
def write(handover: Handover, *, works: str, avoid: str, by: Actor, at: datetime, on: date) -> None:
    """Write the own words, in place of those written before: what works, and what to avoid.

    Raises RefusedError at the field where both are empty.
    """
    author = access.author_of(by, handover)
    act = "write_own" if author is Author.CITIZEN else "write"
    access.require(by, act, handover, on=on)
    if not works.strip() and not avoid.strip():
        raise errors.RefusedError("Skriv, hvad der virker, eller hvad man skal undgå.", field="works")
    moving.move(handover, MOVES, act)
    HandoverWords.objects.update_or_create(
        handover=handover,
        author=author,
        defaults={
            "works": works.strip()[:LENGTH],
            "avoid": avoid.strip()[:LENGTH],
            "written_at": at,
            "written_by_id": by.person_id,
            "struck_at": None,
        },
    )
    _record("handover.written", handover, by=by, at=at, reason=str(author))


@transaction.atomic
def strike(handover: Handover, *, by: Actor, at: datetime, on: date) -> None:
    """The citizen takes the own words back, also after they were read."""
    access.require(by, "strike", handover, on=on)
    moving.move(handover, MOVES, "strike")
    own = HandoverWords.objects.filter(handover=handover, author=Author.CITIZEN, struck_at=None)
    if not own.update(works="", avoid="", struck_at=at):
        raise errors.RefusedError("Du har ikke skrevet noget, der kan slettes.")
    _record("handover.struck", handover, by=by, at=at)


@transaction.atomic
def hand_over(
    handover: Handover, package: handing_over.Package, *, health_agreed: bool, by: Actor, at: datetime, on: date
) -> None:
    """Let the next mentor read it. `package` is what the other rooms know of the course, kept as it is now, and without
    the lines that tell of health where the citizen did not say yes to that.

    Refused before somebody wrote what works and what to avoid, and where it tells of health without the citizen's yes.
    """
    access.require(by, "hand_over", handover, on=on)
    # Words written at the same time come before and are read here, or after and are refused.
    Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    words = queries.words_of(handover)
    lacking = handing_over.lacks(words)
    if lacking:
        raise errors.RefusedError(lacking)
    word = handing_over.told_of_health(words)
    if word and not health_agreed:
        raise errors.RefusedError(
            f"»{word}« handler om helbred. Slet det, eller spørg borgeren, og sæt kryds, når borgeren har sagt ja.",
            field="health_agreed",
        )
    moving.move(
        handover,
        MOVES,
        "hand_over",
        facts=handing_over.kept(package if health_agreed else handing_over.without_health(package)),
        health_agreed_on=on if health_agreed else None,
        handed_over_at=at,
        handed_over_by=by.person_id,
    )
    _record("handover.handed_over", handover, by=by, at=at)


@transaction.atomic
def take_back(handover: Handover, *, by: Actor, at: datetime, on: date) -> None:
    """Take it back before it was read, to write more."""
    access.require(by, "take_back", handover, on=on)
    moving.move(handover, MOVES, "take_back", facts=[], health_agreed_on=None, handed_over_at=None, handed_over_by=None)
    _record("handover.taken_back", handover, by=by, at=at)


@transaction.atomic
def acknowledge(handover: Handover, *, by: Actor, at: datetime, on: date) -> None:
    """The new mentor has read it: the change of mentor is complete."""
    access.require(by, "acknowledge", handover, on=on)
    moving.move(handover, MOVES, "acknowledge", acknowledged_at=at)
    _record("handover.acknowledged", handover, by=by, at=at)


@transaction.atomic
def override(
    handover: Handover, package: handing_over.Package, *, because: str, by: Actor, at: datetime, on: date
) -> None:
    """The leader lets the change go on without it, and says why.

    What was handed over stays. Else `package` is kept without the lines of health: nobody asked the citizen.
    """
    access.require(by, "override", handover, on=on)
    if not because.strip():
        raise errors.RefusedError("Skriv, hvorfor skiftet skal gå videre uden overdragelsen.", field="because")
    because = because.strip()[:REASON_LENGTH]
    moving.move(
        handover,
        MOVES,
        "override",
        facts=handover.facts or handing_over.kept(handing_over.without_health(package)),
        overridden_at=at,
        overridden_by=by.person_id,
        overridden_because=because,
    )
    _record("handover.overridden", handover, by=by, at=at)


def _left_before(match: Match, *, at: datetime) -> Handover | None:
    """What a mentor who came back left the last time, and nobody took over: it is written on from now.

    The package that was kept with it is of the last time, and is put together anew.
    """
    waiting = Handover.objects.filter(case=match.case_id, state__in=OPEN, receiving=None)
    waiting.update(
        former=match,
        begun_at=at,
        state=handing_over.State.DRAFT,
        facts=[],
        health_agreed_on=None,
        handed_over_at=None,
        handed_over_by=None,
    )
    return waiting.select_related("case__citizen").first()


def _pass_on(match: Match, *, by: Actor, at: datetime) -> None:
    """What a mentor of a trial was to take over is for the next one: what is open goes back, what was read is written
    anew with the same words.
    """
    received = Handover.objects.filter(receiving=match).select_related("case__citizen", "former__mentor").first()
    if received is None:
        return
    if received.state in OPEN:
        Handover.objects.filter(pk=received.pk, state__in=OPEN).update(receiving=None)
        return
    again = Handover(case=received.case, former=received.former, begun_at=at)
    with firsts.first_wins():
        again.save(force_insert=True)
    for words in received.words.filter(struck_at=None):
        words.pk, words.handover = None, again
        words.save(force_insert=True)
    _record("handover.begun", again, by=by, at=at)


def _record(name: str, handover: Handover, *, by: Actor, at: datetime, reason: str = "") -> None:
    audit.record(name, handover, by=by, at=at, citizens=[handover.case.citizen.uuid], reason=reason)
