"""What the agreement and the payment need: who the mentor is, and what stands in writing. A refusal has neither."""

from collections.abc import Mapping, Sequence

from parloeb.domain.grants.rules.facts import AgreementField, MentorKind, is_written
from parloeb.domain.grants.rules.findings import Asked, Check, Finding

_KIND_DA = "Vælg, hvor mentoren er ansat."
_KIND_EN = "Name who employs the mentor."


def who(asked: Asked) -> Finding | None:
    """LAB section 168: who can be mentor."""
    if not asked.facts.is_under_lab or not asked.facts.grants:
        return None
    if asked.facts.mentor_kind not in asked.rule.words("mentor_kinds"):
        return asked.ask(_KIND_DA, _KIND_EN, of="mentor_kind")
    return asked.ok(of="mentor_kind")


def qualification(asked: Asked) -> Finding | None:
    """No training is required, and what the choice rests on is written down (the audit of 2019)."""
    if not asked.facts.is_under_lab or not asked.facts.grants:
        return None
    if not is_written(asked.facts.mentor_qualification):
        return asked.ask(
            "Skriv de kvalifikationer, som valget af mentor bygger på.",
            "Write the qualifications that the choice of mentor rests on.",
            of="mentor_qualification",
        )
    return asked.ok(of="mentor_qualification")


def beyond_usual(asked: Asked) -> Finding | None:
    """LAB section 169, also under integrationsloven: a company or school is paid for what it does besides."""
    facts = asked.facts
    if not facts.grants:
        return None
    if facts.mentor_kind is None:
        return asked.ask(_KIND_DA, _KIND_EN, of="mentor_kind")
    if facts.mentor_kind not in (MentorKind.COMPANY, MentorKind.SCHOOL):
        return None
    if not is_written(facts.beyond_usual_effort):
        return asked.ask(
            "Skriv, hvad mentoren gør ud over det, stedet normalt forventes at gøre.",
            "Write what the mentor does beyond what the place is normally expected to do.",
            of="beyond_usual_effort",
        )
    return asked.ok(of="beyond_usual_effort")


def written_down(asked: Asked) -> Finding | None:
    """What the agreement (2014-2019) or Min Plan (since) says of the support."""
    facts = asked.facts
    if not facts.is_under_lab or not facts.grants:
        return None
    said = {*(facts.fields_of_agreement or ())}
    if facts.complaint_guidance:
        said.add(AgreementField.COMPLAINT_GUIDANCE)
    missing = [AgreementField(code) for code in asked.rule.words("fields") if code not in said]
    if not missing:
        return asked.ok(of="fields_of_agreement")
    return asked.ask(
        f"Skriv også {_listed([one.label for one in missing])}.",
        f"Write down too: {', '.join(missing)}.",
        of="fields_of_agreement",
    )


def _listed(words: Sequence[str]) -> str:
    return " og ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


CHECKS: Mapping[str, Check] = {
    "LAB-168-WHO": who,
    "LAB-168-NOQUAL": qualification,
    "LAB-AGREEMENT-2014": written_down,
    "LAB-MINPLAN": written_down,
    "LAB-169-BEYOND": beyond_usual,
}
