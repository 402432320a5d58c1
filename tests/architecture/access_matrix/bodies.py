"""Everything an answer tells, as one text to search: whatever it is packed in."""

import io
import re
import zipfile
from collections.abc import Iterable

import pdfplumber
import pikepdf
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

# What differs from answer to answer and tells nothing.
PASSING = (
    re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"'),
    re.compile(r'name="posting_key" value="[^"]+"'),
    re.compile(r'"X-CSRFToken": "[^"]+"'),
)
PASSING_HEADERS = {"Set-Cookie", "Content-Length", "Server-Timing"}


def told(answer: HttpResponseBase) -> str:
    """Headers and body as text, unpacked, casefolded."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return f"{headers}\n{_text(content(answer))}".casefold()


def content(answer: HttpResponseBase) -> bytes:
    """The bytes of the body, streamed or not."""
    if isinstance(answer, StreamingHttpResponse):
        return b"".join(bytes(part) for part in answer.streaming_content)  # type: ignore[union-attr]
    assert isinstance(answer, HttpResponse)
    return answer.content


def likeness(answer: HttpResponseBase, *, without: Iterable[str] = ()) -> str:
    """What must be equal where two answers must look the same: status, headers, body, passing tokens left out.

    `without` is what the person typed and the page says back.
    """
    headers = sorted(f"{name}: {value}" for name, value in answer.items() if name not in PASSING_HEADERS)
    body = content(answer).decode(errors="replace")
    for pattern in PASSING:
        body = pattern.sub("", body)
    whole = f"{answer.status_code}\n{headers}\n{body}"
    for typed in without:
        whole = whole.replace(typed, "")
    return whole


def _text(body: bytes) -> str:
    if body.startswith(b"%PDF"):
        return _pdf(body)
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return "\n".join(f"{name}\n{_text(packed.read(name))}" for name in packed.namelist())
    text = body.decode(errors="replace")
    # A calendar folds its lines.
    return text.replace("\r\n ", "") if text.startswith("BEGIN:VCALENDAR") else text


def _pdf(body: bytes) -> str:
    """Text, metadata and attachments of a PDF, with all spaces and without, for words that a line breaks."""
    with pdfplumber.open(io.BytesIO(body)) as read:
        parts = [page.extract_text() for page in read.pages]
    with pikepdf.open(io.BytesIO(body)) as opened:
        parts += [str(value) for value in opened.docinfo.values()]
        parts += [str(opened.open_metadata()), *opened.attachments]
        parts += [_text(file.get_file().read_bytes()) for file in opened.attachments.values()]
    whole = "\n".join(parts)
    return f"{whole}\n{''.join(whole.split())}"
