"""The tables of the corps, a file for each record."""

from parloeb.domain.corps.models.lots import Lot, LotPrice
from parloeb.domain.corps.models.mentor import Competence, Mentor
from parloeb.domain.corps.models.papers import Paper, SecrecyRenewal
from parloeb.domain.corps.models.presence import Absence, MentorHours
from parloeb.domain.corps.models.sparring import Sparring, SparringMentor
from parloeb.domain.corps.models.suppliers import Framework, FrameworkProlongation, ProcessorAgreement
from parloeb.domain.corps.models.telling import FormerCompetence, LivedExperience, OddsWish, StrainRating

__all__ = [
    "Absence",
    "Competence",
    "FormerCompetence",
    "Framework",
    "FrameworkProlongation",
    "LivedExperience",
    "Lot",
    "LotPrice",
    "Mentor",
    "MentorHours",
    "OddsWish",
    "Paper",
    "ProcessorAgreement",
    "SecrecyRenewal",
    "Sparring",
    "SparringMentor",
    "StrainRating",
]
