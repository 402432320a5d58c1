"""The guards that every view stands behind: who may come, whether it may write, and that a look is logged."""

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol, cast
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string

from parloeb.domain.audit import commands as audit
from parloeb.domain.people import acting, posting
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.pages.shared import back, late, once
from parloeb.pages.shared.entry import Entry, ParloebRequest, chosen_role

UNAUTHORIZED, UNPROCESSABLE = 401, 422


@dataclass(frozen=True)
class Page:
    """An answer to be rendered inside the guard. `shows` are the citizens on it: each page view is a logged look."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    shows: Iterable[UUID] = ()
    subject: audit.Subject | None = None
    status: int = 200


@dataclass(frozen=True)
class Download:
    """A file as an attachment. Like a page it says whom it shows."""

    content: bytes
    content_type: str
    file_name: str
    shows: Iterable[UUID] = ()
    subject: audit.Subject | None = None


Answer = Page | Download | HttpResponse


class GuardedView(Protocol):
    """A view with its rule: which roles may come (none at all: public) and whether it writes."""

    roles: frozenset[Role]
    writes: bool

    def __call__(self, request: HttpRequest, **kwargs: Any) -> HttpResponse: ...


Inner = Callable[..., Answer]


def reading(*roles: Role) -> Callable[[Inner], GuardedView]:
    """A view that answers GET to these roles; the database refuses it every write."""
    return _guard(frozenset(roles), writes=False, methods=("GET", "HEAD"))


def writing(*roles: Role) -> Callable[[Inner], GuardedView]:
    """A view that answers POST to these roles, in one transaction: one command, then a redirect."""
    return _guard(frozenset(roles), writes=True, methods=("POST",))


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that nobody needs to log in for; the access matrix lists them by name."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def is_guarded(view: object) -> bool:
    """Whether a view of the address table stands behind a guard, by itself or for one of its methods."""
    return hasattr(view, "writes") or hasattr(view, "views")


def by_method(*, get: GuardedView, post: GuardedView) -> Callable[..., HttpResponse]:
    """One address whose form is read by one view and received by another."""

    def dispatch(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method in ("GET", "HEAD"):
            return get(request, **kwargs)
        if request.method == "POST":
            return post(request, **kwargs)
        return _not_allowed(request, ("GET", "HEAD", "POST"))

    dispatch.views = (get, post)  # type: ignore[attr-defined]
    return dispatch


def _guard(roles: frozenset[Role], *, writes: bool, methods: tuple[str, ...]) -> Callable[[Inner], GuardedView]:
    def decorate(inner: Inner) -> GuardedView:
        @functools.wraps(inner)
        def view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if request.method not in methods:
                return _not_allowed(request, methods)
            return _unkept(_enter(cast(ParloebRequest, request), inner, roles, writes=writes, kwargs=kwargs))

        guarded = cast(GuardedView, view)
        guarded.roles, guarded.writes = roles, writes
        return guarded

    return decorate


def _not_allowed(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    """Say to who opened the address of an act that it is no page, and where the way back is."""
    answer = HttpResponseNotAllowed(methods)
    if request.method == "GET":
        answer.content = render_to_string("shared/errors/405.html", {"back_url": back.above(request)}, request)
    return _unkept(answer)


def _unkept(answer: HttpResponse) -> HttpResponse:
    """Let no browser keep it: on a shared machine the back button must not bring it again after the logout."""
    answer["Cache-Control"] = "no-store"
    return answer


def _enter(
    request: ParloebRequest, inner: Inner, roles: frozenset[Role], *, writes: bool, kwargs: dict[str, Any]
) -> HttpResponse:
    person = acting.person(request.user)
    if person is None:
        if request.method == "POST":
            return late.keep(request, status=UNAUTHORIZED, has_come_in=False)
        return redirect_to_login(request.get_full_path(), late.entrance())
    actors = acting.actors_of(person, on=request.on)
    request.roles = tuple(actors)
    role = chosen_role(request, request.roles)
    mark = once.mark(request) if writes else None
    try:
        if role is None or role not in roles:
            raise Http404
        with acting.entered(actors[role], looks=not writes):
            request.entry = Entry(by=actors[role], at=request.at, on=request.on)
            answer = _answer(request, inner, writes=writes, kwargs=kwargs)
            once.keep(mark, answer, entry=request.entry)
    except (Http404, errors.RefusedError, posting.RepeatedError) as stopped:
        return once.first_answer(mark) or _stopped(request, stopped, acting.refused(person, role))
    if answer.status_code == UNPROCESSABLE:
        return once.first_answer(mark) or answer
    return answer


def _stopped(request: ParloebRequest, stopped: Exception, by: acting.Actor) -> HttpResponse:
    """Log the denial and answer it: a page with the sentence for an act that is refused, else not found."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    with transaction.atomic():
        audit.deny(name, by=by, at=request.at)
    if isinstance(stopped, errors.RefusedError):
        context = {"sentence": stopped.sentence, "back_url": back.of(request)}
        return render(request, "shared/errors/refused.html", context, status=409)
    raise stopped


def _answer(request: ParloebRequest, inner: Inner, *, writes: bool, kwargs: dict[str, Any]) -> HttpResponse:
    """Run the view and render its answer; the look is written after the read-only part, in the same transaction."""
    entry = cast(Entry, request.entry)
    answer = inner(request, entry, **kwargs)
    response = _render(request, answer)
    if not writes:
        acting.looked()
    if not isinstance(answer, HttpResponse):
        shown = list(answer.shows)
        if shown:
            name = request.resolver_match.view_name if request.resolver_match else ""
            audit.look(name, by=entry.by, at=entry.at, citizens=shown, subject=answer.subject)
    return response


def _render(request: ParloebRequest, answer: Answer) -> HttpResponse:
    if isinstance(answer, Page):
        return render(request, answer.template, answer.context, status=answer.status)
    if isinstance(answer, Download):
        response = HttpResponse(answer.content, content_type=answer.content_type)
        response["Content-Disposition"] = f'attachment; filename="{answer.file_name}"'
        return response
    return answer
