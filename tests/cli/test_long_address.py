"""What the web server answers itself, before any page is reached, is Danish too."""

import socket

from gunicorn.http.errors import LimitRequestLine  # type: ignore[import-untyped]

from parloeb.cli import answering, processes


def test_an_address_that_is_too_long_is_told_in_danish() -> None:
    server, browser = socket.socketpair()
    with server, browser:
        answering.Worker.__new__(answering.Worker).handle_error(None, server, ("", 0), LimitRequestLine(9000, 4094))
        server.shutdown(socket.SHUT_WR)
        answer = browser.makefile("rb").read().decode()
    assert answer.startswith("HTTP/1.1 414 ")
    assert "Adressen er for lang" in answer
    assert f"--worker-class={answering.Worker.__module__}.Worker" in processes.web(8000)
