"""Who acts for a citizen on a day, and where their letters go."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Protocol, cast
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from parloeb.domain.audit import commands as audit
from parloeb.domain.people import access, queries, sealing
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Citizen, Representative
from parloeb.domain.people.prepared import Prepared, Slot
from parloeb.domain.people.rules import Receives, Represents
from parloeb.kernel import days, errors, local, phones, places

ADDRESS_MISSING = "Skriv adressen: brevene sendes på papir."
OVERTAKEN = (
    "En anden har rettet oplysningerne, mens du skrev, så dine rettelser er ikke gemt. Hent siden igen, se, hvad der "
    "står nu, og ret det, der mangler."
)

# What a copy of a letter says of its receiver.
_ON_THE_ENVELOPE = frozenset({"name", "address", "is_protected"})


@dataclass(frozen=True)
class Typed:
    """A representative as typed. `address` has a line for each of its lines; `of_case` is None for all cases.

    `mandate`: the power of attorney or the like in one sentence, what it covers and where it lies.
    """

    kind: Represents
    receives: Receives
    name: str
    first_day: date
    last_day: date | None = None
    address: str = ""
    email: str = ""
    phone: str = ""
    is_protected: bool = False
    of_case: UUID | None = None
    mandate: str = ""
    mandate_given_on: date | None = None


@dataclass(frozen=True)
class Corrected:
    """What shall stand of a representative. An empty `address` lets one stand that is not shown (`is_withheld`)."""

    receives: Receives
    name: str
    address: str = ""
    email: str = ""
    phone: str = ""
    is_protected: bool = False
    mandate: str = ""
    mandate_given_on: date | None = None


class Dated(Protocol):
    """What tells on which days somebody acts: the representative, or a row of its days."""

    first_day: date
    last_day: date | None
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class Row:
    """One representative in a list; a protected address is not in it.

    `is_now`: acts for the citizen on the day. Who has begun may end, and who begins today or later may be withdrawn.
    `kept` and `version` are for the form of a correction; its address is empty where it is withheld.
    """

    uuid: UUID
    name: str
    kind: str
    receives: str
    scope: str
    reached_at: str
    time: str
    mandate: str
    is_now: bool
    may_end: bool
    may_withdraw: bool
    may_correct: bool
    is_withheld: bool
    kept: Corrected
    version: int


@transaction.atomic
def register(citizen: Citizen, typed: Typed, *, keys: sealing.Keyring, by: Actor, at: datetime) -> Representative:
    """Register who acts for a citizen; `cases` asks whether the case is the actor's. RefusedError at the field."""
    access.require(by, "represent")
    name, address, on = _named(typed.name), _lines(typed.address), local.local_day(at)
    days.refuse_strange(typed.first_day, on=on, back=100, ahead=1, field="first_day")
    if typed.last_day and typed.last_day < typed.first_day:
        raise errors.RefusedError("Sidste dag ligger før første dag.", field="last_day")
    if typed.last_day:
        days.refuse_strange(typed.last_day, on=on, ahead=50, field="last_day")
    if not address:
        raise errors.RefusedError(ADDRESS_MISSING, field="address")
    _refuse_mandate(typed.mandate_given_on, on=on)
    found = Representative(
        citizen=citizen,
        kind=typed.kind,
        of_case=typed.of_case,
        receives=typed.receives,
        name=name,
        email=typed.email,
        phone=phones.parse(typed.phone),
        is_protected=typed.is_protected,
        mandate=typed.mandate.strip(),
        mandate_given_on=typed.mandate_given_on,
        first_day=typed.first_day,
        last_day=typed.last_day,
        registered_at=at,
        registered_by_id=by.user_id,
    )
    found.address_sealed = _sealed(address, of=found, keys=keys)
    found.save(force_insert=True)
    audit.record("representative.registered", found, by=by, at=at, citizens=[citizen.uuid])
    return found


@transaction.atomic
def end(found: Representative, *, last_day: date, by: Actor, at: datetime) -> None:
    """Let somebody act for the citizen no longer than to a day. What was sent to them stays."""
    access.require(by, "represent")
    if last_day < found.first_day:
        sentence = f"Sidste dag kan tidligst være {days.text(found.first_day)}."
        raise errors.RefusedError(sentence, field="last_day")
    unchanged = Representative.objects.filter(pk=found.pk, last_day=found.last_day, withdrawn_at=None)
    if not unchanged.update(last_day=last_day):
        raise errors.OvertakenError
    found.last_day = last_day
    audit.record("representative.ended", found, by=by, at=at, citizens=[found.citizen.uuid])


