"""Whether a letter that waits may leave on a day, and why not."""

from datetime import date, timedelta

from parloeb.domain.correspondence import copying
from parloeb.domain.correspondence.models import Letter, LetterKind, OutboxItem
from parloeb.domain.people import representing
from parloeb.domain.people.rules import Receives, Represents
from parloeb.kernel import days, local

# How long after the day of posting it may be noted that a letter left then.
REMEMBERED = timedelta(days=7)

# The fault of a mail that was not sent because the day that its letter names had come.
TOO_LATE = "TooLate"

OTHER_LAST_DAY = (
    "Brevet siger, hvornår borgeren senest skal svare, regnet fra en anden dag. Giv borgeren længere tid, så skrives "
    "brevet om, eller fortryd partshøringen, og begynd en ny."
)

PAST_MEETING = "Brevet kan ikke nå frem, før samtalen er. Fortryd indbydelsen, og indbyd til en anden dag."

_PAST_LAST_DAY = (
    "Dagen, som brevet siger, er kommet, så det kan ikke sendes mere. Giv en ny frist, eller giv svaret, som fristen "
    "gælder."
)

_KEPT = Receives.DECISIONS.label.lower()

_COPY_TOO_LATE = "Dagen, som brevet siger, er kommet, så kopien kan ikke sendes mere. Læg den væk."


def why_readdress(letter: Letter) -> str:
    """Why a copy that has not left must be written anew first: its receiver is registered otherwise since.

    What stands on a letter never changes, so the address that was corrected comes onto a new one.
    """
    one = letter.representative
    if one is None or one.address_version == letter.address_version:
        return ""
    return f"Navn eller adresse på {one.name} er rettet, siden kopien blev skrevet. Skriv kopien om, og send den nye."


def is_too_late(letter: Letter, *, on: date) -> bool:
    """Whether the day that a letter names has come, so that it would tell of nothing any more."""
    return letter.leaves_before is not None and letter.leaves_before <= on


def why_not_send(letter: Letter, *, on: date) -> str:
    """Why a letter that has not left may not leave today; empty where it may.

    Who got it acts for nobody now or is not to have letters of its kind any more, or its day has come.
    """
    one = letter.representative
    if one and representing.acts(one, on=on) and not copying.receives(one, LetterKind(letter.kind)):
        return f"{one.name} skal ikke længere have breve som dette, kun {_KEPT}. Læg kopien væk."
    return why_not_sent(letter, on=on)


def why_not_sent(letter: Letter, *, on: date) -> str:
    """Why a letter may not have left on a day, whatever was corrected since; empty where it may."""
    one = letter.representative
    if one and not representing.acts(one, on=on):
        role = Represents(one.kind).label.lower()
        return f"{one.name} er ikke længere {role} for borgeren og må ikke få brevet. Læg kopien væk."
    if not is_too_late(letter, on=on):
        return ""
    if one:
        return _COPY_TOO_LATE
    return PAST_MEETING if letter.kind == LetterKind.INVITATION else _PAST_LAST_DAY


def why_not_posted(item: OutboxItem, *, dated_on: date, on: date) -> str:
    """Why it cannot be noted on a day that a letter on paper was posted on the day it is dated; empty where it can."""
    if dated_on >= on:
        return "Brevet er ikke dateret en tidligere dag."
    on_paper = local.local_day(item.next_try_at)
    if on_paper > dated_on:  # it was a mail until then
        return f"Brevet kom først på papir den {days.text(on_paper)}. Skriv det om, og send det i dag."
    if on - dated_on > REMEMBERED:
        return f"Det er mere end en uge siden {days.text(dated_on)}. Skriv brevet om, og send det i dag."
    return ""


def why_not_rewrite(letter: Letter, *, on: date) -> str:
    """Why a letter that has not left cannot be dated anew: it may not leave, or names a day that would move."""
    if letter.kind == LetterKind.HEARING and letter.copy_of_id is None:
        return OTHER_LAST_DAY
    return why_not_send(letter, on=on)
