"""The hard rules of a pair: what must hold, whatever the score. What is free at a mentor is the solver's matter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from parloeb.domain.matching.suggesting import common, naming
from parloeb.domain.matching.suggesting.facts import Citizen, WaitingList
from parloeb.domain.matching.suggesting.instance import Mask


@dataclass(frozen=True)
class Rule:
    """A rule by name; `holds` gives (n, m) whether it does, `lacking` says what a mentor would have to be."""

    name: str
    holds: Callable[[WaitingList], Mask]
    lacking: Callable[[Citizen], str]


def masks(waiting: WaitingList) -> dict[str, Mask]:
    """Each rule by its name to whether it holds (n, m)."""
    return {rule.name: rule.holds(waiting) for rule in RULES}


def _common_language(waiting: WaitingList) -> Mask:
    return _share([citizen.languages for citizen in waiting.citizens], [mentor.languages for mentor in waiting.mentors])


def _sex_asked_for(waiting: WaitingList) -> Mask:
    asked = [tuple(filter(None, [citizen.mentor_gender])) for citizen in waiting.citizens]
    return _anything(asked) | _share(asked, [(mentor.gender,) for mentor in waiting.mentors])


def _kind_asked_for(waiting: WaitingList) -> Mask:
    asked = [citizen.kinds for citizen in waiting.citizens]
    return _anything(asked) | _share(asked, [(mentor.kind,) for mentor in waiting.mentors])


def _area_asked_for(waiting: WaitingList) -> Mask:
    asked = [citizen.areas for citizen in waiting.citizens]
    return _anything(asked) | _share(asked, [mentor.areas for mentor in waiting.mentors])


def _not_on_citizens_list(waiting: WaitingList) -> Mask:
    return ~_share([citizen.not_mentors for citizen in waiting.citizens], [(mentor.id,) for mentor in waiting.mentors])


def _not_on_mentors_list(waiting: WaitingList) -> Mask:
    return ~_share([(citizen.id,) for citizen in waiting.citizens], [mentor.not_citizens for mentor in waiting.mentors])


def _anything(asked: list[tuple[str, ...]]) -> Mask:
    return np.array([not words for words in asked], dtype=np.bool_).reshape(len(asked), 1)


def _share(these: Sequence[Sequence[str]], those: Sequence[Sequence[str]]) -> Mask:
    """Whether a word of the one (n) stands among the words of the other (m)."""
    return common.counted(these, those) > 0


def _languages(citizen: Citizen) -> str:
    if not citizen.languages:
        return "har et sprog til fælles med borgeren, hvis sprog ikke er oplyst"
    return f"taler {naming.either([naming.language(code) for code in citizen.languages])}"


RULES: tuple[Rule, ...] = (
    Rule("common_language", _common_language, _languages),
    Rule(
        "mentor_gender",
        _sex_asked_for,
        lambda citizen: f"er {naming.SEXES.get(citizen.mentor_gender, citizen.mentor_gender)}",
    ),
    Rule(
        "kinds",
        _kind_asked_for,
        lambda citizen: f"er {naming.either([naming.KINDS.get(kind, kind) for kind in citizen.kinds])}",
    ),
    Rule("areas", _area_asked_for, lambda citizen: f"dækker {naming.either(citizen.areas)}"),
    Rule("not_mentors", _not_on_citizens_list, lambda _: "ikke står på borgerens liste over fravalgte mentorer"),
    Rule("not_citizens", _not_on_mentors_list, lambda _: "ikke selv har borgeren på sin liste over fravalgte"),
)
