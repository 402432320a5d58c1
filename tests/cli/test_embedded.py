"""The embedded server as a kill leaves it: it stops without a word too many, and starts again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from parloeb.config import embedded
from tests.cli import running


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A home of its own for one server."""
    with running.used(running.Home(tmp_path / "hjem")) as home:
        yield home.folder


def _answers(addresses: embedded.Addresses) -> bool:
    with psycopg.connect(addresses.url(embedded.APPLICATION)) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def test_a_server_stops_although_somebody_is_connected(folder: Path) -> None:
    addresses = embedded.start(folder)

    with psycopg.connect(addresses.url(embedded.APPLICATION)):
        assert embedded.stop(folder)

    assert not embedded.stop(folder)


@pytest.mark.parametrize("left", ["", "4711\n/half", "{own}\n/var\n1\n\n/tmp\n\n1 1\nready\n"])
def test_what_a_kill_left_is_no_running_server(folder: Path, left: str) -> None:
    embedded.start(folder)
    embedded.stop(folder)
    (embedded.data_folder(folder) / "postmaster.pid").write_text(left.format(own=os.getpid()))

    assert not embedded.stop(folder)
    assert _answers(embedded.start(folder))
    assert embedded.stop(folder)


def test_a_process_is_over_before_anybody_asks_for_its_exit_status() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        process = psutil.Process(child.pid)
        assert not embedded.is_over(process)
        assert child.stdin
        child.stdin.write(b"\n")
        child.stdin.close()
        assert running.comes_true(lambda: embedded.is_over(process))
    assert embedded.is_over(process)
