"""Two clicks from a sentence of a letter to its source: to the rule of the letter's day, and from there on."""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from parloeb.domain.correspondence import commands
from parloeb.domain.correspondence.models import Letter
from parloeb.domain.correspondence.rules import letters, sheets, stored, twin
from parloeb.domain.law import table
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import ON
from tests.correspondence import examples, kinds

# What a letter says that no rule asks for: what was decided, what is offered instead, how one reaches the sender.
# A sentence that is neither here nor led to its rule fails.
LOOSE = (
    r"Tal med vejlederen på skolen\.",
    r"Asta .*|Du tager selv bussen til arbejde\.|Britta Dahl i jobcentret",
    r"Når støtten er slut, kan du stadig få hjælp fra din mentor .*",
    r"Vi finder nu en mentor til dig\. .*|Støtten fortsætter med din mentor\.",
    r"\d timer om ugen til og med den .*|Du har selv bedt om det\.",
    r"De første 4 uger 4 timer om ugen, .*|\d+\. \w+ \d{4} til \d+\. \w+ \d{4}: \d time(r)? om ugen",
    r"Vi har (trukket vores afgørelse|besluttet, at din støtte fra en mentor slutter) .*|\d+\. \w+ \d{4}|\d+",
    r"Dit forløb med mentor slutter\. Sidste dag er .*|Kontakt Jobcenter Nordby på .*|Du har sagt, at du gerne .*",
    r"Du kan svare på din side i Parløb, .*|Svarer du ikke, afgør vi sagen med de oplysninger, vi har\.",
    r"Har du spørgsmål, så ring eller skriv .*",
    r"Du trak din klage tilbage den 16\. november 2026\.|Er det ikke rigtigt, at du har trukket klagen tilbage, .*",
    r"Vi har fået din klage den 16\. november 2026\.",
    r"Vi vil gerne invitere dig til en samtale med en mentor\.|Passer tiden ikke, .*",
    r"Reglerne om mentorstøtte står i lov om en aktiv beskæftigelsesindsats \(LAB\)\.",
    r"Egne ord: .*|mandag den 23\. november 2026|10\.00|Jobcenter Nordby, Torvet 1, 9999 Nordby|Mikkel Lund",
)


def _said(letter: letters.Letter) -> Iterator[tuple[str, letters.Rules]]:
    """Every sentence or value of a letter with the rules that it follows from; what is in tables is figures alone."""
    for section in sheets.lay_out(letter).sections:
        for block in section.blocks:
            match block:
                case letters.Paragraph(text, rules) | sheets.Deadline(text, rules):
                    yield text, rules
                case letters.Bullets(texts, of):
                    yield from zip(texts, of or ((),) * len(texts), strict=True)
                case letters.Facts(rows, of):
                    yield from zip((value for _, value in rows), of or ((),) * len(rows), strict=True)


@pytest.mark.django_db
@pytest.mark.usefixtures("standing_clock")
@pytest.mark.parametrize("written", [written for _, written in kinds.ALL], ids=kinds.NAMES)
def test_every_sentence_of_a_letter_that_follows_from_a_rule_leads_to_it_and_on_to_its_source(
    written: kinds.Written,
) -> None:
    letter = Letter.objects.select_related("written_by").get(pk=written().pk)
    facts = stored.from_facts_json(letter.facts)
    loose = [text for text, rules in _said(facts) if not rules and not _is_loose(text)]
    assert loose == []
    named = {rule for _, rules in _said(facts) for rule in rules}
    rests_on_none = letter.subject == "Dit forløb med mentor slutter" and not letter.complaint_last_day
    assert named or rests_on_none
    assert letter.written_by
    desk = builders.logged_in(letter.written_by, Role.CASEWORKER)
    links = _links(desk.get(f"/breve/{letter.uuid}/").content.decode())
    assert {anchor for _, anchor in links} == named
    for address, anchor in links:
        assert letter.dated_on.strftime("%d-%m-%Y") in address
        assert _sources(desk.get(address).content.decode(), anchor), f"{anchor} has no source to go to"


def _is_loose(text: str) -> bool:
    return any(re.fullmatch(pattern, text.replace("\u00a0", " ")) for pattern in LOOSE)


def _links(html: str) -> set[tuple[str, str]]:
    found = re.findall(r'<a href="(/lov/\?day=[^"#]+)#([^"]+)">', unescape(html))
    return {(address, anchor) for address, anchor in found}


