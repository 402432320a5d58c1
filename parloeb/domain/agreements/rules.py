"""What an agreement says and lacks, whose turn it is to sign, and on which days it is in force."""

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from uuid import UUID

from parloeb.domain.agreements import weekly
from parloeb.domain.agreements.lists import HoursKind, Party, Support, Way
from parloeb.domain.grants import curve
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, verdicts
from parloeb.kernel.periods import Period

STANDING_GOAL = "Klare sig uden støtte"
MOST_GOALS = 10
LINE_LENGTH = 300
REASON_LENGTH = 500
PLACE_LENGTH = 200

# The act that a lack stops; a lack that stops nothing is said all the same.
PRESENT = "present"


@dataclass(frozen=True)
class SubGoal:
    """A sub-goal as typed; `we_will_see` goes on after "Vi kan se det ved, at".

    `key` says which goal it is, whatever its words; a new one has none until it is saved.
    """

    text: str = ""
    we_will_see: str = ""
    due_on: date | None = None
    support: str = Support.TOGETHER.value
    own_words: str = ""
    key: UUID | None = None


@dataclass(frozen=True)
class Content:
    """What an agreement says, as typed; empty is not yet said. The standing goal is no part: it is always there.

    `minutes_per_week` is the most of a week, and all of it where the hours are even; `hours` are the stretches where
    they are not, in order of days, the last of them open where it goes on as long as the agreement.
    """

    goal_own_words: str = ""
    goal: str = ""
    first_day: date | None = None
    last_day: date | None = None
    minutes_per_week: int | None = None
    hours_kind: str = HoursKind.EVEN.value
    hours: tuple[curve.Stretch, ...] = ()
    rhythm: str = ""
    place: str = ""
    tasks: tuple[str, ...] = ()
    reporting: str = ""
    phase_out: str = ""
    goals: tuple[SubGoal, ...] = ()

    @property
    def period(self) -> Period | None:
        """The days agreed on; None while a day is missing or the end is before the beginning."""
        if self.first_day is None or self.last_day is None or self.last_day < self.first_day:
            return None
        return Period(self.first_day, self.last_day)

    def agreed(self) -> tuple[curve.Stretch, ...]:
        """The hours of the days agreed on; none while days or hours are missing."""
        if self.period is None:
            return ()
        if self.hours_kind != HoursKind.EVEN:
            return curve.within(self.hours, self.period)
        return ((self.period, self.minutes_per_week),) if self.minutes_per_week else ()


@dataclass(frozen=True)
class Granted:
    """A stretch of days with the minutes a week that are granted on them."""

    period: Period
    minutes_per_week: int


@dataclass(frozen=True)
class Bounds:
    """What an agreement must stay within: what is granted, in order of days, and the days of the match."""

    granted: tuple[Granted, ...] = ()
    matched: Period | None = None

    def stretches(self) -> tuple[curve.Stretch, ...]:
        """What is granted, as hours over days."""
        return tuple((one.period, one.minutes_per_week) for one in self.granted)


@dataclass(frozen=True)
class Lack:
    """Something missing or out of bounds: the field, a sentence, and the act that it stops (none: "")."""

    field: str
    sentence: str
    stops: str = PRESENT


_ASKED: tuple[tuple[str, str, str], ...] = (
    ("goal_own_words", "Skriv målet med borgerens egne ord.", PRESENT),
    ("goal", "Skriv målet med fagets ord.", PRESENT),
    ("first_day", "Skriv første dag.", PRESENT),
    ("last_day", "Skriv sidste dag.", PRESENT),
    ("minutes_per_week", "Skriv, hvor mange timer om ugen I aftaler.", PRESENT),
    ("rhythm", "Vælg, hvor ofte I mødes.", PRESENT),
    ("tasks", "Vælg mindst én opgave, som mentoren hjælper med.", PRESENT),
    ("goals", "Skriv mindst ét delmål.", PRESENT),
    ("place", "Skriv, hvor I mødes.", ""),
    ("reporting", "Skriv, hvem der fortæller hvad til hvem.", ""),
    ("phase_out", "Skriv, hvordan støtten trappes ned.", ""),
)

_ASKED_OF_A_GOAL: tuple[tuple[str, str, str], ...] = (
    ("own_words", "skriv det med borgerens egne ord.", ""),
    ("text", "skriv, hvad målet er.", PRESENT),
    ("we_will_see", "skriv, hvad I vil kunne se, når målet er nået.", PRESENT),
    ("due_on", "skriv, hvornår målet skal være nået.", PRESENT),
)

# Who signs for which party in which way. Nobody but the caseworker signs for the citizen, and nobody for the others.
SIGNERS: Mapping[tuple[Party, Way], Role] = MappingProxyType(
    {
        (Party.CITIZEN, Way.SELF): Role.CITIZEN,
        (Party.CITIZEN, Way.ON_BEHALF): Role.CASEWORKER,
        (Party.CITIZEN, Way.PAPER): Role.CASEWORKER,
        (Party.MENTOR, Way.SELF): Role.MENTOR,
        (Party.CASEWORKER, Way.SELF): Role.CASEWORKER,
    }
)


