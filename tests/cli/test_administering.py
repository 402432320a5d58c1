"""The commands of the administrator at the machine: what they answer, and how they refuse."""

import dataclasses
import os
import socket
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from parloeb.config import embedded
from parloeb.kernel import days
from parloeb.pages.shared import clock
from tests.cli import running
from tests.conftest import HOME as SERVER

PASSWORD = "En lang sætning 77"

REGISTER = """
from parloeb.cli import clock, home
home.prepare()
from django.conf import settings
from parloeb.domain.people import acting, commands, sealing
from parloeb.kernel import cpr
keys = sealing.Keyring(sealing=settings.KEYS.sealing, index=settings.KEYS.index)
with acting.acting_as_system() as by:
    commands.register_citizen(name="Bo Lind", cpr=cpr.parse("0101901234"), keys=keys, by=by, at=clock.now())
"""


def create_user(home: running.Home, *words: str, password: str = PASSWORD) -> tuple[int, str, str]:
    done = home.run("create-user", "--name=Asta Vind", *words, typed=f"{password}\n")
    return done.returncode, done.stdout, done.stderr


def test_a_user_is_made_for_a_team_that_was_made_before(home: running.Home) -> None:
    place = home.run("create-organisation", "--name=Jobcenter Vest", "--team=Team Æble", "--team=Team Ø")
    assert (place.returncode, place.stdout) == (0, "Jobcenter Vest: jobcentre, Team Æble, Team Ø\n")

    done = create_user(home, "--email=asta@vest.dk", "--role=caseworker", "--team=Team Æble")

    assert done[:2] == (0, "Asta Vind <asta@vest.dk>: caseworker\n")
    again = create_user(home, "--email=ASTA@vest.dk", "--role=caseworker", "--team=Team Æble")
    assert again == (1, "", "Der findes allerede en bruger med den e-mailadresse.\n")


@pytest.mark.parametrize(
    ("words", "password", "sentence"),
    [
        (["--role=administrator", "--email=asta"], PASSWORD, "Indtast en gyldig e-mail-adresse"),
        (["--role=administrator", "--email=a@b.dk"], "kort", "mindst 12 tegn"),
        (["--role=caseworker", "--email=a@b.dk"], PASSWORD, "skal høre til et team"),
        (
            ["--role=caseworker", "--email=a@b.dk", "--team=Ingen"],
            PASSWORD,
            "Der findes ikke et team, der hedder »Ingen«",
        ),
        (["--role=evaluator", "--email=a@b.dk", "--organisation=X"], PASSWORD, "Der findes ikke en organisation"),
    ],
)
def test_a_refusal_is_a_sentence(home: running.Home, words: list[str], password: str, sentence: str) -> None:
    status, out, error = create_user(home, *words, password=password)

    assert (status, out) == (1, "")
    assert sentence in error
    assert "Traceback" not in error


def test_a_role_that_is_none_is_a_usage_error(home: running.Home) -> None:
    status, out, error = create_user(home, "--email=a@b.dk", "--role=king")

    assert (status, out) == (2, "")
    assert "king" in error


def test_a_user_is_ended_once(home: running.Home) -> None:
    assert create_user(home, "--email=vera@vest.dk", "--role=administrator")[0] == 0

    done = home.run("end-user", "VERA@vest.dk")
    again = home.run("end-user", "vera@vest.dk")

    assert (done.returncode, done.stdout) == (0, "Asta Vind <vera@vest.dk>: lukket\n")
    assert (again.returncode, again.stderr) == (1, "Der er ingen, der kan logge ind med den e-mailadresse.\n")


def test_an_organisation_has_a_name(home: running.Home) -> None:
    done = home.run("create-organisation", "--name= ")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Skriv, hvad organisationen hedder.\n"


