"""The tables of the match, a file for each record."""

from parloeb.domain.matching.models.declines_talk import DeclinesTalk
from parloeb.domain.matching.models.match import Match
from parloeb.domain.matching.models.wishes import Wishes

__all__ = ["DeclinesTalk", "Match", "Wishes"]
