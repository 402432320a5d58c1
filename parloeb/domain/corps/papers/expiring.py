"""The papers and agreements that have expired or soon will, over a whole corps: the soonest first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from parloeb.domain.corps.models import Mentor
from parloeb.domain.corps.papers import queries, rules
from parloeb.domain.people import queries as people
from parloeb.domain.people.models import Organisation
from parloeb.kernel import days


@dataclass(frozen=True)
class Row:
    """One paper of a mentor, or one agreement of a supplier: exactly one of the two keys is there."""

    what: str
    who: str
    mentor: UUID | None
    supplier: UUID | None
    day: str
    when: str
    has_ended: bool
    means: str


@dataclass(frozen=True)
class _Found:
    term: rules.Term
    mentor: Mentor


def rows(mentors: Iterable[Mentor], *, with_children: Collection[int] = (), on: date) -> tuple[Row, ...]:
    """What to see to of these mentors and their suppliers: a fixed number of queries, however many they are.

    `with_children` are the keys of those who have a course that asks for a children's certificate.
    """
    asked = {mentor.pk: mentor for mentor in mentors if mentor.last_day is None or mentor.last_day >= on}
    settings = people.timeline()
    found: dict[tuple[str, tuple[int | None, ...]], _Found] = {}
    for key, (jobcentre, facts) in queries.facts_of(asked.values(), on=on).items():
        limits = queries.limits(settings.on(jobcentre, on))
        mentor = asked[key]
        told = replace(facts, needs_children_certificate=key in with_children)
        for term in rules.terms(told, limits=limits, on=on):
            if term.presses(on=on, warn_days=limits.warn_days):
                of: tuple[int | None, ...] = (mentor.organisation_id, jobcentre) if term.is_suppliers else (key,)
                found.setdefault((term.name, of), _Found(term, mentor))
    employers = {one.mentor.organisation_id or 0 for one in found.values() if one.term.is_suppliers}
    suppliers = {one.pk: one for one in Organisation.objects.filter(pk__in=employers)}
    ordered = sorted(found.values(), key=lambda one: (one.term.until or date.min, one.mentor.sort_key, one.term.name))
    return tuple(_row(one, suppliers, on=on) for one in ordered)


def _row(one: _Found, suppliers: dict[int, Organisation], *, on: date) -> Row:
    term, of = one.term, suppliers.get(one.mentor.organisation_id or 0) if one.term.is_suppliers else None
    return Row(
        what=term.name,
        who=of.name if of else str(one.mentor),
        mentor=None if of else one.mentor.uuid,
        supplier=of.uuid if of else None,
        day=days.text(term.until) if term.until else "",
        when=_when(term, on=on),
        has_ended=not term.holds,
        means=_means(term),
    )


def _means(term: rules.Term) -> str:
    if term.is_needed and not term.holds:
        return f"{term.missing} Stopper nye forløb." if term.stops else term.missing
    if not term.stops:
        return "Stopper ikke nye forløb"
    return "Stopper nye forløb, når det er udløbet" if term.holds else "Stopper nye forløb"


def _when(term: rules.Term, *, on: date) -> str:
    if term.until is None:
        return "Mangler"
    return f"Udløber {rules.left(term.until, on=on)}" if term.holds else f"Udløb {rules.gone(term.until, on=on)}"
