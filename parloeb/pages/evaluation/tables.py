"""Put the evaluation's tables on a page or in a file: finished strings, n of N beside every figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parloeb.domain.evaluation import rules, withholding
from parloeb.domain.evaluation.lists import Band, Category
from parloeb.domain.evaluation.rules import UNKNOWN, Facts, Tables
from parloeb.kernel import days
from parloeb.pages.evaluation import pilot, words
from parloeb.pages.shared.pieces import Bar, Cell, Chart, Column, Table

LEAST_ON_PAGES = 5
_NUMBER = True


@dataclass(frozen=True)
class Section:
    """A heading with its definition, then charts and tables, or a sentence on what is withheld."""

    title: str
    definition: str
    facts: tuple[tuple[str, str], ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    withheld: str = ""


@dataclass(frozen=True)
class Report:
    """The whole evaluation, ready to be drawn."""

    period: str
    sections: tuple[Section, ...]
    has_hidden: bool
    least: int


@dataclass(frozen=True)
class _Counted:
    """Facts and their tables, with the smallest number of people that may be shown and the hidden jobcentres."""

    facts: Facts
    tables: Tables
    least: int

    @property
    def hidden_places(self) -> frozenset[str]:
        """The jobcentres whose people and hours are hidden in every table alike."""
        people = {name: row["n"] for name, row in self.tables["participants"]["by_jobcentre"].items()}
        met = {name: self.facts.behind_jobcentres[name].all for name in self.facts.behind_jobcentres}
        few = {name for name in people if withholding.is_few(met.get(name, 0), least=self.least)}
        return withholding.hidden_counts({**people, **dict.fromkeys(few, 1)}, least=self.least)


def report(facts: Facts, *, least: int) -> Report:
    """The report; `least` is the smallest number of people that may be shown, 0 for all (the command line)."""
    counted = _Counted(facts, rules.tables(facts), least)
    if withholding.is_few(counted.tables["participants"]["n"], least=least):
        sections: tuple[Section, ...] = (
            Section("Deltagere", "", withheld=f"Der er færre end {least} borgere, så ingen tal kan vises."),
        )
    else:
        sections = (
            _participants(counted),
            _hours(counted),
            _companies(counted),
            _missing(counted),
            *_of_the_pilot(counted.tables),
        )
    return Report(period=_period(facts), sections=sections, has_hidden=_has_hidden(sections), least=least)


def _period(facts: Facts) -> str:
    last = days.text(facts.last_day)
    return f"{days.text(facts.first_day)} til {last}" if facts.first_day else f"til og med {last}"


def _has_hidden(sections: tuple[Section, ...]) -> bool:
    return any(section.withheld for section in sections) or any(
        bar.shown == words.HIDDEN for section in sections for chart in section.charts for bar in chart.bars
    )


def _participants(counted: _Counted) -> Section:
    people = counted.tables["participants"]
    standing = {"active": people["active"], "ended": people["ended"]}
    hidden = withholding.hidden_counts(standing, least=counted.least)
    charts = [
        _people_chart(counted, name, title)
        for name, title in (
            ("track", "Spor"),
            ("sex", "Køn"),
            ("age", "Alder ved henvisningen"),
            ("education", "Højeste uddannelse"),
            ("benefit_group", "Forsørgelse"),
        )
    ]
    if not counted.least:
        charts.append(_people_chart(counted, "benefit", "Forsørgelse, hver ydelse"))
    if not hidden:
        charts.append(_people_chart(counted, "end_reason", "Årsag til afslutning", of=people["ended"]))
    return Section(
        "Deltagere",
        "En borger tælles én gang, med oplysningerne fra det seneste forløb. Med er alle, der er henvist senest på "
        "opgørelsesdagen, og hvis forløb ikke sluttede før periodens første dag.",
        facts=(
            ("Borgere i alt", words.count(people["n"])),
            ("I gang", words.HIDDEN if "active" in hidden else words.count(people["active"])),
            ("Afsluttet", words.HIDDEN if "ended" in hidden else words.count(people["ended"])),
        ),
        charts=tuple(charts),
        tables=(_people_by_jobcentre(counted),),
    )


def _people_chart(counted: _Counted, name: str, title: str, *, of: int | None = None) -> Chart:
    counts: Mapping[str, int] = counted.tables["participants"][f"by_{name}"]
    n = counted.tables["participants"]["n"] if of is None else of
    hidden = withholding.hidden_counts(counts, least=counted.least)
    known = "" if UNKNOWN in hidden else f"Oplyst for {words.count(n - counts[UNKNOWN])} af {words.count(n)} borgere."
    return Chart(
        caption=title,
        what=title,
        unit="Borgere",
        share="Andel",
        bars=tuple(
            _hidden_bar(name, code)
            if code in hidden
            else Bar(words.LABELS[name][code], count, words.count(count), words.share(count, n))
            for code, count in counts.items()
        ),
        note=known,
        full=float(n),
    )


def _hidden_bar(name: str, code: str) -> Bar:
    return Bar(words.LABELS[name][code], 0, words.HIDDEN, words.HIDDEN)


def _people_by_jobcentre(counted: _Counted) -> Table:
    rows: Mapping[str, Mapping[str, Any]] = counted.tables["participants"]["by_jobcentre"]
    tracks = ("retention", "entry", UNKNOWN)
    places = counted.hidden_places
    inside = [row[track] for row in rows.values() for track in tracks]
    hides = bool(places) or withholding.hides_inside(inside, least=counted.least)
    return Table(
        caption="Borgere efter jobcenter og spor",
        columns=(
            Column("Jobcenter"),
            Column("Borgere", _NUMBER),
            *(Column(words.LABELS["track"][track], _NUMBER) for track in tracks),
            Column("Aftalte pladser", _NUMBER),
        ),
        rows=tuple(
            (
                Cell(name),
                Cell(words.HIDDEN if name in places else words.count(row["n"])),
                *(Cell(words.HIDDEN if hides else words.count(row[track])) for track in tracks),
                Cell(words.NOTHING if row["agreed_places"] is None else words.count(row["agreed_places"])),
            )
            for name, row in rows.items()
        ),
    )


def _hours(counted: _Counted) -> Section:
    behind = sum(row.all for row in counted.facts.behind_jobcentres.values())
    definition = (
        "Timer er afholdte besøg, der begynder i perioden, efter borgerens jobcenter. En udeblivelse har ingen timer, "
        "og intern tid er ikke med. Et besøg hen over en grænse på døgnet deles efter minutter."
    )
    if withholding.is_few(behind, least=counted.least):
        return Section("Timer", definition, withheld=f"Bag timerne står færre end {counted.least} borgere.")
    hours = counted.tables["hours"]
    mentors = withholding.is_few(hours["mentors"], least=counted.least)
    n = counted.tables["participants"]["n"]
    met = withholding.hidden_counts({"met": behind, "not met": max(n - behind, 0)}, least=counted.least)
    return Section(
        "Timer",
        definition,
        facts=(
            ("Timer i alt", words.amount(hours["total"])),
            ("Besøg", words.count(hours["visits"])),
            ("Mentorer", words.HIDDEN if mentors else words.count(hours["mentors"])),
            ("Borgere med besøg", words.HIDDEN if met else f"{words.count(behind)} af {words.count(n)}"),
        ),
        charts=(
            _hours_chart(counted, "category", "Timer efter art", _behind_categories(counted.facts)),
            _hours_chart(
                counted,
                "band",
                "Timer efter tid på døgnet",
                {band.value: _behind_band(counted.facts, band) for band in Band},
            ),
        ),
        tables=(_hours_by_jobcentre(counted), _hours_by_band(counted)),
    )


def _behind_categories(facts: Facts) -> dict[str, int]:
    return {
        category.value: sum(row.by_category[category] for row in facts.behind_jobcentres.values())
        for category in Category
    }


def _behind_band(facts: Facts, band: Band) -> int:
    return facts.behind_bands[band].all if band in facts.behind_bands else 0


def _hours_chart(counted: _Counted, name: str, title: str, behind: Mapping[str, int]) -> Chart:
    cells: Mapping[str, Mapping[str, float]] = counted.tables["hours"][f"by_{name}"]
    hidden = withholding.hidden_amounts(behind, least=counted.least)
    total = counted.tables["hours"]["total"]
    return Chart(
        caption=title,
        what=title,
        unit="Timer",
        share="Andel",
        bars=tuple(
            _hidden_bar(name, code)
            if code in hidden
            else Bar(
                words.LABELS[name][code], cell["hours"], words.amount(cell["hours"]), words.percent(cell["percent"])
            )
            for code, cell in cells.items()
        ),
        note=f"Af {words.amount(total)} timer.",
        full=total,
    )


def _hours_by_jobcentre(counted: _Counted) -> Table:
    rows: Mapping[str, Mapping[str, Any]] = counted.tables["hours"]["by_jobcentre"]
    places = counted.hidden_places
    inside = [count for row in counted.facts.behind_jobcentres.values() for count in row.by_category.values()]
    hides = bool(places) or withholding.hides_inside(inside, least=counted.least)
    # With and without the largest together tell the hours of one person, so people who see no names see one of them.
    largest = () if counted.least else (("Uden den største", "hours_per_citizen_without_largest"),)
    amounts = (
        ("Timer", "hours"),
        ("Borgere", "citizens"),
        ("Timer pr. borger", "hours_per_citizen"),
        ("Median", "median_hours_per_citizen"),
        *largest,
    )
    return Table(
        caption="Timer efter jobcenter",
        columns=(
            Column("Jobcenter"),
            *(Column(label, _NUMBER) for label, _ in amounts),
            *(Column(category.label, _NUMBER) for category in Category),
        ),
        rows=tuple(
            (
                Cell(name),
                *(Cell(words.HIDDEN if name in places else words.amount(row[key])) for _, key in amounts),
                *(
                    Cell(words.HIDDEN if hides else words.percent(row["by_category_percent"][category]))
                    for category in Category
                ),
            )
            for name, row in rows.items()
        ),
    )


def _hours_by_band(counted: _Counted) -> Table:
    rows: Mapping[str, Mapping[str, float]] = counted.tables["hours"]["by_band_and_category"]
    inside = [count for row in counted.facts.behind_bands.values() for count in row.by_category.values()]
    hides = withholding.hides_inside(inside, least=counted.least)
    return Table(
        caption="Timer efter tid på døgnet og art",
        columns=(Column("Tid på døgnet"), *(Column(category.label, _NUMBER) for category in Category)),
        rows=tuple(
            (
                Cell(words.LABELS["band"][band]),
                *(Cell(words.HIDDEN if hides else words.amount(row[category])) for category in Category),
            )
            for band, row in rows.items()
        ),
    )


def _companies(counted: _Counted) -> Section:
    companies = counted.tables["companies"]
    few = withholding.is_few(companies["citizens"], least=counted.least)
    several = words.HIDDEN if few else words.count(companies["with_several_citizens"])
    n = companies["n"]
    return Section(
        "Virksomheder",
        "Virksomheder med mindst én borger placeret i en del af perioden.",
        facts=(
            ("Virksomheder", words.count(n)),
            ("Borgere i virksomhed", words.HIDDEN if few else words.count(companies["citizens"])),
            ("Virksomheder med flere borgere", several),
        ),
        charts=tuple(
            Chart(
                caption=words.TITLES[name],
                what=words.TITLES[name],
                unit="Virksomheder",
                share="Andel",
                bars=tuple(
                    Bar(_company_label(name, code), count, words.count(count), words.share(count, n))
                    for code, count in companies[f"by_{name}"].items()
                ),
                note=f"Oplyst for {n - companies[f'by_{name}'][UNKNOWN]} af {n} virksomheder.",
                full=float(n),
            )
            for name in ("ownership", "prior_experience", "sector")
        ),
    )


def _company_label(name: str, code: str) -> str:
    """The label of a code; a sector stands as it was registered."""
    return words.LABELS[name][code] if name in words.LABELS else {UNKNOWN: "Uoplyst"}.get(code, code.replace("_", " "))


def _missing(counted: _Counted) -> Section:
    hidden = _hidden_missing(counted)
    return Section(
        "Det mangler i oplysningerne",
        "Hvor mange der mangler en oplysning, for hvert felt, der må stå tomt. Det, der ikke er spurgt om, mangler.",
        tables=(
            Table(
                caption="Manglende oplysninger efter felt",
                columns=(Column("Felt"), Column("Mangler", _NUMBER), Column("Af", _NUMBER), Column("Andel", _NUMBER)),
                rows=tuple(
                    (
                        Cell(words.TITLES[field]),
                        *(Cell(words.HIDDEN) for _ in range(3)),
                    )
                    if field in hidden
                    else (
                        Cell(words.TITLES[field]),
                        Cell(words.count(cell["missing"])),
                        Cell(words.count(cell["of"])),
                        Cell(words.share(cell["missing"], cell["of"])),
                    )
                    for field, cell in counted.tables["missing"].items()
                ),
            ),
        ),
    )


def _hidden_missing(counted: _Counted) -> set[str]:
    """The fields whose missing are the hidden unknown of a table on people."""
    people = counted.tables["participants"]
    standing = {"active": people["active"], "ended": people["ended"]}
    tables = {**dict.fromkeys(("sex", "age", "education", "track", "end_reason")), "benefit": "benefit_group"}
    hidden = {
        field
        for field, table in tables.items()
        if UNKNOWN in withholding.hidden_counts(people[f"by_{table or field}"], least=counted.least)
    }
    return hidden | ({"end_reason"} if withholding.hidden_counts(standing, least=counted.least) else set())


def _of_the_pilot(tables: Tables) -> tuple[Section, ...]:
    if not pilot.is_in(tables):
        return ()
    return (
        Section(
            "Her siger den trykte rapport fra 2008 imod sig selv",
            pilot.EXPLANATION,
            tables=(pilot.table(tables),),
        ),
    )
