"""docs/law is what the generator writes, and leads from each rule to what is there."""

import re

import pytest

from parloeb.domain.law import table
from tests.law import pages


@pytest.mark.parametrize("name", sorted(pages.pages()))
def test_the_committed_page_is_what_the_table_says(name: str) -> None:
    committed = (pages.FOLDER / name).read_text(encoding="utf-8")
    assert committed == pages.pages()[name], "run `make docs`"


def test_no_other_page_lies_beside_them() -> None:
    assert {path.name for path in pages.FOLDER.iterdir()} == pages.pages().keys()


def test_every_rule_has_one_anchor_and_every_uncertain_one_stands_on_its_page() -> None:
    anchors = {name: re.findall(r'<a id="([^"]+)">', text) for name, text in pages.pages().items()}
    everything = list(table.current().rules)
    assert sorted(anchors["README.md"]) == sorted(everything)
    weak = [rule.id for rule in table.current().rules.values() if not rule.is_firm or rule.certainty_note]
    assert sorted(anchors["uncertain.md"]) == sorted(weak)


def test_every_link_into_the_checkout_leads_somewhere() -> None:
    text = "".join(pages.pages().values())
    links = {link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link}
    assert links
    assert [link for link in sorted(links) if not (pages.FOLDER / link).exists()] == []


def test_no_row_of_a_page_has_more_or_fewer_columns_than_its_head() -> None:
    for text in pages.pages().values():
        for block in re.split(r"\n\n", text):
            rows = [line for line in block.splitlines() if line.startswith("|")]
            assert len({row.count(" | ") for row in rows}) <= 1
