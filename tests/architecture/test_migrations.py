"""Models and migrations agree."""

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_no_model_of_any_room_lacks_its_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
