"""A list keeps code and label together, in the order it is written."""

from parloeb.kernel import lists


class Colour(lists.Listed):
    GREEN = "green", "Grøn"
    RED = "red", "Rød"


def test_an_entry_is_its_code_and_knows_its_label() -> None:
    assert str(Colour.GREEN) == "green"
    assert Colour("red").label == "Rød"


def test_choices_stand_in_the_order_of_writing() -> None:
    assert Colour.choices() == [("green", "Grøn"), ("red", "Rød")]
