"""Hearing, reasons and guidance on complaint; and what agreement and payment ask for."""

from dataclasses import replace
from datetime import date

import pytest

from parloeb.domain.grants.rules.facts import AgreementField, Basis, Facts, MentorKind
from parloeb.domain.grants.rules.findings import Outcome
from tests.grants.rules.given import DAY, IN_ORDER, REFUSED, found, outcome

ADVERSE = replace(REFUSED, adverse_new_facts=True)
UNSAID = replace(IN_ORDER, fully_granted=None)
FIVE = IN_ORDER.fields_of_agreement


@pytest.mark.rule("FVL-19")
@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (REFUSED, None),
        (replace(IN_ORDER, adverse_new_facts=True), None),
        (replace(REFUSED, adverse_new_facts=None), Outcome.ASK),
        (ADVERSE, Outcome.BLOCK),
        (replace(ADVERSE, hearing_done=False), Outcome.BLOCK),
        (replace(ADVERSE, hearing_done=True), Outcome.OK),
        (replace(ADVERSE, hearing_done=date(2026, 3, 1)), Outcome.OK),
        (replace(ADVERSE, hearing_done=DAY), Outcome.OK),
        (replace(ADVERSE, hearing_done=date(2026, 3, 3)), Outcome.BLOCK),
        (replace(ADVERSE, hearing_done=DAY, decision_day=None), Outcome.ASK),
        (replace(ADVERSE, fully_granted=None), Outcome.ASK),
        (replace(ADVERSE, fully_granted=None, hearing_done=DAY), Outcome.OK),
        (replace(UNSAID, adverse_new_facts=None), Outcome.ASK),
        (UNSAID, None),
    ],
)
def test_adverse_facts_come_to_the_citizen_before_the_decision(facts: Facts, said: Outcome | None) -> None:
    assert outcome(facts, "FVL-19") == said


@pytest.mark.rule("FVL-22")
@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (IN_ORDER, None),
        (REFUSED, Outcome.OK),
        (replace(REFUSED, reason_text=""), Outcome.BLOCK),
        (replace(REFUSED, reason_text=" \t"), Outcome.BLOCK),
        (replace(REFUSED, reason_text=None), Outcome.ASK),
        (UNSAID, Outcome.ASK),
        (replace(UNSAID, reason_text="Derfor."), Outcome.OK),
    ],
)
def test_what_is_not_fully_granted_has_reasons(facts: Facts, said: Outcome | None) -> None:
    assert outcome(facts, "FVL-22") == said


@pytest.mark.rule("FVL-25")
@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (IN_ORDER, None),
        (replace(IN_ORDER, complaint_guidance=False), None),
        (REFUSED, Outcome.OK),
        (replace(REFUSED, complaint_guidance=False), Outcome.BLOCK),
        (replace(REFUSED, complaint_guidance=None), Outcome.ASK),
        (UNSAID, Outcome.ASK),
        (replace(UNSAID, complaint_guidance=True), Outcome.OK),
    ],
)
def test_what_is_not_fully_granted_says_how_to_complain(facts: Facts, said: Outcome | None) -> None:
    assert outcome(facts, "FVL-25") == said


@pytest.mark.rule("FVL-19", "FVL-22", "FVL-25")
@pytest.mark.parametrize("rule", ["FVL-19", "FVL-22", "FVL-25"])
def test_the_procedure_is_the_same_under_the_integration_act_and_since_1987(rule: str) -> None:
    facts = replace(ADVERSE, legal_basis=Basis.INT_23D, reason_text="", complaint_guidance=False)
    assert outcome(facts, rule) is Outcome.BLOCK
    assert outcome(facts, rule, on=date(1987, 1, 1)) is Outcome.BLOCK
    assert outcome(facts, rule, on=date(1986, 12, 31)) is None


