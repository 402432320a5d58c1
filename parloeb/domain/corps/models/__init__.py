"""The tables of the corps, a file for each record."""

from parloeb.domain.corps.models.mentor import Competence, Mentor

__all__ = ["Competence", "Mentor"]