def test_a_role_is_given_and_ended(home: running.Home) -> None:
    assert home.run("create-organisation", "--name=Jobcenter Nord", "--team=Team Et", "--team=Team To").returncode == 0
    assert create_user(home, "--email=tove@nord.dk", "--role=caseworker", "--team=Team Et")[0] == 0

    ended = home.run("end-role", "tove@nord.dk", "--role=caseworker", "--to=2099-01-31")
    given = home.run("give-role", "tove@nord.dk", "--role=caseworker", "--team=Team To", "--from=2099-02-01")

    assert (ended.returncode, ended.stdout) == (0, "Asta Vind <tove@nord.dk>: caseworker til 2099-01-31\n")
    assert (given.returncode, given.stdout) == (0, "Asta Vind <tove@nord.dk>: caseworker fra 2099-02-01\n")
    assert home.run("end-role", "tove@nord.dk", "--role=mentor").returncode == 1
    assert home.run("give-role", "tove@nord.dk", "--role=caseworker").returncode == 1


def test_what_a_jobcentre_sets_itself_is_set_from_a_day(home: running.Home) -> None:
    assert home.run("create-organisation", "--name=Jobcenter Øst").returncode == 0
    coming = date(clock.day_of(clock.now()).year + 1, 12, 31)
    words = ("set-setting", "Jobcenter Øst", "caseworker_months", "4", f"--from={coming}")

    done, again = home.run(*words), home.run(*words)

    assert (done.returncode, done.stdout) == (0, f"Jobcenter Øst: caseworker_months 4 fra {coming}\n")
    assert again.returncode == 1
    assert "er allerede fastsat fra den dag" in again.stderr
    withdrawn = home.run("withdraw-setting", *words[1:3], words[-1])
    assert (withdrawn.returncode, withdrawn.stdout) == (
        0,
        f"Jobcenter Øst: caseworker_months fra {coming} er trukket tilbage\n",
    )
    unset = home.run("withdraw-setting", *words[1:3], words[-1])
    assert (unset.returncode, "er ikke fastsat fra den dag" in unset.stderr) == (1, True)
    past = home.run(*words[:-1], "--from=2020-01-01")
    assert (past.returncode, past.stderr) == (1, "En indstilling kan tidligst gælde fra i dag.\n")
    assert "kan ikke læses som en dag" in home.run(*words[:-1], "--from=i morgen").stderr
    assert "Loven tillader højst 6 måneder" in home.run(*words[:3], "7").stderr
    crossing = home.run(*words[:2], "leader_months", "1", words[-1])
    assert f"Sagsbehandleren har 3 måneder den {days.text(coming)}" in crossing.stderr
    assert "Er årstallet rigtigt?" in home.run(*words[:-1], "--from=2199-01-01").stderr
    assert home.run(*words[:1], "Ingen", *words[2:]).returncode == 1
    assert home.run(*words[:2], "alt", *words[3:]).returncode == 2


def test_a_citizen_is_linked_by_a_number_that_no_command_line_shows(home: running.Home) -> None:
    assert create_user(home, "--email=bo@borger.dk", "--role=citizen")[0] == 0

    unread = home.run("link-citizen", "bo@borger.dk", typed="12\n")
    unknown = home.run("link-citizen", "bo@borger.dk", typed="0101901234\n")
    assert dataclasses.replace(home, command=(sys.executable, "-c", REGISTER)).run().returncode == 0
    done, again = (home.run("link-citizen", "bo@borger.dk", typed="010190-1234\n") for _ in range(2))

    assert (unread.returncode, unknown.returncode, again.returncode) == (1, 1, 1)
    assert "CPR" in unread.stderr
    assert unknown.stderr == "Der er ingen borger med det CPR-nummer.\n"
    assert (done.returncode, done.stdout) == (0, "Asta Vind <bo@borger.dk>: borger\n")
    assert again.stderr == "Borgeren har allerede en bruger.\n"


def test_the_doctor_names_each_fault_and_how_to_mend_it(home: running.Home) -> None:
    home.run("migrate")
    keys = home.folder / "keys" / "keys.json"
    keys.chmod(0o644)

    done = home.run("doctor", "--production")
    keys.chmod(0o600)

    lines = {line[6:].split(":")[0]: line for line in done.stdout.splitlines()}
    assert done.returncode == 1
    assert lines["nøgler"].startswith("FEJL")
    assert "chmod 600" in lines["nøgler"]
    assert lines["indlejret database"].startswith("FEJL")
    assert lines["adresse uden https"].startswith("FEJL")
    assert lines["mail"].endswith("Sæt PARLOEB_MAIL_HOST.")
    for fine in (
        "PostgreSQL",
        "databaserolle",
        "fsync",
        "full_page_writes",
        "synchronous_commit",
        "ur",
        "migreringer",
    ):
        assert lines[fine].startswith("ok"), lines[fine]


