"""A letter as PDF/UA-1, set by typst from `typst/letter.typ`."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import asdict
from importlib import resources
from typing import Any

import typst

from parloeb.domain.correspondence.rules import letters, sheets
from parloeb.kernel import errors

NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


class UnprintableError(errors.RefusedError):
    """The letter holds `characters` that no font of the letter has. PDF/UA forbids empty boxes in their place."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        super().__init__(f"Brevet kan ikke skrives, fordi skriften mangler disse tegn: {' '.join(characters)}")
        self.characters = characters


def to_pdf(letter: letters.Letter) -> bytes:
    """The letter as tagged PDF/UA-1: the same facts give the same bytes. UnprintableError if a glyph is missing.

    The strings go to typst as one JSON input and are never read as its markup.
    """
    try:
        return _typeset(json.dumps(_sheet_json(sheets.lay_out(letter)), ensure_ascii=False))
    except typst.TypstError as error:
        missing = tuple(dict.fromkeys(NO_GLYPH.findall(error.diagnostic)))
        if not missing:
            raise
        raise UnprintableError(missing) from error


def _typeset(sheet_json: str) -> bytes:
    # Only the fonts inside the wheel: a letter must not look otherwise on a machine with other fonts.
    return typst.compile(
        _template(), format="pdf", pdf_standards="ua-1", ignore_system_fonts=True, sys_inputs={"sheet": sheet_json}
    )


@functools.cache
def _template() -> bytes:
    return resources.files("parloeb.domain.correspondence.rules").joinpath("typst/letter.typ").read_bytes()


def _sheet_json(sheet: sheets.Sheet) -> dict[str, Any]:
    day = sheet.dated_on
    sections = [{"kind": section.kind, "blocks": list(map(_block_json, section.blocks))} for section in sheet.sections]
    return {**asdict(sheet), "dated_on": [day.year, day.month, day.day], "sections": sections}


def _block_json(block: sheets.Block) -> dict[str, Any]:
    said = {name: value for name, value in asdict(block).items() if name != "rules"}  # they are on the page alone
    return {"kind": type(block).__name__.lower(), **said}
