"""Knows how an act is refused: with a Danish sentence for the person who tried; everything else is a bug."""

QUOTED_CHARACTERS = 40
MOVED_ON = "Det kan ikke lade sig gøre, som det står nu. Hent siden igen, og se, hvad der er sket."
OVERTAKEN = "En anden nåede det før dig, så der er ikke ændret noget. Hent siden igen, og se, hvad der er sket."


class RefusedError(Exception):
    """An act or a typed value that is refused.

    `sentence` is plain Danish, shown as it stands to the person who tried. `field` is the name of the
    form field or file column that the sentence belongs to, where there is one.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class IllegalMoveError(RefusedError):
    """An act that the record's present state does not allow, as when a page has stood open for too long.

    `state` and `act` are kept for the log and the tests; they are codes and not for the screen.
    """

    def __init__(self, sentence: str = MOVED_ON, *, state: str = "", act: str = "") -> None:
        super().__init__(sentence)
        self.state = state
        self.act = act


class OvertakenError(RefusedError):
    """Somebody else changed the record after it was read, so nothing was done."""

    def __init__(self, sentence: str = OVERTAKEN) -> None:
        super().__init__(sentence)


class NothingInForceError(RefusedError):
    """A dated value was asked for on a day when none is in force; it is never taken to be zero."""


def quoted(text: str) -> str:
    """Return what was typed in Danish quotation marks, on one line and at most 40 characters of it."""
    line = " ".join(text.split())
    return f"»{line}«" if len(line) <= QUOTED_CHARACTERS else f"»{line[:QUOTED_CHARACTERS]}…«"
