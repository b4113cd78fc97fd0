"""The work of a `train` fence: takes its settings, gives the request for its points and its example."""

from dataclasses import asdict

from scripts import sources
from scripts.project import SCRIPTS
from scripts.stages import Request
from scripts.training.choices import Settings

CODE = SCRIPTS / "training" / "network.py"


def request(settings: Settings, page: str) -> Request:
    """The request of one panel.

    Parameters
    ----------
    settings : Settings
        What it begins with.
    page : str
        Where it stands, to say what is computed.
    """
    payload = {"settings": asdict(settings)}
    key = sources.key("training", [CODE], payload)
    return Request("training", key, f"{page} train", payload)
