"""Whom a coordinator is shown for a course: the suggested, the less obvious one, the others, and those who cannot."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from parloeb.domain.corps import rules as corps
from parloeb.domain.corps.lists import Field, Kind, Language, Profile, Source
from parloeb.domain.corps.models import Mentor
from parloeb.domain.matching import experience, lists, obstacles, ordering, reasons, rules, shortlist
from parloeb.domain.matching.queries import candidates, needing
from parloeb.domain.matching.suggesting.scoring import Weights
from parloeb.kernel import days, numbers

_PLACES = (lists.SuggestedAs.FIRST, lists.SuggestedAs.SECOND, lists.SuggestedAs.THIRD)


@dataclass(frozen=True)
class CandidateRow:
    """One mentor on the page of candidates. `behind` are the facts that the reasons are made from, a line each.

    `counted` are the parts of the order, for one who can; `tied` is what put another first for whom as much counts.
    """

    uuid: UUID
    name: str
    facts: str
    reasons: tuple[str, ...]
    reservations: tuple[str, ...]
    hindrances: tuple[str, ...]
    behind: tuple[str, ...]
    counted: tuple[ordering.Counted, ...] = ()
    total: str = ""
    why: str = ""
    tied: str = ""


@dataclass(frozen=True)
class Sheet:
    """The page of candidates: `obstacles` only where nobody can, `contradictions` whoever can.

    `alike` are the mentors for whom as much counts as for the first, the first among them.
    """

    asked: needing.NeedSheet
    suggested: tuple[CandidateRow, ...]
    less_obvious: CandidateRow | None
    others: tuple[CandidateRow, ...]
    cannot: tuple[CandidateRow, ...]
    obstacles: tuple[str, ...]
    contradictions: tuple[str, ...]
    alike: int


@dataclass(frozen=True)
class Place:
    """Where a chosen mentor stood, and the public ids of all who were suggested then, the less obvious one last."""

    suggested_as: lists.SuggestedAs
    suggested: tuple[UUID, ...]


def sheet(
    mentors: Iterable[Mentor],
    asked: needing.NeedSheet,
    *,
    weights: Weights,
    ended: Mapping[UUID, Mapping[str, experience.Ended]],
    on: date,
) -> Sheet:
    """All mentors who can be asked, sorted for the coordinator: who can by fit, who cannot by name.

    `ended` are the courses that ended, by the mentor's public id and barrier.
    """
    need, known = asked.need, candidates.known(mentors, on=on)
    ranked = able(need, known, weights=weights, on=on)
    found = shortlist.shortlist([one.candidate for one in ranked])
    standing = {one.candidate.user: one for one in ranked}
    rows = {
        one.candidate.user: _row(
            one, need, standing.get(one.candidate.user), ended=ended.get(one.mentor.uuid, {}), on=on
        )
        for one in known
    }
    for user, sentence in _tied(ranked, known).items():
        rows[user] = replace(rows[user], tied=sentence)
    least = found.less_obvious
    return Sheet(
        asked=asked,
        suggested=tuple(rows[candidate.user] for candidate in found.suggested),
        less_obvious=replace(rows[least.user], why=found.why) if least else None,
        others=tuple(rows[candidate.user] for candidate in found.others),
        cannot=tuple(row for row in rows.values() if row.hindrances),
        obstacles=obstacles.obstacles(need, [one.candidate for one in known], on=on),
        contradictions=obstacles.contradictions(need),
        alike=sum(one.total == ranked[0].total for one in ranked),
    )


def _tied(ranked: Sequence[ordering.Ranked], known: Iterable[candidates.Known]) -> dict[int, str]:
    """By user, where as much counts as for the one before, what then decided."""
    names = {one.candidate.user: str(one.mentor) for one in known}
    found = {}
    for before, one in itertools.pairwise(ranked):
        if one.total == before.total:
            has_less = one.candidate.free_minutes < before.candidate.free_minutes
            decided = "der har flere ledige timer" if has_less else "og de har lige mange ledige timer"
            found[one.candidate.user] = f"Der tæller lige meget som for {names[before.candidate.user]}, {decided}."
    return found


def able(
    need: rules.Need, known: Iterable[candidates.Known], *, weights: Weights, on: date
) -> tuple[ordering.Ranked, ...]:
    """Those of the known who can take the course, with the best fit first."""
    can = (one.candidate for one in known if not rules.unmet(need, one.candidate, on=on))
    return ordering.ranked(need, can, weights=weights)


def suggested(known: Iterable[candidates.Known], need: rules.Need, *, weights: Weights, on: date) -> tuple[Mentor, ...]:
    """Who is suggested for the need, the best fit first and the less obvious one last."""
    whole = tuple(known)
    found = shortlist.shortlist([one.candidate for one in able(need, whole, weights=weights, on=on)])
    mentors = {one.candidate.user: one.mentor for one in whole}
    few = (*found.suggested, *([found.less_obvious] if found.less_obvious else []))
    return tuple(mentors[candidate.user] for candidate in few)


def place_of(
    mentor: Mentor, known: Iterable[candidates.Known], need: rules.Need, *, weights: Weights, on: date
) -> Place:
    """Where one of the known stands among those who are suggested for the need."""
    whole = tuple(known)
    found = shortlist.shortlist([one.candidate for one in able(need, whole, weights=weights, on=on)])
    uuids = {one.candidate.user: one.mentor.uuid for one in whole}
    standing = dict(zip((uuids[candidate.user] for candidate in found.suggested), _PLACES, strict=False))
    if found.less_obvious:
        standing[uuids[found.less_obvious.user]] = lists.SuggestedAs.LESS_OBVIOUS
    return Place(standing.get(mentor.uuid, lists.SuggestedAs.NOT_SUGGESTED), tuple(standing))


def _row(
    known: candidates.Known,
    need: rules.Need,
    ranked: ordering.Ranked | None,
    *,
    ended: Mapping[str, experience.Ended],
    on: date,
) -> CandidateRow:
    """One mentor; `ranked` is None for one who cannot."""
    mentor = known.mentor
    profile = Profile(mentor.profile).label if mentor.profile else ""
    languages = ", ".join(Language(code).label for code in mentor.languages)
    facts = (profile, Kind(mentor.kind).label, languages, ", ".join(mentor.areas))
    return CandidateRow(
        uuid=mentor.uuid,
        name=str(mentor),
        facts=" · ".join(fact for fact in facts if fact),
        reasons=reasons.reasons_for(need, known.candidate),
        reservations=reasons.reservations(need, known.candidate, on=on),
        hindrances=rules.hindrances(need, known.candidate, on=on),
        behind=(*_behind(known, need), *_ended(ended, need)),
        counted=ordering.counted(need, ranked) if ranked else (),
        total=ordering.total(ranked) if ranked else "",
    )


def _behind(known: candidates.Known, need: rules.Need) -> tuple[str, ...]:
    bound, whole = known.load.minutes, known.candidate.weekly_minutes
    hours = f"{_hours(bound)} af {_hours(whole)} timer om ugen er i brug"
    lines = [f"{known.load.courses or 'Ingen'} forløb lige nu, {hours}."]
    if known.load.asked:
        lines.append(f"{known.load.asked} spørgsmål om andre forløb venter på svar.")
    lines += [
        f"{Field(field).label}: {corps.LEVEL_TITLES[level].lower()}, {Source(source).label.lower()}, "
        f"{days.text(known_on)}."
        for field, level, source, known_on in known.competences
        if field in need.needs
    ]
    return tuple(lines)


def _ended(ended: Mapping[str, experience.Ended], need: rules.Need) -> tuple[str, ...]:
    return tuple(experience.told(field, ended[field]) for field in need.needs if field in ended)


def _hours(minutes: int) -> str:
    return numbers.hours_text(numbers.hours_of(minutes))
