"""Where the printed mid-term report of September 2008 disagrees with itself, beside what its own registrations give."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.domain.evaluation.lists import Category
from parloeb.domain.evaluation.rules import Tables
from parloeb.pages.evaluation import words
from parloeb.pages.shared.pieces import Cell, Column, Table

EXPLANATION = (
    "Forsøget med sociale mentorer i Herlev, Odense og Viborg er blandt de gemte forløb. Rapportens tre jobcentre "
    "giver tilsammen 956 timer, men dens tabel over alle timer giver 922. Tabellerne her er lavet af ét sæt minutter "
    "ud fra jobcentrenes tal, så de passer sammen. Rapporten nævner 26 borgere i fastholdelse og et andet sted 42."
)

# Citizens and hours of each jobcentre, by which the registrations of the trial are known again.
_PLACES: Mapping[str, tuple[int, float]] = MappingProxyType(
    {"Herlev": (18, 265.0), "Odense": (55, 410.0), "Viborg": (18, 281.0)}
)
_PRINTED_TOTAL = 922
_PRINTED: Mapping[Category, tuple[int, int]] = MappingProxyType(
    {Category.HOME: (351, 38), Category.WORK: (147, 16), Category.CONTACT: (166, 18), Category.OTHER: (258, 28)}
)


def is_in(tables: Tables) -> bool:
    """Whether the three jobcentres of the trial are here with their citizens and hours."""
    places = tables["hours"]["by_jobcentre"]
    return all(
        name in places and (places[name]["citizens"], places[name]["hours"]) == known for name, known in _PLACES.items()
    )


def table(tables: Tables) -> Table:
    """The printed hours of all three jobcentres together, beside what follows from each of them."""
    places = [tables["hours"]["by_jobcentre"][name] for name in _PLACES]
    total = sum(place["hours"] for place in places)
    by_category = {
        category: sum(place["hours"] * place["by_category_percent"][category] / 100 for place in places)
        for category in Category
    }
    tracks = [tables["participants"]["by_jobcentre"][name]["retention"] for name in _PLACES]
    return Table(
        caption="Trykt i 2008 og beregnet af de samme registreringer",
        columns=(
            Column("Tal"),
            Column("Trykt", number=True),
            Column("Beregnet", number=True),
            Column("Trykt andel", number=True),
            Column("Beregnet andel", number=True),
        ),
        rows=(
            (Cell("Timer i alt"), Cell(str(_PRINTED_TOTAL)), Cell(words.amount(total)), Cell(""), Cell("")),
            *(
                (
                    Cell(f"Timer: {category.label.lower()}"),
                    Cell(str(hours)),
                    Cell(words.amount(round(by_category[category], 2))),
                    Cell(f"{percent} %"),
                    Cell(words.percent(100 * by_category[category] / total)),
                )
                for category, (hours, percent) in _PRINTED.items()
            ),
            (Cell("Borgere i fastholdelse"), Cell("26 og 42"), Cell(words.count(sum(tracks))), Cell(""), Cell("")),
        ),
    )
