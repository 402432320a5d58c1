"""Models and migrations agree, and what migrations need of each other follows the arrow of the rooms."""

import tomllib

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.architecture import tree

# Rooms from the last to the first, those side by side in one; as import-linter holds them.
CONTRACT = "Rooms: a later step may know an earlier one, never the reverse"


@pytest.mark.django_db
def test_no_model_of_any_room_lacks_its_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def _levels() -> dict[str, int]:
    """How early each room is: of two rooms the earlier has the higher number, and those side by side the same."""
    settings = tomllib.loads((tree.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = (one["layers"] for one in settings["tool"]["importlinter"]["contracts"] if one["name"] == CONTRACT)
    rooms = [[name.strip(" ()") for name in layer.split("|")] for layer in layers]
    return {room: level for level, side_by_side in enumerate(rooms) for room in side_by_side}


def test_a_migration_needs_only_earlier_rooms() -> None:
    """What must come before a migration of an earlier room says so itself (`run_before`)."""
    levels = _levels()
    assert set(tree.rooms()) <= set(levels)
    against = [
        f"{room}.{name} -> {other}.{of}"
        for (room, name), migration in MigrationLoader(None).disk_migrations.items()
        for other, of in (*migration.dependencies, *migration.run_before)
        if room in levels and other in levels and other != room and levels[other] <= levels[room]
    ]
    assert against == []
