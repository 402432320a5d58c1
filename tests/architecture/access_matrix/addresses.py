"""Every address of the URL configuration, with the view behind it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import UUIDConverter
from django.urls.resolvers import RoutePattern

OURS = "parloeb."


@dataclass(frozen=True)
class Address:
    """One pattern: its full name, its route, its parameters and its view."""

    name: str
    route: str
    view: Callable[..., Any]
    parameters: tuple[str, ...]
    has_public_ids_alone: bool

    @property
    def is_ours(self) -> bool:
        """Whether the view is written here; else it is a library's."""
        return self.view.__module__.startswith((OURS, "tests."))

    @property
    def parts(self) -> tuple[Callable[..., Any], ...]:
        """The views behind the address: two where reading and writing share it."""
        return tuple(getattr(self.view, "views", (self.view,)))

    @property
    def has_rule(self) -> bool:
        """Whether each view behind the address stands behind a guard, or is public by name."""
        return all(hasattr(part, "roles") or getattr(part, "is_public", False) for part in self.parts)

    @property
    def is_public(self) -> bool:
        """Whether nobody needs to log in for it."""
        return any(getattr(part, "is_public", False) for part in self.parts)


def all_addresses() -> list[Address]:
    """Every address of the running URL configuration, in its order."""
    found = list(_below(get_resolver(), "", ""))
    assert found, "no address"
    return found


def named(name: str) -> Address:
    """The address of a full name."""
    return next(address for address in all_addresses() if address.name == name)


def _below(resolver: URLResolver, route: str, space: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _below(entry, here, inner)
        elif isinstance(entry, URLPattern):
            yield _address(entry, here, space)


def _address(entry: URLPattern, route: str, space: str) -> Address:
    converters = entry.pattern.converters
    parameters = tuple(converters) or tuple(entry.pattern.regex.groupindex)
    return Address(
        name=f"{space}{entry.name}",
        route=route,
        view=entry.callback,
        parameters=parameters,
        has_public_ids_alone=isinstance(entry.pattern, RoutePattern)
        and all(isinstance(converter, UUIDConverter) for converter in converters.values()),
    )
