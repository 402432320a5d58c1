"""Filling in the form of a visit."""

from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

from django.test import Client

from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders.matching import Course

ORDINARY = {
    "outcome": "held",
    "kind": "help",
    "day": "16-11-2026",
    "starts_at": "08.00",
    "length_1": "60",
    "place_1": "home",
    "topics_1": ["everyday"],
}


def phone_of(pair: Course) -> Client:
    return builders.logged_in(pair.mentor_user, Role.MENTOR)


def new(pair: Course) -> str:
    return f"/besoeg/ny/{pair.case.uuid}/"


def send(pair: Course, typed: dict[str, Any], **changes: Any) -> Any:
    return phone_of(pair).post(new(pair), {"key": str(uuid4()), **typed, **changes})


def as_sent(page: str) -> dict[str, Any]:
    """What a browser sends of a page that nobody changed."""
    form = HtmlFields()
    form.feed(page)
    return form.sent


class HtmlFields(HTMLParser):
    """Reads the fields of a page, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, Any] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        found = dict(attrs)
        if tag == "select":
            self._select = found["name"]
        elif tag == "option" and "selected" in found:
            self.sent[self._select] = found["value"]
        elif tag == "input" and found.get("type") in {"checkbox", "radio"} and "checked" in found:
            self.sent.setdefault(found["name"], []).append(found["value"])
        elif tag == "input" and found.get("type") in {"text", "hidden"} and "name" in found:
            self.sent[found["name"]] = found.get("value", "")