@transaction.atomic
def withdraw(found: Representative, *, by: Actor, at: datetime, on: date) -> None:
    """Take back a registration before its first day is over: the person acts for the citizen on no day."""
    access.require(by, "represent")
    if found.first_day < on:
        raise errors.RefusedError(f"{found.name} er begyndt. Skriv en sidste dag i stedet.")
    if not Representative.objects.filter(pk=found.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise errors.OvertakenError
    found.withdrawn_at = at
    audit.record("representative.withdrawn", found, by=by, at=at, citizens=[found.citizen.uuid])


@transaction.atomic
def correct(
    found: Representative, typed: Corrected, *, version: int, keys: sealing.Keyring, by: Actor, at: datetime
) -> None:
    """Correct what somebody who acts for the citizen, or is to, is registered with. `version` is the one that was read.

    The log keeps which fields were corrected, and nothing that stood in them. Letters that left stay as they are; a
    copy that waits is written anew where name, address or its protection changed (correspondence.leaving).
    """
    access.require(by, "represent")
    on = local.local_day(at)
    if not may_correct(found, on=on):
        raise errors.RefusedError(f"{found.name} handler ikke længere for borgeren og kan ikke rettes.")
    _refuse_mandate(typed.mandate_given_on, on=on)
    after = _after(found, typed, keys=keys)
    changed = _changed(found, typed, after, keys=keys)
    if not changed:
        raise errors.RefusedError("Du har ikke rettet noget.")
    facts = {name: getattr(after, name) for name in changed if name != "address"}
    if "address" in changed:
        facts["address_sealed"] = _sealed(after.address, of=found, keys=keys)
    if _ON_THE_ENVELOPE & set(changed):
        facts["address_version"] = F("address_version") + 1
    as_read = Representative.objects.filter(pk=found.pk, version=version, withdrawn_at=None)
    if not as_read.update(**facts, version=version + 1):
        raise errors.OvertakenError(OVERTAKEN)
    found.refresh_from_db()
    audit.record(
        "representative.corrected", found, by=by, at=at, citizens=[found.citizen.uuid], reason=" ".join(changed)
    )


def may_correct(found: Representative, *, on: date) -> bool:
    """Whether somebody acts for the citizen on a day or later: what is over stays as it was."""
    return found.withdrawn_at is None and (found.last_day is None or found.last_day >= on)


def kept_of(found: Representative, *, keys: sealing.Keyring) -> Corrected:
    """What somebody is registered with, the address too, shown or not."""
    return Corrected(
        receives=Receives(found.receives),
        name=found.name,
        address="\n".join(_address(found, keys=keys)),
        email=found.email,
        phone=found.phone,
        is_protected=found.is_protected,
        mandate=found.mandate,
        mandate_given_on=found.mandate_given_on,
    )


def acts(found: Dated, *, on: date) -> bool:
    """Whether somebody acts for the citizen on a day."""
    has_begun_and_not_ended = found.first_day <= on and (found.last_day is None or found.last_day >= on)
    return found.withdrawn_at is None and has_begun_and_not_ended


def find(citizen: Citizen, uuid: UUID, *, case: UUID) -> Representative | None:
    """The one with this id who acts or acted for the citizen in a case; None where it is another's."""
    return _in_case(citizen, case).filter(uuid=uuid).first()


def acting_for(citizen: Citizen, *, case: UUID, on: date) -> tuple[Representative, ...]:
    """Who acts for the citizen in a case on a day, in the order of registration."""
    return tuple(one for one in _in_case(citizen, case).order_by("pk") if acts(one, on=on))


def named(citizen: Citizen, *, case: UUID, on: date) -> tuple[tuple[str, str], ...]:
    """Name and kind of those who act for the citizen in a case on a day."""
    found = _NAMED.rows(citizen=citizen.pk, case=case)
    return tuple((one.name, Represents(one.kind).label) for one in found if acts(one, on=on))


def rows(citizen: Citizen, *, case: UUID, keys: sealing.Keyring, on: date) -> tuple[Row, ...]:
    """Everybody who acts or acted for the citizen in a case."""
    return tuple(row(one, keys=keys, on=on) for one in _in_case(citizen, case).order_by("-first_day", "-pk"))


def row(one: Representative, *, keys: sealing.Keyring, on: date) -> Row:
    """One who acts or acted for the citizen."""
    lines, is_withheld = letter_address(one, keys=keys)
    shown = ("Adressen er beskyttet",) if is_withheld else lines
    kept = kept_of(one, keys=keys)
    return Row(
        uuid=one.uuid,
        name=one.name,
        kind=Represents(one.kind).label,
        receives=Receives(one.receives).label,
        scope="Kun i denne sag" if one.of_case else "I alle borgerens sager om mentorstøtte",
        reached_at=", ".join(part for part in (*shown, one.phone, one.email) if part),
        time=_time(one),
        mandate=_mandate(one),
        is_now=acts(one, on=on),
        may_end=one.withdrawn_at is None and one.first_day <= on and (one.last_day is None or one.last_day > on),
        may_withdraw=one.withdrawn_at is None and one.first_day >= on,
        may_correct=may_correct(one, on=on),
        is_withheld=is_withheld,
        kept=replace(kept, address="") if is_withheld else kept,
        version=one.version,
    )


def letter_address(found: Representative, *, keys: sealing.Keyring) -> tuple[tuple[str, ...], bool]:
    """The lines of the address for a letter, and whether they are withheld.

    So they are too where they are of the citizen's house, and the citizen's are protected.
    """
    lines, own = _address(found, keys=keys), queries.address_of(found.citizen, keys=keys)
    shares = found.citizen.is_protected and any(places.names_house(" ".join(lines), line) for line in own)
    return lines, found.is_protected or shares


def _after(found: Representative, typed: Corrected, *, keys: sealing.Keyring) -> Corrected:
    """What stands after a correction, as it is kept; refused at the field."""
    name, address = _named(typed.name), _lines(typed.address)
    lines, is_withheld = letter_address(found, keys=keys)
    if not address and not is_withheld:
        raise errors.RefusedError(ADDRESS_MISSING, field="address")
    if not address and found.is_protected and not typed.is_protected:
        raise errors.RefusedError("Skriv adressen, når den ikke længere er beskyttet.", field="address")
    phone = phones.parse(typed.phone)
    return replace(typed, name=name, address=address or "\n".join(lines), phone=phone, mandate=typed.mandate.strip())


def _changed(found: Representative, typed: Corrected, after: Corrected, *, keys: sealing.Keyring) -> tuple[str, ...]:
    """The fields that were corrected. An address typed over one that is withheld is: else who guesses were told."""
    kept, (_, is_withheld) = kept_of(found, keys=keys), letter_address(found, keys=keys)
    typed_over = {"address"} if is_withheld and _lines(typed.address) else set()
    names = [one.name for one in fields(Corrected)]
    return tuple(name for name in names if name in typed_over or getattr(kept, name) != getattr(after, name))


def _named(name: str) -> str:
    if not name.strip():
        raise errors.RefusedError("Skriv navnet.", field="name")
    return name.strip()


def _lines(address: str) -> str:
    return "\n".join(line.strip() for line in address.splitlines() if line.strip())


def _refuse_mandate(given_on: date | None, *, on: date) -> None:
    if given_on and given_on > on:
        raise errors.RefusedError("Dagen er ikke kommet endnu.", field="mandate_given_on")
    if given_on:
        days.refuse_strange(given_on, on=on, back=100, field="mandate_given_on")


def _sealed(address: str, *, of: Representative, keys: sealing.Keyring) -> bytes:
    return sealing.seal(address, keys=keys, field=sealing.REPRESENTATIVE_FIELD, row=of.uuid)


def _in_case(citizen: Citizen, case: UUID) -> QuerySet[Representative]:
    found = Representative.objects.filter(Q(of_case=None) | Q(of_case=case), citizen=citizen)
    return found.select_related("citizen")


def _to_name() -> QuerySet[Representative, Any]:
    found = _in_case(cast(Citizen, Slot("citizen")), cast(UUID, Slot("case"))).order_by("pk")
    return found.values_list("name", "kind", "first_day", "last_day", "withdrawn_at")


_NAMED = Prepared(_to_name)


def _time(found: Representative) -> str:
    until = f" til {days.text(found.last_day)}" if found.last_day else ""
    return f"Fra {days.text(found.first_day)}{until}{', men trukket tilbage' if found.withdrawn_at else ''}"


def _mandate(found: Representative) -> str:
    given = f"givet den {days.text(found.mandate_given_on)}" if found.mandate_given_on else ""
    if not found.mandate:
        return given.capitalize()
    return f"{found.mandate} ({given})" if given else found.mandate


def _address(found: Representative, *, keys: sealing.Keyring) -> tuple[str, ...]:
    if not found.address_sealed:
        return ()
    sealed = bytes(found.address_sealed)
    return tuple(sealing.unseal(sealed, keys=keys, field=sealing.REPRESENTATIVE_FIELD, row=found.uuid).splitlines())
