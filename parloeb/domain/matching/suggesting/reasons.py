"""Why a pair is suggested and why somebody has nobody, in Danish sentences about named facts."""

import numpy as np

from parloeb.domain.matching.suggesting import hard, naming, scoring
from parloeb.domain.matching.suggesting.facts import Citizen, WaitingList
from parloeb.domain.matching.suggesting.instance import Mask, Whole
from parloeb.domain.matching.suggesting.weighing import Weighed


class Telling:
    """The reasons of one answer; `chosen` (n) is each citizen's mentor or NOBODY."""

    def __init__(self, waiting: WaitingList, weighed: Weighed, chosen: Whole) -> None:
        self.waiting, self.weighed = waiting, weighed
        self.left = weighed.instance.left(chosen)

    def why(self, row: int, column: int) -> tuple[str, ...]:
        """What speaks for the pair: the parts of the own score, or the score given and the rules that are met."""
        citizen, mentor = self.waiting.citizens[row], self.waiting.mentors[column]
        if self.waiting.pairs is None:
            points = {name: int(part[row, column]) for name, part in self.weighed.parts.items()}
            return scoring.told(citizen, mentor, points)
        given = naming.points(self.weighed.score(row, column))
        common = naming.both([naming.language(code) for code in citizen.languages if code in mentor.languages])
        shared = naming.both([area for area in citizen.areas if area in mentor.areas])
        return (
            f"Parret er givet med {given}.",
            f"Begge taler {common}.",
            *([f"Mentoren dækker {shared}."] if shared else []),
        )

    def why_nobody(self, row: int) -> tuple[str, ...]:
        """What stops the citizen: a rule, a wish, or what is free."""
        if not self.waiting.mentors:
            return ("Der er ingen mentorer på listen.",)
        if self.weighed.possible(row).any():
            return self._why_full(row)
        return self._why_impossible(row)

    def _why_impossible(self, row: int) -> tuple[str, ...]:
        """Each rule that alone stands in the way of some mentor, or else each that stops anybody."""
        citizen, offered = self.waiting.citizens[row], self.weighed.offered[row]
        if not offered.any():
            return ("Intet af de givne par har borgeren med.",)
        holds = {rule.name: self.weighed.masks[rule.name][row] for rule in hard.RULES}
        alone = [sentence for rule in hard.RULES if (sentence := _stops_alone(rule, citizen, holds, offered))]
        if alone:
            return tuple(alone)
        stopping = [
            f"{naming.mentors(count)} falder fra, fordi der kræves en, der {rule.lacking(citizen)}."
            for rule in hard.RULES
            if (count := int((~holds[rule.name] & offered).sum()))
        ]
        return ("Ingen mentor opfylder alle krav på én gang.", *stopping)

    def _why_full(self, row: int) -> tuple[str, ...]:
        """Of the possible mentors, what each lacks: hours, a place or a heavy place, from the start or by now."""
        citizen, instance = self.waiting.citizens[row], self.weighed.instance
        possible = self.weighed.possible(row)
        start = (instance.free_hours, instance.free_places, instance.free_heavy)
        never = possible & ~instance.fits(start, row)
        by_now = possible & ~never
        count = naming.mentors(int(possible.sum()))
        found = [f"{count} opfylder kravene ({self._requirements(citizen)}), men der er ikke plads til borgeren."]
        found += self._lacking(citizen, row, never, start, "har fra starten ikke")
        found += self._lacking(citizen, row, by_now, self.left, "har ikke længere")
        if by_now.any():
            found.append("I forslaget er det, der var ledigt, gået til andre på listen.")
        return tuple(found)

    def _lacking(
        self, citizen: Citizen, row: int, which: Mask, free: tuple[Whole, Whole, Whole], what: str
    ) -> list[str]:
        hours, places, heavy = free
        lacks = (
            ((hours < self.weighed.instance.hours[row]).any(axis=1), naming.free_hours(citizen.hours_per_week)),
            (places < 1, "en ledig plads"),
            (heavy < int(citizen.heavy), "en ledig plads til et tungt forløb"),
        )
        return [
            f"{naming.mentors(count)} {what} {lacked}."
            for lacking, lacked in lacks
            if (count := int((lacking & which).sum()))
        ]

    def _requirements(self, citizen: Citizen) -> str:
        asked = [naming.both([naming.language(code) for code in citizen.languages])]
        if citizen.mentor_gender:
            asked.append(naming.SEXES[citizen.mentor_gender])
        asked += [naming.KINDS[kind] for kind in citizen.kinds]
        return ", ".join([*asked, *citizen.areas])


def _stops_alone(rule: hard.Rule, citizen: Citizen, holds: dict[str, Mask], offered: Mask) -> str:
    """The sentence of a rule without which some mentor would be possible; "" for any other."""
    others = np.logical_and.reduce([offered, *(mask for name, mask in holds.items() if name != rule.name)])
    count = int(others.sum())
    if not count:
        return ""
    return f"Der er ingen mulig mentor, der {rule.lacking(citizen)}; uden det krav er der {naming.mentors(count)}."
