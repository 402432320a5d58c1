"""`worker`: sends what waits in the outbox; `serve` and `demo` run one by themselves."""

from parloeb.cli import home


def worker() -> None:
    """Send what waits in the outbox; `serve` runs one by itself."""
    home.prepare()
    from parloeb.cli import sending

    sending.until_told_to_end()
