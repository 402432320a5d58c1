"""The columns of the corps as a table, and a table read back: descriptions, or every fault with its row and column."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from uuid import UUID

from parloeb.domain.corps import lists, rules
from parloeb.kernel import days, errors, numbers
from parloeb.kernel.lists import Listed

Cell = str | int | float | date | datetime | time | None

ID = "Id"
# The columns that are read, and the part of a description that each tells.
COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "Navn": "name",
        "Ansættelse": "kind",
        "Profil": "profile",
        "Køn": "sex",
        "Sprog": "languages",
        "Områder": "areas",
        "Kan mødes": "times",
        "Mødesteder": "meeting_places",
        "Timer om ugen": "weekly_minutes",
        "Første dag": "first_day",
        "Sidste dag": "last_day",
    }
)
# They leave with the others and are not read: they follow from something else.
TOLD_ALONG = ("Organisation", "Forløb", "Bevilgede timer", "Ledige timer")
HEADINGS = (ID, *COLUMNS, *TOLD_ALONG)
_HEADING_OF = {part: heading for heading, part in COLUMNS.items()}
_LONGEST_NAME, _LONGEST_AREA = 200, 100
_NOT_OURS = "Filen er ikke et ark med korpset. Hent korpset som Excel, og ret i den fil."


@dataclass(frozen=True)
class Fault:
    """Something wrong: the row as the spreadsheet counts it, the heading of the column, and a sentence."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Line:
    """A row that could be read: which mentor it is of (None: a new one), and the description."""

    row: int
    uuid: UUID | None
    description: rules.Description


@dataclass(frozen=True)
class Reading:
    """What a table says, in the order of its rows, and every fault in it."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


def written(uuid: UUID, description: rules.Description) -> tuple[Cell, ...]:
    """The cells of the columns that are read, of one mentor."""
    return (
        str(uuid),
        description.name,
        lists.Kind(description.kind).label,
        lists.Profile(description.profile).label if description.profile else "",
        lists.Sex(description.sex).label if description.sex else "",
        "; ".join(lists.Language(code).label for code in description.languages),
        ", ".join(description.areas),
        "; ".join(lists.WeekTime(code).label for code in description.times),
        "; ".join(lists.MeetingPlace(code).label for code in description.meeting_places),
        float(numbers.hours_of(description.weekly_minutes)),
        description.first_day,
        description.last_day,
    )


def read(rows: Sequence[Sequence[Cell]]) -> Reading:
    """Read a table whose first row are the headings; empty rows are passed over.

    Raises RefusedError where not one of the headings is ours: it is another file altogether.
    """
    headings = [str(cell or "").strip() for cell in rows[0]] if rows else []
    if not set(headings) & set(HEADINGS):
        raise errors.RefusedError(_NOT_OURS, field="file")
    faults = list(_faults_of_headings(headings))
    lines: list[Line] = []
    if not faults:
        for number, row in enumerate(rows[1:], start=2):
            cells = {heading: row[place] if place < len(row) else None for place, heading in enumerate(headings)}
            if any(_text(cells.get(heading)) for heading in (ID, *COLUMNS)):
                line, wrong = _line(number, cells)
                lines += [line] if line else []
                faults += wrong
        faults += _twice(lines)
    return Reading(tuple(lines), tuple(faults))


def faults_of(row: int, description: rules.Description) -> list[Fault]:
    """What a description that could be read lacks or contradicts."""
    return [Fault(row, _HEADING_OF[wrong.field], wrong.sentence) for wrong in rules.refusals(description)]


def differences(before: rules.Description, after: rules.Description) -> tuple[tuple[str, str, str], ...]:
    """What one description says otherwise than another, as (heading, before, after), finished to be read."""
    nobody = UUID(int=0)
    told = zip(COLUMNS, written(nobody, before)[1:], written(nobody, after)[1:], strict=True)
    return tuple(
        (heading, _shown(one), _shown(other))
        for heading, one, other in told
        if getattr(before, COLUMNS[heading]) != getattr(after, COLUMNS[heading])
    )


def told_of(new: rules.Description) -> tuple[tuple[str, str, str], ...]:
    """What is taken of a new mentor, as `differences` has it: each column that says something."""
    told = zip(COLUMNS, written(UUID(int=0), new)[1:], strict=True)
    return tuple((heading, "", _shown(cell)) for heading, cell in told if cell not in (None, "") and heading != "Navn")


def unknown_areas(description: rules.Description, known: Collection[str]) -> str:
    """A sentence on the areas that nobody in the corps has, new or misspelt. Empty where there are none.

    Big and small letters are one, as they are where a course is held against the areas.
    """
    folded = {area.casefold() for area in known}
    strange = [area for area in description.areas if area.casefold() not in folded]
    if not strange:
        return ""
    return f"Ingen i korpset har {'området' if len(strange) == 1 else 'områderne'} {', '.join(strange)} i forvejen."


def text_of(cell: Cell) -> str:
    """A cell as a text file holds it."""
    if isinstance(cell, date):
        return days.text(cell)
    return "" if cell is None else str(cell)


def _faults_of_headings(headings: Sequence[str]) -> Iterable[Fault]:
    known = set(HEADINGS)
    for place, heading in enumerate(headings, start=1):
        if heading and heading not in known:
            yield Fault(1, heading, "Kolonnen kendes ikke. Ret overskriften, eller slet kolonnen.")
        if heading and heading in headings[: place - 1]:
            yield Fault(1, heading, "Kolonnen står der to gange.")
    for heading in (ID, *COLUMNS):
        if heading not in headings:
            yield Fault(1, heading, "Kolonnen mangler. Hent korpset som Excel, og ret i den fil.")


def _line(number: int, cells: Mapping[str, Cell]) -> tuple[Line | None, list[Fault]]:
    """Read one row; None where something in it could not be read."""
    faults: list[Fault] = []
    told: dict[str, Any] = {}
    for heading, reader in _READERS.items():
        try:
            told[heading] = reader(cells.get(heading))
        except errors.RefusedError as refused:
            faults.append(Fault(number, heading, refused.sentence))
    if faults:
        return None, faults
    uuid = told.pop(ID)
    return Line(number, uuid, rules.Description(**{COLUMNS[heading]: value for heading, value in told.items()})), []


def _twice(lines: Iterable[Line]) -> Iterable[Fault]:
    first: dict[UUID, int] = {}
    for line in lines:
        if line.uuid and line.uuid in first:
            yield Fault(line.row, ID, f"Den samme mentor står i række {first[line.uuid]}.")
        elif line.uuid:
            first[line.uuid] = line.row


def _text(cell: Cell) -> str:
    """What stands in a cell; a whole number that Excel keeps with a decimal is written without it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _id(cell: Cell) -> UUID | None:
    text = _text(cell)
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise errors.RefusedError(
            f"{errors.quoted(text)} er ikke et id fra Parløb. Lad feltet være tomt for en ny mentor."
        ) from None


