"""What a referral lacks, and what each lack stops."""

from dataclasses import dataclass
from datetime import date

from parloeb.domain.referrals.lists import LegalBasis
from parloeb.kernel import days, errors


@dataclass(frozen=True)
class Content:
    """What a referral says, as typed: codes of the lists and texts, empty where nothing was said."""

    request: str = ""
    purpose: str = ""
    decisive_reason: str = ""
    legal_basis: str = ""
    target_group: str = ""
    track: str = ""
    education: str = ""
    benefit: str = ""
    meeting_place: str = ""
    wishes: str = ""
    active_offers: str = ""
    start_on: date | None = None
    hospitalised_on: date | None = None
    discharge_on: date | None = None
    admitted_on: date | None = None
    considerations: tuple[str, ...] = ()
    considerations_text: str = ""
    barriers: tuple[str, ...] = ()
    wish_choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lack:
    """Something missing: the field, a sentence, and the act that it stops ("send" or "grant")."""

    field: str
    sentence: str
    stops: str


_ASKED: tuple[tuple[str, str, str], ...] = (
    ("request", "Skriv med et par linjer, hvad borgeren har brug for.", "send"),
    ("purpose", "Vælg, hvad støtten skal hjælpe med at opnå eller fastholde.", "grant"),
    ("decisive_reason", "Skriv, hvorfor en mentor er afgørende.", "grant"),
    ("legal_basis", "Vælg hjemlen.", "grant"),
    ("target_group", "Vælg målgruppen.", "grant"),
    ("track", "Vælg spor, eller »Ikke spurgt«.", "grant"),
    ("education", "Vælg uddannelse, eller »Ikke spurgt«.", "grant"),
    ("benefit", "Vælg ydelse, eller »Ikke spurgt«.", "grant"),
)

_ASKED_BY_BASIS: dict[str, tuple[str, str]] = {
    LegalBasis.LAB_167_2: ("discharge_on", "Skriv dagen for udskrivning."),
    LegalBasis.LAB_167_3: ("admitted_on", "Skriv dagen for optagelse på uddannelsen."),
}


def lacks(content: Content) -> tuple[Lack, ...]:
    """What is missing, in the order of the form; only what this legal basis asks for."""
    missing = [Lack(field, sentence, stops) for field, sentence, stops in _ASKED if not getattr(content, field)]
    asked = _ASKED_BY_BASIS.get(content.legal_basis)
    if asked and getattr(content, asked[0]) is None:
        missing.append(Lack(*asked, stops="grant"))
    return tuple(missing)


def stopping(content: Content, act: str) -> tuple[Lack, ...]:
    """The lacks that stop an act; what stops sending stops granting too."""
    return tuple(lack for lack in lacks(content) if lack.stops in (act, "send"))


# How many years before and after today a day of the referral may lie before it is asked whether its year is right.
_YEARS: dict[str, tuple[int, int]] = {
    "start_on": (5, 3),
    "hospitalised_on": (50, 1),
    "discharge_on": (5, 2),
    "admitted_on": (5, 2),
}


def refuse_strange(before: Content, content: Content, *, on: date) -> None:
    """Refuse a day that is new and whose year is most likely mistyped. Raises RefusedError at its field."""
    for name, (back, ahead) in _YEARS.items():
        day = getattr(content, name)
        if day and day != getattr(before, name):
            days.refuse_strange(day, on=on, back=back, ahead=ahead, field=name)


def refuse_backwards(hospitalised_on: date | None, discharge_on: date | None) -> None:
    """Refuse a discharge before the admission that it ends. Raises RefusedError at the discharge."""
    if hospitalised_on and discharge_on and discharge_on < hospitalised_on:
        sentence = f"Udskrivningen kan ikke ligge før indlæggelsen, {days.text(hospitalised_on)} (LAB § 167, stk. 2)."
        raise errors.RefusedError(sentence, field="discharge_on")


def refuse_unmoved(before: date | None, after: date) -> None:
    """Refuse a day of discharge that is the one known already. Raises RefusedError."""
    if before is None:
        raise errors.RefusedError("Der står ingen udskrivning i henvisningen, så der er ikke noget at flytte.")
    if before == after:
        sentence = f"Udskrivningen står allerede til {days.text(before)}."
        raise errors.RefusedError(sentence, field="discharge_on")


def age_on(born_on: date | None, day: date) -> int | None:
    """Whole years on a day; None where the birthday is not known."""
    if born_on is None:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
