"""Check one snippet: takes its name, gives what its oracles and its gradient check say.

A check that fails does not raise: its record carries the message, so that a
report can list all of them.
"""

from scripts.formulas.tensors import is_operation
from scripts.verify.gradients import check_gradient
from scripts.verify.names import imported
from scripts.verify.oracles import check_oracles


def compute(payload: dict) -> dict:
    """Check one snippet.

    Parameters
    ----------
    payload : dict
        Its `name`, `module.symbol`, and as `gradient_of` the name of which it is
        the gradient, or None. An operation on Tensors is checked as its own.

    Returns
    -------
    dict
        `snippet`: see `scripts.verify.oracles.check_oracles`; `gradient`: see
        `scripts.verify.gradients.check_gradient`, or None.
    """
    name, forward = payload["name"], payload["gradient_of"]
    if not forward and is_operation(imported(name)):
        forward = name
    gradient = check_gradient(name, forward) if forward else None
    return {"snippet": check_oracles(name), "gradient": gradient}
