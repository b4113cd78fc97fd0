"""Tensors: by hand, on random graphs against differences and PyTorch, long chains, refusals."""

import gc
import sys
import weakref

import numpy as np
import pytest
from hypothesis import assume, given, settings

from snippets import activations, losses, mlp, softmax
from snippets.autograd import (
    Node,
    Tensor,
    add,
    binary_cross_entropy,
    cumulative_sum,
    cumulative_sum_backward,
    divide,
    example,
    example_gradients,
    exp,
    hinge,
    index,
    index_backward,
    log,
    logsumexp,
    matmul,
    mse,
    multiply,
    negate,
    power,
    reduce_max,
    reduce_max_backward,
    reduce_mean,
    reduce_sum,
    relu,
    reshape,
    sigmoid,
    softmax_backward,
    softmax_cross_entropy,
    softplus,
    subtract,
    tanh,
    transpose,
    unbroadcast,
)
from snippets.autograd import softmax as softmax_of
from tests.snippets.random_graphs import (
    TENSORS,
    TORCH,
    graph_of,
    is_smooth,
    programs,
)


def grads(result, *inputs):
    result.backward()
    return [each.grad for each in inputs]


def test_each_operation_by_hand():
    a, b = Tensor(2.0), Tensor(5.0)
    for result, value, wanted in [
        (a + b, 7.0, (1.0, 1.0)),
        (a - b, -3.0, (1.0, -1.0)),
        (a * b, 10.0, (5.0, 2.0)),
        (a / b, 0.4, (0.2, -0.08)),
        (a**3, 8.0, (12.0, None)),
        (-a, -2.0, (-1.0, None)),
        (relu(b), 5.0, (None, 1.0)),
        (relu(-b), 0.0, (None, 0.0)),
        (exp(a), np.exp(2.0), (np.exp(2.0), None)),
        (log(b), np.log(5.0), (None, 0.2)),
        (tanh(a * 0.0), 0.0, (0.0, None)),
        (sigmoid(b - 5.0), 0.5, (None, 0.25)),
        (softplus(a - 2.0), np.log(2.0), (0.5, None)),
    ]:
        a.grad = b.grad = None
        result.backward()
        assert result.value == pytest.approx(value)
        assert [a.grad, b.grad] == [None if each is None else pytest.approx(each) for each in wanted]


def test_a_value_used_twice_gets_the_sum():
    x = Tensor(3.0)
    assert grads((x + 1.0) * x, x) == [7.0]
    x = Tensor(3.0)
    assert grads(x * x * x, x) == [27.0]


def test_a_diamond_hands_up_only_what_is_complete():
    x = Tensor(1.5)
    middle = x * x
    result = middle * sigmoid(middle)
    gate = 1 / (1 + np.exp(-2.25))
    by_middle = gate + 2.25 * gate * (1 - gate)
    assert grads(result, middle, x) == [pytest.approx(by_middle), pytest.approx(3.0 * by_middle)]


def test_forty_doublings_visit_each_node_once():
    x = Tensor(1.0)
    result = x
    for _ in range(40):
        result = result + result
    assert len(result.order()) == 41
    assert grads(result, x) == [2.0**40]


def test_walks_back_add_up_until_the_gradient_is_cleared():
    x, y = Tensor(2.0), Tensor(3.0)
    product = x * y
    result = product * x
    result.backward()
    once = [each.grad.copy() for each in (x, y, product)]
    assert once == [12.0, 4.0, 2.0]
    result.backward()
    assert [each.grad for each in (x, y, product)] == [24.0, 8.0, 4.0]
    x.grad = None
    (x * 5.0).backward()
    assert (x.grad, y.grad) == (5.0, 8.0)


def test_a_chain_of_ten_thousand_operations_has_no_recursion_limit():
    x = Tensor(1.0)
    result = x
    for _ in range(5_000):
        result = result * 1.0001 + 0.5
    assert len(result.order()) > 10_000 > sys.getrecursionlimit()
    assert grads(result, x) == [pytest.approx(1.0001**5_000)]


def test_a_graph_is_freed_with_its_last_name_without_the_collector():
    x = Tensor(1.0)
    result = x
    for _ in range(30_000):
        result = tanh(result) + x
    result.backward()
    middle = weakref.ref(result.parents[0])
    gc.disable()
    try:
        del result
        assert middle() is None
    finally:
        gc.enable()


def test_no_gradient_shares_its_memory():
    x, y = Tensor(np.ones(3)), Tensor(np.ones(3))
    result = (x + y).sum()
    result.backward()
    x.grad *= 100.0
    np.testing.assert_array_equal(y.grad, np.ones(3))
    result.backward()
    np.testing.assert_array_equal(y.grad, 2 * np.ones(3))


