"""The content security policy allows no inline style or script; a page that has one is broken without a word."""

import re
from pathlib import Path

import pytest

from tests.architecture import tree

# The piece that brings the token and the key against doubles.
POSTING = "shared/posting.html"
# Coming in, going out and changing role do no more the second time; they bear the token alone.
# A form that came too late bears the key that it came with.
WITHOUT_KEY = ("pages/accounts/", "pages/shared/base.html", "pages/shared/errors/late.html")
FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "an inline handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "a foreign address": re.compile(r"(?:src|action|hx-[a-z]+)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
    "unescaped text": re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off"),
    "code in an attribute of htmx": re.compile(r"\shx-on|hx-vals\s*=\s*[\"']js:", re.IGNORECASE),
}


@pytest.mark.parametrize("path", tree.templates(), ids=tree.short)
def test_a_template_stays_within_the_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("an inline style", '<p class="a" style="color: red">'),
        ("a style element", "<style>p {}</style>"),
        ("an inline script", "<script>go()</script>"),
        ("an inline handler", '<a href="#" onclick="go()">'),
        ("a script address", '<a href="javascript:go()">'),
        ("a foreign address", '<img src="//example.dk/a.png">'),
        ("unescaped text", "{{ text|safe }}"),
        ("code in an attribute of htmx", '<p hx-on:click="go()">'),
    ],
)
def test_each_pattern_bites(what: str, text: str) -> None:
    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(text)] == [what]


def test_a_script_of_ours_is_allowed() -> None:
    assert not FORBIDDEN["an inline script"].search('<script src="/static/parloeb.js" defer></script>')


@pytest.mark.parametrize("path", tree.templates(), ids=tree.short)
def test_a_posting_form_has_its_token_and_acts_once(path: Path) -> None:
    forms = re.findall(r"<form\b[^>]*>.*?</form>", path.read_text(encoding="utf-8"), re.DOTALL | re.IGNORECASE)
    posting = [form for form in forms if re.search(r"method\s*=\s*[\"']post", form, re.IGNORECASE)]
    way = "csrf_token" if any(part in path.as_posix() for part in WITHOUT_KEY) else POSTING
    assert [form[:80] for form in posting if way not in form] == []
