"""What `serve` and `demo` share: the web server and the worker run until they are told to end."""

import http.client
import signal
import socket
import time
from types import FrameType
from typing import Annotated

import typer

from parloeb.cli import clock, home, processes, saying

FIRST_PAGE = "/konto/login/"
FIRST_PAGE_WITHIN = 60.0

Port = Annotated[int, typer.Option(envvar="PARLOEB_PORT", min=1, max=65535, help="Porten på 127.0.0.1.")]


def refuse_where_wrong(ready: home.Home, *, port: int) -> None:
    """Look before the start at what would go wrong. Raises CannotError with a sentence for each."""
    from parloeb.cli import checks

    wrong = [str(finding) for finding in checks.before_start(ready, at=clock.now()) if not finding.is_fine]
    running = processes.noted(ready.folder)
    if running:
        wrong.append(f"Mappen bruges allerede af proces {running[0].pid}. Stop den med: parloeb stop")
    elif _is_taken(port):
        wrong.append(f"Port {port} er optaget. Vælg en anden med --port.")
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


def run(ready: home.Home, *, port: int, lines: tuple[str, ...]) -> None:
    """Run both until SIGTERM or Ctrl-C; say the address and the lines once the first page answers."""
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
                raise saying.CannotError("Webserveren er stoppet af sig selv; grunden står ovenfor.")
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
    raise saying.CannotError(f"Den første side svarede ikke inden for {FIRST_PAGE_WITHIN:.0f} sekunder.")


def _answers(port: int) -> bool:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asking.request("GET", FIRST_PAGE)
        return asking.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except OSError:
        return False
    finally:
        asking.close()
