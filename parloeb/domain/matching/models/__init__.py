"""The tables of the match, a file for each record."""

from parloeb.domain.matching.models.change_request import ChangeRequest
from parloeb.domain.matching.models.continuation import Continuation
from parloeb.domain.matching.models.declines_talk import DeclinesTalk
from parloeb.domain.matching.models.digest import DigestChoice
from parloeb.domain.matching.models.exclusion import Exclusion
from parloeb.domain.matching.models.first_contact import ContactChoice, FirstMeeting, WordsToMentor
from parloeb.domain.matching.models.handover import Handover, HandoverWords
from parloeb.domain.matching.models.match import Match
from parloeb.domain.matching.models.needs import NeededCompetence, Needs
from parloeb.domain.matching.models.wishes import Wishes

__all__ = [
    "ChangeRequest",
    "ContactChoice",
    "Continuation",
    "DeclinesTalk",
    "DigestChoice",
    "Exclusion",
    "FirstMeeting",
    "Handover",
    "HandoverWords",
    "Match",
    "NeededCompetence",
    "Needs",
    "Wishes",
    "WordsToMentor",
]
