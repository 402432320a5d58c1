"""An address is known in what somebody typed."""

import pytest

from parloeb.kernel import places

HOUSE = "Nørregade 5, 2. tv"


@pytest.mark.parametrize(
    "text",
    [
        "Nørregade 5, 2. tv",
        "Nørregade 5",
        "hos hende på NØRREGADE  5",
        "Nørregade\u00a05",
        "Nørregade5",
        "Vi mødes (nørregade 5), kl. 10",
        "Nørregade 5B",
        "Nørregade 5, 8990 Skovbæk",
    ],
)
def test_street_and_number_are_known_however_they_are_written(text: str) -> None:
    assert places.names(text, HOUSE)
    assert places.names(text, "Nørregade 5")


@pytest.mark.parametrize("text", ["Nørregade 55", "Nørregade 15", "Nørregade", "Vestnørregade 5", "Café Nord", ""])
def test_another_house_is_another(text: str) -> None:
    assert not places.names(text, HOUSE)


@pytest.mark.parametrize(
    ("text", "line", "is_named"),
    [
        ("8990 Skovbæk", "8990 Skovbæk", True),
        ("i 8990  skovbæk", "8990 Skovbæk", True),
        ("8990 Nordby", "8990 Skovbæk", False),
        ("Bøgegården i skoven", "Bøgegården", True),
        ("Gammel Bøgegården", "Bøgegården", True),
        ("H.C. Andersens Vej 7", "H. C. Andersens Vej 7, st.", True),
        ("Café Nord", "", False),
        ("Café Nord", " , ", False),
    ],
)
def test_other_lines_are_known_whole(text: str, line: str, is_named: bool) -> None:
    assert places.names(text, line) is is_named
