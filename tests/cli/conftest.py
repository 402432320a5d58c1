"""A home for the commands that need a database of their own."""

from collections.abc import Iterator

import pytest

from parloeb.cli import processes
from tests.cli import running


@pytest.fixture(scope="module")
def home_of_the_file(tmp_path_factory: pytest.TempPathFactory, made_home: running.Home) -> Iterator[running.Home]:
    """One home for all tests of a file."""
    home = running.Home(tmp_path_factory.mktemp("hjem") / "Søren & Åse's filer")
    with running.used(home, like=made_home):
        yield home


@pytest.fixture
def home(home_of_the_file: running.Home) -> Iterator[running.Home]:
    """The home of the file, with nothing served in it before or after the test."""
    yield home_of_the_file
    if (home_of_the_file.folder / processes.NOTES).exists():
        home_of_the_file.run("stop")
