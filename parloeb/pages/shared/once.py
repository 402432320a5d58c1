"""A form that is pressed twice, or sent again by the browser, acts once and leads where the first press led."""

import hashlib
import json
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from parloeb.domain.people import posting
from parloeb.pages.shared.entry import Entry

KEY = "posting_key"


def new_key(request: HttpRequest) -> dict[str, str]:
    """The context of posting.html: a key for this showing of the page."""
    del request
    return {KEY: str(uuid4())}


def mark(request: HttpRequest) -> bytes | None:
    """The mark of a form that was sent: who sent what to where under which key; None where it bears no key."""
    if not request.POST.get(KEY):
        return None
    sent = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    words = [str(request.user.pk), request.path, sent]
    return hashlib.sha256(json.dumps(words).encode()).digest()


def keep(marked: bytes | None, answer: HttpResponse, *, entry: Entry) -> None:
    """Keep in the transaction of the act where it led; posting.RepeatedError where the same form was quicker."""
    if marked and "Location" in answer:
        posting.keep(marked, location=answer["Location"], at=entry.at)


def first_answer(marked: bytes | None) -> HttpResponse | None:
    """The answer that this form had when it acted, where it has."""
    location = posting.location(marked) if marked else ""
    return redirect(location) if location else None
