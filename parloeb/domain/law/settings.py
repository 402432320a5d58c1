"""What a municipality sets itself: each setting with its bounds, and the value that holds until it sets its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from parloeb.domain.law import rules, table
from parloeb.kernel import days
from parloeb.kernel.lists import Listed


class Setting(Listed):
    """One number that each jobcentre has, from a day until the next. Those of a purpose end with its code."""

    CASEWORKER_PERIODS = "caseworker_periods", "Sagsbehandleren: perioder i et forløb"
    CASEWORKER_MONTHS = "caseworker_months", "Sagsbehandleren: højst så mange måneder ad gangen"
    LEADER_PERIODS = "leader_periods", "Teamlederen: perioder i et forløb, sagsbehandlerens talt med"
    LEADER_MONTHS = "leader_months", "Teamlederen: højst så mange måneder ad gangen"
    MONTHS = "months", "Normal længde af en bevilling i måneder"
    MONTHS_ACTIVITIES = "months_activities", "Normal længde i måneder: aktiviteter"
    MONTHS_OFFERS = "months_offers", "Normal længde i måneder: tilbud"
    MONTHS_EDUCATION = "months_ordinary_education", "Normal længde i måneder: ordinær uddannelse"
    MONTHS_FLEKSJOB = "months_fleksjob", "Normal længde i måneder: fleksjob"
    MONTHS_WORK = "months_ordinary_work", "Normal længde i måneder: ordinært arbejde"
    AFTERCARE_HOURS = "aftercare_hours", "Efterværn: højst så mange timer i alt"
    AFTERCARE_MONTHS = "aftercare_months", "Efterværn: højst så mange måneder efter støttens sidste dag"
    CONTACT_DAYS = "contact_days", "Kontaktvarsel efter så mange dage uden kontakt"
    REPORT_MONTHS = "report_months", "Mentorens rapport: så mange måneder fortæller hver om"
    REPORT_DAY = "report_day", "Mentorens rapport: sidste dag i måneden efter"
    SECRECY_MONTHS = "secrecy_months", "Tavshedspligt: mentoren skriver under igen efter så mange måneder"
    PAPER_WARN_DAYS = "paper_warn_days", "Mentorers papirer: advarsel så mange dage, før et papir udløber"
    ANSWER_DAYS = "answer_days", "Mentoren, der er spurgt: svarfrist i dage"
    TRIAL_MEETINGS = "trial_meetings", "Prøve: så mange møder kan borger og mentor stoppe uden grund"
    CHANGE_DAYS = "change_days", "Ønske om en anden mentor: svar inden så mange dage"
    REMIND_DAYS = "remind_days", "Mentoren, der er spurgt: påmindelse så mange dage før fristen (0 er ingen)"
    ABSENCE_DAYS = "absence_days", "Forbehold ved valg af mentor: fravær på mindst så mange dage"
    WAIT_DAYS = "wait_days", "Ventetid på en mentor: højst så mange dage fra bevilling til første møde"
    PROPOSED_DAYS = "proposed_days", "Foreslået mentor: spurgt inden så mange dage"
    PLAN_DAYS = "plan_days", "Efter mentorens ja: første møde aftalt inden så mange dage"
    MEET_DAYS = "meet_days", "Efter mentorens ja: første møde inden så mange dage"
    TRIAL_DAYS = "trial_days", "Prøvetid: højst så mange dage fra første møde"
    HEAVY_PLACES = "heavy_places", "Match: højst så mange tunge forløb ad gangen hos en mentor"
    MOST_COURSES = "most_courses", "Match: højst så mange forløb ad gangen hos en mentor (0: intet loft)"
    WEIGHT_NEED = "weight_need", "Match: point for hvert trin af et behov, som mentoren kan møde"
    WEIGHT_EXPERIENCE = "weight_experience", "Match: point for fem forløb med det samme behov"
    WEIGHT_LIVED = "weight_lived", "Match: point for et behov, som mentoren kender fra sit eget liv"
    WEIGHT_WISH = "weight_wish", "Match: point for et ønske, der opfyldes"
    WEIGHT_AREA = "weight_area", "Match: point for samme område"
    WEIGHT_SAME_MENTOR = "weight_same_mentor", "Match: point for en mentor, som borgeren har haft før"
    WEIGHT_STRAIN = "weight_strain", "Match: point for en mentor med overskud (dobbelt ved et tungt forløb)"
    WEIGHT_WAITING_DAYS = "weight_waiting_days", "Match: dages ventetid, der giver ét point"
    ODDS_DAYS = "odds_days", "Mentorens ønske om bedre odds: gælder så mange dage"
    HANDOVER_DAYS = "handover_days", "Overdragelse ved skift af mentor: skrevet, og siden læst, inden så mange dage"


MONTHS = frozenset(
    {setting for setting in Setting if setting.startswith("months")}
    | {Setting.CASEWORKER_MONTHS, Setting.LEADER_MONTHS, Setting.AFTERCARE_MONTHS}
)
"""They count months of one period, of which the act says how many there may be."""

MATCH_POINTS = (0, 20)

_BOUNDS: Mapping[Setting, tuple[int, int]] = MappingProxyType(
    {
        Setting.CASEWORKER_PERIODS: (0, 20),
        Setting.LEADER_PERIODS: (1, 20),
        Setting.AFTERCARE_HOURS: (0, 100),
        Setting.CONTACT_DAYS: (1, 365),
        Setting.REPORT_MONTHS: (1, 3),
        Setting.REPORT_DAY: (1, 28),  # each month has that day
        Setting.SECRECY_MONTHS: (1, 120),
        Setting.PAPER_WARN_DAYS: (0, 365),
        Setting.ANSWER_DAYS: (1, 30),
        Setting.REMIND_DAYS: (0, 14),
        Setting.CHANGE_DAYS: (1, 60),
        Setting.ABSENCE_DAYS: (1, 180),
        Setting.WAIT_DAYS: (1, 365),
        Setting.PROPOSED_DAYS: (1, 365),
        Setting.PLAN_DAYS: (1, 365),
        Setting.MEET_DAYS: (1, 365),
        Setting.TRIAL_DAYS: (1, 365),
        Setting.HEAVY_PLACES: (0, 50),
        Setting.MOST_COURSES: (0, 100),
        Setting.WEIGHT_NEED: MATCH_POINTS,
        Setting.WEIGHT_EXPERIENCE: MATCH_POINTS,
        Setting.WEIGHT_LIVED: MATCH_POINTS,
        Setting.WEIGHT_WISH: MATCH_POINTS,
        Setting.WEIGHT_AREA: MATCH_POINTS,
        Setting.WEIGHT_SAME_MENTOR: MATCH_POINTS,
        Setting.WEIGHT_STRAIN: MATCH_POINTS,
        Setting.WEIGHT_WAITING_DAYS: (1, 365),
        Setting.ODDS_DAYS: (7, 365),
        Setting.TRIAL_MEETINGS: (0, 20),
        Setting.HANDOVER_DAYS: (1, 60),
    }
)


_TOO_MANY, _TOO_FEW = "og sagsbehandleren kan ikke have flere.", "og teamlederen kan ikke have færre."

# The caseworker's power, the leader's, and what they count: one and more.
_POWERS = (
    (Setting.CASEWORKER_PERIODS, Setting.LEADER_PERIODS, "periode", "perioder"),
    (Setting.CASEWORKER_MONTHS, Setting.LEADER_MONTHS, "måned", "måneder"),
)


# What no act and hardly a source names: each with why it is so until the jobcentre has its own.
_OF_THE_MATCH: Mapping[Setting, int] = MappingProxyType(
    {
        # The duty itself never ends (FVL-27), and no source says how often it is to be told again: two years are
        # longer than a usual course, so that it is read again between courses and not in the middle of one.
        Setting.SECRECY_MONTHS: 24,
        # Time enough to get an extract from the police, or to have an agreement signed by both sides.
        Setting.PAPER_WARN_DAYS: 30,
        Setting.ANSWER_DAYS: 3,
        Setting.REMIND_DAYS: 1,
        Setting.CHANGE_DAYS: 5,
        # Two meetings of a weekly rhythm fall out; a shorter holiday is planned around.
        Setting.ABSENCE_DAYS: 14,
        # Two weeks are what a citizen is told to expect; a proposal is asked about within two days, or the best mentor
        # is taken by another; a yes leads to a coffee within the week; three meetings, one a week and one put off, are
        # had in a month. A handover is written while the mentor who leaves still remembers, and well within the days
        # of access that are left.
        Setting.WAIT_DAYS: 14,
        Setting.PROPOSED_DAYS: 2,
        # A meeting within the week is planned in the first half of it.
        Setting.PLAN_DAYS: 3,
        Setting.MEET_DAYS: 7,
        Setting.TRIAL_DAYS: 30,
        Setting.HANDOVER_DAYS: 7,
        # No source names how many heavy courses one mentor can carry; the field's own report has only a ceiling on
        # courses that was felt to be the limit in one town (45 to 50 for two), which is no default.
        Setting.HEAVY_PLACES: 2,
        Setting.MOST_COURSES: 0,
        # What can be done for a need and continuity weigh most; docs/formats/matching.md tells of each.
        Setting.WEIGHT_NEED: 2,
        Setting.WEIGHT_EXPERIENCE: 2,
        Setting.WEIGHT_LIVED: 1,
        Setting.WEIGHT_WISH: 2,
        Setting.WEIGHT_AREA: 1,
        Setting.WEIGHT_SAME_MENTOR: 6,
        Setting.WEIGHT_STRAIN: 1,
        Setting.WEIGHT_WAITING_DAYS: 20,
        # As long as a grant usually is, so that the wish is there when the next course begins.
        Setting.ODDS_DAYS: 90,
        Setting.TRIAL_MEETINGS: 3,
    }
)


def _shipped() -> Mapping[Setting, int]:
    """The practice of the municipalities that the rules name; a purpose has the length of all until it has its own."""
    known = table.current().rules
    levels, longest = known["LOC-LEVELS"], known["LAB-167-1-MAX"].number("max_period_months")
    months, own, more = (levels.number(name) for name in ("period_months", "own_power_months", "special_extra_months"))
    return MappingProxyType(
        {
            Setting.CASEWORKER_PERIODS: own // months,
            Setting.CASEWORKER_MONTHS: months,
            Setting.LEADER_PERIODS: (own + more) // months,
            Setting.LEADER_MONTHS: longest,
            Setting.MONTHS: known["LOC-3M"].number("default_months"),
            # No act and no source names how much: small enough to stay a pot beside the grant.
            Setting.AFTERCARE_HOURS: 10,
            Setting.AFTERCARE_MONTHS: 3,
            Setting.CONTACT_DAYS: known["LOC-FOLLOW14"].number("warn_days"),
            Setting.REPORT_MONTHS: 1,  # LOC-MONTHLY
            Setting.REPORT_DAY: 5,
            **_OF_THE_MATCH,
        }
    )


SHIPPED = _shipped()


@dataclass(frozen=True)
class Settings:
    """What holds at one jobcentre on one day: what it set itself, else what is shipped."""

    own: Mapping[Setting, int] = field(default_factory=dict)

    def number(self, setting: Setting) -> int:
        """The number of a setting; of a purpose without its own the one for all."""
        found = self.own.get(setting, SHIPPED.get(setting))
        return self.number(Setting.MONTHS) if found is None else found

    def usual_months(self, purpose: str) -> int:
        """How many months a grant usually lasts; `purpose` is its code, empty where it is not known."""
        return self.number(Setting(f"months_{purpose}") if purpose else Setting.MONTHS)

    def is_own(self, *settings: Setting) -> bool:
        """Whether the jobcentre set one of them itself."""
        return any(setting in self.own for setting in settings)


@dataclass(frozen=True)
class Entry:
    """One value that was set: by which jobcentre, what, from which day on."""

    jobcentre: int
    setting: Setting
    first_day: date
    number: int


@dataclass(frozen=True)
class Timeline:
    """All that was set, in order of days: for asking many days and jobcentres at once."""

    entries: tuple[Entry, ...] = ()

    def on(self, jobcentre: int, day: date) -> Settings:
        """What holds at a jobcentre on a day."""
        begun = (one for one in self.entries if one.jobcentre == jobcentre and one.first_day <= day)
        return Settings({one.setting: one.number for one in begun})


def most(setting: Setting) -> int:
    """The highest number that can be set, of one that counts no months."""
    return _BOUNDS[setting][1]


def fault(setting: Setting, number: int, *, first_day: date) -> str:
    """Why the number cannot be set from that day on; empty where it can."""
    least, most = _BOUNDS.get(setting, (1, 0))
    if setting in MONTHS:
        most = rules.longest_months(first_day)
        if number > most:
            return f"Loven tillader højst {most} måneder ad gangen den {days.text(first_day)}."
    return "" if least <= number <= most else f"Skriv et helt tal fra {least} til {most}."


def crossing(timeline: Timeline, *, jobcentre: int, setting: Setting, first_day: date) -> str:
    """Why what holds of a power from that day on cannot stand beside the other; empty where it can.

    The leader decides what is beyond the caseworker, so on no day on which the value holds may the leader have less.
    """
    power = next((power for power in _POWERS if setting in power), None)
    if power is None:
        return ""
    caseworkers, leaders, *counted = power
    later = [one for one in timeline.entries if one.jobcentre == jobcentre and one.first_day > first_day]
    until = min((one.first_day for one in later if one.setting is setting), default=date.max)
    changing = [one.first_day for one in later if one.setting in (caseworkers, leaders) and one.first_day < until]
    for day in (first_day, *changing):
        held = timeline.on(jobcentre, day)
        of_leader, of_caseworker = held.number(leaders), held.number(caseworkers)
        if of_caseworker > of_leader and setting is caseworkers:
            return f"Teamlederen har {_counted(of_leader, counted)} den {days.text(day)}, {_TOO_MANY}"
        if of_caseworker > of_leader:
            return f"Sagsbehandleren har {_counted(of_caseworker, counted)} den {days.text(day)}, {_TOO_FEW}"
    return ""


def _counted(number: int, counted: list[str]) -> str:
    return f"{number} {counted[number != 1]}"