def _name(cell: Cell) -> str:
    name = _text(cell)
    if len(name) > _LONGEST_NAME:
        raise errors.RefusedError(f"Navnet er længere end {_LONGEST_NAME} tegn.")
    if "\0" in name:
        raise errors.RefusedError("Navnet har et tegn, der ikke kan gemmes.")
    return name


def _one_of(of: type[Listed], *, required: bool) -> Callable[[Cell], str]:
    def read(cell: Cell) -> str:
        text = _text(cell)
        if not text:
            if required:
                raise errors.RefusedError(f"Feltet er tomt. Skriv {_choices(of)}.")
            return ""
        return _code(of, text)

    return read


def _several(of: type[Listed]) -> Callable[[Cell], tuple[str, ...]]:
    def read(cell: Cell) -> tuple[str, ...]:
        words = [word.strip() for word in _text(cell).split(";") if word.strip()]
        told = {_code(of, word) for word in words}
        return tuple(entry.value for entry in of if entry.value in told)

    return read


def _languages(cell: Cell) -> tuple[str, ...]:
    """Languages keep the order that they are written in: the first is the one that is spoken most."""
    words = [word.strip() for word in _text(cell).split(";") if word.strip()]
    return tuple(dict.fromkeys(_code(lists.Language, word) for word in words))


def _code(of: type[Listed], text: str) -> str:
    for entry in of:
        if text.casefold() in (entry.label.casefold(), entry.value):
            return entry.value
    raise errors.RefusedError(f"{errors.quoted(text)} kendes ikke. Skriv {_choices(of)}.")


def _choices(of: type[Listed]) -> str:
    some = [entry.label for entry in of][:4]
    return f"fx {', '.join(some)}" if len(list(of)) > len(some) else ", ".join(some)


def _areas(cell: Cell) -> tuple[str, ...]:
    areas = tuple(dict.fromkeys(area.strip() for area in _text(cell).split(",") if area.strip()))
    if any(len(area) > _LONGEST_AREA for area in areas):
        raise errors.RefusedError(f"Et område er længere end {_LONGEST_AREA} tegn. Adskil områder med komma.")
    return areas


def _minutes(cell: Cell) -> int:
    if isinstance(cell, time):  # Excel reads 7:30 as a time of day
        return cell.hour * 60 + cell.minute
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not 0 <= cell <= rules.MOST_WEEKLY_MINUTES // 60:
            raise errors.RefusedError("Timerne om ugen skal være flere end 0 og højst 168.")
        return numbers.minutes_of(Decimal(str(cell)))
    text = _text(cell)
    if not text:
        raise errors.RefusedError("Skriv timerne om ugen.")
    hours = numbers.parse_hours(text)
    if hours > rules.MOST_WEEKLY_MINUTES // 60:
        raise errors.RefusedError("Timerne om ugen skal være flere end 0 og højst 168.")
    return numbers.minutes_of(hours)


def _first_day(cell: Cell) -> date:
    day = _last_day(cell)
    if day is None:
        raise errors.RefusedError("Skriv den første dag.")
    return day


def _last_day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return days.parse(days.text(cell))
    text = _text(cell)
    return days.parse(text) if text else None


def _shown(cell: Cell) -> str:
    if isinstance(cell, float):
        return numbers.exact_hours_text(numbers.minutes_of(Decimal(str(cell))))
    return text_of(cell) or "(tomt)"


_READERS: Mapping[str, Callable[[Cell], Any]] = MappingProxyType(
    {
        ID: _id,
        "Navn": _name,
        "Ansættelse": _one_of(lists.Kind, required=True),
        "Profil": _one_of(lists.Profile, required=False),
        "Køn": _one_of(lists.Sex, required=False),
        "Sprog": _languages,
        "Områder": _areas,
        "Kan mødes": _several(lists.WeekTime),
        "Mødesteder": _several(lists.MeetingPlace),
        "Timer om ugen": _minutes,
        "Første dag": _first_day,
        "Sidste dag": _last_day,
    }
)
