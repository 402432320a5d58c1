"""The whole municipality, built by both jobcentres at the same time, in a process that has typeset nothing before."""

import os
import subprocess
import sys

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from parloeb.config import embedded
from parloeb.domain.cases.models import Case
from parloeb.domain.followup import queries as followup
from tests.conftest import HOME

pytestmark = pytest.mark.long  # two minutes of processor time, over two processes

# A fork of a process in which a letter was typeset would wait for threads that it does not have.
_BUILD = """
import django
django.setup()
from parloeb.cli import demo_town
from tests import builders
print(demo_town.build(keys=builders.keys(), most_of_a_path=demo_town.WHOLE, at=builders.AT, side_by_side=True))
"""


def test_the_whole_town_can_be_built_by_both_jobcentres_at_once(
    own_database: None, django_db_blocker: DjangoDbBlocker
) -> None:
    url = embedded.start(HOME).url(embedded.APPLICATION, str(connection.settings_dict["NAME"]))
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "parloeb.config.settings"}
    built = subprocess.run(
        [sys.executable, "-c", _BUILD], env=environment, capture_output=True, text=True, timeout=500, check=False
    )
    assert built.returncode == 0, built.stderr
    with django_db_blocker.unblock():
        assert Case.objects.filter(is_historic=False).count() == int(built.stdout)
        assert [case.number for case in Case.objects.all() if case.stage != followup.stage_of(case)] == []
