"""What is read of referrals: the content for the rules, and frozen rows of finished strings for pages."""

import itertools
import operator
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from parloeb.domain.cases.lists import FiledWay
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.queries import Filed, StoryEntry, Waiting
from parloeb.domain.referrals import lists, rules
from parloeb.domain.referrals.models import Amendment, Background, Barrier, OtherHelper, Referral
from parloeb.domain.referrals.states import LIVING, State
from parloeb.kernel import days, local
from parloeb.kernel.lists import Listed

# Fields of the content that stand on the referral itself, and on the background.
OWN = (
    "request",
    "purpose",
    "decisive_reason",
    "legal_basis",
    "target_group",
    "meeting_place",
    "wishes",
    "wish_choices",
    "active_offers",
    "considerations",
    "considerations_text",
    "start_on",
    "hospitalised_on",
    "discharge_on",
    "admitted_on",
)
BACKGROUND = ("track", "education", "benefit")

# Label and list (none for a text or a day) of every field of the content, in the order of the form.
FIELDS: tuple[tuple[str, str, type[Listed] | None], ...] = (
    ("request", "Henvisning", None),
    ("purpose", "Støtten skal hjælpe med", lists.Purpose),
    ("decisive_reason", "Hvorfor en mentor er afgørende", None),
    ("legal_basis", "Hjemmel", lists.LegalBasis),
    ("target_group", "Målgruppe", lists.TargetGroup),
    ("hospitalised_on", "Indlagt den", None),
    ("discharge_on", "Udskrives den", None),
    ("admitted_on", "Optaget på uddannelse den", None),
    ("start_on", "Start på job, uddannelse eller praktik", None),
    ("track", "Spor", lists.Track),
    ("education", "Uddannelse", lists.Education),
    ("benefit", "Ydelse", lists.Benefit),
    ("active_offers", "Tilbud lige nu", None),
    ("barriers", "Barrierer", lists.BarrierKind),
    ("considerations", "Hensyn", lists.ConsiderationKind),
    ("considerations_text", "Mere om hensyn", None),
    ("meeting_place", "Mødested", lists.MeetingPlace),
    ("wish_choices", "Ønsker til mentoren", lists.WishKind),
    ("wishes", "Borgerens ønsker med egne ord", None),
)
LABELS = {name: label for name, label, _ in FIELDS}
LISTS = {name: of for name, _, of in FIELDS}

# What the rows of one amendment have in common.
_AMENDING = operator.attrgetter("amendments__amended_at", "amendments__amended_by__name", "amendments__reason")


@dataclass(frozen=True)
class AmendmentRow:
    """One field changed after sending."""

    day: str
    by: str
    label: str
    old: str
    new: str
    reason: str
    source: str


@dataclass(frozen=True)
class ReferralSheet:
    """One referral to read: what it says, what it lacks, how it was amended."""

    uuid: UUID
    case_uuid: UUID
    case_number: str
    citizen: UUID
    citizen_name: str
    state: State
    version: int
    sent: str
    facts: tuple[tuple[str, str], ...]
    helpers: tuple[tuple[str, str], ...]
    lacks: tuple[rules.Lack, ...]
    amendments: tuple[AmendmentRow, ...]


@dataclass(frozen=True)
class Told:
    """One referral for the page of its case: where it stands, and what happened to it."""

    uuid: UUID
    state: State
    entries: tuple[StoryEntry, ...]


def content_of(referral: Referral) -> rules.Content:
    """What the referral says now, from all its rows, in one query."""
    return contents_of([referral])[referral.pk]


def contents_of(referrals: Sequence[Referral]) -> dict[int, rules.Content]:
    """What each of these referrals says now, by its key, in one query."""
    of_case = Barrier.objects.filter(referral__case=OuterRef("case"), referral__in=referrals)
    found = ArraySubquery(of_case.order_by("pk").values(json=JSONObject(referral="referral", kind="kind")))
    cases = [referral.case_id for referral in referrals]
    backgrounds = {one.case_id: one for one in Background.objects.filter(case__in=cases).annotate(barriers=found)}
    return {referral.pk: _content(referral, backgrounds[referral.case_id]) for referral in referrals}


def _content(referral: Referral, background: Any) -> rules.Content:
    own = {name: getattr(referral, name) for name in OWN}
    own |= {"wish_choices": tuple(referral.wish_choices), "considerations": tuple(referral.considerations)}
    return rules.Content(
        **own,
        **{name: getattr(background, name) for name in BACKGROUND},
        barriers=tuple(one["kind"] for one in background.barriers if one["referral"] == referral.pk),
    )


def barriers_of(cases: Iterable[int]) -> dict[int, frozenset[str]]:
    """The barriers that referrals of these cases tell of, by the case's key."""
    found: dict[int, set[str]] = defaultdict(set)
    told = Barrier.objects.filter(referral__case__in=list(cases)).order_by()
    for case_id, kind in told.values_list("referral__case", "kind"):
        found[case_id].add(kind)
    return {case_id: frozenset(kinds) for case_id, kinds in found.items()}


