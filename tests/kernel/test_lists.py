"""A list keeps code and label together, in the order it is written."""

import pytest

from parloeb.kernel import lists


class Colour(lists.Listed):
    GREEN = "green", "Grøn"
    RED = "red", "Rød"


def test_an_entry_is_its_code_and_knows_its_label() -> None:
    assert str(Colour.GREEN) == "green"
    assert Colour("red").label == "Rød"


def test_choices_stand_in_the_order_of_writing() -> None:
    assert Colour.choices() == [("green", "Grøn"), ("red", "Rød")]


def test_codes_come_back_in_the_order_of_writing_each_once() -> None:
    assert Colour.in_order(["red", "green", "red"]) == [Colour.GREEN, Colour.RED]
    with pytest.raises(ValueError, match="blue"):
        Colour.in_order(["blue"])
