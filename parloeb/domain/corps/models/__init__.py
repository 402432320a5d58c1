"""The tables of the corps, a file for each record."""

from parloeb.domain.corps.models.mentor import Competence, Mentor
from parloeb.domain.corps.models.papers import Paper, SecrecyRenewal
from parloeb.domain.corps.models.suppliers import Framework, ProcessorAgreement

__all__ = ["Competence", "Framework", "Mentor", "Paper", "ProcessorAgreement", "SecrecyRenewal"]
