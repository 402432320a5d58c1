"""Python imports this by itself where PYTHONPATH names its folder: the clock then stands ahead by what a file says.

A course takes weeks. The server of the browser tests is given them in a minute, and nothing in it knows.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

_ahead = Path(os.environ["CLOCK_AHEAD"])
_real = timezone.now  # noqa: TID251 the clock that is moved


def _moved() -> datetime:
    """The real moment and the seconds in the file."""
    return _real() + timedelta(seconds=int(_ahead.read_text()))


timezone.now = _moved  # noqa: TID251
