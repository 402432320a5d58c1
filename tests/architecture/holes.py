"""Faults put into the running code on purpose: each must be found by the access matrix."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from parloeb.config import urls
from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import access as case_access
from parloeb.domain.cases import listing
from parloeb.domain.cases.models import Case, Relation
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.correspondence import access as letter_access
from parloeb.domain.correspondence.models import Letter
from parloeb.domain.grants.models import Complaint, Grant
from parloeb.domain.grants.procedure import access as procedure_access
from parloeb.domain.people import acting
from parloeb.domain.people import rules as people_rules
from parloeb.domain.people.models import RoleAssignment, User
from parloeb.domain.people.prepared import Prepared, Slot
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import access as referral_access
from parloeb.domain.referrals.models import Referral
from parloeb.pages.cases import story
from parloeb.pages.correspondence import views as letter_pages
from parloeb.pages.grants import modifying as grant_pages
from parloeb.pages.referrals import views as referral_pages
from parloeb.pages.shared import guards
from tests.builders.clock import AT

Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Hole:
    """A fault: how it is made, the address where it shows, and the finding that must name it."""

    dig: Callable[[Patch], None]
    line: str
    told: str

    @property
    def title(self) -> str:
        """The name of the fault."""
        return self.dig.__name__


def object_check_missing(patch: Patch) -> None:
    """The form of a referral is fetched by its id alone."""
    patch.setattr(referral_pages, "_found", _unscoped(Referral))


def unchecked_post(patch: Patch) -> None:
    """An act fetches its record by the id alone and leaves the check to the command."""
    patch.setattr(grant_pages, "found", _unscoped(Grant))


def complaint_without_scope(patch: Patch) -> None:
    """Every complaint there is is visible."""
    patch.setattr(procedure_access, "complaints_visible_to", lambda by, on: Complaint.objects.all())


def attachment_without_scope(patch: Patch) -> None:
    """The PDF of a letter is fetched by its id alone."""
    patch.setattr(letter_pages, "_found", _unscoped(Letter))


def role_too_many(patch: Patch) -> None:
    """Door and room let a mentor read referrals."""
    enter = guards._enter
    patch.setattr(referral_access, "_READERS", referral_access._READERS | {Role.MENTOR})
    patch.setattr(guards, "_enter", lambda request, inner, roles, **more: enter(
        request, inner, roles | {Role.MENTOR}, **more))  # fmt: skip


def role_that_has_ended_still_counts(patch: Patch) -> None:
    """The last day of a role is not looked at."""
    begun = RoleAssignment.objects.filter(user=Slot("user"), first_day__lte=Slot("on"))
    patch.setattr(acting, "HELD", Prepared(lambda: begun.values_list("role", "organisation_id", "team_id")))


def ended_relation_still_counts(patch: Patch) -> None:
    """The last day of a relation is not looked at."""
    patch.setattr(case_access, "_running", lambda on: Relation.objects.filter(cut_at=None, first_day__lte=on))


def relation_counts_before_it_begins(patch: Patch) -> None:
    """The first day of a relation is not looked at."""
    patch.setattr(case_access, "_running", lambda on: Relation.objects.filter(
        Q(last_day=None) | Q(last_day__gte=on), cut_at=None))  # fmt: skip


def cut_relation_still_counts(patch: Patch) -> None:
    """A relation that was cut runs on to its last day."""
    patch.setattr(case_access, "_running", lambda on: Relation.objects.filter(
        Q(last_day=None) | Q(last_day__gte=on), first_day__lte=on))  # fmt: skip


def coordinator_of_every_jobcentre(patch: Patch) -> None:
    """The jobcentre of a coordinator is not looked at."""
    reach = case_access._reach
    coordination = Q(kind=RelationKind.COORDINATION)
    patch.setattr(case_access, "_reach", lambda by: coordination if by.role is Role.COORDINATOR else reach(by))


def employee_decides_on_the_own_citizen(patch: Patch) -> None:
    """Who is the mentor or the citizen sees the case for the authority too."""
    patch.setattr(case_access, "AUTHORITY_ROLES", frozenset())


def list_without_scope(patch: Patch) -> None:
    """The list shows every case there is."""
    page = listing._page
    patch.setattr(listing, "_page", lambda visible, *, given: page(Case.objects.all(), given=given))


def search_without_scope(patch: Patch) -> None:
    """The list is scoped until somebody searches."""
    page = listing._page
    patch.setattr(listing, "_page", lambda visible, *, given: page(
        Case.objects.all() if "number" in given else visible, given=given))  # fmt: skip


def search_tells_that_there_is_more(patch: Patch) -> None:
    """A search that finds nothing says that another team has it."""
    page = listing.page_of_cases

    def hinting(by: acting.Actor, *, search: str = "", **more: Any) -> listing.CasePage:
        found = page(by, search=search, **more)
        elsewhere = search and not found.rows and Case.objects.filter(citizen__name__icontains=search).exists()
        return replace(found, search=f"{search} (findes i et andet team)") if elsewhere else found

    patch.setattr(listing, "page_of_cases", hinting)


def existence_revealed(patch: Patch) -> None:
    """A foreign letter is forbidden, a missing one not found."""

    def found(entry: Any, uuid: UUID) -> Letter:
        letter = letter_access.visible_to(entry.by, on=entry.on).filter(uuid=uuid).first()
        if letter is None:
            raise PermissionDenied if Letter.objects.filter(uuid=uuid).exists() else Http404
        return letter

    patch.setattr(letter_pages, "_found", found)


def protected_name_shown(patch: Patch) -> None:
    """The mask is forgotten."""
    patch.setattr(people_rules, "shown_name", lambda name, **more: name)


def notes_for_every_role(patch: Patch) -> None:
    """The class of a field is not looked at."""
    patch.setattr(case_access, "may_read", lambda by, field_class: True)


def look_not_logged(patch: Patch) -> None:
    """Pages are shown and nobody writes it down."""
    patch.setattr(audit, "look", lambda name, **more: None)


def look_that_names_one_citizen_of_many(patch: Patch) -> None:
    """The row of a list names the first citizen on it."""
    look = audit.look
    patch.setattr(audit, "look", lambda name, *, citizens, **more: look(name, citizens=list(citizens)[:1], **more))


def denial_not_logged(patch: Patch) -> None:
    """Who tries in vain leaves no trace."""
    patch.setattr(audit, "deny", lambda name, *, by, at: None)


def page_that_writes_while_it_is_read(patch: Patch) -> None:
    """Reading the story of a case writes an act."""
    told = story.told

    def writing(reached: case_access.Reached) -> Any:
        audit.record("case.opened", reached.case, by=reached.by, at=AT)
        return told(reached)

    patch.setattr(story, "told", writing)


def session_of_a_leaver_lives(patch: Patch) -> None:
    """Whoever was logged in when deactivated goes on."""
    actors_of = acting.actors_of

    def revived(user: User, *, on: date) -> dict[Role, acting.Actor]:
        user.is_active = True
        return actors_of(user, on=on)

    patch.setattr(ModelBackend, "user_can_authenticate", lambda backend, user: True)
    patch.setattr(acting, "person", lambda user: user if isinstance(user, User) else None)
    patch.setattr(acting, "actors_of", revived)


HOLES = [
    Hole(object_check_missing, "referrals:edit", "leak"),
    Hole(unchecked_post, "grants:submit", "came in"),
    Hole(complaint_without_scope, "procedure:complaint", "leak"),
    Hole(attachment_without_scope, "letters:pdf", "leak"),
    Hole(role_too_many, "referrals:detail", "came in"),
    Hole(role_that_has_ended_still_counts, "cases:list", "came in"),
    Hole(ended_relation_still_counts, "cases:detail", "leak"),
    Hole(relation_counts_before_it_begins, "cases:detail", "leak"),
    Hole(cut_relation_still_counts, "cases:detail", "leak"),
    Hole(coordinator_of_every_jobcentre, "cases:detail", "leak"),
    Hole(employee_decides_on_the_own_citizen, "grants:detail", "leak"),
    Hole(list_without_scope, "cases:list", "leak"),
    Hole(search_without_scope, "cases:list", "leak"),
    Hole(search_tells_that_there_is_more, "cases:list", "existence revealed"),
    Hole(existence_revealed, "letters:pdf", "came in"),
    Hole(protected_name_shown, "cases:list", "protected name shown"),
    Hole(notes_for_every_role, "grants:detail", "beyond the role"),
    Hole(look_not_logged, "cases:detail", "look not logged"),
    Hole(look_that_names_one_citizen_of_many, "cases:list", "look not logged"),
    Hole(denial_not_logged, "cases:detail", "denial not logged"),
    Hole(page_that_writes_while_it_is_read, "cases:detail", "broken"),
    Hole(session_of_a_leaver_lives, "cases:list", "came in"),
]


def add_address(patch: Patch, route: str, view: Callable[..., HttpResponse]) -> None:
    """One address more in the running URL configuration, under the name "hole"."""
    changed = ModuleType("tests.architecture.changed_urls")
    changed.__dict__.update(vars(urls), urlpatterns=[*urls.urlpatterns, path(route, view, name="hole")])
    patch.setattr(settings, "ROOT_URLCONF", changed)


def bare(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """A view without a rule."""
    return HttpResponse()


def guarded() -> Callable[..., HttpResponse]:
    """A view with a rule."""
    return guards.reading(Role.CASEWORKER)(lambda request, entry, **kwargs: HttpResponse())


def opened() -> Callable[..., HttpResponse]:
    """A view that somebody made public."""
    return guards.public(lambda request, **kwargs: HttpResponse())


def _unscoped(model: Any) -> Callable[..., Any]:
    def found(entry: Any, uuid: UUID) -> Any:
        record = model.objects.filter(uuid=uuid).select_related("case__citizen").first()
        if record is None:
            raise Http404
        return record

    return found
