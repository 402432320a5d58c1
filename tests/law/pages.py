"""Writes docs/law from the rule table, the functions and the marks of the tests: `make docs`."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from parloeb.domain.grants import deadlines
from parloeb.domain.grants.rules import checking
from parloeb.domain.law import rules, table
from tests.law import marks

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "law"
ROOT = "../.."

# What follows from a rule without being asked of facts.
ELSEWHERE: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "FVL-23": deadlines.answer_request_by,
        "OFL-36": deadlines.answer_request_by,
        "RSL-66": deadlines.reconsider_by,
        "RSL-67": rules.last_complaint_day,
    }
)

_KNOWN: Mapping[table.Certainty, str] = MappingProxyType(
    {
        table.Certainty.GENERAL: "general knowledge: the text was not seen",
        table.Certainty.NOT_ESTABLISHED: "looked for and not established",
    }
)

_INTRODUCTION = """# The rules of the law

Written by `make docs` from [the rule table](../../parloeb/domain/law/rules.csv), the functions and the tests: do not
edit it here. A rule is in force on its own days alone, and a decision keeps what the rules said on its day.
[rules.md](../formats/rules.md) says how the facts of one grant are held against them.

Certainty: **A** the wording of the law or the authority's own text was seen, **B** an official or professional summary
was seen, **C** general knowledge, **D** looked for and not established. A rule that is more certain in one part than in
another has the weaker letter. Nothing of C or D stops anybody or stands in a letter; it has
[a page of its own](uncertain.md). None of this is legal advice.

[How it looks](../pictures/README.md): a refusal, complained of and granted, and support that moves with a discharge.
"""

_UNCERTAIN = """# What is uncertain

Written by `make docs` from [the rule table](../../parloeb/domain/law/rules.csv): do not edit it here. These rules are
of certainty C or D. None of them stops a decision or stands in a letter. Somebody who knows the law is to read them
against the text before they are relied on.
"""

_IN_PART = """## Certain in one part and less in another

These are firm enough to be used; what is weaker about them stands beside them.
"""


def pages() -> dict[str, str]:
    """Every page by the name of its file."""
    found = list(table.current().rules.values())
    return {"README.md": _overview(found), "uncertain.md": _uncertain(found)}


def main() -> None:
    """Write the pages where they lie."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def _overview(found: Iterable[table.Rule]) -> str:
    checked = [rule for rule in found if _function(rule.id)]
    others = [rule for rule in found if not _function(rule.id)]
    return "\n".join(
        (
            _INTRODUCTION,
            f"## Held against a grant, or reckoned from ({len(checked)})\n",
            _rows(
                ("Rule", "What it says", "Citation", "In force", "Certainty", "Function", "Tests", "Source"),
                (
                    (*_head(rule), _certainty(rule), _function_link(rule.id), _tests(rule.id), _sources(rule))
                    for rule in checked
                ),
            ),
            f"## Not held against a grant, and why ({len(others)})\n",
            _rows(
                ("Rule", "What it says", "Citation", "In force", "Certainty", "Why no function", "Tests", "Source"),
                (
                    (*_head(rule), _certainty(rule), rule.why_unchecked, _tests(rule.id), _sources(rule))
                    for rule in others
                ),
            ),
        )
    )


def _uncertain(found: Iterable[table.Rule]) -> str:
    columns = ("Rule", "What it says", "Citation", "In force", "Certainty", "What is known of it", "Source")
    weak = [rule for rule in found if not rule.is_firm]
    in_part = [rule for rule in found if rule.is_firm and rule.certainty_note]
    return "\n".join(
        (
            _UNCERTAIN,
            _rows(columns, (_weak(rule) for rule in weak)),
            _IN_PART,
            _rows(columns, (_weak(rule) for rule in in_part)),
        )
    )


def _weak(rule: table.Rule) -> tuple[str, ...]:
    return (*_head(rule), rule.certainty.value, rule.certainty_note or _KNOWN[rule.certainty], _sources(rule))


def _head(rule: table.Rule) -> tuple[str, ...]:
    in_force = f"{rule.valid_from} – {rule.valid_to or ''}".strip()
    if rule.is_draft:
        in_force = f"switched off (planned from {rule.valid_from})"
    return (f'<a id="{rule.id}"></a>**{rule.id}**<br>{rule.title_da}', rule.text_da, rule.citation, in_force)


def _certainty(rule: table.Rule) -> str:
    if rule.is_firm and not rule.certainty_note:
        return rule.certainty.value
    return f"[{rule.certainty.value}](uncertain.md#{rule.id})"


def _function(rule_id: str) -> Callable[..., Any] | None:
    return checking.CHECKS.get(rule_id) or ELSEWHERE.get(rule_id)


def _function_link(rule_id: str) -> str:
    function = _function(rule_id)
    if function is None:
        return ""
    return f"[{function.__name__}]({ROOT}/{function.__module__.replace('.', '/')}.py)"


def _tests(rule_id: str) -> str:
    return "<br>".join(f"[{test.name.removeprefix('test_')}]({ROOT}/{test.path})" for test in marks.tests_of(rule_id))


def _sources(rule: table.Rule) -> str:
    return "<br>".join(_source(source) for source in rule.sources)


def _source(source: str) -> str:
    """A link by the name of its site, or what a paper is called."""
    if "://" not in source:
        return source
    return f"[{source.split('/')[2].removeprefix('www.')}]({source})"


def _rows(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [columns, tuple("---" for _ in columns), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    main()