def lacks(content: Content, bounds: Bounds) -> tuple[Lack, ...]:
    """What is missing or out of bounds, in the order of the form."""
    asked = _ASKED if content.hours_kind == HoursKind.EVEN else [one for one in _ASKED if one[0] != "minutes_per_week"]
    missing = [Lack(field, sentence, stops) for field, sentence, stops in asked if not getattr(content, field)]
    return (
        *missing,
        *_of_days(content, bounds),
        *(_of_steps(content) if content.hours_kind == HoursKind.ROWS else ()),
        *_of_minutes(content, bounds),
        *_of_goals(content),
    )


def stopping(content: Content, bounds: Bounds, act: str) -> tuple[Lack, ...]:
    """The lacks that stop an act."""
    return tuple(lack for lack in lacks(content, bounds) if lack.stops == act)


def next_party(signed: Collection[Party]) -> Party | None:
    """Whose signature comes next: citizen, mentor, caseworker; None when all have signed."""
    return next((party for party in Party if party not in signed), None)


def party_of(role: Role) -> Party | None:
    """The party that a role signs as, in person."""
    return next((party for (party, way), signer in SIGNERS.items() if way is Way.SELF and signer is role), None)


def may_sign(role: Role, *, party: Party, way: Way, signed: Collection[Party]) -> verdicts.Verdict:
    """Whether the role signs for the party in this way, and now: each in turn, and nobody twice."""
    if SIGNERS.get((party, way)) is not role:
        return verdicts.no(_NOT_YOURS[party])
    if party in signed:
        return verdicts.no(f"{party.label} har allerede skrevet under.")
    turn = next_party(signed)
    if turn is not party and turn is not None:
        return verdicts.no(f"{turn.label} skal skrive under først.")
    return verdicts.YES


def in_force(agreed: Period, *, signed_on: date) -> Period | None:
    """The days on which the agreement is in force: none before the last signature; None where they are all past."""
    first_day = max(agreed.first_day, signed_on)
    if agreed.last_day is None or agreed.last_day < first_day:
        return None
    return Period(first_day, agreed.last_day)


def left_of(earlier: Period, newer: Period) -> Period | None:
    """What is left of an earlier agreement when a newer one takes over: the days before it; None where none are."""
    if earlier.first_day >= newer.first_day:
        return None
    return Period(earlier.first_day, newer.first_day - timedelta(days=1))


def merged(granted: Sequence[Granted]) -> tuple[Period, ...]:
    """The stretches granted, those that follow each other day by day made one."""
    found: list[Period] = []
    for period in sorted((one.period for one in granted), key=lambda one: one.first_day):
        last = found[-1] if found else None
        if last and last.last_day and period.first_day <= last.last_day + timedelta(days=1):
            found[-1] = dataclasses.replace(last, last_day=max(last.last_day, period.last_day or last.last_day))
        else:
            found.append(period)
    return tuple(found)


def within(agreed: Period, granted: Sequence[Granted]) -> Period | None:
    """The days agreed on from the first to the last that is granted; None where nothing of them is."""
    shared = [both for stretch in merged(granted) if (both := stretch.intersection(agreed))]
    return Period(shared[0].first_day, shared[-1].last_day) if shared else None


def held(content: Content, bounds: Bounds) -> Content:
    """What an agreement says with the days that are left of it after a later decision; none where nothing is."""
    left = within(content.period, bounds.granted) if content.period else None
    return dataclasses.replace(
        content, first_day=left.first_day if left else None, last_day=left.last_day if left else None
    )


def prefilled(bounds: Bounds, *, on: date) -> Content:
    """Period and hours for a new draft: from today or the first day possible, as long as the grant lasts."""
    earliest = max(on, bounds.matched.first_day) if bounds.matched else on
    for stretch in merged(bounds.granted):
        if stretch.last_day and stretch.last_day >= earliest:
            period = Period(max(stretch.first_day, earliest), stretch.last_day)
            return _over_days(Content(), period, curve.within(bounds.stretches(), period))
    return Content()


def renewed(signed: Content, now: Content) -> Content:
    """What a new edition begins with: the signed text, with the days granted now and no more hours than granted.

    Steps go on as they were agreed; after the last of them its hours go on.
    """
    period, granted = now.period, now.agreed()
    if period is None:
        return dataclasses.replace(signed, first_day=now.first_day, last_day=now.last_day)
    if signed.hours_kind == HoursKind.AS_GRANTED or not signed.minutes_per_week:
        return _over_days(signed, period, granted)
    steps = curve.within(_going_on(signed), period) or ((period, signed.minutes_per_week),)
    return _over_days(signed, period, weekly.least_of(steps, granted), granted=granted)


