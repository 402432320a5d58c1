"""The commands of the administrator at the machine: what they answer, and how they refuse."""

import socket

import pytest

from tests.cli import running

pytestmark = pytest.mark.xdist_group("administering")

PASSWORD = "En lang sætning 77"


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


def test_the_doctor_names_each_fault_and_how_to_mend_it(home: running.Home) -> None:
    home.run("migrate")
    keys = home.folder / "keys" / "keys.json"
    keys.chmod(0o644)

    done = home.run("doctor", "--production")
    keys.chmod(0o600)

    lines = {line[6:].split(":")[0]: line for line in done.stdout.splitlines()}
    assert done.returncode == 1
    assert lines["keys"].startswith("WRONG")
    assert "chmod 600" in lines["keys"]
    assert lines["embedded database"].startswith("WRONG")
    assert lines["address without https"].startswith("WRONG")
    assert lines["mail"].endswith("Set PARLOEB_MAIL_HOST.")
    for fine in (
        "PostgreSQL",
        "database role",
        "fsync",
        "full_page_writes",
        "synchronous_commit",
        "clock",
        "migrations",
    ):
        assert lines[fine].startswith("ok"), lines[fine]


def test_the_doctor_finds_nothing_once_a_mail_server_answers(home: running.Home) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(running.WITHIN)
        port = server.getsockname()[1]
        with running.mail_server(server):
            done = home.run("doctor", PARLOEB_MAIL_HOST="127.0.0.1", PARLOEB_MAIL_PORT=str(port))

    assert [line for line in done.stdout.splitlines() if line.startswith("WRONG")] == []
    assert done.returncode == 0


def test_a_database_that_does_not_answer_is_told_in_a_sentence(home: running.Home) -> None:
    home.run("migrate")
    away = home.run("migrate", DATABASE_URL="postgresql://parloeb_app@127.0.0.1:1/parloeb")

    assert away.returncode == 2
    assert "Traceback" not in away.stderr
    assert "DATABASE_URL" in away.stderr


def test_keys_are_never_made_anew_beside_a_database_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = running.Home(tmp_path_factory.mktemp("uden"))
    done = home.run("doctor", DATABASE_URL="postgresql://parloeb_app@127.0.0.1:1/parloeb")

    assert done.returncode == 2
    assert "Put the key file of this installation back" in done.stderr
    assert not (home.folder / "keys").exists()
