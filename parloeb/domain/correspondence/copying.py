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
    lines, withheld = representing.letter_address(to, keys=keys)
    role = Represents(to.kind).label.lower()
    why = letters.Paragraph(f"Du får en kopi af dette brev, fordi du er {role} i sag {facts.case_number}.")
    return dataclasses.replace(
        facts, receiver=letters.receiver(to.name, lines, protected=withheld), plain=(why, *facts.plain)
    )


def as_protected_now(facts: letters.Letter, *, of: Representative) -> letters.Letter:
    """The copy with no address where one was protected since it was written, the representative's or the citizen's.

    Whether both live together is not asked without the keys, so that none is printed.
    """
    if not (of.is_protected or of.citizen.is_protected):
        return facts
    return dataclasses.replace(facts, receiver=letters.receiver(of.name, (), protected=True))
