"""What a jobcentre has agreed with a supplier, and the papers of mentors."""

from datetime import date

from parloeb.domain.cases.models import Case
from parloeb.domain.corps import lists
from parloeb.domain.corps.models import Framework, Lot, LotPrice, Mentor, Paper, ProcessorAgreement, Sparring
from parloeb.domain.corps.papers import commands as papers
from parloeb.domain.corps.sparring import commands as sparring
from parloeb.domain.corps.suppliers import commands, pricing
from parloeb.domain.people import acting
from parloeb.domain.people.models import Organisation
from parloeb.kernel.periods import Period
from tests.builders import people
from tests.builders.clock import AT, LONG_AGO, ON


def agreed_with(supplier: Organisation, *, jobcentre: Organisation) -> None:
    """Let the supplier have a data processing and a framework agreement without an end, where it has none yet."""
    of = {"supplier": supplier, "jobcentre": jobcentre, "withdrawn_at": None}
    if not ProcessorAgreement.objects.filter(**of).exists():
        a_processor_agreement(supplier, jobcentre=jobcentre)
    if not Framework.objects.filter(**of).exists():
        a_framework(supplier, jobcentre=jobcentre)


def a_processor_agreement(
    supplier: Organisation, *, jobcentre: Organisation, first_day: date = LONG_AGO, last_day: date | None = None
) -> ProcessorAgreement:
    """A data processing agreement of some days."""
    return commands.note_processing(
        supplier, Period(first_day, last_day), jobcentre=jobcentre, by=acting.SYSTEM, at=AT, on=ON
    )


def a_framework(
    supplier: Organisation,
    number: str = "RA-1",
    *,
    jobcentre: Organisation,
    first_day: date = LONG_AGO,
    last_day: date | None = None,
) -> Framework:
    """A framework agreement of some days."""
    return commands.note_framework(
        supplier, Period(first_day, last_day), jobcentre=jobcentre, number=number, by=acting.SYSTEM, at=AT, on=ON
    )


def a_lot(framework: Framework, name: str = "Social mentorstøtte") -> Lot:
    """A lot of a framework agreement that covers all."""
    return pricing.note_lot(framework, pricing.Covered(name), by=acting.SYSTEM, at=AT)


def a_price(lot: Lot, *, first_day: date = LONG_AGO, oere_per_hour: int = 41250) -> LotPrice:
    """What an hour of a lot costs from a day on."""
    return pricing.note_price(
        lot, first_day=first_day, oere_per_hour=oere_per_hour, vat=lists.Vat.EXEMPT, by=acting.SYSTEM, at=AT, on=ON
    )


def a_sparring(
    *mentors: Mentor, held_on: date = ON, minutes: int = 45, text: str = "", case: Case | None = None
) -> Sparring:
    """A talk of mentors, noted without counting their time; by a coordinator where a case is attached."""
    by = people.actor(people.a_coordinator(jobcentre=case.jobcentre)) if case else acting.SYSTEM
    form = lists.SparringForm.GROUP if len(mentors) > 1 else lists.SparringForm.INDIVIDUAL
    held = sparring.Held(
        lists.SparringKind.SPARRING,
        held_on,
        minutes,
        form,
        lists.SparringTheme.ROLE,
        text,
        case.number if case else "",
        "Efter aftale." if case else "",
    )
    return sparring.note(mentors, held, by=by, at=AT, on=ON)


def a_paper(
    mentor: Mentor,
    kind: lists.PaperKind = lists.PaperKind.CRIMINAL_RECORD,
    *,
    first_day: date = LONG_AGO,
    last_day: date | None = None,
    title: str = "",
    is_required: bool = False,
) -> Paper:
    """A paper that a mentor has shown."""
    shown = papers.Shown(kind, first_day, last_day, title, is_required)
    return papers.note(mentor, shown, by=acting.SYSTEM, at=AT, on=ON)