def test_order_puts_each_node_after_its_parents():
    x, y = Tensor(1.0, name="x"), Tensor(2.0, name="y")
    result = (x * y + x) * (x - y)
    order = result.order()
    place = {node: number for number, node in enumerate(order)}
    assert len(place) == len(order) == 6 and order[-1] is result
    assert all(place[parent] < place[node] for node in order for parent in node.parents)


def test_describe_names_values_and_gradients():
    w, x = Tensor(2.0, name="w"), Tensor([1.0, -1.0], name="x")
    result = (w * x).sum()
    assert "grad none yet" in result.describe()
    result.backward()
    lines = [" ".join(line.split()) for line in result.describe().splitlines()]
    assert set(lines[:2]) == {"w value 2. grad 0.", "x value [ 1. -1.] grad [2. 2.]"}
    assert lines[2:] == ["v1 = ×(w, x) value [ 2. -2.] grad [1. 1.]",
                         "v2 = sum(v1) value 0. grad 1."]  # fmt: skip
    constants = (x * 2.0 + 3.0).describe()
    assert {line.split()[0] for line in constants.splitlines()} == {"x", "c1", "c2", "v1", "v2"}
    assert "of shape (2, 2)" in Tensor(np.eye(2)).describe()


# Random graphs


@settings(max_examples=250)
@given(program=programs())
def test_gradients_of_random_graphs_equal_central_differences(program):
    leaves = [Tensor(value) for value in program.leaves]
    result = graph_of(program, leaves, TENSORS)
    assume(is_smooth(result))
    upstream = program.upstream(result.value.shape)
    result.backward(upstream)

    def loss(values):
        value = graph_of(program, [Tensor(each) for each in values], TENSORS).value
        return float(np.sum(upstream * value))

    step = 1e-5
    for number, leaf in enumerate(leaves):
        measured = np.empty(leaf.value.shape)
        for place in np.ndindex(leaf.value.shape):
            ends = []
            for sign in (1, -1):
                moved = [value.copy() for value in program.leaves]
                moved[number][place] += sign * step
                ends.append(loss(moved))
            measured[place] = (ends[0] - ends[1]) / (2 * step)
        given_ = np.zeros(leaf.value.shape) if leaf.grad is None else leaf.grad
        assert given_.shape == leaf.value.shape
        size = max(1.0, abs(loss(program.leaves)), np.abs(measured).max(initial=0.0))
        np.testing.assert_allclose(given_, measured, rtol=1e-5, atol=1e-7 * size)


@settings(max_examples=250)
@given(program=programs())
def test_values_and_gradients_of_random_graphs_equal_those_of_torch(program):
    torch = pytest.importorskip("torch")
    leaves = [Tensor(value) for value in program.leaves]
    result = graph_of(program, leaves, TENSORS)
    others = [torch.tensor(value, requires_grad=True) for value in program.leaves]
    other = graph_of(program, others, TORCH)
    np.testing.assert_allclose(result.value, other.detach().numpy(), rtol=1e-9, atol=1e-12)
    upstream = program.upstream(result.value.shape)
    result.backward(upstream)
    other.backward(torch.tensor(upstream))
    for leaf, twin in zip(leaves, others, strict=True):
        assert (leaf.grad is None) == (twin.grad is None)
        if leaf.grad is not None:
            scale = max(1.0, np.abs(twin.grad.numpy()).max(initial=0.0))
            np.testing.assert_allclose(leaf.grad, twin.grad, rtol=1e-9, atol=1e-11 * scale)


@settings(max_examples=30)
@given(program=programs())
def test_float32_stays_float32_on_random_graphs(program):
    leaves = [Tensor(value.astype(np.float32)) for value in program.leaves]
    result = graph_of(program, leaves, TENSORS)
    result.backward(program.upstream(result.value.shape))
    assert all(node.value.dtype == node.grad.dtype == np.float32 for node in result.order())


# The parts


@pytest.mark.parametrize(
    ("to", "of"),
    [((3,), (2, 3)), ((1, 3), (2, 3)), ((2, 1), (2, 3)), ((), (2, 3)), ((1, 1), (4, 2, 3)),
     ((2, 1), (4, 2, 3)), ((2, 3), (2, 3)), ((1,), (0,)), ((1, 3), (0, 3))],
)  # fmt: skip
def test_unbroadcast_is_the_transpose_of_broadcasting(to, of):
    random = np.random.default_rng(0)
    x, G = random.normal(size=to), random.normal(size=of)
    back = unbroadcast(G, x)
    assert back.shape == to
    # ⟨G, broadcast(x)⟩ = ⟨unbroadcast(G), x⟩ for every x is what makes it the gradient.
    assert np.sum(G * np.broadcast_to(x, of)) == pytest.approx(np.sum(back * x))
    assert np.sum(back) == pytest.approx(np.sum(G))


