"""The package as it is given to others: a wheel with its static files, installed where there is no checkout."""

import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from parloeb.cli import frontend
from tests.cli import running

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def uv() -> str:
    found = shutil.which("uv") or shutil.which("uv", path=CHECKOUT / ".tools" / "bin")
    assert found, "make puts uv into .tools"
    return found


@pytest.fixture(scope="module")
def wheel(uv: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run([uv, "build", "--quiet", "--wheel", "--out-dir", out, CHECKOUT], check=True)
    (made,) = out.glob("*.whl")
    return made


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    ours = subprocess.run(["git", "ls-files", "parloeb"], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    fetched = [path.relative_to(CHECKOUT) for path in frontend.VENDOR.rglob("*") if path.is_file()]

    assert fetched
    assert {*ours.stdout.splitlines(), *map(str, fetched)} - held == set()


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """A folder outside of pytest's own: as root the database runs as a user who has to reach its programs there,
    and every pytest that starts closes pytest's folder to others.
    """
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.mark.long  # half a minute, and it fetches what the package needs
def test_the_demo_runs_from_the_wheel_in_an_empty_folder(wheel: Path, uv: str, elsewhere: Path) -> None:
    venv = elsewhere / "venv"
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, venv], check=True)
    subprocess.run([uv, "pip", "install", "--quiet", "--python", venv / "bin" / "python", wheel], check=True)

    home = running.Home(elsewhere / ".parloeb", command=(str(venv / "bin" / "parloeb"),), standing_in=elsewhere)
    with running.used(home):
        served = home.start("demo", "--small")

        status, text = running.get(served.port, "/adgang/demo/")
        assert (status, "Signe Holmgaard" in text) == (200, True)
        assert running.get(served.port, "/static/vendor/dkfds/css/dkfds.min.css")[0] == 200
        assert served.end(signal.SIGTERM) == 0
        assert served.is_gone()
