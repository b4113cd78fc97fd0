"""Where everything lives: one root, from which every stage takes its paths."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SNIPPETS = ROOT / "snippets"
SCRIPTS = ROOT / "scripts"
FIGURES = SCRIPTS / "figures"
TESTS = ROOT / "tests"
CACHE = Path(os.environ.get("THREE_VIEWS_CACHE", ROOT / ".cache"))
RUNTIME = CACHE / "runtime"
NOTATION = DOCS / "notation.yml"
BIBLIOGRAPHY = DOCS / "bibliography.bib"
