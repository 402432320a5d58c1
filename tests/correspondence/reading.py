"""A letter read back, block by block: the PDF through its structure tree, as a screen reader does, and the HTML."""

import io
from collections.abc import Iterator
from html.parser import HTMLParser

import pdfplumber
import pikepdf

Blocks = list[tuple[str, str]]

HEADINGS = {"h1": "h1", "h2": "h2", "h3": "h3", "h4": "h4"}
CELLS = {"th": "header", "td": "cell"}
HTML_ROLES = {"p": "text", "li": "item", "dt": "label", "dd": "item", **HEADINGS, **CELLS}
PDF_ROLES = {"p": "text", "lbl": "label", "lbody": "item", **HEADINGS, **CELLS}


def normal(text: str) -> str:
    """The text without the hyphens that a narrow column adds, and with single spaces."""
    return " ".join(text.replace("\u00ad", "").split())


def html_blocks(html: str) -> Blocks:
    """The blocks of an HTML letter whose subject is an h1."""
    reader = _HtmlReader()
    reader.feed(html)
    reader.close()
    return [(role, normal(text)) for role, text in reader.blocks]


class _HtmlReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: Blocks = []
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HTML_ROLES:
            self.blocks.append((HTML_ROLES[tag], ""))
            self._open = tag
        if tag == "br":
            self.blocks.append(("text", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self._add(data)
        else:
            assert not data.strip(), f"text outside every block: {data!r}"

    def _add(self, text: str) -> None:
        role, before = self.blocks[-1]
        self.blocks[-1] = (role, before + text)


def pdf_blocks(pdf: bytes) -> Blocks:
    """The blocks of the structure tree in reading order; the marks of bullets are left out."""
    texts = _texts_by_mark(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        found = [
            (PDF_ROLES[role], normal("".join(texts.get((pages[page], mark), "") for page, mark in marks)))
            for role, marks in _elements(document.Root.StructTreeRoot.K)
        ]
    return [block for block in found if block != ("label", "•")]


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page as it is seen, with head and foot."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [normal(page.extract_text()) for page in document.pages]


def _texts_by_mark(pdf: bytes) -> dict[tuple[int, int], str]:
    texts: dict[tuple[int, int], str] = {}
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages):
            for character in page.chars:
                if character["mcid"] is not None:
                    place = (number, character["mcid"])
                    texts[place] = texts.get(place, "") + character["text"]
    return texts


def _elements(kids: pikepdf.Object) -> Iterator[tuple[str, list[tuple[tuple[int, int], int]]]]:
    for kid in _listed(kids):
        if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
            continue
        role = str(kid.S).lstrip("/").lower()
        if role in PDF_ROLES:
            yield role, list(_marks(kid))
        elif "/K" in kid:
            yield from _elements(kid.K)


def _marks(element: pikepdf.Object) -> Iterator[tuple[tuple[int, int], int]]:
    for kid in _listed(element.get("/K", pikepdf.Array())):
        if isinstance(kid, pikepdf.Dictionary):
            if "/MCID" in kid:
                yield (kid.Pg if "/Pg" in kid else element.Pg).objgen, int(kid.MCID)
            else:
                yield from _marks(kid)
        else:
            yield element.Pg.objgen, int(kid)


def _listed(kids: pikepdf.Object) -> list[pikepdf.Object]:
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def rightmost(pdf: bytes) -> float:
    """The right edge, in points from the left of the paper, of the character that stands farthest right."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return max(float(character["x1"]) for page in document.pages for character in page.chars)
