"""Open a CSV file of a folder, and give its rows one by one."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parloeb.journeys.registrations.files import Fault, File
from parloeb.journeys.registrations.values import Value
from parloeb.kernel import errors

ERROR_COLUMN = "error"


class UnusableError(Exception):
    """The folder or one of its files cannot be used at all; a sentence a line says why."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


@dataclass(frozen=True)
class Source:
    """A file that is there, with its separator and the columns of its header line."""

    file: File
    path: Path
    separator: str
    header: tuple[str, ...]

    @property
    def own_columns(self) -> tuple[str, ...]:
        """The columns in the order of the file, without the column of a mended error file."""
        return tuple(name for name in self.header if name != ERROR_COLUMN)


@dataclass(frozen=True)
class Row:
    """One line: its number (of its first line, the header being 1), its fields as they stand, and what they say."""

    line: int
    key: str
    values: tuple[Value, ...]  # in the order of File.columns; None where empty or not readable
    content: str  # what the line says, written one way: two lines of the same content say the same
    fault: Fault | None


def source(folder: Path, file: File) -> Source | None:
    """The file in the folder, or None where it is missing. Raises UnusableError for a header that is not its own."""
    path = folder / file.title
    if not path.is_file():
        return None
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            first = opened.readline()
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableError(_not_readable(path, error)) from error
    separator = ";" if first.count(";") >= first.count(",") else ","
    header = tuple(name.strip() for name in next(csv.reader([first.rstrip("\r\n")], delimiter=separator), []))
    _check_header(file, header)
    return Source(file=file, path=path, separator=separator, header=header)


def lines(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Every line that is not blank, with its number. Raises UnusableError where the file cannot be read on."""
    try:
        with source.path.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.reader(opened, delimiter=source.separator, strict=True)
            next(reader)
            before = reader.line_num
            for fields in reader:
                if any(field.strip() for field in fields):
                    yield before + 1, fields
                before = reader.line_num
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnusableError(_not_readable(source.path, error)) from error


def rows(source: Source) -> Iterator[Row]:
    """Every line with its values read."""
    positions = [source.header.index(column.name) for column in source.file.columns]
    key_positions = [source.header.index(name) for name in source.file.key]
    for line, fields in lines(source):
        texts = [fields[position].strip() if position < len(fields) else "" for position in positions]
        key = "|".join(fields[position].strip() for position in key_positions if position < len(fields))
        yield _row(source, line, key, texts, fields)


def _row(source: Source, line: int, key: str, texts: Sequence[str], fields: Sequence[str]) -> Row:
    file = source.file
    read: list[Value] = []
    fault: Fault | None = None
    if len(fields) != len(source.header):
        fault = _field_count(source, len(fields))
    for column, text in zip(file.columns, texts, strict=True):
        value: Value = None
        try:
            if "\x00" in text:
                raise errors.RefusedError("Feltet har et tegn, der ikke kan gemmes.")
            if text:
                value = column.read(text)
            elif not column.may_be_empty:
                raise errors.RefusedError("Feltet er tomt, men skal udfyldes.")
        except errors.RefusedError as refused:
            fault = fault or (column.name, refused.sentence)
        read.append(value)
    if fault is None:
        fault = file.check(dict(zip((column.name for column in file.columns), read, strict=True)))
    content = "\x1f".join(
        text if value is None else str(value) for text, value in zip(texts, read, strict=True)
    ).replace("\x00", "\ufffd")
    return Row(line=line, key=key.replace("\x00", "\ufffd"), values=tuple(read), content=content, fault=fault)


def _field_count(source: Source, count: int) -> Fault:
    column = source.header[min(count, len(source.header) - 1)]
    return column, f"Linjen har {count} felter, men overskriften har {len(source.header)}."


def _check_header(file: File, header: tuple[str, ...]) -> None:
    expected = [column.name for column in file.columns]
    wrong = [
        *(f"{file.title}: kolonnen »{name}« mangler." for name in expected if name not in header),
        *(
            f"{file.title}: kolonnen »{name}« kendes ikke."
            for name in header
            if name not in expected and name != ERROR_COLUMN
        ),
        *(f"{file.title}: kolonnen »{name}« står to gange." for name in expected if header.count(name) > 1),
    ]
    if wrong:
        raise UnusableError(*wrong)


def _not_readable(path: Path, error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"{path.name} kan ikke læses: den er ikke skrevet som UTF-8."
    if isinstance(error, csv.Error):
        return f"{path.name} kan ikke læses som CSV: {error}."
    return f"{path.name} kan ikke læses: {error.strerror if isinstance(error, OSError) else error}."
