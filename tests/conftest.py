"""The database of the tests: made by migration for each process, and spoken to as the application's plain role."""

import contextlib
import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from parloeb.config import embedded
from parloeb.domain.people.models import User
from parloeb.pages.shared import clock
from tests import builders
from tests.cli import running

# What takes longest begins first, so that no process is left with a long file at the end.
LONGEST = ("tests/browser/", "tests/cli/", "tests/architecture/")
# New objects, and looks at the youngest and at the middle generation, before Python looks for cycles among them.
RUBBISH_FOR_A_LOOK = (20_000, 50, 100)
# How long a busy machine takes to draw an example says nothing of the product.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
HOME = Path(os.environ.get("PARLOEB_TEST_HOME", Path(tempfile.gettempdir()) / "parloeb-tests"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest first; what is of one kind stays in its random order."""
    items.sort(key=lambda item: [not item.nodeid.startswith(folder) for folder in LONGEST])


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make this process's database on the embedded server, as its owner; a test connects as the application."""
    from django.db import connection

    from parloeb.config import migrating

    HOME.mkdir(parents=True, exist_ok=True)
    addresses = embedded.start(HOME)
    name = f"parloeb_test_{os.getpid()}"
    embedded.make_database(addresses, name)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(
            NAME=name, USER=embedded.APPLICATION, PASSWORD="", HOST=addresses.socket_folder, PORT=""
        )
        with _looking_for_rubbish_once():
            migrating.migrate()
    yield
    with django_db_blocker.unblock():
        connection.close()
    embedded.drop_database(addresses, name)


@contextlib.contextmanager
def _looking_for_rubbish_once() -> Iterator[None]:
    """Let Python not look through all there is for cycles while many objects come, and more rarely from then on.

    The models of every migration made it look again and again, for a third of the time; then each test paid for it.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(*RUBBISH_FOR_A_LOOK)
        gc.enable()


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A transaction around all tests of a file: what the file builds in it stands for all of them.

    A fixture that builds in it has the scope of the module and is `autouse`, so that no test depends on whether
    another came before; tests get a copy of what it gave, and what they write is undone after each, as ever.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A copy of the database in which transactions really commit; it is dropped afterwards.

    Such a test has no mark django_db: the flush of transactional tests truncates, and the log refuses that.
    """
    from django.db import connection

    addresses = embedded.start(HOME)
    template = connection.settings_dict["NAME"]
    copy = f"{template}_copy"
    with django_db_blocker.unblock():
        connection.close()
        embedded.make_database(addresses, copy, template=template)
        connection.settings_dict["NAME"] = copy
        yield
        connection.close()
        connection.settings_dict["NAME"] = template
    embedded.drop_database(addresses, copy)


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running.Home]:
    """A home with an empty database, which is copied and never used."""
    home = running.make(tmp_path_factory.mktemp("hjem") / "made")
    yield home
    shutil.rmtree(running.data(home))


@pytest.fixture
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the builders' moment at the doors of the pages."""
    monkeypatch.setattr(clock, "now", lambda: builders.AT)


@pytest.fixture
def signe(db: None) -> User:
    """A caseworker in a team of her own."""
    return builders.a_caseworker()


@pytest.fixture
def cast(db: None) -> builders.Cast:
    """The fixed cast, made anew for each test."""
    return builders.the_cast()
