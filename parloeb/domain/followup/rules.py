"""What a talk and a closing must hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parloeb.domain.cases.rules import Stage
from parloeb.domain.followup.lists import Decision, EndReason, Wish
from parloeb.kernel import days


@dataclass(frozen=True)
class TalkContent:
    """A follow-up talk as typed; `decision` is a code of the list."""

    held_on: date
    participants: str
    minutes: str
    decision: Decision
    decision_text: str = ""
    next_on: date | None = None


@dataclass(frozen=True)
class ClosingContent:
    """The end as typed.

    `reached` is for the citizen, `receiver` who takes over, `text` the reasons, `despite` why it ends although
    something is missing, `knows_unconfirmed` that some hours will never be confirmed.
    """

    ended_on: date
    reason: EndReason
    wish: Wish | None = None
    reached: str = ""
    receiver: str = ""
    text: str = ""
    despite: str = ""
    knows_unconfirmed: bool = False


@dataclass(frozen=True)
class Bounds:
    """The days between which a course can end: not before its last visit or its mentor, not after today."""

    earliest: date
    latest: date


@dataclass(frozen=True)
class Refusal:
    """Why something is refused, and the field that it belongs to."""

    field: str
    sentence: str


def talk_refusals(content: TalkContent, stage: Stage, *, opened_on: date, on: date) -> tuple[Refusal, ...]:
    """Every reason not to keep the talk."""
    return tuple(_of_talk(content, stage, opened_on=opened_on, on=on))


def closing_refusals(content: ClosingContent, bounds: Bounds) -> tuple[Refusal, ...]:
    """Every reason not to close as typed; what the course lacks is the concluder's."""
    return (*_of_days(content, bounds), *_of_words(content))


def writes_letter(reason: EndReason) -> bool:
    """Nobody writes to the dead."""
    return reason is not EndReason.DIED


def _of_talk(content: TalkContent, stage: Stage, *, opened_on: date, on: date) -> Iterator[Refusal]:
    if stage is Stage.ENDED:
        yield Refusal("held_on", "Forløbet er afsluttet.")
    if not opened_on <= content.held_on <= on:
        yield Refusal("held_on", f"Skriv en dag fra {days.text(opened_on)} og til i dag.")
    if not content.participants.strip():
        yield Refusal("participants", "Skriv, hvem der var med.")
    if not content.minutes.strip():
        yield Refusal("minutes", "Skriv, hvad I talte om.")
    if content.decision is not Decision.GO_ON and not content.decision_text.strip():
        yield Refusal("decision_text", "Skriv, hvad der skal ske, og hvorfor.")
    if content.decision is Decision.PHASE_OUT and stage not in (Stage.RUNNING, Stage.PHASING_OUT):
        yield Refusal("decision", "Støtten kan først trappes ned, når den er i gang.")
    yield from _of_next(content)


def _of_next(content: TalkContent) -> Iterator[Refusal]:
    if content.next_on is None:
        if content.decision is not Decision.END:
            yield Refusal("next_on", "Skriv, hvornår I taler sammen igen.")
    elif content.next_on <= content.held_on:
        yield Refusal("next_on", "Den næste samtale skal ligge efter denne.")


def _of_days(content: ClosingContent, bounds: Bounds) -> Iterator[Refusal]:
    if content.ended_on < bounds.earliest:
        yield Refusal("ended_on", f"Sidste dag kan tidligst være {days.text(bounds.earliest)}.")
    if content.ended_on > bounds.latest:
        yield Refusal("ended_on", "Sidste dag kan ikke ligge efter i dag.")


def _of_words(content: ClosingContent) -> Iterator[Refusal]:
    if content.reason is EndReason.OTHER and not content.text.strip():
        yield Refusal("text", "Skriv, hvorfor forløbet slutter.")
    if not writes_letter(content.reason):
        return
    if not content.reached.strip():
        yield Refusal("reached", "Skriv til borgeren, hvad der er nået.")
    if content.wish is None:
        yield Refusal("wish", "Vælg, hvad borgeren mener om at slutte.")
    elif content.wish is not Wish.AGREES and not content.text.strip():
        yield Refusal("text", "Når borgeren ikke har sagt ja til at slutte, skal begrundelsen stå i brevet.")
