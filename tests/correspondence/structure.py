"""What PDF/UA-1 asks of the structure of a letter, held against the finished file."""

import io
import itertools
from collections.abc import Iterator

import pdfplumber
import pikepdf

from parloeb.domain.correspondence.rules import letters, twin
from tests.correspondence import reading

STANDARD = frozenset(
    {"Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "L", "LI", "Lbl", "LBody", "Span"}
)
STANDARD |= {"Table", "THead", "TBody", "TR", "TH", "TD", "Strong", "Em"}
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}


def faults(pdf: bytes, letter: letters.Letter) -> list[str]:
    """What is wrong with the file as an accessible document, and as the letter it is meant to be; empty where nothing.

    The matterhorn protocol's checks that a machine can make, as far as a letter without pictures, links and forms
    meets them.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = [*_of_document(document, letter), *_of_fonts(document), *_of_roles(document), *_of_tables(document)]
    return [*found, *_of_marks(pdf), *_of_reading(pdf, letter)]


def _of_document(document: pikepdf.Pdf, letter: letters.Letter) -> Iterator[str]:
    root = document.Root
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)) or "/StructTreeRoot" not in root:
        yield "is not tagged"
    if str(root.get("/Lang", "")) != "da":
        yield "says no language"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "shows its file name for a title"
    with document.open_metadata() as metadata:
        if metadata.get("{http://www.aiim.org/pdfua/ns/id/}part") != "1":
            yield "does not say that it is PDF/UA-1"
        if metadata.get("dc:title") != letter.subject:
            yield "has another title than its subject"
    if any("/Annots" in page and page.get("/Tabs") != "/S" for page in document.pages):
        yield "has annotations outside the order of reading"


def _of_fonts(document: pikepdf.Pdf) -> Iterator[str]:
    found = [part for part in document.objects if isinstance(part, pikepdf.Dictionary)]
    fonts = [part for part in found if part.get("/Type") == "/FontDescriptor"]
    if not fonts:
        yield "has no fonts"
    if any("/FontFile2" not in font and "/FontFile3" not in font for font in fonts):
        yield "has a font that is not inside the file"
    texts = [part for part in found if part.get("/Type") == "/Font" and part.get("/Subtype") == "/Type0"]
    if any("/ToUnicode" not in font for font in texts):
        yield "has a font whose signs mean no characters"


def _of_roles(document: pikepdf.Pdf) -> Iterator[str]:
    mapped = {str(name)[1:]: str(role)[1:] for name, role in document.Root.StructTreeRoot.get("/RoleMap", {}).items()}
    used = {str(element.S)[1:] for element in _elements(document.Root.StructTreeRoot)}
    unknown = sorted(role for role in used if mapped.get(role, role) not in STANDARD)
    if unknown:
        yield f"has parts of an unknown kind: {unknown}"


def _of_tables(document: pikepdf.Pdf) -> Iterator[str]:
    for element in _elements(document.Root.StructTreeRoot):
        if element.S == "/TH" and not any("/Scope" in one for one in _listed(element.get("/A", pikepdf.Array()))):
            yield "has a header cell that does not say what it heads"


def _of_marks(pdf: bytes) -> Iterator[str]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        loose = "".join(
            one["text"]
            for page in document.pages
            for one in page.chars
            if one["mcid"] is None and one["tag"] != "Artifact"
        )
    if loose.strip():
        yield f"has text that is neither read aloud nor set aside: {loose}"


def _of_reading(pdf: bytes, letter: letters.Letter) -> Iterator[str]:
    blocks = reading.pdf_blocks(pdf)
    if blocks != reading.html_blocks(twin.to_html(letter, subject_level=1)):
        yield "is read in another order, or in other words, than the page"
    levels = [HEADINGS[role] for role, _ in blocks if role in HEADINGS]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield "does not begin with its one title"
    if any(after > before + 1 for before, after in itertools.pairwise(levels)):
        yield "leaves out a level of headings"
    if any(not text for _, text in blocks):
        yield "has an empty block"


def _elements(element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    for kid in _listed(element.get("/K", pikepdf.Array())):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _listed(kids: pikepdf.Object) -> list[pikepdf.Object]:
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]
