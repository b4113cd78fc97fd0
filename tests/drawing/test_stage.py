"""The stage finds figures by name, and says what is missing."""

import pytest

from scripts import sources
from scripts.drawing import requests, stage
from scripts.errors import PageError
from scripts.project import FIGURES


def test_every_figure_has_a_request_of_its_own():
    every = requests.everything()
    assert [one.label for one in every] == list(sources.definitions(FIGURES))
    assert len({one.key for one in every}) == len(every)


@pytest.mark.parametrize("module", ["activations", "nowhere", "../figures"])
def test_a_figure_that_is_not_there(module):
    with pytest.raises(PageError, match="there is no figure"):
        requests.request(module, "leeky_relu")
    with pytest.raises(PageError, match="there is no figure"):
        stage.compute({"module": module, "function": "leeky_relu"})


def test_the_nearest_name_is_proposed():
    with pytest.raises(PageError, match="Did you mean activations.leaky_relu"):
        requests.request("activations", "leeky_relu")


def test_names_and_modules_are_found_once_each():
    found = requests.named(("activations.relu", "activations", "activations.relu"))
    labels = [one.label for one in found]
    assert labels[0] == "activations.relu"
    assert len(set(labels)) == len(labels) > 1
    assert all(label.startswith("activations.") for label in labels)
