"""`serve`: the pages, with the worker beside them."""

from parloeb.cli import home, serving


def serve(port: serving.Port = 8000) -> None:
    """Serve the pages and send what waits in the outbox, until SIGTERM or Ctrl-C."""
    ready = home.prepare()
    serving.refuse_where_wrong(ready, port=port)
    serving.run(ready, port=port, lines=())
