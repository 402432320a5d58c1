"""Frozen rows of finished strings on what was noted: papers, agreements, prices, and the signing of secrecy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.corps.models import Mentor, Paper
from parloeb.domain.corps.models.noted import Lasting, Noted
from parloeb.domain.corps.papers import queries, rules
from parloeb.kernel import days, local
from parloeb.kernel.periods import Period


@dataclass(frozen=True)
class Entry:
    """One entry of a register. `state` says in words how it stands; `presses`: it has ended or will soon.

    `trace` is what became of it: ended before time, or withdrawn and why. `more` is what the kind of entry adds.
    """

    uuid: UUID
    name: str
    days: str
    state: str
    presses: bool
    noted: str
    trace: str = ""
    more: str = ""
    may_end: bool = False
    may_withdraw: bool = False


@dataclass(frozen=True)
class Secrecy:
    """A mentor's declaration of secrecy: the days on which it was signed, and how it stands."""

    signed: tuple[str, ...]
    state: str
    presses: bool
    until: str
    may_renew: bool


def papers(visible: QuerySet[Paper], *, warn_days: int, on: date) -> tuple[Entry, ...]:
    """The papers as rows: those that hold or will first, the newest first, the withdrawn last."""
    found = visible.select_related("noted_by", "ended_by", "withdrawn_by").order_by("kind", "-first_day", "-id")
    rows = [
        entry(paper, str(paper), more="Kræves for nye forløb" if paper.is_required else "", warn_days=warn_days, on=on)
        for paper in found
    ]
    return tuple(sorted(rows, key=lambda row: not row.may_withdraw))


def entry(record: Lasting, name: str, *, warn_days: int, on: date, more: str = "") -> Entry:
    """One entry that lasts, as a row."""
    state, presses = standing_of(record, warn_days=warn_days, on=on)
    return Entry(
        uuid=record.uuid,
        name=name,
        days=str(Period(record.first_day, record.until)),
        state=state,
        presses=presses,
        noted=noted(record),
        trace=_trace(record),
        more=more,
        may_end=record.withdrawn_at is None and record.ended_on is None,
        may_withdraw=record.withdrawn_at is None,
    )


def standing_of(record: Lasting, *, warn_days: int, on: date) -> tuple[str, bool]:
    """How an entry stands on a day in words, and whether it has ended or will within the days of warning."""
    if record.withdrawn_at is not None:
        return "Trukket tilbage", False
    until = record.until
    if until is not None and until < on:
        return f"Udløb {rules.gone(until, on=on)}", True
    if record.first_day > on:
        return f"Gælder fra {days.text(record.first_day)}", False
    if until is not None and (until - on).days <= warn_days:
        return f"Udløber {rules.left(until, on=on)}", True
    return "Gælder", False


def status(periods: Iterable[Period], *, warn_days: int, on: date) -> tuple[str, bool]:
    """How agreements of one sort stand together, in words, and whether that is missing, has ended or will soon."""
    holds, until = rules.holds_until(periods, on=on)
    if not holds:
        return (f"Udløb {rules.gone(until, on=on)}" if until else "Mangler"), True
    if until is not None and (until - on).days <= warn_days:
        return f"Udløber {rules.left(until, on=on)}", True
    return "Gælder", False


def noted(record: Noted) -> str:
    """Who noted an entry, and on which day."""
    return _done("Noteret", local.local_day(record.noted_at), record.noted_by)


def withdrawn(record: Noted) -> str:
    """Who withdrew an entry, when and why; empty for one that stands."""
    if record.withdrawn_at is None:
        return ""
    done = _done("Trukket tilbage", local.local_day(record.withdrawn_at), record.withdrawn_by)
    return f"{done}: {record.withdrawn_because}"


def secrecy_of(mentor: Mentor, *, on: date) -> Secrecy:
    """How a mentor's declaration of secrecy stands on a day. It may be signed anew once a warning is given."""
    if mentor.secrecy_signed_on is None:
        return Secrecy((), "Ikke underskrevet endnu", presses=True, until="", may_renew=True)
    limits = queries.limits_on(mentor.jobcentre_id, on)
    renewed = mentor.secrecy_renewals.order_by("signed_on").values_list("signed_on", flat=True)
    signed = [mentor.secrecy_signed_on, *renewed]
    until = rules.secrecy_until(signed[-1], months=limits.secrecy_months)
    has_ended, ends_soon = until < on, (until - on).days <= limits.warn_days
    left = f"Udløb {rules.gone(until, on=on)}" if has_ended else f"Udløber {rules.left(until, on=on)}"
    return Secrecy(
        signed=tuple(days.text(day) for day in signed),
        state=left if ends_soon else "Gælder",
        presses=ends_soon,
        until=days.text(until),
        may_renew=ends_soon,
    )


def _trace(record: Lasting) -> str:
    gone = withdrawn(record)
    if gone or record.ended_at is None:
        return gone
    before = f" før {days.text(record.last_day)}" if record.last_day else ""
    return f"{_done('Afsluttet', local.local_day(record.ended_at), record.ended_by)}{before}"


def _done(what: str, day: date, by: object) -> str:
    return f"{what} {days.text(day)}{f' af {by}' if by else ''}"
