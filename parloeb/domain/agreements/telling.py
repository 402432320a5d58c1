"""The agreements of a case as its page tells of them."""

import itertools
import operator
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.agreements import wording
from parloeb.domain.agreements.lists import Party, Way
from parloeb.domain.agreements.models import Agreement
from parloeb.domain.agreements.states import State
from parloeb.domain.cases.lists import FiledWay
from parloeb.domain.cases.queries import Filed, StoryEntry
from parloeb.domain.people import rules as people
from parloeb.kernel import local
from parloeb.kernel.periods import Period


@dataclass(frozen=True)
class Told:
    """One agreement for the page of its case: of which match, where it stands, and what happened to it."""

    uuid: UUID
    match: UUID
    state: State
    in_force: Period | None
    entries: tuple[StoryEntry, ...]


def to_tell(of_case: QuerySet[Agreement]) -> QuerySet[Agreement, Any]:
    """What the page of a case asks of its visible agreements."""
    return of_case.exclude(state=State.DROPPED).order_by("pk", "signatures__pk").values_list(
        "uuid", "match__uuid", "state", "edition", "presented_at", "signed_at", "in_force_from", "in_force_to",
        "case__citizen__name", "case__citizen__is_protected", "case__citizen__registration_key",
        "signatures__party", "signatures__way", "signatures__signed_at", "signatures__signed_by__name",
        "signatures__reason", "signatures__voided_at",
        named=True,
    )  # fmt: skip


def told(rows: Iterable[Any]) -> tuple[Told, ...]:
    """The visible agreements of a case for its page, the oldest first."""
    return tuple(_told(list(of_one)) for _, of_one in itertools.groupby(rows, operator.attrgetter("uuid")))


def _told(rows: list[Any]) -> Told:
    """Presented, signed by each, in force; a row for each signature, or one alone where nobody has signed."""
    agreement, record = rows[0], ("agreement", rows[0].uuid)
    title, entries = wording.title(agreement.edition), []
    in_force = Period(agreement.in_force_from, agreement.in_force_to) if agreement.in_force_from else None
    if agreement.presented_at and agreement.state != State.DRAFT:
        entries.append(StoryEntry(agreement.presented_at, f"{title} lagt til underskrift", record=record))
    for one in (row for row in rows if row.signatures__signed_at):
        what = f"{Party(one.signatures__party).label} skrev under på {title.lower()}"
        voided_at, text = one.signatures__voided_at, one.signatures__reason
        text = f"Bortfaldt {local.text(voided_at)}, fordi aftalen blev ændret." if voided_at else text
        entries.append(StoryEntry(one.signatures__signed_at, what, _who_signed(one), text, record))
    if agreement.signed_at:
        text = f"Gælder {in_force}" if in_force else ""
        filed = Filed(local.local_day(agreement.signed_at), FiledWay.INTERNAL, title)
        done = f"{title} underskrevet af alle"
        entries.append(StoryEntry(agreement.signed_at, done, text=text, record=record, filed=filed))
    return Told(agreement.uuid, agreement.match__uuid, State(agreement.state), in_force, tuple(entries))


def _who_signed(one: Any) -> str:
    """Who signed; a protected citizen's name is masked here as everywhere."""
    if one.signatures__party == Party.CITIZEN and one.signatures__way == Way.SELF:
        return people.shown_name(
            one.case__citizen__name,
            is_protected=one.case__citizen__is_protected,
            registration_key=one.case__citizen__registration_key,
        )
    return str(one.signatures__signed_by__name)
