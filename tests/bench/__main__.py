"""`make bench`: fills a town once and keeps it, works on a copy, and prints each page as a multiple of the floor.

`make bench ONLY=letters` times the worker over a thousand letters instead, which takes minutes, and
`make bench ONLY=match` the suggestions for waiting lists beside other ways to find them; that needs no database.
"""

import os
import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings
from django.test import Client

from parloeb.config import embedded

HOME = Path(os.environ.get("PARLOEB_BENCH_HOME", Path(tempfile.gettempdir()) / "parloeb-bench"))
COPY = "parloeb_bench"
LETTERS = "letters"
MATCH = "match"
FLOOR = "floor: session and user"
WRITTEN = "floor: and a row written"
SAVED = "save a visit"
# 95 of 100 visits are saved in so many times what 95 of 100 rows take.
SAVED_AIM = 3.0
AIMS: dict[str, float | None] = {
    FLOOR: 1.0,
    WRITTEN: None,
    "list of 50": 6.0,
    "list of 50, one stage": 6.0,
    "list of 50, last page": 6.0,
    "list of 50, by name": 6.0,
    "case page, six weeks on": 12.0,
    "the mentor's front page": None,
    SAVED: 4.0,
}


def main() -> None:
    """Prepare, measure, print."""
    if MATCH in sys.argv[1:]:
        from tests.bench import adding, matching

        matching.main()
        adding.main()
        return
    HOME.mkdir(parents=True, exist_ok=True)
    addresses = embedded.start(HOME)
    os.environ["DATABASE_URL"] = addresses.url(embedded.APPLICATION)
    os.environ["DATABASE_OWNER_URL"] = addresses.url(embedded.OWNER)
    os.environ["DJANGO_SETTINGS_MODULE"] = "parloeb.config.settings"
    django.setup()
    settings.ROOT_URLCONF = "tests.bench.urls"
    settings.ALLOWED_HOSTS = ["testserver"]
    from parloeb.pages.shared import clock
    from tests.bench import cast
    from tests.builders.clock import AT

    clock.now = lambda: AT
    cast.ready_town()
    _work_on_a_copy(addresses)
    if LETTERS in sys.argv[1:]:
        _measure_letters()
    else:
        _measure_pages()


def _measure_pages() -> None:
    from tests.bench import board, cast, letters, pages, rechecked, rules

    measured = pages.compare(cast.requests())
    floor = measured[FLOOR].median
    print(f"{'':28}{'ms':>8}{'floors':>9}{'aim':>7}{'queries':>9}{'kB':>7}")  # noqa: T201 what the command is for
    for name, taken in measured.items():
        multiple, size = AIMS[name], f"{taken.size / 1000:.1f}"
        told = f"{taken.median / floor:9.1f}{f'{multiple:.0f}' if multiple else '':>7}{taken.queries:9}{size:>7}"
        print(f"{name:28}{taken.median:8.2f}{told}")  # noqa: T201
    saved, written = measured[SAVED].p95, measured[WRITTEN].p95
    print(f"{'save a visit, 95 of 100':28}{saved:8.2f}{saved / written:9.1f}{SAVED_AIM:7.0f} rows")  # noqa: T201
    print(f"{'check of one grant':28}{rules.one_check():8.2f}{'':9}{f'{rules.AIM:.0f} ms':>7}")  # noqa: T201
    rechecked.fill(cast.granted())
    coordinator = board.fill()
    _measure_board(coordinator)
    _measure_waiting_list(coordinator)
    took, grants = rechecked.seconds()
    print(f"{f're-check of {grants:,} grants':28}{1000 * took:8.0f}{'':9}{f'{rechecked.AIM:.0f} s':>7}")  # noqa: T201
    aim = f"{1000 * letters.AIM:.0f} ms"
    print(f"{'two pages, typeset':28}{1000 * letters.seconds():8.0f}{'':9}{aim:>7}")  # noqa: T201
    print(f"{'two pages, written and kept':28}{1000 * letters.seconds_to_write():8.0f}{'':9}{aim:>7}")  # noqa: T201


def _measure_board(client: Client) -> None:
    from tests.bench import board

    took, cards = board.seconds(client)
    print(f"{f'board of {cards:,} cards':28}{1000 * took:8.0f}{'':9}{f'{1000 * board.AIM:.0f} ms':>7}")  # noqa: T201


def _measure_waiting_list(client: Client) -> None:
    from tests.bench import waitinglist

    waitinglist.fill(client)
    taken = waitinglist.seconds(client)
    aim = f"{1000 * waitinglist.RANK_AIM:.0f} ms"
    print(f"{'best for all, solved':28}{1000 * taken.first:8.0f}")  # noqa: T201
    print(f"{'best for all, remembered':28}{1000 * taken.again:8.0f}")  # noqa: T201
    print(f"{'candidates of one citizen':28}{1000 * taken.candidates:8.0f}")  # noqa: T201
    print(f"{'their order by itself':28}{1000 * taken.order:8.1f}{'':9}{aim:>7}")  # noqa: T201


def _measure_letters() -> None:
    from tests.bench import letters

    took, grown = letters.by_the_worker()
    print(f"{f'worker, {letters.LETTERS:,} letters':28}{took:7.1f}s")  # noqa: T201
    print(f"{'its memory grew by':28}{grown:7.1f} MiB, at most {letters.GROWTH:.0f}")  # noqa: T201


def _work_on_a_copy(addresses: embedded.Addresses) -> None:
    from django.db import connection

    connection.close()
    embedded.make_database(addresses, COPY, template=embedded.DATABASE)
    connection.settings_dict["NAME"] = COPY


if __name__ == "__main__":
    main()
