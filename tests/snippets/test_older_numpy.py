"""The snippets under the NumPy that the browser's Python runtime carries, with the same tests."""

import os
import shutil
import subprocess
import sys

import pytest

from scripts.project import ROOT

VERSION = "2.0.2"
REQUIREMENTS = ROOT / "requirements" / "browser-numpy.txt"
PYTHON = ".".join(map(str, sys.version_info[:2]))
INSTALLED = ROOT / "build" / f"numpy-{VERSION}-python{PYTHON}"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.version_info >= (3, 13), reason=f"NumPy {VERSION} has no wheel for this Python"
    ),
]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """The environment of a child process in which `import numpy` gives the older one."""
    if not INSTALLED.is_dir():
        aside = tmp_path_factory.mktemp("numpy")
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--only-binary=:all:", "--no-deps",
             "--require-hashes", "-r", str(REQUIREMENTS), "--target", str(aside / "packages")],
            check=True,
        )
        INSTALLED.parent.mkdir(exist_ok=True)
        # Moved into place in one piece, so that an interrupted run leaves nothing half-installed.
        half = INSTALLED.with_name(f"{INSTALLED.name}-{os.getpid()}")
        shutil.move(aside / "packages", half)
        half.rename(INSTALLED)
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(INSTALLED), str(ROOT)])}


def test_the_snippet_tests_pass_under_the_browsers_numpy(environment):
    version = subprocess.run(
        [sys.executable, "-c", "import numpy; print(numpy.__version__)"],
        env=environment, cwd=ROOT, text=True, capture_output=True, check=True,
    )
    assert version.stdout.strip() == VERSION
    tests = subprocess.run(
        # What an older NumPy lacks or does otherwise shows in few examples; the suite tries many.
        [sys.executable, "-m", "pytest", "-q", "-m", "not slow", "-p", "no:cacheprovider",
         "--hypothesis-profile", "few", "tests/snippets"],
        env=environment, cwd=ROOT, text=True, capture_output=True,
    )
    assert tests.returncode == 0, tests.stdout[-3000:] + tests.stderr[-1000:]
    assert " passed" in tests.stdout