@pytest.mark.parametrize(
    ("left", "right"),
    [((3,), (3,)), ((3,), (3, 2)), ((2, 3), (3,)), ((2, 3), (3, 4)), ((5, 2, 3), (3, 4)),
     ((2, 3), (5, 3, 4)), ((5, 1, 2, 3), (4, 3, 2)), ((3,), (5, 3, 2)), ((5, 2, 3), (3,))],
)  # fmt: skip
def test_matmul_of_vectors_matrices_and_batches(left, right):
    random = np.random.default_rng(1)
    a, b = Tensor(random.normal(size=left)), Tensor(random.normal(size=right))
    result = a @ b
    np.testing.assert_array_equal(result.value, a.value @ b.value)
    G = random.normal(size=result.value.shape)
    result.backward(G)
    # The product is linear in each factor: the gradient is known from any direction.
    for factor, direction in ((a, random.normal(size=left)), (b, random.normal(size=right))):
        moved = direction @ b.value if factor is a else a.value @ direction
        assert np.sum(factor.grad * direction) == pytest.approx(np.sum(G * moved))


@pytest.mark.parametrize(
    "key",
    [0, -1, slice(1, None), (slice(None), 1), (0, 2), np.array([2, 0, 2, 2]),
     (np.array([0, 0, 1]), np.array([1, 1, 2])), np.array([True, False, True]), None, ...],
)  # fmt: skip
def test_indexing_hands_back_to_where_the_entries_came_from(key):
    x = Tensor(np.arange(9.0).reshape(3, 3))
    picked = x[key]
    G = np.arange(1.0, 1.0 + picked.value.size).reshape(picked.value.shape)
    picked.backward(G)
    wanted = np.zeros((3, 3))
    for place, gradient in zip(np.arange(9).reshape(3, 3)[key].flat, G.flat, strict=True):
        wanted[np.unravel_index(place, (3, 3))] += gradient
    np.testing.assert_array_equal(x.grad, wanted)


def test_several_largest_entries_share():
    x = Tensor([[1.0, 4.0, 4.0], [2.0, 2.0, 2.0]])
    x.max(axis=1).backward([6.0, 9.0])
    np.testing.assert_array_equal(x.grad, [[0.0, 3.0, 3.0], [3.0, 3.0, 3.0]])
    np.testing.assert_array_equal(reduce_max_backward(np.float64(6.0), x.value),
                                  [[0.0, 3.0, 3.0], [0.0, 0.0, 0.0]])  # fmt: skip


@pytest.mark.parametrize("axis", [None, 0, 1, -1, (0, 2), (0, 1, 2)])
@pytest.mark.parametrize("keepdims", [False, True])
def test_reductions_reduce_like_numpy(axis, keepdims):
    x = np.random.default_rng(2).normal(size=(2, 3, 4))
    for operation, method, of_numpy in [
        (reduce_sum, Tensor.sum, np.sum),
        (reduce_mean, Tensor.mean, np.mean),
        (reduce_max, Tensor.max, np.max),
    ]:
        wanted = of_numpy(x, axis=axis, keepdims=keepdims)
        for result in (operation, method):
            given_ = result(Tensor(x), axis, keepdims).value
            np.testing.assert_allclose(given_, wanted, rtol=1e-14)
            assert given_.shape == wanted.shape


def test_helpers_by_hand():
    np.testing.assert_array_equal(index_backward(np.array([1.0, 2.0, 4.0]), np.zeros(3),
                                                 np.array([1, 1, 0])), [4.0, 3.0, 0.0])  # fmt: skip
    x = Tensor([1.0, 2.0, 3.0])
    sums = cumulative_sum(x)
    np.testing.assert_array_equal(sums.value, [1.0, 3.0, 6.0])
    np.testing.assert_array_equal(cumulative_sum_backward(np.array([1.0, 10.0, 100.0]), x.value),
                                  [111.0, 110.0, 100.0])  # fmt: skip
    back = softmax_backward(np.array([[1.0, 0.0]]), np.array([[0.0, 0.0]]))
    np.testing.assert_allclose(back, [[0.25, -0.25]])


