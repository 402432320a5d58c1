"""`serve`, `demo`, `worker` and `stop`: the system runs until it is told to end."""

import http.client
import os
import signal
import socket
import time
from types import FrameType
from typing import Annotated

import typer

from parloeb.cli import clock, home, processes, saying
from parloeb.config import embedded

FIRST_PAGE = "/konto/login/"
FIRST_PAGE_WITHIN = 60.0

Port = Annotated[int, typer.Option(envvar="PARLOEB_PORT", min=1, max=65535, help="The port on 127.0.0.1.")]


def serve(port: Port = 8000) -> None:
    """Serve the pages and send what waits in the outbox, until SIGTERM or Ctrl-C."""
    ready = home.prepare()
    _refuse_where_wrong(ready, port=port)
    _run(ready, port=port, lines=())


def demo(
    port: Port = 8000,
    *,
    small: Annotated[bool, typer.Option("--small", help="Only a handful of courses, for a quick start.")] = False,
) -> None:
    """Serve an invented municipality in which one click makes you any of its people."""
    os.environ["PARLOEB_DEMO"] = "1"
    ready = home.prepare()
    from parloeb.cli import demo_town

    lines = demo_town.ensure(ready.folder, most_of_a_path=0 if small else demo_town.WHOLE, at=clock.now())
    _refuse_where_wrong(ready, port=port)
    _run(ready, port=port, lines=lines)


def worker() -> None:
    """Send what waits in the outbox; `serve` runs one by itself."""
    home.prepare()
    from parloeb.cli import sending

    sending.until_told_to_end()


def stop() -> None:
    """End what serves this home, and its embedded database, also after a crash."""
    folder = home.folder()
    ended = processes.end_noted(folder)
    if embedded.stop(folder) or ended:
        saying.answer(f"Stopped: {folder}")
    else:
        saying.answer(f"Nothing was running: {folder}")


def _refuse_where_wrong(ready: home.Home, *, port: int) -> None:
    from parloeb.cli import checks

    wrong = [str(finding) for finding in checks.before_start(ready, at=clock.now()) if not finding.is_fine]
    running = processes.noted(ready.folder)
    if running:
        wrong.append(f"This home is served already, by process {running[0].pid}. End it with: parloeb stop")
    elif _is_taken(port):
        wrong.append(f"Port {port} is taken. Choose another with --port.")
    if wrong:
        raise saying.CannotError(*wrong, exit_code=saying.REFUSED)


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


class _Ending:
    """Whether a signal has asked this process to end."""

    asked = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.asked = True


def _run(ready: home.Home, *, port: int, lines: tuple[str, ...]) -> None:
    ending = _Ending()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ending)
    family = processes.Family(ready.folder, processes.web(port), processes.worker())
    family.start()
    try:
        if _first_page_answers(port, family, ending):
            for line in (f"http://127.0.0.1:{port}/", *lines):
                saying.answer(line)
        while not ending.asked:
            if not family.keep_up():
                raise saying.CannotError("The web server has ended by itself; its reasons stand above.")
            time.sleep(processes.PULSE)
    finally:
        family.end()


def _first_page_answers(port: int, family: processes.Family, ending: _Ending) -> bool:
    for _ in range(round(FIRST_PAGE_WITHIN / processes.PULSE)):
        if ending.asked or family.web.poll() is not None:
            return False
        if _answers(port):
            return True
        time.sleep(processes.PULSE)
    raise saying.CannotError(f"The first page did not answer within {FIRST_PAGE_WITHIN:.0f} seconds.")


def _answers(port: int) -> bool:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asking.request("GET", FIRST_PAGE)
        return asking.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except OSError:
        return False
    finally:
        asking.close()
