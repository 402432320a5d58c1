"""How many words the citizens and the mentors of a list have in common, for every pair at once."""

from collections.abc import Sequence

import numpy as np

from parloeb.domain.matching.suggesting.instance import Whole


def counted(these: Sequence[Sequence[str]], those: Sequence[Sequence[str]]) -> Whole:
    """The number of words that the one (n) and the other (m) both have (n, m); a word counts once."""
    rows, columns = _places(these), _places(those)
    found = np.zeros((len(these), len(those)), dtype=np.int64)
    for word in rows.keys() & columns.keys():
        found[np.ix_(rows[word], columns[word])] += 1
    return found


def _places(said: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for number, words in enumerate(said):
        for word in dict.fromkeys(words):
            places.setdefault(word, []).append(number)
    return places
