"""Starting and ending: the demo answers, and after it ends nothing of it runs."""

import shutil
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from parloeb.cli import frontend, processes
from parloeb.config import embedded
from tests.cli import running

pytestmark = pytest.mark.skipif(not (frontend.VENDOR / "stamp.txt").exists(), reason="needs the files of make frontend")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_demo_answers_and_a_signal_ends_all_of_it(home: running.Home, number: signal.Signals) -> None:
    served = home.start("demo", "--small")
    status, text = running.get(served.port, "/adgang/demo/")

    assert status == 200
    assert "Signe Holmgaard" in text
    assert running.get(served.port, "/static/parloeb/parloeb.css")[0] == 200
    assert served.said()[:2] == [f"http://127.0.0.1:{served.port}/", "Sagsbehandler: Signe Holmgaard"]
    assert "Borger: Anna Borgstrøm" in served.said()
    assert served.end(number) == 0
    assert served.is_gone()


def test_stop_ends_what_a_kill_left_behind_and_the_next_start_ends_cleanly(home: running.Home) -> None:
    served = home.start("demo", "--small")
    served.end(signal.SIGKILL)
    assert served.living() != []

    done = home.run("stop")

    assert (done.returncode, done.stdout) == (0, f"Stoppet: {home.folder}\n")
    assert served.is_gone()
    assert home.run("stop").stdout == f"Der kørte ikke noget: {home.folder}\n"

    again = home.start("demo", "--small")
    assert again.end(signal.SIGTERM) == 0
    assert again.is_gone()


def test_a_command_beside_the_server_leaves_the_database_running(home: running.Home) -> None:
    served = home.start("demo", "--small")

    assert home.run("migrate").returncode == 0
    assert running.get(served.port, "/adgang/demo/")[0] == 200
    assert served.end(signal.SIGTERM) == 0
    assert home.database() is None


def test_a_fallen_worker_is_started_anew(home: running.Home) -> None:
    served = home.start("demo", "--small")
    worker = next(process for process in served.family if "worker" in process.cmdline())

    worker.kill()

    assert running.comes_true(lambda: worker not in (known := processes.noted(home.folder)) and len(known) == 3)
    assert served.end(signal.SIGTERM) == 0


def test_who_makes_a_home_is_told_what_takes_time(made_home: running.Home) -> None:
    assert (made_home.folder / "progress.txt").read_text().splitlines() == [
        "Laver databasen; det tager nogle sekunder den første gang.",
        "Bringer databasen ajour.",
    ]


def test_a_taken_port_is_told_in_a_sentence(home: running.Home) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = home.run("serve", "--port", str(port))

    assert done.returncode == 1
    assert f"Port {port} er optaget" in done.stderr
    assert done.stdout == ""


def test_a_home_is_served_once_at_a_time(home: running.Home) -> None:
    served = home.start("demo", "--small")
    done = home.run("serve", PARLOEB_PORT=str(running.free_port()))

    assert done.returncode == 1
    assert "Mappen bruges allerede" in done.stderr
    assert served.end(signal.SIGTERM) == 0


def test_one_click_login_is_refused_where_people_are_real(tmp_path: Path, made_home: running.Home) -> None:
    with running.used(running.Home(tmp_path / "real"), like=made_home) as home:
        made = home.run(
            "create-user", "--email=a@b.dk", "--name=Asta Vind", "--role=administrator", typed="En lang sætning 77\n"
        )
        assert (made.returncode, made.stderr) == (0, "")

        demo, serve = home.run("demo", "--small"), home.run("serve", PARLOEB_DEMO="1")

        assert demo.returncode == serve.returncode == 1
        assert "personer, som demoen ikke har lavet" in demo.stderr
        assert "lader enhver være hvem som helst" in serve.stderr


def test_without_front_end_files_the_sentence_says_how_to_get_them(home: running.Home, tmp_path: Path) -> None:
    package = tmp_path / "bare" / "parloeb"
    shutil.copytree(Path(embedded.__file__).parents[1], package, ignore=shutil.ignore_patterns("vendor"))
    done = subprocess.run(
        [*running.COMMAND, "serve"],
        cwd=package.parent,
        env=home.environment(PYTHONPATH=str(package.parent)),
        capture_output=True,
        text=True,
        timeout=running.WITHIN,
        check=False,
    )

    assert done.returncode == 1
    assert "Kør: python -m parloeb.cli.frontend" in done.stderr
