"""The copy of a citizen's letter to somebody who acts for the citizen."""

import dataclasses

from parloeb.domain.correspondence.models import LetterKind
from parloeb.domain.correspondence.rules import letters
from parloeb.domain.people import representing, sealing
from parloeb.domain.people.models import Representative
from parloeb.domain.people.rules import Receives, Represents

# What neither decides anything nor belongs to a decision.
_OTHERS = frozenset({LetterKind.INVITATION})


def receives(one: Representative, kind: LetterKind) -> bool:
    """Whether letters of the kind go to the representative too."""
    return one.receives == Receives.ALL or kind not in _OTHERS


def copy_of(facts: letters.Letter, *, to: Representative, keys: sealing.Keyring) -> letters.Letter:
    """The same letter to the representative, who reads first why it came; the citizen's address is not in it."""
    role = Represents(to.kind).label.lower()
    why = letters.Paragraph(f"Du får en kopi af dette brev, fordi du er {role} i sag {facts.case_number}.")
    return dataclasses.replace(addressed(facts, to=to, keys=keys), plain=(why, *facts.plain))


def addressed(facts: letters.Letter, *, to: Representative, keys: sealing.Keyring) -> letters.Letter:
    """The letter with the name and address that the representative has now, and none where it is protected now."""
    lines, withheld = representing.letter_address(to, keys=keys)
    return dataclasses.replace(facts, receiver=letters.receiver(to.name, lines, protected=withheld))
