"""What the two answered on going on: each reads the own answer, whoever finds the mentor reads both."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from parloeb.domain.cases.queries import Waiting
from parloeb.domain.matching import talking
from parloeb.domain.matching.lists import GoOn, Side, WishWay
from parloeb.domain.matching.models import Continuation, Match
from parloeb.domain.matching.queries import trial
from parloeb.domain.matching.states import BINDING, State
from parloeb.kernel import local


@dataclass(frozen=True)
class AnswerRow:
    """One answer: whose, what, the own words, and when and how it was told."""

    side: str
    answer: str
    words: str
    told: str


@dataclass(frozen=True)
class Together:
    """A match as one of the two reads it. `answer` is the own last answer, never the other's."""

    uuid: UUID
    case_uuid: UUID
    citizen: UUID
    other: str
    state: str
    trial: str
    is_asked: bool
    answer: GoOn | None
    is_binding: bool


def lacking(match: Match) -> str:
    """Why the match cannot be confirmed yet; empty where both said yes."""
    return talking.lacking({Side(one.side): GoOn(one.answer) for one in _newest(match)})


def rows(match: Match) -> tuple[AnswerRow, ...]:
    """The newest answer of each of the two, for whoever finds the mentor."""
    return tuple(_row(one) for one in _newest(match))


def together(own: QuerySet[Match], uuid: UUID, side: Side) -> Together | None:
    """One of the own matches as this side reads it; None for any other."""
    match = own.filter(uuid=uuid).select_related("case__citizen", "mentor").first()
    if match is None:
        return None
    newest = next((one for one in _newest(match) if one.side == side), None)
    return Together(
        uuid=match.uuid,
        case_uuid=match.case.uuid,
        citizen=match.case.citizen.uuid,
        other=str(match.mentor) if side is Side.CITIZEN else str(match.case.citizen),
        state=State(match.state).label,
        trial=trial.texts([match])[match.pk],
        is_asked=match.state == State.MET,
        answer=GoOn(newest.answer) if newest else None,
        is_binding=match.state in BINDING,
    )


def cards(own: QuerySet[Match]) -> dict[UUID, tuple[UUID, str]]:
    """By case the own match that binds and how far its trial is."""
    found = list(own.filter(state__in=BINDING).select_related("case"))
    texts = trial.texts(found) if found else {}
    return {match.case.uuid: (match.uuid, texts[match.pk]) for match in found}


def waiting(own: QuerySet[Match], side: Side) -> tuple[Waiting, ...]:
    """The private questions that wait for this side's first answer."""
    answered = Continuation.objects.filter(match=OuterRef("pk"), side=side)
    found = own.filter(~Exists(answered), state=State.MET).select_related("case__citizen", "mentor")
    return tuple(
        Waiting(
            since=match.met_on,
            what=f"Vil du gerne fortsætte med {match.mentor if side is Side.CITIZEN else match.case.citizen}?",
            number=match.case.number,
            name=str(match.case.citizen),
            citizen=match.case.citizen.uuid,
            record=("together", match.uuid),
        )
        for match in found.order_by("pk")
        if match.met_on
    )


def with_answers(visible: QuerySet[Match]) -> QuerySet[Match]:
    """The matches with the newest answer of each side as `by_citizen` and `by_mentor`, None where there is none."""
    return visible.annotate(by_citizen=_answer(Side.CITIZEN), by_mentor=_answer(Side.MENTOR))


def next_step(by_citizen: str | None, by_mentor: str | None) -> str:
    """What whoever finds the mentor does next with two who have met."""
    answers = (by_citizen, by_mentor)
    if GoOn.DOUBT in answers:
        return "En af dem er i tvivl: tal med dem"
    return "Bekræft: begge vil fortsætte" if answers == (GoOn.YES, GoOn.YES) else "Hør, om begge vil fortsætte"


def _answer(side: Side) -> Subquery:
    found = Continuation.objects.filter(match=OuterRef("pk"), side=side).order_by("-pk")
    return Subquery(found.values("answer")[:1])


def _newest(match: Match) -> list[Continuation]:
    found = Continuation.objects.filter(match=match).select_related("written_by").order_by("pk")
    newest = {Side(one.side): one for one in found}
    return [newest[side] for side in Side if side in newest]


def _row(one: Continuation) -> AnswerRow:
    way = WishWay(one.way)
    told = f"{way.label}, {local.text(one.answered_at)}"
    if way is not WishWay.OWN_PAGE:
        told += f", skrevet af {one.written_by.name}"
    return AnswerRow(Side(one.side).label, GoOn(one.answer).label, one.words, told)
