"""A letter as an HTML fragment: the same strings in the same order as the PDF, and the way to each rule if asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import TypeVar

from parloeb.domain.correspondence.rules import letters, sheets

T = TypeVar("T")
# From the id of a rule to the address where it is read, and what the link says.
Way = Callable[[str], tuple[str, str]]


def to_html(letter: letters.Letter, *, subject_level: int = 2, way: Way | None = None) -> str:
    """The letter as one escaped `<article>` for embedding in a page.

    `subject_level` (1 to 3) is the heading level of the subject; the headings below follow it. ValueError
    otherwise. With a `way` each sentence that follows from rules is followed by a link to each.
    """
    if subject_level not in {1, 2, 3}:
        raise ValueError(f"The subject has heading level 1 to 3, not {subject_level}.")
    sheet = sheets.lay_out(letter)
    return _joined(
        (
            '<article class="letter" lang="da">',
            *_head(sheet),
            f'<h{subject_level} class="letter-subject">{escape(sheet.subject)}</h{subject_level}>',
            *(_section(section, subject_level, way) for section in sheet.sections),
            *_closing(sheet),
            "</article>",
        )
    )


def _head(sheet: sheets.Sheet) -> tuple[str, ...]:
    return (
        '<header class="letter-head">',
        f'<p class="letter-authority"><strong>{escape(sheet.authority)}</strong></p>',
        _paragraph("letter-unit", (sheet.unit,) if sheet.unit else ()),
        _paragraph("letter-receiver", sheet.receiver),
        _paragraph("letter-contact", sheet.contact),
        _pairs("letter-references", sheet.references),
        "</header>",
    )


def _closing(sheet: sheets.Sheet) -> tuple[str, ...]:
    closing = f"<p>{escape(sheet.closing)}</p>" if sheet.closing else ""
    if not sheet.greeting:
        return (closing,)
    signature = _paragraph("letter-signature", sheet.signature)
    return (closing, '<footer class="letter-closing">', f"<p>{escape(sheet.greeting)}</p>", signature, "</footer>")


def _section(section: sheets.Section, subject_level: int, way: Way | None) -> str:
    inner = "\n".join(_block(block, subject_level, way) for block in section.blocks)
    return f'<section class="letter-{section.kind}">\n{inner}\n</section>'


def _block(block: sheets.Block, subject_level: int, way: Way | None) -> str:
    match block:
        case sheets.Title(text, level):
            tag = f"h{level + subject_level - 1}"
            return f"<{tag}>{escape(text)}</{tag}>"
        case sheets.Deadline(text, rules):
            return f'<p class="letter-deadline"><strong>{_led(text, rules, way)}</strong></p>'
        case letters.Paragraph(text, rules):
            return f"<p>{_led(text, rules, way)}</p>"
        case letters.Bullets(items, rules):
            points = (f"<li>{_led(text, of, way)}</li>" for text, of in _with_rules(items, rules))
            return f"<ul>\n{_joined(points)}\n</ul>"
        case letters.Facts(rows, rules):
            return _pairs("letter-facts", rows, [_led(value, of, way) for (_, value), of in _with_rules(rows, rules)])
        case letters.Table():
            return _table(block)


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)


def _table(table: letters.Table) -> str:
    header = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.header)
    rows = "\n".join(f"<tr>{_each('td', row)}</tr>" for row in table.rows)
    return f"<table>\n<thead><tr>{header}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _led(text: str, rules: letters.Rules, way: Way | None) -> str:
    """A sentence with links to the rules that it follows from: on the provision where it names one, else after it.

    A provision is named once; a further rule of the same stands as that.
    """
    shown = escape(text)
    named: set[str] = set()
    after = []
    for url, citation in map(way, rules) if way else ():
        opening = f'<a href="{escape(url)}">'
        if not named and escape(citation) in shown:  # one at most, so that no link lies in another
            shown = shown.replace(escape(citation), f"{opening}{escape(citation)}</a>", 1)
        else:
            after.append(f"{opening}{'samme sted' if citation in named else escape(citation)}</a>")
        named.add(citation)
    return f'{shown} <span class="letter-rules">({", ".join(after)})</span>' if after else shown


def _with_rules(texts: Sequence[T], rules: Sequence[letters.Rules]) -> Iterator[tuple[T, letters.Rules]]:
    return zip(texts, rules or [()] * len(texts), strict=True)


def _pairs(name: str, rows: Sequence[tuple[str, str]], values: Sequence[str] = ()) -> str:
    inner = "\n".join(
        f"<div><dt>{escape(label)}</dt><dd>{value}</dd></div>"
        for (label, _), value in zip(rows, values or [escape(value) for _, value in rows], strict=True)
    )
    return f'<dl class="{name}">\n{inner}\n</dl>'


def _paragraph(name: str, lines: tuple[str, ...]) -> str:
    return f'<p class="{name}">{"<br>".join(map(escape, lines))}</p>' if lines else ""


def _each(tag: str, texts: Iterable[str]) -> str:
    return "\n".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)
