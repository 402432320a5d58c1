"""What most forms ask for, asked in one way: a longer text, one entry of a list, several entries of it.

`required` is the Danish sentence that stands at a field which was left empty; a field without it may be left empty.
"""

from collections.abc import Sequence
from typing import Any

from django import forms

from parloeb.kernel.lists import Listed

LENGTH = 4000
CHOOSE = "Vælg …"


def text(
    label: str, *, rows: int = 3, length: int = LENGTH, required: str = "", help_text: str = ""
) -> forms.CharField:
    """Ask for a text of more than one line; `rows` are shown, `length` is counted in characters."""
    return forms.CharField(
        label=label,
        max_length=length,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        **_answered(required),
    )


def choice(
    label: str, of: type[Listed], *, empty: str = CHOOSE, required: str = "", help_text: str = ""
) -> forms.ChoiceField:
    """Ask for one entry in a drop-down; `empty` is what stands there before one is chosen."""
    choices = [("", empty), *of.choices()]
    return forms.ChoiceField(label=label, choices=choices, help_text=help_text, **_answered(required))


def radio(
    label: str, choices: Sequence[tuple[str, str]], *, required: str = "", help_text: str = ""
) -> forms.ChoiceField:
    """Ask for one of a few, all in sight; `choices` are (code, label)."""
    return forms.ChoiceField(
        label=label, choices=choices, help_text=help_text, widget=forms.RadioSelect, **_answered(required)
    )


def several(label: str, of: type[Listed]) -> forms.MultipleChoiceField:
    """Ask for any number of entries, none among them."""
    return forms.MultipleChoiceField(
        label=label, choices=of.choices(), required=False, widget=forms.CheckboxSelectMultiple
    )


def _answered(required: str) -> dict[str, Any]:
    return {"required": bool(required), "error_messages": {"required": required} if required else None}
