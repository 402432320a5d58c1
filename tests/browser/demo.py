"""The demo as a process of its own, whose clock can be moved: a course takes weeks."""

import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from parloeb.kernel import days, local
from parloeb.pages.shared import clock
from tests.cli import running

_AHEAD = Path(__file__).parent / "ahead"
_PASSWORD = "En lang sætning 77"


@dataclass(frozen=True)
class Demo:
    """A served demo and the file that says how many seconds its clock is ahead."""

    home: running.Home
    ahead: Path
    port: int

    def be(self, day: date, hour: int = 9) -> None:
        """Let it be that day and hour in Denmark, from now on."""
        self._be_ahead(local.moment(day, datetime.min.time().replace(hour=hour)) - clock.now())

    def be_now(self) -> None:
        """Let it be what it is."""
        self._be_ahead(timedelta())

    def let_log_in(self, name: str, *, email: str, cpr: str) -> None:
        """Let a citizen log in, as the administrator at the machine does."""
        self._run("create-user", f"--name={name}", f"--email={email}", "--role=citizen", typed=_PASSWORD)
        self._run("link-citizen", email, typed=cpr)

    def _run(self, *words: str, typed: str) -> None:
        done = self.home.run(*words, typed=f"{typed}\n", **environment(self.ahead))
        assert done.returncode == 0, done.stderr

    def _be_ahead(self, by: timedelta) -> None:
        whole = self.ahead.with_suffix(".new")
        whole.write_text(str(round(by.total_seconds())))
        whole.replace(self.ahead)


def environment(ahead: Path) -> dict[str, str]:
    """What makes every process that is started with it read the moved clock."""
    paths = [str(_AHEAD), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"PYTHONPATH": os.pathsep.join(paths), "CLOCK_AHEAD": str(ahead)}


def first_monday_of_a_month() -> date:
    """The first Monday of the next month, after everything that has happened in the demo."""
    month = days.months_after(clock.day_of(clock.now()).replace(day=1), 1)
    return month + timedelta(days=-month.weekday() % 7)