def living_referral(case: Case) -> Referral | None:
    """The referral of a case that is not refused or withdrawn."""
    living = Referral.objects.filter(case=case, state__in=LIVING)
    return living.select_related("case__citizen", "case__jobcentre").first()


def helpers_of(referral: Referral) -> tuple[tuple[str, str, str], ...]:
    """Kind, name and task of the other helpers."""
    return tuple(OtherHelper.objects.filter(referral=referral).values_list("kind", "name", "does_what"))


def sheet(visible: QuerySet[Referral], uuid: UUID) -> ReferralSheet | None:
    """One visible referral; None where it is missing or not among the visible."""
    referral = visible.filter(uuid=uuid).select_related("case__citizen", "sent_by").first()
    if referral is None:
        return None
    content = content_of(referral)
    sent = f"{local.text(referral.sent_at)} af {referral.sent_by.name}" if referral.sent_at and referral.sent_by else ""
    return ReferralSheet(
        uuid=referral.uuid,
        case_uuid=referral.case.uuid,
        case_number=referral.case.number,
        citizen=referral.case.citizen.uuid,
        citizen_name=str(referral.case.citizen),
        state=State(referral.state),
        version=referral.version,
        sent=sent,
        facts=tuple((label, text) for name, label, of in FIELDS if (text := shown(getattr(content, name), of))),
        helpers=tuple(
            (" – ".join(part for part in (lists.HelperKind(kind).label, name) if part), does_what)
            for kind, name, does_what in helpers_of(referral)
        ),
        lacks=rules.lacks(content),
        amendments=tuple(_amendment(row) for row in referral.amendments.select_related("amended_by")),
    )


def waiting(visible: QuerySet[Referral]) -> tuple[Waiting, ...]:
    """Drafts to finish."""
    found = visible.filter(state=State.DRAFT).select_related("case__citizen").order_by("pk")
    return tuple(
        Waiting(
            since=referral.case.opened_on,
            what="Kladde til henvisning",
            number=referral.case.number,
            name=str(referral.case.citizen),
            citizen=referral.case.citizen.uuid,
            record=("referral", referral.uuid),
        )
        for referral in found
    )


def shown(value: object, of: type[Listed] | None) -> str:
    """A value of the content as people read it: labels for codes, 22-11-2026 for a day."""
    if isinstance(value, date):
        return days.text(value)
    if of is None:
        return str(value) if value else ""
    codes = value if isinstance(value, tuple) else (value,)
    return ", ".join(of(code).label for code in codes if code)


def _amendment(row: Amendment) -> AmendmentRow:
    return AmendmentRow(
        day=local.text(row.amended_at),
        by=row.amended_by.name,
        label=LABELS[row.field],
        old=row.old or "(tomt)",
        new=row.new or "(tomt)",
        reason=row.reason,
        source=lists.Source(row.source).label if row.source else "",
    )


def to_tell(of_case: QuerySet[Referral]) -> QuerySet[Referral, Any]:
    """What the page of a case asks of its visible referrals."""
    return of_case.order_by("pk", "amendments__pk").values_list(
        "uuid", "state", "request", "sent_at", "sent_by__name", "closed_at",
        "amendments__amended_at", "amendments__amended_by__name", "amendments__reason", "amendments__field",
        named=True,
    )  # fmt: skip


def told(rows: Iterable[Any]) -> tuple[Told, ...]:
    """The visible referrals of a case for its page."""
    return tuple(_told(list(of_one)) for _, of_one in itertools.groupby(rows, operator.attrgetter("uuid")))


def _told(rows: list[Any]) -> Told:
    """Sent, amended, withdrawn; a row for each amended field, or one alone where none was amended."""
    referral, record = rows[0], ("referral", rows[0].uuid)
    entries: list[StoryEntry] = []
    if referral.sent_at and referral.sent_by__name is not None:
        filed = Filed(local.local_day(referral.sent_at), FiledWay.INTERNAL, "Henvisning til mentorstøtte")
        entries.append(StoryEntry(referral.sent_at, "Henvist", referral.sent_by__name, referral.request, record, filed))
    for (moment, who, reason), amended in itertools.groupby(rows, _AMENDING):
        if moment:
            fields = ", ".join(LABELS[row.amendments__field].lower() for row in amended)
            title, text = (
                ("Henvisningen ændret", f"{reason} ({fields})")
                if reason
                else ("Henvisningen udfyldt", f"{fields[:1].upper()}{fields[1:]}")
            )
            entries.append(StoryEntry(moment, title, who, text, record))
    if referral.state == State.WITHDRAWN and referral.closed_at:
        entries.append(StoryEntry(referral.closed_at, "Henvisningen trukket tilbage", record=record))
    return Told(referral.uuid, State(referral.state), tuple(entries))
