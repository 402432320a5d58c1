"""All addresses. A new one needs a line in the access matrix (tests/architecture)."""

from django.urls import URLPattern, URLResolver, include, path

from parloeb.pages.cases import deadlines
from parloeb.pages.cases import views as cases
from parloeb.pages.shared import about
from parloeb.pages.visits import budget

handler403 = "parloeb.pages.shared.refusals.forbidden"
handler404 = "parloeb.pages.shared.refusals.not_found"
handler500 = "parloeb.pages.shared.refusals.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", cases.desk, name="desk"),
    path("frister/", deadlines.of, name="deadlines"),
    path("was/", about.accessibility, name="was"),
    path("privatliv/", about.privacy, name="privacy"),
    path("sager/", include("parloeb.pages.cases.urls")),
    path("henvisninger/", include("parloeb.pages.referrals.urls")),
    path("bevillinger/", include("parloeb.pages.grants.urls")),
    path("", include("parloeb.pages.grants.procedure.urls")),
    path("match/", include("parloeb.pages.matching.urls")),
    path("korps/", include("parloeb.pages.corps.urls")),
    path("timebudget/", budget.of_team, name="budget"),
    path("besoeg/", include("parloeb.pages.visits.urls")),
    path("mentor/", include("parloeb.pages.mentor.urls")),
    path("min-side/", include("parloeb.pages.citizen.urls")),
    path("mentoraftaler/", include("parloeb.pages.agreements.urls")),
    path("rapporter/", include("parloeb.pages.reports.urls")),
    path("opfoelgning/", include("parloeb.pages.followup.urls")),
    path("breve/", include("parloeb.pages.correspondence.urls")),
    path("lov/", include("parloeb.pages.law.urls")),
    path("indstillinger/", include("parloeb.pages.settings.urls")),
    path("evaluering/", include("parloeb.pages.evaluation.urls")),
    path("adgang/", include("parloeb.pages.accounts.urls")),
    path("konto/", include("parloeb.pages.accounts.login_urls")),
]
