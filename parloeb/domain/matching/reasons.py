"""What speaks for a mentor and what against, in Danish sentences about facts. The order is made in `ordering`."""

from datetime import date

from parloeb.domain.corps.availability.rules import Presence
from parloeb.domain.corps.lists import Field, Language, WeekTime
from parloeb.domain.matching.rules import Candidate, Need
from parloeb.domain.matching.wishes import rules as wishes
from parloeb.domain.referrals.lists import ConsiderationKind, WishKind
from parloeb.kernel import days, numbers

_LEVELS = {1: "Har nogen erfaring med", 2: "Har god erfaring med", 3: "Har særlig erfaring med"}


def reasons_for(need: Need, candidate: Candidate) -> tuple[str, ...]:
    """What speaks for the mentor: competences against needs, courses had, wishes that are met, language, area, the
    citizen's mentor before, free hours.
    """
    levels = dict(candidate.competences)
    found = [f"{_LEVELS[levels[field]]}: {_named(field)}." for field in need.needs if field in levels]
    found += [_had(field, candidate.had[field]) for field in need.needs if candidate.had.get(field)]
    found += [f"Kender selv til: {_named(field)}." for field in need.needs if field in candidate.lived]
    if candidate.user == need.history.former:
        found.append("Var borgerens mentor før.")
    if need.language and need.language in candidate.languages:
        found.append(f"Taler {Language(need.language).label.lower()}.")
    if need.area and wishes.covers(candidate.areas, (need.area,)):
        found.append(f"Dækker {need.area}.")
    found += [
        f"Opfylder {'betingelsen' if one.is_must else 'ønsket'}: {one.wish}."
        for one in held_against(need, candidate)
        if one.is_met
    ]
    found.append(f"Har {numbers.free_hours_text(candidate.free_minutes)} om ugen.")
    return tuple(found)


def reservations(need: Need, candidate: Candidate, *, on: date) -> tuple[str, ...]:
    """What speaks against without hindering: no known competence or less than is needed, wishes that are not met,
    times that were never told, a language to solve, strain, fewer hours later, absence, papers that run out, secrecy
    not signed yet.
    """
    levels = dict(candidate.competences)
    unjudged = [_named(field) for field in need.needs if field not in levels and candidate.had.get(field)]
    lacking = [_named(field) for field in need.needs if field not in levels and not candidate.had.get(field)]
    found = [f"Har ingen kendt erfaring med: {', '.join(lacking)}."] if lacking else []
    found += [f"Hvor god mentoren er til det, er ikke vurderet: {', '.join(unjudged)}."] if unjudged else []
    found += [
        f"Der er brug for mere erfaring med: {_named(field)}."
        for field, level in need.needs.items()
        if 0 < levels.get(field, 0) < level
    ]
    found += [
        f"Opfylder ikke ønsket: {one.wish}."
        if one.is_met is False
        else f"Det er ikke oplyst, om mentoren opfylder ønsket: {one.wish}."
        for one in held_against(need, candidate)
        if not one.is_must and not one.is_met
    ]
    if need.told.times and not candidate.times:
        found.append("Har ikke fortalt sine tider: spørg først, om de passer.")
    if ConsiderationKind.INTERPRETER in need.considerations and not (need.language or need.told.languages):
        found.append("Borgeren har brug for tolk eller et fælles sprog: vælg sproget, eller bestil tolk.")
    found += _strained(need, candidate)
    found += _fewer_hours(need, candidate, on=on)
    found += _away(need, candidate, on=on)
    found += candidate.warnings
    if not candidate.has_signed_secrecy:
        found.append("Har ikke skrevet under på tavshedspligten endnu. Det skal ske, før mentoren kan sige ja.")
    return tuple(found)


def asked(need: Need) -> tuple[wishes.Asked, ...]:
    """Every wish of the course: those of the referral that something known of mentors tells, then those told since."""
    return (*(found for wish in need.wishes if (found := _asked(need, WishKind(wish)))), *wishes.asked(need.told))


def held_against(need: Need, candidate: Candidate) -> tuple[wishes.Met, ...]:
    """Every wish of the course with whether the mentor meets it."""
    return wishes.held_against(asked(need), candidate.offered)


def _asked(need: Need, wish: WishKind) -> wishes.Asked | None:
    """A wish of the referral as it can be held against a mentor; None where nothing that is known tells."""
    words = wish.label[0].lower() + wish.label[1:]
    if wish in wishes.SEX_OF:
        return wishes.wished("sex", words, (wishes.SEX_OF[wish],))
    if wish is WishKind.SAME_LANGUAGE and need.language:
        return wishes.wished("languages", words, (need.language,))
    if wish is WishKind.NEAR and need.area:
        return wishes.wished("areas", words, (need.area, wishes.ANY))
    if wish in wishes.PARTS_OF:
        part = wishes.PARTS_OF[wish]
        return wishes.wished("times", words, tuple(time for time in WeekTime if time.endswith(part)))
    if wish is WishKind.OWN_EXPERIENCE and need.needs:
        return wishes.wished("lived", words, tuple(need.needs))
    return None


def _had(field: str, number: int) -> str:
    return f"Har haft {number} forløb med {_named(field)}."


def _strained(need: Need, candidate: Candidate) -> tuple[str, ...]:
    found = []
    if candidate.strain > 3:
        found.append(f"Har selv sat sin belastning til {candidate.strain} af 5.")
    if need.is_heavy and candidate.wants_better_odds:
        found.append("Har bedt om et forløb med bedre odds, og dette er et tungt forløb.")
    return tuple(found)


def _away(need: Need, candidate: Candidate, *, on: date) -> tuple[str, ...]:
    """Absences in what is left of the course: those at its beginning, and later ones with their days."""
    left = need.left(on=on)
    presence = Presence(((candidate.first_day, candidate.weekly_minutes),), candidate.absences)
    told = presence.reservation(left, least_days=need.limits.absence_days)
    later = presence.later_absences(left, least_days=need.limits.absence_days)
    return (*([told] if told else ()), *(f"Er fraværende {absence} midt i forløbet." for absence in later))


def _fewer_hours(need: Need, candidate: Candidate, *, on: date) -> tuple[str, ...]:
    left = need.left(on=on)
    day, free = candidate.least_free(left)
    if free >= candidate.free_on(left.first_day):
        return ()
    return (f"Har kun {numbers.free_hours_text(max(0, free))} om ugen fra {days.text(day)}.",)


def _named(field: str) -> str:
    return Field(field).label.lower()
