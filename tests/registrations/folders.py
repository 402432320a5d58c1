"""Folders of registrations: the pilot's, and small ones that one test changes in one place."""

import csv
import io
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from parloeb.domain.people import acting
from parloeb.journeys.registrations import importing, refusals
from parloeb.journeys.registrations.refusals import Refusal
from tests.builders import clock

PILOT = Path(__file__).parent.parent / "data" / "pilot2008"

Rows = list[str]


def small() -> dict[str, Rows]:
    """Two citizens, a mentor, a company, a placement and two visits, all of which can be stored."""
    return {
        "jobcentres": ["jobcentre;organisation_form;agreed_places", "Nordby;in_house;10"],
        "mentors": [
            "mentor;jobcentre;first_day;weekly_hours;employer_kind",
            "M1;Nordby;2008-01-01;37;municipality",
            "M2;Nordby;2008-01-01;18,5;supplier",
        ],
        "citizens": [
            "citizen;jobcentre;referred_on;sex;age;education;benefit;track;ended_on;end_reason",
            "B1;Nordby;2008-02-01;male;25;vocational;kontanthjaelp;entry;2008-06-01;improved",
            "B2;Nordby;2008-03-01;;;;;;;",
        ],
        "companies": ["company;jobcentre;sector;ownership;prior_experience", "V1;Nordby;restaurant;private;no"],
        "placements": ["citizen;company;first_day;last_day", "B1;V1;2008-03-01;"],
        "visits": [
            "visit;start;mentor;citizen;minutes;home_minutes;work_minutes;contact_minutes;other_minutes",
            "R1;2008-03-03T10:00;M1;B1;60;30;0;0;30",
            "R2;2008-03-03T11:00;M1;B2;45;0;0;45;0",
        ],
    }


def write(folder: Path, files: dict[str, Rows], *, encoding: str = "utf-8") -> Path:
    """Write the files into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        (folder / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding=encoding)
    return folder


def turned(rows: Rows, *, separator: str = ";") -> Rows:
    """The same rows with their columns the other way round, and another separator."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator="\n")
    writer.writerows(list(reversed(row)) for row in csv.reader(rows, delimiter=";"))
    return written.getvalue().splitlines()


@dataclass(frozen=True)
class Told:
    """What an import answered."""

    stored: dict[str, int]
    unchanged: dict[str, int]
    refused: list[Refusal]
    words: list[str] = field(default_factory=list)

    @property
    def all_stored(self) -> int:
        """How many rows of all files were stored."""
        return sum(self.stored.values())

    @property
    def places(self) -> list[tuple[str, int, str]]:
        """File, line and column of every refused row."""
        return [(refusal.file, refusal.line, refusal.column) for refusal in self.refused]


def take_in(
    folder: Path, *, partial: bool = False, dry_run: bool = False, errors: Path | None = None, at: datetime = clock.AT
) -> Told:
    """Import a folder as the command line does."""
    words: list[str] = []
    with refusals.Refused() as refused:
        with acting.acting_as_system() as by:
            outcome = importing.run(
                folder, partial=partial, dry_run=dry_run, refused=refused, by=by, at=at, told=words.append
            )
        if errors:
            outcome.write_errors(errors)
        return Told(dict(outcome.stored), dict(outcome.unchanged), list(refused), words)
