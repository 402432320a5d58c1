"""What the import linter cannot see: keys between rooms, and the words of the field."""

import re

import pytest
from django.apps import apps
from django.db import models

from parloeb.domain.audit.models import Traceable
from tests.architecture import tree

MODELS = [model for model in apps.get_models() if model.__module__.startswith("parloeb.")]
GLOSSARY = (tree.ROOT / "GLOSSARY.md").read_text(encoding="utf-8")


def _name(model: type[models.Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", MODELS, ids=_name)
def test_a_key_into_another_room_leaves_no_way_back(model: type[models.Model]) -> None:
    backward = [
        field.name
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if isinstance(field.remote_field, models.ForeignObjectRel)
        and field.remote_field.model._meta.app_label != model._meta.app_label
        and not field.remote_field.hidden
    ]
    assert backward == [], 'write related_name="+"'


@pytest.mark.parametrize("model", MODELS, ids=_name)
def test_each_model_has_its_word_in_the_glossary(model: type[models.Model]) -> None:
    assert re.search(rf"^\| `{model.__name__}` \|", GLOSSARY, re.MULTILINE), f"{model.__name__} has no line"


def test_the_glossary_is_one_to_one() -> None:
    rows = re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|", GLOSSARY, re.MULTILINE)
    words = [row for row in rows if not set(row[0]) <= set("-: ") and row[0] != "English"]
    assert len(words) > 20
    for column in zip(*words, strict=True):
        assert [word for word in column if column.count(word) > 1] == []


@pytest.mark.parametrize("model", [model for model in MODELS if issubclass(model, Traceable)], ids=_name)
def test_a_public_id_tells_nothing_and_is_unique(model: type[models.Model]) -> None:
    field = model._meta.get_field("uuid")
    assert isinstance(field, models.UUIDField)
    assert field.unique
    assert field.default().version == 4


@pytest.mark.parametrize("model", MODELS, ids=_name)
def test_rows_have_an_order(model: type[models.Model]) -> None:
    assert model._meta.ordering, "a list without an order changes from day to day"


@pytest.mark.parametrize("model", MODELS, ids=_name)
def test_every_choice_fits_its_column(model: type[models.Model]) -> None:
    too_long = [
        (field.name, code)
        for field in model._meta.fields
        if isinstance(field, models.CharField) and field.choices and field.max_length
        for code, _ in field.flatchoices
        if len(str(code)) > field.max_length
    ]
    assert too_long == []
