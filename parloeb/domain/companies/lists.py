"""The lists that a company is described by (formats/registrations.md)."""

from parloeb.kernel.lists import Listed


class Ownership(Listed):
    PUBLIC = "public", "Offentlig"
    PRIVATE = "private", "Privat"
    ASSOCIATION = "association", "Forening"


class PriorExperience(Listed):
    """Whether the company had taken citizens with a mentor in before."""

    YES = "yes", "Ja"
    NO = "no", "Nej"
