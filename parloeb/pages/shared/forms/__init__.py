"""Django forms drawn in the designsystem's markup: the setting FORM_RENDERER names `Renderer` here."""

import contextlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from django.forms import BaseForm, BoundField, Widget
from django.forms import Field as DjangoField
from django.forms.renderers import TemplatesSetting

from parloeb.kernel import errors

# By `BoundField.widget_type`; every other widget is drawn as a line of text.
CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "checkbox": "form-checkbox",
        "checkboxselectmultiple": "form-checkbox",
        "radioselect": "form-radio",
        "select": "form-select",
        "selectmultiple": "form-select",
        "textarea": "form-input p-textarea",
        "date": "form-input p-day",
        "number": "form-input p-number",
        "hidden": "",
    }
)

TOO_LONG = "Skriv højst %(limit_value)d tegn. Du har skrevet %(show_value)d."


class Field(BoundField):
    """A field that knows how the designsystem writes it."""

    def __init__(self, form: BaseForm, field: DjangoField, name: str) -> None:
        """Let a text that is too long be refused in our words; a file has its own."""
        field.error_messages.setdefault("max_length", TOO_LONG)
        super().__init__(form, field, name)

    @property
    def option_kind(self) -> str:
        """Tell `radio` from `checkbox` for the wrapper round one choice."""
        return "radio" if self.widget_type == "radioselect" else "checkbox"

    @property
    def first_id(self) -> str:
        """Give the id that a link to this field leads to: of a group of choices, the first choice."""
        return f"{self.auto_id}_0" if self.use_fieldset else self.id_for_label

    @property
    def understood(self) -> str:
        """Tell in words what a form that was sent read here, where the field has words for it; else empty."""
        told = getattr(self.field, "told", None)
        if told is None or not self.form.is_bound or self.errors:
            return ""
        value = self.form.cleaned_data.get(self.name)
        return "" if value is None else str(told(value))

    @property
    def aria_describedby(self) -> str | None:
        """Add what was understood to the hint and the error."""
        described = super().aria_describedby
        return f"{described or ''} {self.auto_id}_read".strip() if self.understood else described

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        """Add the classes, say `required` to screen readers only, and leave out the length.

        The browser's own check would stop the form with a sentence in the browser's language and hide ours; at the
        length it would cut what is pasted without a word. What is too long comes here and is refused as it was typed.
        """
        attrs = super().build_widget_attrs(attrs, widget)
        own = self.field.widget.attrs.get("class", "")
        classes = f"{CLASSES.get(self.widget_type, 'form-input')} {own}".strip()
        if classes:
            attrs["class"] = classes
        attrs["maxlength"] = False
        if attrs.pop("required", False) and not self.use_fieldset:
            attrs["aria-required"] = "true"
        return attrs


class Renderer(TemplatesSetting):
    """Whole forms by `{{ form }}`, one field by `{{ form.name.as_field_group }}`."""

    form_template_name = "shared/forms/form.html"
    field_template_name = "shared/forms/field.html"
    bound_field_class = Field


def refuse(form: BaseForm, error: errors.RefusedError) -> None:
    """Show a command's refusal in the form: at the field that it names, else above all fields."""
    form.add_error(error.field if error.field in form.fields else None, error.sentence)


@contextlib.contextmanager
def refused_at_fields(form: BaseForm) -> Iterator[None]:
    """Show in the form what is refused inside, and go on."""
    try:
        yield
    except errors.RefusedError as refusal:
        refuse(form, refusal)
