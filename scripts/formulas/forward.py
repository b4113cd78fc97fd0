"""The name of a gradient in, the function that it is of and its numerical derivative out."""

from scripts.formulas.contract import ANY, Contract, Parameter, contract_of
from scripts.formulas.problems import Refused
from scripts.formulas.scope import Scope, snippet_function
from scripts.formulas.tree import Call, Derivative, Function, Loss, Node, Value

_SUFFIXES = ("_grad", "_backward")


def forward_of(name: str, stated: str | None, package: str) -> Contract | None:
    """The contract of the function whose derivative this is, by the fence or by the name."""
    if stated is not None:
        return contract_of(snippet_function(stated, package))
    for suffix in _SUFFIXES:
        if name.endswith(suffix):
            try:
                return contract_of(snippet_function(name.removesuffix(suffix), package))
            except Refused:
                return None
    return None


def numerical_sides(scope: Scope) -> dict[int, Node]:
    """For each return value that is a derivative, the tree of its numerical counterpart.

    The trees speak of whole arrays.
    """
    contract, forward = scope.contract, scope.forward
    if forward is None or not forward.returns:
        return {}
    own = {parameter.name for parameter in contract.parameters}
    missing = [
        parameter.name
        for parameter in forward.parameters
        if parameter.name not in own and not parameter.optional
    ]
    if missing:
        if scope.options.derivative_of:
            raise Refused(f"{contract.name} lacks the parameter {missing[0]} of {forward.name}")
        return {}
    if forward.returns[0].shape == ANY and len(contract.returns) == 1:
        return {0: _of_elementwise(forward, own)}
    return _of_loss(scope)


def _of_elementwise(forward: Contract, own: set[str]) -> Node:
    first, *others = forward.parameters
    rest = tuple(parameter.name for parameter in others if parameter.name in own)
    names = tuple(parameter.name for parameter in forward.parameters)
    function = Function(forward.name, forward.function, names)
    return Call(function, (Value(first.name),), rest, order=1)


def _of_loss(scope: Scope) -> dict[int, Node]:
    """Gradients of a scalar by the inputs whose shapes they have, in the order of the inputs."""
    contract, forward = scope.contract, scope.forward
    if forward.returns[0].shape != () and scope.upstream is None:
        return {}
    inputs = [
        parameter
        for parameter in forward.parameters
        if parameter.kind in ("array", "float") and not parameter.optional
    ]
    if len(contract.returns) == 1:
        inputs = [one for one in inputs if one.shape == contract.returns[0].shape][:1]
    pairs = zip(contract.returns, inputs, strict=False)
    return {
        place: _by_array(parameter)
        for place, (value, parameter) in enumerate(pairs)
        if value.shape == parameter.shape
    }


def _by_array(parameter: Parameter) -> Node:
    rank = len(parameter.shape or ())
    return Derivative(Loss(), Value(parameter.name, rank=rank), rank=rank)
