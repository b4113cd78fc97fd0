"""What a source imports from elsewhere, directly or through the project's modules."""

from scripts.running.imports import packages


def test_every_form_of_import_counts():
    source = "import numpy as np, os.path\nfrom collections import abc\ndef f():\n    import json"
    assert packages([source]) == {"numpy", "os", "collections", "json"}


def test_modules_of_the_project_are_followed_and_are_no_packages():
    assert "matplotlib" in packages(["from scripts.drawing import style"])
    assert "matplotlib" in packages(["from scripts.drawing.style import axes"])
    assert "matplotlib" not in packages(["from snippets.activations import relu"])
    assert "numpy" in packages(["from snippets import activations"])


def test_what_cannot_be_read_or_found_imports_nothing():
    assert packages(["import ="]) == set()
    assert packages(["import snippets.nowhere"]) == set()
    assert packages(["from snippets.activations import nothing"]) >= {"numpy"}


def test_all_sources_count():
    assert packages(["import json", "import csv"]) == {"json", "csv"}