@pytest.mark.parametrize(
    ("operation", "snippet"),
    [(relu, activations.relu), (tanh, activations.tanh), (sigmoid, activations.sigmoid),
     (softplus, activations.softplus), (softmax_of, softmax.softmax), (logsumexp, softmax.logsumexp)],
)  # fmt: skip
def test_values_are_those_of_the_other_chapters(operation, snippet):
    x = np.array([[-800.0, -40.0, -1.0, 0.0], [1e-9, 1.0, 40.0, 800.0]])
    np.testing.assert_allclose(operation(Tensor(x)).value, snippet(x), rtol=1e-14, atol=1e-300)


def test_losses_are_those_of_the_chapter_on_losses():
    random = np.random.default_rng(3)
    z, y = 3 * random.normal(size=6), random.normal(size=6)
    bits, classes = np.array([0, 1, 1, 0, 1, 0]), np.array([2, 0, 1, 1, 2, 0])
    Z = 3 * random.normal(size=(6, 3))
    for name, scores, targets in [
        ("mse", z, y), ("binary_cross_entropy", z, bits), ("hinge", z, 2 * bits - 1),
        ("softmax_cross_entropy", Z, classes),
    ]:  # fmt: skip
        tensor = Tensor(scores)
        loss = globals()[name](tensor, targets)
        loss.backward()
        assert float(loss.value) == pytest.approx(getattr(losses, name)(scores, targets), rel=1e-12)
        by_hand = getattr(losses, f"{name}_grad")(scores, targets)
        np.testing.assert_allclose(tensor.grad, by_hand, rtol=1e-10, atol=1e-15)


def test_losses_do_not_overflow():
    for z in (-1e4, 1e4):
        score = Tensor([z, z])
        loss = binary_cross_entropy(score, [0, 1])
        loss.backward()
        assert float(loss.value) == pytest.approx(5e3)
        rows = Tensor([[z, 0.0], [0.0, z]])
        loss = softmax_cross_entropy(rows, [0, 0])
        loss.backward()
        assert np.isfinite(rows.grad).all() and float(loss.value) == pytest.approx(5e3)


def test_the_example_by_hand():
    x, w = Tensor(1.0), Tensor(0.0)
    result = example(x, w)
    assert result.value == 0.0
    assert grads(result, x, w) == [0.0, 2.0]
    by_x, by_w = example_gradients(np.array([1.0, 0.0]), np.array([0.0, 5.0]))
    np.testing.assert_array_equal(by_x, [0.0, 0.0])
    np.testing.assert_array_equal(by_w, [2.0, 1.0])


def test_the_gradients_of_two_layers_by_hand_are_found():
    random = np.random.default_rng(4)
    arrays = [random.normal(size=shape) for shape in [(7, 2), (2, 5), (5,), (5, 3), (3,)]]
    X, W_1, b_1, W_2, b_2 = (Tensor(array) for array in arrays)
    result = relu(X @ W_1 + b_1) @ W_2 + b_2
    G = random.normal(size=result.value.shape)
    result.backward(G)
    np.testing.assert_allclose(result.value, mlp.mlp(*arrays), rtol=1e-12)
    by_hand = mlp.mlp_backward(G, *arrays)
    for tensor, wanted in zip((X, W_1, b_1, W_2, b_2), by_hand, strict=True):
        np.testing.assert_allclose(tensor.grad, wanted, rtol=1e-12, atol=1e-14)


# Operators, numbers, precision


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_operators_take_numbers_and_arrays_on_both_sides(dtype):
    x = Tensor(np.array([[1.0, 2.0], [3.0, 4.0]], dtype))
    other = np.array([[2.0, 1.0], [0.5, 1.0]], dtype)
    for given_ in (2, 2.0, np.float64(2.0), other):
        a, b = x.value, np.asarray(given_, dtype)
        for result, wanted in [
            (x + given_, a + b), (given_ + x, b + a), (x - given_, a - b), (given_ - x, b - a),
            (x * given_, a * b), (given_ * x, b * a), (x / given_, a / b), (given_ / x, b / a),
        ]:  # fmt: skip
            assert isinstance(result, Tensor) and result.value.dtype == dtype
            np.testing.assert_array_equal(result.value, wanted)
    np.testing.assert_array_equal((other @ x).value, other @ x.value)
    np.testing.assert_array_equal((x @ other).value, x.value @ other)
    np.testing.assert_array_equal(x.T.value, x.value.T)
    np.testing.assert_array_equal(x.reshape(4, 1).value, x.value.reshape(4, 1))
    np.testing.assert_array_equal(reshape(x).value, x.value.ravel())
    assert (x**2).value.dtype == (x**-0.5).value.dtype == dtype
    for loss in (mse(x, other), hinge(x[0], [1, -1]), binary_cross_entropy(x[0], [0, 1]),
                 softmax_cross_entropy(x, [0, 1])):  # fmt: skip
        assert loss.value.dtype == dtype