@pytest.mark.rule("LAB-168-WHO")
@pytest.mark.parametrize(
    ("facts", "on", "said"),
    [
        *((replace(IN_ORDER, mentor_kind=kind), DAY, Outcome.OK) for kind in MentorKind),
        (replace(IN_ORDER, mentor_kind=None), DAY, Outcome.ASK),
        (replace(REFUSED, mentor_kind=None), DAY, None),
        (replace(IN_ORDER, legal_basis=Basis.INT_23D), DAY, None),
        (IN_ORDER, date(2019, 12, 31), None),
        (IN_ORDER, date(2020, 1, 1), Outcome.OK),
    ],
)
def test_who_employs_the_mentor_is_known(facts: Facts, on: date, said: Outcome | None) -> None:
    assert outcome(facts, "LAB-168-WHO", on=on) == said


@pytest.mark.rule("LAB-168-NOQUAL")
@pytest.mark.parametrize(
    ("facts", "on", "said"),
    [
        (IN_ORDER, DAY, Outcome.OK),
        (replace(IN_ORDER, mentor_qualification=None), DAY, Outcome.ASK),
        (replace(IN_ORDER, mentor_qualification=" "), DAY, Outcome.ASK),
        (replace(REFUSED, mentor_qualification=None), DAY, None),
        (IN_ORDER, date(2013, 12, 31), None),
        (IN_ORDER, date(2014, 1, 1), Outcome.OK),
    ],
)
def test_what_the_choice_of_mentor_rests_on_is_written(facts: Facts, on: date, said: Outcome | None) -> None:
    assert outcome(facts, "LAB-168-NOQUAL", on=on) == said


@pytest.mark.rule("LAB-169-BEYOND")
@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize(
    ("kind", "effort", "said"),
    [
        (MentorKind.COMPANY, "Følger til lægen.", Outcome.OK),
        (MentorKind.COMPANY, " ", Outcome.ASK),
        (MentorKind.COMPANY, None, Outcome.ASK),
        (MentorKind.SCHOOL, None, Outcome.ASK),
        (MentorKind.SCHOOL, "Følger til lægen.", Outcome.OK),
        (MentorKind.MUNICIPALITY, None, None),
        (MentorKind.EXTERNAL, None, None),
        (None, None, Outcome.ASK),
    ],
)
def test_a_company_or_school_is_paid_for_what_it_does_besides(
    basis: Basis, kind: MentorKind | None, effort: str | None, said: Outcome | None
) -> None:
    facts = replace(IN_ORDER, legal_basis=basis, mentor_kind=kind, beyond_usual_effort=effort)
    assert outcome(facts, "LAB-169-BEYOND") == said
    assert outcome(facts, "LAB-169-BEYOND", on=date(2019, 12, 31)) is None
    assert outcome(replace(facts, fully_granted=False), "LAB-169-BEYOND") is None


@pytest.mark.rule("LAB-MINPLAN", "LAB-AGREEMENT-2014")
@pytest.mark.parametrize(
    ("on", "minplan", "agreement"),
    [
        ("2013-12-31", None, None),
        ("2014-01-01", None, Outcome.ASK),
        ("2019-12-31", None, Outcome.ASK),
        ("2020-01-01", Outcome.OK, None),
    ],
)
def test_the_agreement_said_six_things_until_2019_and_min_plan_five_since(
    on: str, minplan: Outcome | None, agreement: Outcome | None
) -> None:
    day = date.fromisoformat(on)
    assert outcome(IN_ORDER, "LAB-MINPLAN", on=day) == minplan
    assert outcome(IN_ORDER, "LAB-AGREEMENT-2014", on=day) == agreement
    guided = replace(IN_ORDER, complaint_guidance=True)
    assert outcome(guided, "LAB-AGREEMENT-2014", on=day) == (Outcome.OK if agreement else None)


@pytest.mark.rule("LAB-MINPLAN")
@pytest.mark.parametrize("missing", list(FIVE or ()))
def test_what_is_not_written_down_is_named(missing: AgreementField) -> None:
    facts = replace(IN_ORDER, fields_of_agreement=tuple(one for one in FIVE or () if one is not missing))
    finding = found(facts, "LAB-MINPLAN")
    assert finding
    assert (finding.outcome, finding.text_da) == (Outcome.ASK, f"Skriv også {missing.label}.")
    assert missing in finding.text_en
    assert outcome(replace(IN_ORDER, fields_of_agreement=None), "LAB-MINPLAN") is Outcome.ASK
    assert outcome(replace(REFUSED, fields_of_agreement=None), "LAB-MINPLAN") is None
