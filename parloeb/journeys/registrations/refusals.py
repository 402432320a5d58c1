"""The refused rows, kept on disk so that a folder of nothing but mistakes takes no memory."""

import csv
import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Self

from django.db import connection

from parloeb.journeys.registrations import reading
from parloeb.journeys.registrations.files import File
from parloeb.journeys.registrations.reading import Source

ROWS_AT_A_TIME = 2_000


@dataclass(frozen=True)
class Refusal:
    """One refused row: where it stands, what is wrong with which of its columns."""

    file: str
    line: int
    key: str
    column: str
    error: str


class Refused:
    """All refused rows in the order of files and lines; read as often as needed, gone when the `with` ends."""

    def __init__(self) -> None:
        self._kept: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 closed by `__exit__`
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._kept.close()

    def __iter__(self) -> Iterator[Refusal]:
        self._kept.seek(0)
        for line in self._kept:
            yield Refusal(**json.loads(line))

    def collect(self, file: File) -> None:
        """Take over the refused rows of a file's temporary table."""
        with connection.chunked_cursor() as cursor:
            cursor.execute(_SELECT.replace("incoming", f"incoming_{file.name}"))
            while rows := cursor.fetchmany(ROWS_AT_A_TIME):
                for line, key, column, error in rows:
                    refusal = Refusal(file.title, line, key, column, error)
                    self._kept.write(json.dumps(asdict(refusal), ensure_ascii=False) + "\n")
                    self.count += 1

    def of_file(self, file: File) -> Iterator[Refusal]:
        """The refused rows of one file, by line."""
        return (refusal for refusal in self if refusal.file == file.title)


_SELECT = "SELECT line, key, fault_column, fault FROM incoming WHERE fault IS NOT NULL ORDER BY line"


def write_error_file(source: Source, refused: Refused, folder: Path) -> None:
    """Write the refused lines of a file as they stood, with what is wrong in a last column, ready to be mended."""
    faults = refused.of_file(source.file)
    fault = next(faults, None)
    if fault is None:
        return
    positions = [source.header.index(name) for name in source.own_columns]
    with (folder / source.file.title).open("w", encoding="utf-8", newline="") as written:
        writer = csv.writer(written, delimiter=source.separator, lineterminator="\n")
        writer.writerow([*source.own_columns, reading.ERROR_COLUMN])
        for line, fields in reading.lines(source):
            if fault and line == fault.line:
                own = [fields[position] if position < len(fields) else "" for position in positions]
                writer.writerow([*own, fault.error])
                fault = next(faults, None)
