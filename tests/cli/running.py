"""`parloeb` as a process of its own, in a home of its own."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from parloeb.config import embedded

WITHIN = 60
COMMAND = (sys.executable, "-m", "parloeb.cli")


@dataclass(frozen=True)
class Home:
    """A home, the command that uses it, and where one stands when the home is to be found by standing there."""

    folder: Path
    command: Sequence[str] = COMMAND
    standing_in: Path | None = None

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of a command: the machine's, this home, and nothing of the tests' own database."""
        ours = ("DATABASE_", "PARLOEB_", "DJANGO_")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
        home = {} if self.standing_in else {"PARLOEB_HOME": str(self.folder)}
        return {**kept, **home, **more}

    def run(self, *words: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [*self.command, *words],
            cwd=self.standing_in,
            env=self.environment(**environment),
            input=typed,
            capture_output=True,
            text=True,
            timeout=WITHIN,
            check=False,
        )

    def start(self, *words: str, **environment: str) -> "Served":
        """Start `demo` or `serve` on a free port; returns when its first line says the address."""
        port = free_port()
        said = self.folder / "said.txt"
        # Files and no pipes: what a killed process leaves behind would hold the pipes open.
        with said.open("w") as out, (self.folder / "progress.txt").open("w") as progress:
            process = subprocess.Popen(
                [*self.command, *words, "--port", str(port)],
                cwd=self.standing_in,
                env=self.environment(**environment),
                stdout=out,
                stderr=progress,
                start_new_session=True,
            )
        if not comes_true(lambda: "\n" in said.read_text() or process.poll() is not None):
            process.kill()
        if f"http://127.0.0.1:{port}/" not in said.read_text().splitlines():
            raise AssertionError((process.wait(WITHIN), said.read_text(), (self.folder / "progress.txt").read_text()))
        return Served(self, process, port, whole_family(self, process.pid))

    def database(self) -> psutil.Process | None:
        """The embedded server of this home, where it runs."""
        try:
            number = int((data(self) / "postmaster.pid").read_text().splitlines()[0])
            return psutil.Process(number)
        except (OSError, psutil.NoSuchProcess):
            return None


@dataclass(frozen=True)
class Served:
    """A served home: the process that was started, and everybody that it started in turn."""

    home: Home
    process: "subprocess.Popen[bytes]"
    port: int
    family: list[psutil.Process]

    def end(self, number: signal.Signals) -> int:
        """Send the signal and wait; returns the exit status."""
        self.process.send_signal(number)
        return self.process.wait(WITHIN)

    def said(self) -> list[str]:
        """The lines on standard output."""
        return (self.home.folder / "said.txt").read_text().splitlines()

    def living(self) -> list[psutil.Process]:
        """Who of the family lives."""
        return [process for process in self.family if not embedded.is_over(process)]

    def is_gone(self) -> bool:
        """Whether nobody of the family lives a moment later."""
        return comes_true(lambda: not self.living(), within=5)


def whole_family(home: Home, parent: int) -> list[psutil.Process]:
    """The process, all below it, and the embedded server."""
    process = psutil.Process(parent)
    database = home.database()
    assert database
    return [process, *process.children(recursive=True), database]


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def make(folder: Path) -> Home:
    """A home with keys and an empty database, stopped: others begin as a copy of it, as making one takes seconds."""
    home = Home(folder)
    folder.mkdir(parents=True)
    done = home.run("migrate")
    assert done.returncode == 0, done.stderr
    (folder / "progress.txt").write_text(done.stderr)
    return home


@contextlib.contextmanager
def used(home: Home, *, like: Home | None = None) -> Iterator[Home]:
    """A home that is stopped and removed afterwards, its database too where that lies elsewhere.

    It is new, or a copy of another that is stopped.
    """
    home.folder.mkdir(parents=True)
    if like:
        for whole, copy in ((like.folder, home.folder), (data(like), data(home))):
            # Whose the files of the database are is kept, which Python's own copying does not.
            subprocess.run(["cp", "--archive", "--no-target-directory", whole, copy], check=True)
    yield home
    home.run("stop")
    shutil.rmtree(data(home), ignore_errors=True)


def data(home: Home) -> Path:
    """Where the database of a home lies."""
    return embedded.data_folder(home.folder)


def get(port: int, path: str) -> tuple[int, str]:
    """Status and text of a page."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as asking:
        asking.request("GET", path)
        answer = asking.getresponse()
        return answer.status, answer.read().decode()


def comes_true(fact: Callable[[], bool], *, within: int = WITHIN) -> bool:
    """Whether the fact is true within so many seconds."""
    for _ in range(10 * within):
        if fact():
            return True
        time.sleep(0.1)
    return False


@contextlib.contextmanager
def mail_server(listening: socket.socket) -> Iterator[None]:
    """Answer one mail client in a thread, with as much of the protocol as a greeting needs."""

    def answer() -> None:
        connection, _ = listening.accept()
        with connection, connection.makefile("rwb") as talk:
            talk.write(b"220 ready\r\n")
            talk.flush()
            for line in talk:
                talk.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 fine\r\n")
                talk.flush()

    thread = threading.Thread(target=answer)
    thread.start()
    yield
    thread.join(WITHIN)
