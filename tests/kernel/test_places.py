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


# Texts that name the house of a line, in the many ways in which either is written.
NAMED = [
    ("5. Junivej 3", "5. Junivej 3, 2. tv"),
    ("Mødet er 5 junivej 3", "5. Junivej 3"),
    ("1. Maj Vej 5", "1. Maj Vej 5, st."),
    ("10. februarvej 5", "10. Februar Vej 5"),
    ("Nørregade 12 B", "Nørregade 12A"),
    ("Nørregade 5", "Nørregade 005, 02. tv"),
    ("Nørregade 05", "Nørregade 5"),
    ("Nørregade 5", "5 Nørregade"),
    ("Nørregade 5", "Nørregade nr. 5, st. th."),
    ("Nørregade nr. 5", HOUSE),
    ("Nørregade 5", "Nørregade 5 2. tv 8990 Skovbæk"),
    ("Nørregade 5", "8990 Skovbæk, Nørregade 5"),
    ("Nørregade 5", "8990 Skovbæk Nørregade 5"),
    ("Nørregade 5", "c/o Bo Berg, Nørregade 5"),
    ("Nørregade 5", "c/o Bo Berg Nørregade 5, 2. tv"),
    ("c/o Bo Berg", "c/o Bo Berg"),
    ("Nørregade 5", "Bøgegården, Nørregade 5"),
    ("Nørregade 5", "Bygning 3 Nørregade 5"),
    ("Bøgegården", "Bøgegården, Nørregade 5"),
    ("Boks 45", "Boks 45, 8990 Skovbæk"),
    ("Postboks 45", "Boks 45"),
    ("Gl. Kongevej 10", "Gammel Kongevej 10"),
    ("Nørre Allé 3", "Nr. Alle 3"),
    ("Sdr. Boulevard 3", "Sønder Boulevard 3"),
    ("HC Andersens Vej 7", "H.C. Andersens Vej 7"),
    ("Aagade 5", "Ågade 5"),
    ("A\u030agade 5", "Ågade 5"),
]


@pytest.mark.parametrize(("text", "line"), NAMED)
def test_a_house_is_known_in_every_form_of_its_address(text: str, line: str) -> None:
    assert places.names(text, line)
    assert places.names_house(text, line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("5. Junivej 4", "5. Junivej 3, 2. tv"),
        ("Skovs Vej 7", "H.C. Andersens Vej 7"),
        ("Andetgade 3, 2. tv", "Nørregade 5, 2. tv"),
        ("Andetgade 3, 2. tv", "2. tv"),
        ("Andetgade 5", "5, st. th."),
        ("Andetgade 3, 8990 Skovbæk", "Nørregade 5, 8990 Skovbæk"),
        ("Skovbæk Bibliotek", "Nørregade 5, Skovbæk"),
        ("Nørregade 50", "Nørregade 5"),
        ("Nørregade 105", "Nørregade 005"),
        ("Nørregade 5", ""),
    ],
)
def test_a_floor_a_door_and_a_town_are_many_peoples(text: str, line: str) -> None:
    assert not places.names(text, line)
    assert not places.names_house(text, line)


@pytest.mark.parametrize("line", ["8990 Skovbæk", "DK-8990 Skovbæk", "8990 Skovbæk K"])
def test_a_town_on_its_line_is_named_and_is_no_house(line: str) -> None:
    assert places.names(f"Andetgade 3, {line}", line)
    assert not places.names_house(f"Andetgade 3, {line}", line)


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


@pytest.mark.parametrize("word", ["ab__ ", "ab_", "_ab ", "ab ", "ab. "])
def test_a_long_row_of_words_and_no_number_is_read(word: str) -> None:
    """Each word once: where a sign were of the word and of the gap, 90 of them would never be read to the end."""
    assert not places.names_house("Vej 1", word * 90 + "!")
    assert places.names_house("Nørregade 1", word * 90 + "Nørregade 1")


@pytest.mark.parametrize("line", ["_Nørregade_ 5", "Nørre_gade 5", "Bo_Nørregade 5, 2._tv"])
def test_an_underscore_stands_between_words(line: str) -> None:
    assert places.names_house("Nørregade 5", line)
