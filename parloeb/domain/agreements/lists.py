"""The lists that an agreement chooses from; the tasks are the field's own."""

from parloeb.kernel.lists import Listed


class Party(Listed):
    """Who signs, in this order."""

    CITIZEN = "citizen", "Borgeren"
    MENTOR = "mentor", "Mentoren"
    CASEWORKER = "caseworker", "Sagsbehandleren"


class Way(Listed):
    """How somebody signed."""

    SELF = "self", "Selv"
    ON_BEHALF = "on_behalf", "Sagsbehandleren på borgerens vegne"
    PAPER = "paper", "Borgeren selv, på papir"


class Support(Listed):
    """How far a step has come: from doing it together to doing it alone."""

    TOGETHER = "together", "Sammen med mentoren"
    BESIDE = "beside", "Med mentoren ved siden af"
    ALONE = "alone", "Alene"


class Rhythm(Listed):
    """How often citizen and mentor meet."""

    TWICE_A_WEEK = "twice_a_week", "To gange om ugen"
    WEEKLY = "weekly", "Hver uge"
    FORTNIGHTLY = "fortnightly", "Hver anden uge"
    MONTHLY = "monthly", "Hver måned"
    AS_NEEDED = "as_needed", "Efter behov"


class HoursKind(Listed):
    """How the hours go over the weeks."""

    EVEN = "even", "Det samme hver uge"
    AS_GRANTED = "as_granted", "Som bevilget"
    ROWS = "rows", "Trin"


class Task(Listed):
    """What the mentor helps with: everyday tasks, then employment tasks."""

    ECONOMY = "economy", "Økonomi: regninger, budget, betalingsaftaler"
    HOUSING = "housing", "Bolig"
    LAWYER_COURT = "lawyer_court", "Følge med til advokat eller ret"
    TREATMENT = "treatment", "Kontakt til behandling"
    ILLNESS_TALK = "illness_talk", "Samtale om egen sygdom"
    FAMILY_TALK = "family_talk", "Samtale om familie og fagfolk"
    GOING_ALONG = "going_along", "Følge med til læge, kommune eller tandlæge"
    FETCHING = "fetching", "Hente og bringe"
    DIGITAL = "digital", "Hjælp med computer og digital selvbetjening"
    POST = "post", "Læse post"
    HYGIENE = "hygiene", "Hygiejne og udseende"
    MORNING = "morning", "Komme op og få struktur på dagen"
    TRANSPORT = "transport", "Offentlig transport"
    EMPLOYER = "employer", "Kontakt til og råd til arbejdsgiver"
    DIAGNOSES = "diagnoses", "Information til arbejdsgiver om diagnoser"
    JOB_SEARCH = "job_search", "Jobsøgning"
    INTERVIEWS = "interviews", "Deltage i jobsamtaler"
    COMPANY_TALKS = "company_talks", "Samtaler mellem borger og virksomhed"
    APPOINTMENTS = "appointments", "Holde aftaler"
    PREPARING = "preparing", "Forberedelse til arbejde"
    WORK_AFTERCARE = "work_aftercare", "Efterværn på arbejdspladsen"
    COLLEAGUES = "colleagues", "Samtaler med kolleger"
