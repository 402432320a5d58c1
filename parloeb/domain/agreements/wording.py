"""An agreement in words: to read, to compare with the one before, and to copy into Min Plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from parloeb.domain.agreements import lists
from parloeb.domain.agreements.rules import STANDING_GOAL, Content, SubGoal
from parloeb.domain.grants import curve
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
    """A sub-goal to read: what, in the citizen's own words too, how it is seen, by when, and how far it has come."""

    text: str
    own_words: str
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
        own_words=goal.own_words,
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
        ("Timetal", _of_plan(content)),
    )


def hours(minutes: int | None) -> str:
    """Minutes a week as hours: 1,5; empty where none are said."""
    return numbers.hours_text(numbers.hours_of(minutes)) if minutes else ""


def _of_plan(content: Content) -> str:
    """The hours on one line; the most of a week where they are not the same in each."""
    found = {minutes for _, minutes in content.agreed()} or {content.minutes_per_week or 0}
    most = f"{curve.hours_text(max(found))} om ugen"
    return f"Op til {most}" if len(found) > 1 else most


def _hours_text(content: Content) -> str:
    """The hours of a week, or the days with the hours of each stretch where they are not the same in each."""
    if content.hours_kind == lists.HoursKind.EVEN:
        return hours(content.minutes_per_week)
    return "; ".join(curve.lines(content.agreed()))


def _texts(content: Content) -> dict[str, str]:
    return {
        "goal_own_words": content.goal_own_words,
        "goal": content.goal,
        "period": str(content.period or ""),
        "minutes_per_week": _hours_text(content),
        "rhythm": lists.Rhythm(content.rhythm).label if content.rhythm else "",
        "place": content.place,
        "tasks": "; ".join(task.label for task in sorted(map(lists.Task, content.tasks), key=list(lists.Task).index)),
        "reporting": content.reporting,
        "phase_out": content.phase_out,
    }


def _changed_goals(before: tuple[SubGoal, ...], after: tuple[SubGoal, ...]) -> list[Change]:
    """Sub-goals are the same where their key is the same; one without a key was not there before."""
    new = {goal.key: goal for goal in after if goal.key}
    was = {goal.key for goal in before if goal.key}
    stayed = [(goal, new.get(goal.key) if goal.key else None) for goal in before]
    pairs = [*stayed, *((None, goal) for goal in after if goal.key not in was)]
    return [change for old, now in pairs if (change := _changed_goal(old, now))]


def _changed_goal(old: SubGoal | None, now: SubGoal | None) -> Change | None:
    """One sub-goal, called what it is called now; None where it says the same."""
    shown = now or old
    if shown is None:
        raise ValueError("a goal was there before, or is there now")
    is_renamed = bool(old and now and old.text != now.text)
    before, after = (_goal_line(goal, with_text=is_renamed) if goal else "" for goal in (old, now))
    if before == after:
        return None
    return Change(f"Delmål: {goal_text(shown).text}", before or "Var der ikke", after or "Taget ud")


def _goal_line(goal: SubGoal, *, with_text: bool) -> str:
    shown = goal_text(goal)
    own = f"»{shown.own_words}«" if shown.own_words else ""
    seen = f"Vi kan se det ved, at {shown.we_will_see}" if shown.we_will_see else ""
    return " · ".join(part for part in (shown.text if with_text else "", own, seen, shown.due, shown.support) if part)


def title(edition: int) -> str:
    """What an agreement is called; the first of a match is the agreement."""
    return "Mentoraftalen" if edition == 1 else f"Mentoraftale nr. {edition}"
