"""Programs go in, what they show comes out, run where there is NumPy and the project is not."""

import json
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

_DRIVER = Path(__file__).with_name("alone_driver.py")


@dataclass(frozen=True)
class Shown:
    """What one cell showed."""

    printed: str
    value: str | None
    error: str | None

    @property
    def text(self) -> str:
        """All of it, as a page shows it."""
        last = self.error or self.value
        if last is None:
            return self.printed.removesuffix("\n")
        gap = "" if not self.printed or self.printed.endswith("\n") else "\n"
        return f"{self.printed}{gap}{last}"


@dataclass(frozen=True)
class Run:
    """What the cells of one program showed, and which installed packages they imported."""

    cells: list[Shown]
    packages: list[str]


def run_alone(programs: list[list[str]], folder: Path, *options: str) -> list[Run]:
    """Run programs, each in a namespace of its own.

    Parameters
    ----------
    programs : list of list of str
        The cells of each: Python sources that share their program's namespace.
    folder : Path
        Where to run them.
    *options : str
        For the interpreter.
    """
    packages = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    # Isolated, and without the files of site packages that make this project importable.
    command = [sys.executable, "-I", "-S", *options, str(_DRIVER), *sorted(packages)]
    done = subprocess.run(
        command, cwd=folder, input=json.dumps(programs), capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    return [
        Run([Shown(**cell) for cell in run["cells"]], run["packages"]) for run in json.loads(done.stdout)
    ]
