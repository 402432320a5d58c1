"""An agreement in words: to read, to compare with the one before, and to copy into Min Plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from parloeb.domain.agreements import lists
from parloeb.domain.agreements.rules import STANDING_GOAL, Content, SubGoal
from parloeb.kernel import days, numbers

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "goal_own_words": "Mål med borgerens egne ord",
        "goal": "Mål med fagets ord",
        "period": "Periode",
        "minutes_per_week": "Timer om ugen",
        "rhythm": "Hvor ofte de mødes",
        "place": "Hvor de mødes",
        "tasks": "Mentoren hjælper med",
        "reporting": "Hvem fortæller hvad til hvem",
        "phase_out": "Sådan trappes støtten ned",
    }
)

# The same, as the citizen reads the own agreement.
OWN_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "goal_own_words": "Det vil jeg gerne",
        "goal": "Det arbejder vi hen imod",
        "period": "Aftalen gælder",
        "minutes_per_week": "Timer om ugen",
        "rhythm": "Så ofte mødes vi",
        "place": "Her mødes vi",
        "tasks": "Min mentor hjælper med",
        "reporting": "Hvem fortæller hvad til hvem",
        "phase_out": "Sådan får jeg mindre hjælp lidt efter lidt",
    }
)

NOT_GRANTED = "Der er ikke længere bevilget noget i aftalens periode"


@dataclass(frozen=True)
class GoalText:
    """A sub-goal to read: what, how it is seen, by when, and how far it has come."""

    text: str
    we_will_see: str
    due: str
    support: str


@dataclass(frozen=True)
class Change:
    """One line that differs between two editions."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Mentor:
    """The mentor as Min Plan names one."""

    name: str
    contact: str


def facts(content: Content, *, labels: Mapping[str, str] = LABELS) -> tuple[tuple[str, str], ...]:
    """Label and text of everything but the sub-goals, in the order of the form; what is not said is left out."""
    texts = _texts(content)
    return tuple((label, texts[name]) for name, label in labels.items() if texts[name])


def goal_text(goal: SubGoal) -> GoalText:
    """A sub-goal in words."""
    return GoalText(
        text=goal.text or "(ikke skrevet endnu)",
        we_will_see=goal.we_will_see,
        due=days.text(goal.due_on) if goal.due_on else "",
        support=lists.Support(goal.support).label,
    )


def changes(before: Content, after: Content, *, labels: Mapping[str, str] = LABELS) -> tuple[Change, ...]:
    """The lines that differ between two editions, in plain words; none where they say the same."""
    old, new = _texts(before), _texts(after)
    lines = [
        Change(label, old[name] or "–", new[name] or "–") for name, label in labels.items() if old[name] != new[name]
    ]
    return (*lines, *_changed_goals(before.goals, after.goals))


def plan(content: Content, mentor: Mentor) -> tuple[tuple[str, str], ...]:
    """The five items that Min Plan must hold (VEJ 9204/2023: goal, mentor, tasks, duration, hours), named."""
    texts = _texts(content)
    aims = "; ".join([texts["goal"].rstrip("."), *(goal.text for goal in content.goals), STANDING_GOAL])
    return (
        ("Mål", aims),
        ("Mentor", ", ".join(part for part in (mentor.name, mentor.contact) if part)),
        ("Mentorens opgaver", texts["tasks"]),
        ("Varighed", texts["period"] or NOT_GRANTED),
        ("Timetal", f"{texts['minutes_per_week']} timer om ugen"),
    )


def hours(minutes: int | None) -> str:
    """Minutes a week as hours: 1,5; empty where none are said."""
    return numbers.hours_text(numbers.hours_of(minutes)) if minutes else ""


def _texts(content: Content) -> dict[str, str]:
    return {
        "goal_own_words": content.goal_own_words,
        "goal": content.goal,
        "period": str(content.period or ""),
        "minutes_per_week": hours(content.minutes_per_week),
        "rhythm": lists.Rhythm(content.rhythm).label if content.rhythm else "",
        "place": content.place,
        "tasks": "; ".join(lists.Task(code).label for code in content.tasks),
        "reporting": content.reporting,
        "phase_out": content.phase_out,
    }


def _changed_goals(before: tuple[SubGoal, ...], after: tuple[SubGoal, ...]) -> list[Change]:
    """Sub-goals are the same where their text is the same."""
    old, new = ({goal.text: _goal_line(goal) for goal in goals} for goals in (before, after))
    return [
        Change(f"Delmål: {text}", old.get(text, "Var der ikke"), new.get(text, "Taget ud"))
        for text in dict.fromkeys([*old, *new])
        if old.get(text) != new.get(text)
    ]


def _goal_line(goal: SubGoal) -> str:
    shown = goal_text(goal)
    seen = f"Vi kan se det ved, at {shown.we_will_see}" if shown.we_will_see else ""
    return " · ".join(part for part in (seen, shown.due, shown.support) if part)


def title(edition: int) -> str:
    """What an agreement is called; the first of a match is the agreement."""
    return "Mentoraftalen" if edition == 1 else f"Mentoraftale nr. {edition}"
