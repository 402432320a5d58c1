"""Facts as JSON: every key is read, and what cannot be read is told in one sentence at its key."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.domain.grants.rules import checking, written
from parloeb.domain.grants.rules.facts import AgreementField, Basis, Decider, Facts, MentorKind
from parloeb.domain.referrals.lists import Purpose, TargetGroup
from parloeb.kernel import errors
from parloeb.kernel.periods import Period
from tests.grants.rules.given import DAY, EARLIER, IN_ORDER

FULL = {
    "decision_day": "2026-03-02",
    "legal_basis": "INT_23d",
    "first_day": "2026-03-03",
    "last_day": "2026-06-01",
    "hours_per_week": 2.5,
    "target_group": 5,
    "purpose": "fleksjob",
    "decisive_reason": "Æbler",
    "fully_granted": False,
    "reason_text": "b",
    "complaint_guidance": True,
    "hearing_done": "2026-03-01",
    "adverse_new_facts": True,
    "mentor_kind": "school",
    "mentor_qualification": "c",
    "beyond_usual_effort": "d",
    "assessment_for_renewal": "e",
    "earlier_periods": [{"first_day": "2025-09-01", "last_day": "2026-02-28"}],
    "psychiatric_discharge_on": "2026-04-01",
    "education_admitted_on": "2026-02-01",
    "study_right_first_used_on": "2026-02-02",
    "decided_by": "mentor",
    "fields_of_agreement": ["goal", "complaint_guidance"],
}


def test_every_key_is_read() -> None:
    assert FULL.keys() == Facts.__dataclass_fields__.keys()
    assert written.parse(json.dumps(FULL)) == Facts(
        decision_day=DAY,
        legal_basis=Basis.INT_23D,
        first_day=date(2026, 3, 3),
        last_day=date(2026, 6, 1),
        hours_per_week=Decimal("2.5"),
        target_group=TargetGroup.TG5,
        purpose=Purpose.FLEKSJOB,
        decisive_reason="Æbler",
        fully_granted=False,
        reason_text="b",
        complaint_guidance=True,
        hearing_done=date(2026, 3, 1),
        adverse_new_facts=True,
        mentor_kind=MentorKind.SCHOOL,
        mentor_qualification="c",
        beyond_usual_effort="d",
        assessment_for_renewal="e",
        earlier_periods=EARLIER,
        psychiatric_discharge_on=date(2026, 4, 1),
        education_admitted_on=date(2026, 2, 1),
        study_right_first_used_on=date(2026, 2, 2),
        decided_by=Decider.MENTOR,
        fields_of_agreement=(AgreementField.GOAL, AgreementField.COMPLAINT_GUIDANCE),
    )


def test_what_is_missing_or_null_is_not_known() -> None:
    assert written.facts({}) == written.facts(dict.fromkeys(FULL)) == Facts()


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [
        ("target_group", "none", TargetGroup.NONE),
        ("target_group", 13, TargetGroup.TG13),
        ("hearing_done", True, True),
        ("hearing_done", False, False),
        ("hours_per_week", 0, Decimal(0)),
        ("hours_per_week", 168, Decimal(168)),
        ("earlier_periods", [], ()),
        ("reason_text", "", ""),
        ("first_day", "1800-01-01", date(1800, 1, 1)),
        ("first_day", "2028-02-29", date(2028, 2, 29)),
        (
            "earlier_periods",
            [{"last_day": "2026-01-01", "first_day": "2026-01-01"}],
            (Period(*[date(2026, 1, 1)] * 2),),
        ),
    ],
)
def test_what_else_a_key_may_be(key: str, value: object, read: object) -> None:
    assert getattr(written.facts({key: value}), key) == read


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("first_day", "2026-02-30", "er ikke en dag"),
        ("first_day", "2027-02-29", "er ikke en dag"),
        ("first_day", "02-03-2026", "er ikke en dag"),
        ("first_day", "20260302", "er ikke en dag"),
        ("first_day", "2026-W10-1", "er ikke en dag"),
        ("first_day", "2026-3-2", "er ikke en dag"),
        ("first_day", "", "er ikke en dag"),
        ("first_day", "1799-12-31", "mellem 1800 og 2199"),
        ("first_day", "2200-01-01", "mellem 1800 og 2199"),
        ("first_day", 20260302, "Skriv en tekst"),
        ("hearing_done", 1, "Skriv en tekst"),
        ("target_group", 0, "er ikke en målgruppe"),
        ("target_group", 14, "er ikke en målgruppe"),
        ("target_group", -5, "er ikke en målgruppe"),
        ("target_group", 5.0, "er ikke en målgruppe"),
        ("target_group", "5", "er ikke en målgruppe"),
        ("target_group", True, "er ikke en målgruppe"),
        ("target_group", [5], "er ikke en målgruppe"),
        ("target_group", 10**400, "er ikke en målgruppe"),
        ("hours_per_week", -0.5, "mellem 0 og 168"),
        ("hours_per_week", 168.01, "mellem 0 og 168"),
        ("hours_per_week", 10**400, "mellem 0 og 168"),
        ("hours_per_week", True, "som et tal"),
        ("hours_per_week", "2", "som et tal"),
        ("fully_granted", "yes", "true eller false"),
        ("fully_granted", 1, "true eller false"),
        ("decisive_reason", 7, "Skriv en tekst"),
        ("purpose", "sport", "Vælg activities, offers"),
        ("purpose", [], "Vælg activities, offers"),
        ("legal_basis", "lab", "Vælg LAB, INT_23d"),
        ("decided_by", "citizen", "Vælg caseworker"),
        ("earlier_periods", {}, "Skriv en liste"),
        ("earlier_periods", [[]], "med first_day og last_day"),
        ("earlier_periods", [{"first_day": "2026-01-01"}], "med first_day og last_day"),
        ("earlier_periods", [{"first_day": "2026-01-02", "last_day": "2026-01-01"}], "før den begynder"),
        ("earlier_periods", [{"first_day": "2026-01-02", "last_day": None}], "Skriv en tekst"),
        ("fields_of_agreement", "goal", "Skriv en liste"),
        ("fields_of_agreement", ["goals"], "Vælg goal"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_at_its_key(key: str, value: Any, sentence: str) -> None:
    with pytest.raises(errors.RefusedError, match=sentence) as refusal:
        written.parse(json.dumps({key: value}))
    assert refusal.value.field == key
    assert refusal.value.sentence.startswith(f"{key}: ")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "ikke gyldig JSON (linje 1, tegn 1)"),
        ('{"first_day":\n', "ikke gyldig JSON (linje 2, tegn 1)"),
        ("{'a': 1}", "ikke gyldig JSON"),
        ("[]", "ét objekt"),
        ("null", "ét objekt"),
        ("7", "ét objekt"),
        ('{"first day": null}', "»first day« er ikke en oplysning"),
        ('{"\\u001b[31m\\ud800": null}', "»?[31m?« er ikke en oplysning"),
        ('{"purpose": null, "purpose": null}', "»purpose« står der mere end én gang"),
        ('{"hours_per_week": NaN}', "»NaN« er ikke et tal"),
        ('{"hours_per_week": -Infinity}', "»-Infinity« er ikke et tal"),
        ('{"hours_per_week": 1e400}', "mellem 0 og 168"),
        ('{"hours_per_week": 1e99999999999999999999}', "er alt for stort"),
        (f'{{"target_group": {"9" * 5000}}}', "alt for stort"),
        ('{"purpose": ' + "[" * 100_000 + "]" * 100_000 + "}", "indlejret for dybt"),
    ],
)
def test_what_is_no_file_of_facts_is_told(text: str, sentence: str) -> None:
    with pytest.raises(errors.RefusedError) as refusal:
        written.parse(text)
    assert sentence in refusal.value.sentence


def test_the_answer_has_the_keys_of_the_format() -> None:
    said = written.answer(checking.check(IN_ORDER, on=DAY), on=DAY)
    assert list(said) == ["rule_set", "on", "findings", "verdict"]
    assert (said["rule_set"], said["on"], said["verdict"]) == ("LAB-2020", "2026-03-02", "may_be_granted")
    findings = said["findings"]
    assert isinstance(findings, list)
    longest = next(one for one in findings if one["rule"] == "LAB-167-1-MAX")
    assert list(longest) == ["rule", "outcome", "text_da", "text_en", "citation", "certainty", "values"]
    assert longest["values"] == {"max_period_months": 6, "last_day_allowed": "2026-09-01"}
    assert json.loads(json.dumps(said, allow_nan=False)) == said


def test_before_the_first_act_there_is_no_rule_set() -> None:
    assert written.answer((), on=date(2003, 6, 30))["rule_set"] is None


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["2026-03-02", "LAB", "none"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(FULL)) | st.text(), inner),
    max_leaves=12,
)


@given(value=_JSON | st.dictionaries(st.sampled_from(list(FULL)), _JSON | st.sampled_from(list(FULL.values()))))
def test_whatever_the_json_it_is_answered_or_refused_in_a_sentence(value: object) -> None:
    _answered_or_refused(json.dumps(value))


@given(text=st.text())
def test_whatever_the_text_it_is_answered_or_refused_in_a_sentence(text: str) -> None:
    _answered_or_refused(text)


def _answered_or_refused(text: str) -> None:
    try:
        facts = written.parse(text)
    except errors.RefusedError as refusal:
        said = refusal.sentence
    else:
        said = json.dumps(written.answer(checking.check(facts, on=DAY), on=DAY), allow_nan=False)
    assert said.isprintable()
    assert said.endswith((".", "}"))
