"""The worker of the web server, which answers in Danish where gunicorn answers before the pages are reached."""

from typing import Any

from gunicorn.http.errors import LimitRequestLine  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

_PAGE = """<!doctype html>
<html lang="da">
<head><meta charset="utf-8"><title>Adressen er for lang</title></head>
<body><h1>Adressen er for lang</h1><p>Gå tilbage, og søg med færre ord eller filtre.</p></body>
</html>
"""


class Worker(ThreadWorker):  # type: ignore[misc]
    """Threads, as gunicorn runs them."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Say in Danish that an address is too long; everything else is gunicorn's to tell."""
        if not isinstance(exc, LimitRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        body = _PAGE.encode()
        head = (
            "HTTP/1.1 414 URI Too Long\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        client.sendall(head.encode() + body)
