"""The web server and the worker as children of one command: started, watched, ended, and found again after a crash."""

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from parloeb.config import embedded

PATIENCE = 10.0
PULSE = 0.2
NOTES = "processes.json"
WORKER_PAUSE = 2.0
WORKER_CLASS = "parloeb.cli.answering.Worker"


def web(port: int) -> list[str]:
    """The command of the web server; it listens on this machine alone."""
    options = {
        "bind": f"127.0.0.1:{port}",
        "workers": 2,
        "threads": 4,
        "worker-class": WORKER_CLASS,
        "graceful-timeout": 5,
        "log-level": "warning",
    }
    words = [f"--{key}={value}" for key, value in options.items()]
    return [sys.executable, "-m", "gunicorn", "--preload", "--no-control-socket", *words, "parloeb.config.wsgi"]


def worker() -> list[str]:
    """The command of the worker, which sends what waits in the outbox."""
    return [sys.executable, "-m", "parloeb.cli", "worker"]


@dataclass
class Family:
    """This process with its children, noted in the home so that `parloeb stop` finds them whatever happened."""

    home: Path
    web_command: Sequence[str]
    worker_command: Sequence[str]
    web: subprocess.Popen[bytes] = field(init=False)
    worker: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        """Start both children, in a session of their own: a Ctrl-C reaches this process alone, which ends them."""
        self.web = _start(self.web_command)
        self.worker = _start(self.worker_command)
        self._note()

    def keep_up(self) -> bool:
        """Start a fallen worker anew; False when the web server has ended, which nothing here can mend."""
        if self.worker.poll() is not None:
            time.sleep(WORKER_PAUSE)
            self.worker = _start(self.worker_command)
            self._note()
        return self.web.poll() is None

    def end(self) -> None:
        """End both children, the web server first so that nobody asks for what is gone."""
        for child in (self.web, self.worker):
            child.terminate()
        for child in (self.web, self.worker):
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        (self.home / NOTES).unlink(missing_ok=True)

    def _note(self) -> None:
        living = [psutil.Process(), psutil.Process(self.web.pid), psutil.Process(self.worker.pid)]
        notes = [{"pid": process.pid, "started": process.create_time()} for process in living]
        (self.home / NOTES).write_text(json.dumps(notes), encoding="utf-8")


def noted(home: Path) -> list[psutil.Process]:
    """The processes of this home that still live, the parent first; a number that another has got since is left out."""
    try:
        notes = json.loads((home / NOTES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    living = []
    for note in notes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process = psutil.Process(note["pid"])
            if process.create_time() == note["started"] and not embedded.is_over(process):
                living.append(process)
    return living


def end_noted(home: Path) -> bool:
    """End what is left of a family of this home; False when nothing was."""
    living = noted(home)
    for process in living:
        _end(process)
    (home / NOTES).unlink(missing_ok=True)
    return bool(living)


def _end(process: psutil.Process) -> None:
    """End one process, its children with it where it does not end them itself in time."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process.terminate()
        for _ in range(round(3 * PATIENCE / PULSE)):
            if embedded.is_over(process):
                return
            time.sleep(PULSE)
        for child in [*process.children(recursive=True), process]:
            child.kill()


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    # The command is built from constants and a checked port, never from input.
    return subprocess.Popen(command, start_new_session=True, stdin=subprocess.DEVNULL)  # noqa: S603
