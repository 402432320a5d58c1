"""The words by which a text tells of somebody's health, as people write them."""

import re

WORDS = re.compile(
    r"\b(?:diagnose|depression|depressiv|angst|medicin|psykisk|psykiatri|psykose|skizofreni|adhd|autisme|ptsd|"
    r"bipolar|misbrug|selvmord|selvskade|stress|sygdom|smerter|gravid)\w*",
    re.IGNORECASE,
)


def word_in(text: str) -> str:
    """The first word of health in the text, as it stands there; empty where there is none."""
    found = WORDS.search(text)
    return found[0] if found else ""
