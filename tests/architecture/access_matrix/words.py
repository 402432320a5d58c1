"""Words that stand in one field of one case and nowhere else, so that an answer which holds one shows that field."""

import secrets
from dataclasses import dataclass, field
from uuid import UUID

from parloeb.domain.cases.rules import FieldClass
from parloeb.domain.people.rules import Role


def new_word() -> str:
    """A word of ten letters without meaning, that no other text holds."""
    return "".join(secrets.choice("bdghkmnprtvz") + secrets.choice("aeouy") for _ in range(5)).capitalize()


def new_phone() -> str:
    """A telephone number that no other text holds."""
    return " ".join(f"{secrets.randbelow(100):02d}" for _ in range(4))


@dataclass(frozen=True)
class Word:
    """A word that stands in one field of one case and nowhere else. A secret one is shown to nobody."""

    text: str
    field_class: FieldClass
    is_secret: bool = False

    def stands_in(self, told: str) -> bool:
        """Whether a casefolded text holds the word. The number of a letter ends as that of a case does."""
        text = self.text.casefold()
        return text in (told.replace(f"b-{text}", "") if text[0].isdigit() else told)


@dataclass
class Station:
    """One case: the words on it, and the public ids of its objects by the parameter that addresses them."""

    label: str
    citizen: UUID
    objects: dict[str, UUID]
    words: list[Word] = field(default_factory=list)
    drafts: dict[str, frozenset[Role]] = field(default_factory=dict)  # objects that nobody but these roles read yet

    def plant(self, field_class: FieldClass, *, is_secret: bool = False, text: str = "") -> str:
        """A new word for a text field of this class, to be put in by whoever builds the object.

        `text` is one made for a field that takes no word.
        """
        text = text or new_word()
        self.words.append(Word(text, field_class, is_secret))
        return text