def settled(content: Content, bounds: Bounds) -> Content:
    """What an agreement says with the hours that follow the grant as it is now, and with the most of a week."""
    if content.hours_kind == HoursKind.EVEN:
        return dataclasses.replace(content, hours=())
    hours = content.hours
    if content.hours_kind == HoursKind.AS_GRANTED:
        hours = weekly.joined(curve.within(bounds.stretches(), content.period)) if content.period else ()
    most = max((minutes for _, minutes in hours), default=None)
    return dataclasses.replace(content, hours=hours, minutes_per_week=most)


def is_granted_anew(content: Content, bounds: Bounds) -> bool:
    """Whether hours that are to be as granted are no longer what the text says, since the grant was changed."""
    return content.hours_kind == HoursKind.AS_GRANTED and settled(content, bounds).hours != content.hours


_NOT_YOURS: Mapping[Party, str] = MappingProxyType(
    {
        Party.CITIZEN: "Kun borgeren selv eller sagsbehandleren på borgerens vegne kan skrive under her.",
        Party.MENTOR: "Kun mentoren selv kan skrive under her.",
        Party.CASEWORKER: "Kun sagsbehandleren selv kan skrive under her.",
    }
)


def _of_days(content: Content, bounds: Bounds) -> list[Lack]:
    if content.first_day is None or content.last_day is None:
        return []
    period = content.period
    if period is None:
        return [Lack("last_day", "Sidste dag ligger før første dag.")]
    found = []
    stretches = merged(bounds.granted)
    if not any(stretch.covers(period) for stretch in stretches):
        reach = " og ".join(str(stretch) for stretch in stretches) or "der er ingen endnu"
        found.append(Lack("first_day", f"Aftalen skal ligge inden for bevillingen ({reach})."))
    if bounds.matched is None:
        found.append(Lack("first_day", "Borgeren har ingen mentor i perioden."))
    elif not bounds.matched.covers(period):
        found.append(Lack("first_day", f"Aftalen skal ligge, mens mentoren har forløbet ({bounds.matched})."))
    return found


def _of_minutes(content: Content, bounds: Bounds) -> list[Lack]:
    first = weekly.over(content.agreed(), bounds.stretches())
    if first is None:
        return []
    field = "minutes_per_week" if content.hours_kind == HoursKind.EVEN else "hours"
    granted, agreed = curve.hours_text(first.granted), curve.hours_text(first.agreed)
    if first.day == content.first_day:
        return [Lack(field, f"Der er bevilget {granted} om ugen, så I kan ikke aftale {agreed}.")]
    return [
        Lack(
            field,
            f"Fra {days.text(first.day)} er der bevilget {granted} om ugen, så I kan ikke aftale {agreed}. "
            "Vælg »Som bevilget«, eller del timerne op i trin.",
        )
    ]


def _of_steps(content: Content) -> list[Lack]:
    """Steps say the hours of every day agreed on, and of no other."""
    if not content.hours:
        return [Lack("hours", "Skriv mindst ét trin med timer.")]
    period = content.period
    if period is None:
        return []
    lacking = [period]
    for stretch, _ in content.hours:
        lacking = [left for part in lacking for left in part.without(stretch)]
    return [Lack("hours", f"Der mangler timer for {part}.") for part in lacking] + [
        Lack("hours", f"Trinnet fra {days.text(stretch.first_day)} begynder efter aftalens sidste dag.")
        for stretch, _ in content.hours
        if stretch.first_day > period.closed_end()
    ]


def _going_on(signed: Content) -> tuple[curve.Stretch, ...]:
    """The hours agreed on, the last of them without an end."""
    agreed = signed.agreed()
    return tuple(
        (Period(period.first_day), minutes) if (period, minutes) == agreed[-1] else (period, minutes)
        for period, minutes in agreed
    )


def _over_days(
    content: Content, period: Period, hours: Sequence[curve.Stretch], *, granted: Sequence[curve.Stretch] | None = None
) -> Content:
    """The content with these days and hours: even where they are, as granted where they are all that is granted."""
    joined = weekly.joined(hours)
    kind = HoursKind.EVEN if len(joined) < 2 else HoursKind.ROWS
    if kind is HoursKind.ROWS and (granted is None or joined == weekly.joined(granted)):
        kind = HoursKind.AS_GRANTED
    return dataclasses.replace(
        content,
        first_day=period.first_day,
        last_day=period.last_day,
        hours_kind=kind.value,
        hours=() if kind is HoursKind.EVEN else joined,
        minutes_per_week=max((minutes for _, minutes in joined), default=None),
    )


def _of_goals(content: Content) -> list[Lack]:
    found = [
        Lack("goals", f"Delmål {number}: {sentence}", stops)
        for number, goal in enumerate(content.goals, start=1)
        for field, sentence, stops in _ASKED_OF_A_GOAL
        if not getattr(goal, field)
    ]
    period = content.period
    if period:
        found += [
            Lack("goals", f"Delmål {number}: dagen {days.text(goal.due_on)} ligger uden for aftalens periode.")
            for number, goal in enumerate(content.goals, start=1)
            if goal.due_on and not period.contains(goal.due_on)
        ]
    return found
