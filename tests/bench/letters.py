"""Time a two-page letter, and the worker over a thousand that midnight found unsent: each is written anew and sent.

What the worker holds in memory is read when it has warmed up and when it is done.
"""

import io
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pikepdf
import psutil
from django.db import connection

from parloeb.domain.correspondence import commands, phrasing
from parloeb.domain.correspondence.models import Letter, LetterKind, OutboxItem
from parloeb.domain.correspondence.rules import pdf, stored, twin
from parloeb.domain.correspondence.states import ItemState
from parloeb.domain.people import acting
from tests import builders
from tests.builders import AT, ON
from tests.correspondence import kinds

AIM = 0.5  # seconds for a letter of two pages
LETTERS = 1_000
WARM = 100
GROWTH = 30.0  # MiB, of which a letter's share would be a thirtieth of a MiB
PAGES = 2
NEXT_DAY = timedelta(days=1)


def _nowhere(*mail: str) -> None:
    """A post office that takes everything."""
    del mail


def seconds(*, rounds: int = 20) -> float:
    """How long a letter of two pages takes to be typeset, drawn as a page and made ready to be kept: the slowest."""
    letter = kinds.extended()
    facts = stored.from_facts_json(letter.facts)
    with pikepdf.open(io.BytesIO(bytes(letter.pdf))) as document:
        assert len(document.pages) == PAGES
    return max(_timed(lambda: (pdf.to_pdf(facts), twin.to_html(facts), stored.to_facts_json(facts)), rounds))


def seconds_to_write(*, rounds: int = 20) -> float:
    """How long the whole of writing one takes: own words, number, typesetting, row, outbox and log. The slowest."""
    letter = kinds.extended()
    facts, case = stored.from_facts_json(letter.facts), letter.case
    signe = letter.written_by
    assert signe, "a person wrote it"
    with builders.act(signe) as by:
        worded = phrasing.in_own_words(facts, jobcentre=case.jobcentre_id, kind=LetterKind.GRANT)
        keys = builders.keys()
        return max(
            _timed(
                lambda: commands.write_letter(case, kind=LetterKind.GRANT, facts=worded, keys=keys, by=by, at=AT),
                rounds,
            )
        )


def by_the_worker(*, letters: int = LETTERS, warm: int = WARM, send: commands.Send = _nowhere) -> tuple[float, float]:
    """How long the worker takes for so many letters, and by how many MiB its memory grew after the first `warm`."""
    _leave_unsent(letters)
    worker = psutil.Process()
    begun, at, on, sent = time.perf_counter(), AT + NEXT_DAY, ON + NEXT_DAY, 0
    before = 0.0
    while True:
        with acting.acting_as_system() as by:
            if not commands.deliver_next(send=send, by=by, at=at, on=on):
                break
        sent += 1
        if sent == warm:
            before = _mebibytes(worker)
    took = time.perf_counter() - begun
    assert sent == 2 * letters, "each is written anew and sent"
    assert not OutboxItem.objects.filter(letter__isnull=False).exclude(state=ItemState.SENT).exists()
    return took, _mebibytes(worker) - before


def _leave_unsent(letters: int) -> None:
    """Put so many letters of the day before into the outbox, copies of one to a citizen who gets mail."""
    citizen = builders.a_citizen(email="asta@example.dk", user=builders.a_user("Asta Krog"))
    letter = builders.letter_of(builders.a_grant(citizen=citizen))
    OutboxItem.objects.exclude(letter=letter).delete()  # the town's own wait for nobody here
    Letter.objects.bulk_create(
        Letter(
            case=letter.case,
            citizen=citizen,
            number=f"{letter.number}-{number}",
            kind=letter.kind,
            subject=letter.subject,
            facts=letter.facts,
            pdf=letter.pdf,
            dated_on=letter.dated_on,
            complaint_last_day=letter.complaint_last_day,
            written_at=AT,
        )
        for number in range(1, letters)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO correspondence_outboxitem
                      (uuid, key, channel, letter_id, to_address, subject, body, state, tries, next_try_at, fault)
               SELECT gen_random_uuid(), 'letter:' || l.uuid, i.channel, l.id, i.to_address, i.subject, i.body, i.state,
                      0, i.next_try_at, ''
               FROM correspondence_outboxitem i, correspondence_letter l
               WHERE i.letter_id = %s AND l.case_id = %s AND l.id <> i.letter_id""",
            [letter.pk, letter.case.pk],
        )


def _timed(act: Callable[[], object], rounds: int) -> Iterator[float]:
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        yield time.perf_counter() - begun


def _mebibytes(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 2**20
