"""How the papers of mentors stand, for many at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from parloeb.domain.corps.lists import Kind, PaperKind
from parloeb.domain.corps.models import Framework, Mentor, Paper, ProcessorAgreement, SecrecyRenewal
from parloeb.domain.corps.models.noted import Lasting
from parloeb.domain.corps.papers import rules
from parloeb.domain.law.settings import Setting, Settings
from parloeb.domain.people import queries as people
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import OrganisationKind
from parloeb.kernel.periods import Period

_Pair = tuple[int, int]  # the keys of a supplier and a jobcentre


def of(mentors: Iterable[Mentor], *, on: date) -> Mapping[int, rules.Standing]:
    """How the papers of each mentor stand on a day, by the mentor's key: six queries, however many they are.

    A children's certificate is told and stops nothing: who matches knows whether the course needs one.
    """
    asked = list(mentors)
    settings = people.timeline()
    return {
        key: rules.standing(facts, limits=limits(settings.on(jobcentre, on)), on=on)
        for key, (jobcentre, facts) in facts_of(asked, on=on).items()
    }


def limits_on(jobcentre: int, on: date) -> rules.Limits:
    """What a jobcentre set of papers, as it holds on a day."""
    return limits(people.settings_on(jobcentre, on))


def limits(settings: Settings) -> rules.Limits:
    """What a jobcentre set of papers."""
    return rules.Limits(settings.number(Setting.SECRECY_MONTHS), settings.number(Setting.PAPER_WARN_DAYS))


def facts_of(mentors: Iterable[Mentor], *, on: date) -> dict[int, tuple[int, rules.Facts]]:
    """What is known of the papers of each mentor on a day: the key of the jobcentre, and the facts."""
    asked = list(mentors)
    keys = [mentor.pk for mentor in asked]
    papers, signed = _papers(keys), _signed(keys, on=on)
    employers = {mentor.organisation_id for mentor in asked if mentor.organisation_id is not None}
    suppliers = _suppliers(employers)
    processing = _agreed(ProcessorAgreement, suppliers)
    frameworks = _agreed(Framework, suppliers)
    found = {}
    for mentor in asked:
        pair = (mentor.organisation_id or 0, mentor.jobcentre_id)
        supplied = None
        if mentor.kind == Kind.SUPPLIER or pair[0] in suppliers:
            supplied = rules.Supplied(suppliers.get(pair[0], ""), processing[pair], frameworks[pair])
        known = rules.Facts(signed.get(mentor.pk) or mentor.secrecy_signed_on, papers[mentor.pk], supplied)
        found[mentor.pk] = (mentor.jobcentre_id, known)
    return found


def _papers(mentors: list[int]) -> dict[int, tuple[rules.Held, ...]]:
    found: dict[int, tuple[rules.Held, ...]] = defaultdict(tuple)
    for paper in Paper.objects.filter(mentor__in=mentors, withdrawn_at=None).order_by("first_day", "id"):
        found[paper.mentor_id] += (held(paper),)
    return found


def held(paper: Paper) -> rules.Held:
    """A paper as the rules see it."""
    return rules.Held(PaperKind(paper.kind), period_of(paper), paper.title, paper.is_required)


def period_of(record: Lasting) -> Period:
    """The days on which it holds, its end before time reckoned in."""
    return Period(record.first_day, record.until)


def _signed(mentors: list[int], *, on: date) -> dict[int, date]:
    """The newest renewal of each who has signed anew by the day."""
    renewals = SecrecyRenewal.objects.filter(mentor__in=mentors, signed_on__lte=on).order_by("signed_on")
    return dict(renewals.values_list("mentor_id", "signed_on"))


def _suppliers(keys: set[int]) -> dict[int, str]:
    suppliers = Organisation.objects.filter(pk__in=keys, kind=OrganisationKind.SUPPLIER)
    return dict(suppliers.values_list("pk", "name"))


def _agreed(
    model: type[ProcessorAgreement] | type[Framework], suppliers: Iterable[int]
) -> dict[_Pair, tuple[Period, ...]]:
    found: dict[_Pair, tuple[Period, ...]] = defaultdict(tuple)
    for one in model.objects.filter(supplier__in=list(suppliers), withdrawn_at=None).order_by("first_day", "id"):
        found[one.supplier_id, one.jobcentre_id] += (period_of(one),)
    return found
