"""How far the trial of a match is, by the meetings held and what its jobcentre set on the first day."""

from collections.abc import Iterable

from parloeb.domain.law.settings import Setting
from parloeb.domain.matching import talking
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.states import State
from parloeb.domain.people import queries as people


def is_on(match: Match) -> bool:
    """Whether the match is in its trial. `match` is read with its case."""
    return bool(texts([match])[match.pk])


def texts(matches: Iterable[Match]) -> dict[int, str]:
    """By key how far each trial is, empty after it; in one question whatever their number, with their cases read."""
    timeline = people.timeline()
    return {
        match.pk: talking.trial_text(
            State(match.state),
            meetings=match.meetings,
            of=timeline.on(match.case.jobcentre_id, match.first_day).number(Setting.TRIAL_MEETINGS),
        )
        if match.first_day
        else ""
        for match in matches
    }
