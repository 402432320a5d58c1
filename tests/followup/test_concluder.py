"""Where a course stands and whether it may end: the table of the one concluder."""

from dataclasses import replace
from uuid import UUID

import pytest

from parloeb.domain.cases.rules import Stage
from parloeb.domain.followup import concluder
from parloeb.domain.followup.concluder import Facts, Loose
from parloeb.domain.followup.lists import Decision
from parloeb.domain.matching.states import BINDING
from parloeb.domain.matching.states import OPEN as UNANSWERED
from parloeb.domain.matching.states import State as Match
from parloeb.domain.referrals.states import State as Referral

GRANTED = Facts(referral=Referral.ACCEPTED, is_granted=True)
RUNNING = replace(GRANTED, match=Match.RUNNING)
ONE = UUID(int=1)


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        (Facts(), Stage.DRAFT),
        (Facts(referral=Referral.DRAFT), Stage.DRAFT),
        (Facts(referral=Referral.SENT), Stage.REFERRED),
        (Facts(referral=Referral.ACCEPTED), Stage.REFERRED),
        (Facts(referral=Referral.WITHDRAWN), Stage.ENDED),
        (Facts(referral=Referral.REFUSED), Stage.ENDED),
        (GRANTED, Stage.GRANTED),
        (replace(GRANTED, match=Match.PROPOSED), Stage.GRANTED),
        (replace(GRANTED, match=Match.ASKED), Stage.MATCHING),
        (replace(GRANTED, match=Match.ACCEPTED), Stage.TRIAL),
        (replace(GRANTED, match=Match.MET), Stage.TRIAL),
        (replace(GRANTED, match=Match.CONFIRMED), Stage.TRIAL),
        (RUNNING, Stage.RUNNING),
        (replace(RUNNING, decision=Decision.GO_ON), Stage.RUNNING),
        (replace(RUNNING, decision=Decision.ADJUST), Stage.RUNNING),
        (replace(RUNNING, decision=Decision.EXTEND), Stage.RUNNING),
        (replace(RUNNING, decision=Decision.PHASE_OUT), Stage.PHASING_OUT),
        (replace(GRANTED, decision=Decision.PHASE_OUT), Stage.GRANTED),
        (replace(GRANTED, match=Match.CONFIRMED, decision=Decision.PHASE_OUT), Stage.TRIAL),
        (replace(RUNNING, is_closed=True), Stage.ENDED),
        (replace(GRANTED, is_closed=True), Stage.ENDED),
        (Facts(is_historic=True), Stage.RUNNING),
        (Facts(is_historic=True, is_closed=True), Stage.ENDED),
    ],
)
def test_where_a_course_stands(facts: Facts, stage: Stage) -> None:
    assert concluder.stage_of(facts) is stage


@pytest.mark.parametrize("referral", [None, *Referral])
def test_every_referral_without_grant_has_its_stage(referral: Referral | None) -> None:
    assert concluder.stage_of(Facts(referral=referral)) in (Stage.DRAFT, Stage.REFERRED, Stage.ENDED)


@pytest.mark.parametrize("match", Match)
def test_every_match_that_lives_has_its_stage_and_no_other(match: Match) -> None:
    facts = replace(GRANTED, match=match)
    if match in (*BINDING, *UNANSWERED):
        assert concluder.stage_of(facts)
    else:
        with pytest.raises(KeyError):
            concluder.stage_of(facts)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (Facts(), "Der er ikke bevilget mentorstøtte."),
        (Facts(referral=Referral.SENT), "Der er ikke bevilget mentorstøtte."),
        (Facts(referral=Referral.WITHDRAWN), "Forløbet er allerede afsluttet."),
        (replace(RUNNING, is_closed=True), "Forløbet er allerede afsluttet."),
        (Facts(is_historic=True), "gamle registreringer"),
        (Facts(is_historic=True, is_closed=True), "gamle registreringer"),
        (GRANTED, ""),
        (replace(GRANTED, match=Match.ASKED), ""),
        (replace(GRANTED, match=Match.MET), ""),
        (RUNNING, ""),
        (replace(RUNNING, decision=Decision.PHASE_OUT), ""),
    ],
)
def test_whether_a_course_may_end(facts: Facts, sentence: str) -> None:
    ending = concluder.ending_of(facts, Loose())
    assert bool(ending.verdict) is not bool(sentence)
    assert sentence in ending.verdict.reason
    assert ending.lacks == ()


@pytest.mark.parametrize(
    ("loose", "sentence", "record", "gives_way"),
    [
        (
            Loose(questioned_visits=(("04-11-2026", ONE),)),
            "Borgeren er i tvivl om besøget 04-11-2026.",
            ("visit", ONE),
            True,
        ),
        (
            Loose(unread_reports=(("oktober 2026", ONE),)),
            "Rapporten for oktober 2026 er sendt, men ikke læst.",
            ("report", ONE),
            True,
        ),
        (
            Loose(drafted_reports=(("oktober 2026", ONE),)),
            "Mentoren er ikke færdig med rapporten for oktober 2026.",
            ("report", ONE),
            True,
        ),
        (Loose(open_grants=(ONE,)), "Et udkast til en bevilling er ikke afgjort.", ("grant", ONE), False),
        (
            Loose(open_agreements=(ONE,)),
            "Et udkast til en mentoraftale er ikke underskrevet.",
            ("agreement", ONE),
            True,
        ),
    ],
)
def test_what_is_missing_is_named(loose: Loose, sentence: str, record: tuple[str, UUID], gives_way: bool) -> None:
    (lack,) = concluder.ending_of(RUNNING, loose).lacks
    assert (lack.sentence, lack.record, lack.gives_way) == (sentence, record, gives_way)


def test_unconfirmed_hours_are_asked_about_and_lack_nothing() -> None:
    ending = concluder.ending_of(RUNNING, Loose(unconfirmed_minutes=90))
    assert ending.verdict
    assert (ending.lacks, ending.unconfirmed_minutes) == ((), 90)