def test_the_doctor_finds_nothing_once_a_mail_server_answers(home: running.Home) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(running.WITHIN)
        port = server.getsockname()[1]
        with running.mail_server(server):
            done = home.run("doctor", PARLOEB_MAIL_HOST="127.0.0.1", PARLOEB_MAIL_PORT=str(port))

    assert [line for line in done.stdout.splitlines() if line.startswith("FEJL")] == []
    assert done.returncode == 0


def test_a_database_that_does_not_answer_is_told_in_a_sentence(home: running.Home) -> None:
    home.run("migrate")
    nowhere = "postgresql://parloeb_app@127.0.0.1:1/parloeb"
    away = home.run(
        "create-user", "--email=a@b.dk", "--name=A", "--role=evaluator", typed=PASSWORD, DATABASE_URL=nowhere
    )
    ownerless = home.run("migrate", DATABASE_URL=nowhere)

    assert (away.returncode, ownerless.returncode) == (2, 2)
    assert "Databasen svarer ikke" in away.stderr
    assert "Lad DATABASE_OWNER_URL nævne" in ownerless.stderr
    assert "Traceback" not in away.stderr + ownerless.stderr


@pytest.fixture
def own_server() -> Iterator[dict[str, str]]:
    """An empty database on a server that is not the home's, as its settings name it."""
    name = f"parloeb_own_{os.getpid()}"
    addresses = embedded.start(SERVER)
    embedded.make_database(addresses, name)
    yield {
        "DATABASE_URL": addresses.url(embedded.APPLICATION, name),
        "DATABASE_OWNER_URL": addresses.url(embedded.OWNER, name),
        "SUPERUSER": addresses.url(addresses.superuser, name),
    }
    embedded.drop_database(addresses, name)


def test_a_database_of_ones_own_is_migrated_by_its_owner_alone(tmp_path: Path, own_server: dict[str, str]) -> None:
    superuser = own_server.pop("SUPERUSER")
    home = running.Home(tmp_path)
    early = home.run("serve", **own_server)
    assert (early.returncode, home.run("migrate", **own_server).returncode) == (2, 0)

    words = ("--email=a@b.dk", "--name=Asta Vind", "--role=administrator")
    assert home.run("create-user", *words, typed=PASSWORD, **own_server).returncode == 0
    wrong = [line for line in home.run("doctor", **own_server).stdout.splitlines() if line.startswith("FEJL")]
    assert [line.split(":")[0] for line in wrong] == ["FEJL  mail"]

    passing_by = home.run("serve", **{**own_server, "DATABASE_URL": superuser})
    assert passing_by.returncode == 1
    assert "er superbruger" in passing_by.stderr

    (tmp_path / "keys" / "keys.json").unlink()
    lost = home.run("migrate", **own_server)
    assert lost.returncode == 2
    assert "Læg installationens nøglefil tilbage" in lost.stderr
    assert not (tmp_path / "keys" / "keys.json").exists()


def test_keys_are_never_made_anew_beside_a_database_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = running.Home(tmp_path_factory.mktemp("uden"))
    done = home.run("doctor", DATABASE_URL="postgresql://parloeb_app@127.0.0.1:1/parloeb")

    assert done.returncode == 2
    assert "Læg installationens nøglefil tilbage" in done.stderr
    assert not (home.folder / "keys").exists()


def test_the_rules_of_a_coming_day_are_held_against_the_grants_that_run(home: running.Home) -> None:
    done = home.run("rules", "recheck", "--on", "2027-01-01", "--with-drafts")

    assert (done.returncode, done.stdout) == (0, "0 af 0 løbende bevillinger møder noget nyt den 01-01-2027.\n")