def test_functions_and_operators_are_the_same():
    a, b = Tensor([[1.0, 2.0], [3.0, 5.0]]), Tensor([[2.0, 1.0], [0.5, 1.0]])
    for of_function, operator in [
        (add(a, b), a + b), (subtract(a, b), a - b), (multiply(a, b), a * b), (divide(a, b), a / b),
        (matmul(a, b), a @ b), (negate(a), -a), (power(a, 2), a**2), (transpose(a), a.T),
        (index(a, 0), a[0]),
    ]:  # fmt: skip
        np.testing.assert_array_equal(of_function.value, operator.value)
        assert of_function.name == operator.name


def test_integers_and_truth_values_become_floats():
    assert Tensor([1, 2]).value.dtype == Tensor(True).value.dtype == np.float64
    assert repr(Tensor([1, 2])) == "Tensor([1., 2.])"


def test_the_power_zero_of_zero_has_the_slope_zero():
    x = Tensor([0.0, 2.0])
    assert (x**0).value.tolist() == [1.0, 1.0]
    (x**0).backward([1.0, 1.0])
    assert x.grad.tolist() == [0.0, 0.0]


# Refusals


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: Tensor([1.0, 2.0]).backward(), r"shape \(\) for a value of shape \(2,\)"),
        (lambda: Tensor([1.0, 2.0]).backward([1.0]), r"shape \(1,\) for a value of shape \(2,\)"),
        (lambda: Tensor("text"), "real numbers"),
        (lambda: Tensor(1j), "real numbers"),
        (lambda: Tensor([1.0, 2.0]) + np.ones(3), "broadcast"),
        (lambda: Tensor(np.ones((2, 3))) @ np.ones(2), "mismatch"),
        (lambda: Tensor(1.0) @ Tensor(2.0), "matmul"),
        (lambda: Tensor([1.0]).T, "ndim < 2"),
        (lambda: Tensor([1.0, 2.0]).reshape(3), "reshape"),
        (lambda: log(Tensor([1.0, 0.0])), "positive"),
        (lambda: Tensor(-1.0) ** 0.5, "no real power"),
        (lambda: Tensor(2.0) ** Tensor(2.0), "must be a number"),
        (lambda: Tensor(2.0) ** np.ones(2), "must be a number"),
        (lambda: reduce_mean(Tensor(np.ones((0, 2)))), r"\(0, 2\)"),
        (lambda: reduce_max(Tensor([])), "zero-size"),
        (lambda: mse(Tensor(np.ones((3, 1))), np.ones(3)), r"\(3, 1\) and targets \(3,\)"),
        (lambda: binary_cross_entropy(Tensor(np.ones(3)), [0, 1]), "must match"),
        (lambda: hinge(Tensor([]), []), "no entries"),
        (lambda: softmax_cross_entropy(Tensor(np.ones((2, 3))), [0]), r"\(2, 3\) and classes \(1,\)"),
        (lambda: softmax_cross_entropy(Tensor(np.ones((2, 3))), [0, 3]), r"0 to 2"),
        (lambda: softmax_cross_entropy(Tensor(np.ones((2, 3))), [0, -1]), r"0 to 2"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        wrong()


def test_a_rule_that_gives_a_wrong_shape_is_refused_by_name():
    x = Tensor(np.ones(3))
    forgetful = Tensor(np.ones((2, 3)) + x.value, (x,), lambda G: (G,), "plus")
    with pytest.raises(ValueError, match=r"'plus' gives a gradient of shape \(2, 3\).*\(3,\)"):
        forgetful.backward(np.ones((2, 3)))


def test_a_rule_with_too_few_parts_is_refused():
    x, y = Tensor(1.0), Tensor(2.0)
    with pytest.raises(ValueError):
        Tensor(3.0, (x, y), lambda G: (G,), "plus").backward()


def test_an_index_out_of_range_is_refused():
    with pytest.raises(IndexError):
        Tensor([1.0, 2.0])[2]


def test_numpys_own_functions_do_not_take_a_tensor_apart():
    with pytest.raises(TypeError):
        np.exp(Tensor([1.0, 2.0]))


def test_a_node_alone_walks_back():
    x = Node(3.0, name="x")
    square = Node(x.value**2, (x,), lambda G: (G * 2 * x.value,), "square")
    square.backward()
    assert x.grad == 6.0
