"""What a grant keeps of what was asked for beyond what it grants."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from parloeb.domain.correspondence.models import LetterKind
from parloeb.domain.grants import chain, force
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.rules import findings, partial
from parloeb.kernel import errors


def asked(grant: Any) -> partial.Asked:
    """What was asked for beyond the grant: of a grant, a draft, or a row with the same fields."""
    return partial.Asked(grant.asked_minutes_per_week, grant.asked_last_day, grant.asked_purpose)


def letter_kind(grant: Grant, *, granted: bool) -> LetterKind:
    """Which kind of letter tells of the decision."""
    if not granted:
        return LetterKind.REFUSAL
    if grant.kind in force.STOPS:
        return LetterKind.STOP
    if grant.kind in force.TAKES_OVER:
        return LetterKind.CHANGE
    return LetterKind.PARTIAL if asked(grant) else LetterKind.GRANT


def refused(grant: Grant, *, purpose: str) -> tuple[partial.Refused, ...]:
    """Each part that is refused, as people read it; `purpose` is the one that the grant has now."""
    return partial.refused(asked(grant), _given(grant, purpose=purpose))


def refuse_unasked(grant: Grant, typed: Any, entries: Sequence[tuple[date, int]], *, purpose: str) -> None:
    """Refuse a draft as typed that grants all that was asked for. Raises RefusedError at the field."""
    given = partial.Given(max((minutes for _, minutes in entries), default=0), typed.last_day, purpose)
    partial.refuse_unfit(asked(typed), given, may_be_partial=may_be_partial(grant))


def refuse_unready(grant: Grant, said: Sequence[findings.Finding], *, granted: bool, purpose: str) -> None:
    """Refuse a decision whose no, whole or in part, cannot stand. Raises RefusedError at the field.

    A part where nothing of it is left to refuse, or where there is a right to it; and what offers nothing instead.
    """
    if granted:
        partial.refuse_unfit(asked(grant), _given(grant, purpose=purpose), may_be_partial=may_be_partial(grant))
        partial.refuse_against_right(asked(grant), said)
    if lack := lacks_alternative(grant, granted=granted):
        raise errors.RefusedError(lack, field="alternative")


def lacks_alternative(grant: Grant, *, granted: bool) -> str:
    """Why a refusal, whole or in part, still lacks what the citizen can get instead; empty where it lacks nothing."""
    if (granted and not asked(grant)) or grant.alternative.strip():
        return ""
    return partial.NO_ALTERNATIVE


def _given(grant: Grant, *, purpose: str) -> partial.Given:
    most = max((minutes for _, minutes in chain.hours_of(grant)), default=0)
    return partial.Given(most, grant.last_day, purpose)


def keeps_no(kind: force.Kind, of: Grant | None) -> bool:
    """Whether a decision about another keeps the part that the other refused."""
    return kind is force.Kind.CORRECT and of is not None and bool(asked(of))


def reasons(grant: Grant) -> str:
    """Why it is decided so; of a correction that refuses no part the mistake says it."""
    return grant.reason_text if asked(grant) else grant.reason_text.strip() or grant.mistake


def may_be_partial(grant: Grant) -> bool:
    """Whether the decision answers something that was asked for, or keeps what such a one said no to."""
    kind = force.Kind(grant.kind)
    return kind in force.ANSWERS or keeps_no(kind, grant.modifies)