def _sources(html: str, anchor: str) -> list[str]:
    """The addresses outside that the rule's own article on the page of the law links to."""
    article = html.partition(f'id="{anchor}"')[2].partition("</article>")[0]
    return re.findall(r'<a href="(https?://[^"]+)"', article)


@pytest.mark.parametrize("anchor", ["LAB-167-1-MAX", "INT-23D"])
def test_a_rule_whose_source_has_no_address_would_be_found(anchor: str) -> None:
    assert _sources(f'<article id="{anchor}"><p>almen viden</p></article><a href="https://x.dk">', anchor) == []
    assert _sources(f'<article id="{anchor}"><a href="https://x.dk" rel="">x</a></article>', anchor) == ["https://x.dk"]


def test_what_is_printed_names_no_id_and_a_citizen_gets_no_links() -> None:
    letter = examples.a_letter(plain=(letters.Paragraph("Du kan klage.", ("FVL-25",)),))
    assert "FVL-25" not in twin.to_html(letter)
    shown = twin.to_html(letter, way=lambda rule: (f"/lov/?day=1&a#{rule}", "Forvaltningsloven § 25"))
    assert '<a href="/lov/?day=1&amp;a#FVL-25">Forvaltningsloven § 25</a>' in shown


def test_a_provision_is_named_once() -> None:
    said = (letters.Paragraph("Hjemmel: LAB § 167, stk. 1", ("A-1",)), letters.Paragraph("To regler", ("A-1", "A-2")))
    shown = twin.to_html(examples.a_letter(plain=said), way=lambda rule: (f"/lov/#{rule}", "LAB § 167, stk. 1"))
    assert '<p>Hjemmel: <a href="/lov/#A-1">LAB § 167, stk. 1</a></p>' in shown
    assert '(<a href="/lov/#A-1">LAB § 167, stk. 1</a>, <a href="/lov/#A-2">samme sted</a>)' in shown


@pytest.mark.django_db
@pytest.mark.usefixtures("standing_clock")
def test_only_who_writes_letters_is_led_to_the_rules() -> None:
    anna = builders.a_user("Anna Borg")
    builders.give_role(anna, Role.CITIZEN)
    signe: User = builders.a_caseworker()
    grant = builders.a_grant(by=signe, citizen=builders.a_citizen(user=anna))
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.post(builders.letter_of(grant), by=by, at=builders.AT, on=ON)
    address = f"/breve/{builders.letter_of(grant).uuid}/"
    assert not _links(builders.logged_in(anna, Role.CITIZEN).get(address).content.decode())
    assert _links(builders.logged_in(signe, Role.CASEWORKER).get(address).content.decode())


@pytest.mark.django_db
@pytest.mark.usefixtures("standing_clock")
def test_a_letter_that_is_not_written_yet_leads_to_the_rules_too() -> None:
    signe = builders.a_caseworker()
    grant = builders.a_drafted_grant(by=signe)
    desk = builders.logged_in(signe, Role.CASEWORKER)
    draft = desk.get(f"/bevillinger/{grant.uuid}/brevet/").content.decode()
    assert ("/lov/?day=16-11-2026", "LAB-HOURS") in _links(draft)


def test_a_letter_of_before_the_rules_were_named_is_read_as_it_was() -> None:
    kept = stored.to_facts_json(examples.a_letter())
    for block in (*kept["plain"], *kept["legal"]):
        block.pop("rules", None)
    for name in ("rules", "last_day_rules"):
        del kept["complaint"][name]
    assert stored.from_facts_json(kept) == examples.a_letter()


def test_rules_stand_once_and_each_text_has_its_own() -> None:
    purpose = table.current().rules["LAB-167-1-PURPOSE"]
    cited = letters.citing(purpose, table.current().rules["FVL-22"], purpose)
    assert len(cited.items) == 2
    for made in (letters.Bullets, letters.Facts):
        with pytest.raises(ValueError, match="Each text has its rules"):
            made((("a", "b"), ("c", "d")), (("FVL-22",),))  # type: ignore[arg-type]


def test_only_what_is_certain_and_in_force_is_named() -> None:
    assert letters.in_force(ON, "LAB-NODUTY", "FVL-27", "REF-2027-ACT") == ("LAB-NODUTY",)
