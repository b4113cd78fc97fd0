"""The library of the corpus against plain loops, PyTorch and secants."""

import inspect
import math

import numpy as np
import pytest

from scripts.formulas.contract import contract_of
from scripts.formulas.draw import draws
from tests.formulas import library

RANDOM = np.random.default_rng(7)
X = RANDOM.normal(size=(5, 3))
W = RANDOM.normal(size=(3, 4))
B = RANDOM.normal(size=4)
LABELS = np.array([0, 2, 1, 1, 2])
P = np.array([0.5, 0.2, 0.3])
Q = np.array([0.1, 0.6, 0.3])
U = np.array([0.3, -2.0, 0.7])
V = np.array([-1.1, 0.4, 2.5])
BINARY = np.array([1.0, 0.0, 1.0, 1.0, 0.0])
SCORES = np.array([0.3, -1.2, 2.2, -0.4, 0.9])
POSITIVE = np.array([[2.0, 0.3, 0.1], [0.3, 1.5, -0.2], [0.1, -0.2, 1.0]])
GRID = np.array([-20.0, -3.0, -1.0, -0.4, 1e-9, 0.0, 0.7, 1.0, 2.5, 16.0])

# What plain Python says, entry by entry or loop by loop.
ELEMENTWISE = {
    "square": lambda x: x * x,
    "absolute": lambda x: -x if x < 0 else x,
    "sign": lambda x: (x > 0) - (x < 0),
    "step": lambda x: 1 if x >= 0 else 0,
    "relu": lambda x: x if x > 0 else 0,
    "relu_grad": lambda x: 1 if x > 0 else 0,
    "leaky_relu": lambda x: x if x > 0 else 0.2 * x,
    "leaky_relu_grad": lambda x: 1 if x > 0 else 0.2,
    "elu": lambda x: x if x > 0 else math.exp(x) - 1,
    "elu_grad": lambda x: 1 if x > 0 else math.exp(x),
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "tanh": lambda x: (math.exp(2 * x) - 1) / (math.exp(2 * x) + 1),
    "softplus": lambda x: math.log1p(math.exp(x)),
    "normal_cdf": lambda x: (1 + math.erf(x / math.sqrt(2))) / 2,
    "gelu": lambda x: x * (1 + math.erf(x / math.sqrt(2))) / 2,
    "swish": lambda x: x / (1 + math.exp(-x)),
    "mish": lambda x: x * math.tanh(math.log(1 + math.exp(x))),
    "softsign": lambda x: x / (1 + abs(x)),
    "hard_tanh": lambda x: -1 if x < -1 else 1 if x > 1 else x,
    "huber": lambda r: r * r / 2 if abs(r) <= 1 else abs(r) - 0.5,
}
PUBLIC = [name for name, _ in inspect.getmembers(library, inspect.isfunction)]
SLOPES = [name for name in dir(library) if name.endswith("_grad") and hasattr(library, name[:-5])]


def close(actual: object, expected: object) -> None:
    np.testing.assert_allclose(actual, expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_elementwise_function_equals_plain_python(name: str) -> None:
    close(getattr(library, name)(GRID), [ELEMENTWISE[name](float(x)) for x in GRID])


@pytest.mark.parametrize("name", [name for name in SLOPES if name[:-5] in ELEMENTWISE])
def test_derivative_equals_the_slope_of_a_secant(name: str) -> None:
    function, slope = getattr(library, name[:-5]), getattr(library, name)
    x = np.array([-3.1, -0.8, -0.2, 0.3, 0.9, 1.4])
    step = 1e-6
    secant = (function(x + step) - function(x - step)) / (2 * step)
    np.testing.assert_allclose(slope(x), secant, rtol=1e-7, atol=1e-8)


def test_softmax_family_equals_loops() -> None:
    total = sum(math.exp(z) for z in U)
    close(library.logsumexp(U), math.log(total))
    close(library.softmax(U), [math.exp(z) / total for z in U])
    close(library.log_softmax(U), [math.log(math.exp(z) / total) for z in U])
    close(library.softmax_rows(X), [library.softmax(row) for row in X])
    close(library.softmax_temperature(U, 0.5), library.softmax(2 * U))
    jacobian = [[P[i] * ((i == j) - P[j]) for j in range(3)] for i in range(3)]
    close(library.softmax_jacobian(P), jacobian)
    assert library.argmax(np.array([1.0, 3.0, 3.0])) == 1


def test_losses_equal_loops() -> None:
    errors = [SCORES[i] - BINARY[i] for i in range(5)]
    close(library.mse(SCORES, BINARY), sum(error**2 for error in errors) / 5)
    close(library.mse_grad(SCORES, BINARY), [2 * error / 5 for error in errors])
    close(library.mae(BINARY, SCORES), sum(abs(error) for error in errors) / 5)
    p = [1 / (1 + math.exp(-z)) for z in SCORES]
    likelihood = [math.log(p[i] if BINARY[i] else 1 - p[i]) for i in range(5)]
    close(library.binary_cross_entropy(BINARY, np.array(p)), -sum(likelihood) / 5)
    close(library.binary_cross_entropy_with_logits(BINARY, SCORES), -sum(likelihood) / 5)
    rows = library.softmax_rows(X)
    loss = -sum(math.log(rows[i, LABELS[i]]) for i in range(5)) / 5
    close(library.cross_entropy(rows, LABELS), loss)
    close(library.cross_entropy_one_hot(rows, np.eye(3)[LABELS]), loss)
    close(library.softmax_cross_entropy(X, LABELS), loss)
    labels = 2 * BINARY - 1
    margins = [max(0.0, 1 - labels[i] * SCORES[i]) for i in range(5)]
    close(library.hinge(labels, SCORES), sum(margins) / 5)
    close(library.focal(P, 2.0), [-((1 - p) ** 2) * math.log(p) for p in P])
    close(library.label_smoothing(P, 0.3), [0.7 * p + 0.1 for p in P])
    close(library.l2_penalty(1.5, U, 0.4), 1.5 + 0.2 * sum(u * u for u in U))
    close(library.soft_threshold(U, 0.5), [0.0, -1.5, 0.2])


def test_softmax_cross_entropy_grad_is_the_slope_of_the_loss() -> None:
    gradient = library.softmax_cross_entropy_grad(X, np.eye(3)[LABELS])
    for place in np.ndindex(X.shape):
        step = np.zeros_like(X)
        step[place] = 1e-6
        ahead, behind = (library.softmax_cross_entropy(Z, LABELS) for Z in (X + step, X - step))
        assert gradient[place] == pytest.approx((ahead - behind) / 2e-6, abs=1e-8)


def test_probability_and_information_equal_loops() -> None:
    mean = sum(U) / 3
    close(library.variance(U), sum((u - mean) ** 2 for u in U) / 3)
    close(library.expectation(P, U), sum(P[k] * U[k] for k in range(3)))
    mean = library.expectation(P, U)
    close(library.weighted_variance(P, U), sum(P[k] * (U[k] - mean) ** 2 for k in range(3)))
    close(library.covariance(X), np.cov(X.T, bias=True))
    density = [math.exp(-((x - 0.5) ** 2) / (2 * 4)) / math.sqrt(2 * math.pi * 4) for x in U]
    close(library.gaussian_density(U, 0.5, 2.0), density)
    close(library.gaussian_log_density(U, 0.5, 2.0), np.log(density))
    close(library.mahalanobis(U, V, POSITIVE) ** 2, (U - V) @ np.linalg.inv(POSITIVE) @ (U - V))
    close(library.bernoulli(np.array([1.0, 0.0]), 0.3), [0.3, 0.7])
    evidence = sum(P[k] * Q[k] for k in range(3))
    close(library.bayes(P, Q), [P[k] * Q[k] / evidence for k in range(3)])
    close(library.entropy(P), -sum(p * math.log(p) for p in P))
    close(library.relative_cross_entropy(P, Q), -sum(P[k] * math.log(Q[k]) for k in range(3)))
    close(library.kl_divergence(P, Q), sum(P[k] * math.log(P[k] / Q[k]) for k in range(3)))
    middle = (P + Q) / 2
    halves = [sum(p[k] * math.log(p[k] / middle[k]) for k in range(3)) for p in (P, Q)]
    close(library.jensen_shannon(P, Q), sum(halves) / 2)
    close(library.perplexity(P), math.prod(P) ** (-1 / 3))
    expected = sum((math.exp(v) + u * u - 1 - v) / 2 for u, v in zip(U, V, strict=True))
    close(library.gaussian_kl(U, V), expected)


def test_vector_and_matrix_functions_equal_loops() -> None:
    dot = sum(U[i] * V[i] for i in range(3))
    length = math.sqrt(sum(u * u for u in U))
    close(library.dot(U, V), dot)
    close([library.norm(U), library.norm_1(U), library.norm_max(U)], [length, 3.0, 2.0])
    close(library.cosine_similarity(U, V), dot / length / math.sqrt(sum(v * v for v in V)))
    close(library.projection(U, V), [dot / length**2 * u for u in U])
    product = [[sum(X[i, k] * W[k, j] for k in range(3)) for j in range(4)] for i in range(5)]
    close(library.matmul(X, W), product)
    close(library.outer(U, B), [[u * b for b in B] for u in U])
    close(library.trace(POSITIVE), 4.5)
    close(library.trace_of_product(X, X.T), sum(x * x for x in X.flat))
    close(library.frobenius(X), math.sqrt(sum(x * x for x in X.flat)))
    square = X[:3]
    form = sum(U[i] * square[i, j] * U[j] for i in range(3) for j in range(3))
    close(library.quadratic_form(U, square), form)
    slope = [sum((square[i, j] + square[j, i]) * U[j] for j in range(3)) for i in range(3)]
    close(library.quadratic_form_grad(U, square), slope)
    close(library.scale_rows(SCORES, X), [[SCORES[i] * x for x in X[i]] for i in range(5)])
    close(POSITIVE @ library.solve(POSITIVE, U), U)
    weights = library.ridge(X, SCORES, 0.4)
    close(X.T @ (X @ weights - SCORES) + 0.4 * weights, np.zeros(3))


def test_layers_equal_loops() -> None:
    products = [[sum(X[i, k] * W[k, j] for k in range(3)) for j in range(4)] for i in range(5)]
    close(library.linear(X, W, B), [[row[j] + B[j] for j in range(4)] for row in products])
    score = sum(U[i] * V[i] for i in range(3)) + 0.3
    close(library.neuron(U, V, 0.3), 1 / (1 + math.exp(-score)))
    hidden = [max(0.0, sum(W[i, j] * U[i] for i in range(3)) + B[j]) for j in range(4)]
    outputs = [sum(W[i, j] * hidden[j] for j in range(4)) + V[i] for i in range(3)]
    close(library.two_layers(U, W, B, W.T, V), outputs)
    columns = [[X[i, j] for i in range(5)] for j in range(3)]
    for j, column in enumerate(columns):
        mean = sum(column) / 5
        spread = math.sqrt(sum((x - mean) ** 2 for x in column) / 5 + 0.1)
        expected = [U[j] * (x - mean) / spread + V[j] for x in column]
        close(library.batch_norm(X, U, V, 0.1)[:, j], expected)
    ones = np.ones(5)
    close(library.layer_norm(X.T, ones, 0 * ones, 0.1), library.batch_norm(X, U**0, 0 * U, 0.1).T)
    size = math.sqrt(sum(u * u for u in U) / 3 + 0.1)
    close(library.rms_norm(U, V, 0.1), [V[i] * U[i] / size for i in range(3)])
    close(library.dropout(U, np.array([1.0, 0.0, 1.0]), 0.2), [0.375, 0.0, 0.875])
    close(library.embedding(X, LABELS), [[X[t, j] for j in range(3)] for t in LABELS])
    signal, kernel = [1.0, 2.0, 4.0, 8.0], [1.0, -3.0]
    close(library.conv1d(np.array(signal), np.array(kernel)), [-5.0, -10.0, -20.0])
    patch = W[:2, :2]
    expected = [
        [sum(X[i + u, j + v] * patch[u, v] for u in (0, 1) for v in (0, 1)) for j in range(2)]
        for i in range(4)
    ]
    close(library.conv2d(X, patch), expected)


def test_backward_passes_are_slopes() -> None:
    upstream = RANDOM.normal(size=(5, 4))
    inputs = {"X": X, "W": W, "b": B}
    gradients = library.linear_backward(upstream, X, W, B)
    for (name, value), gradient in zip(inputs.items(), gradients, strict=True):
        assert gradient.shape == value.shape
        for place in np.ndindex(value.shape):
            step = np.zeros_like(value)
            step[place] = 1e-5
            pair = [library.linear(**{**inputs, name: value + sign * step}) for sign in (1, -1)]
            slope = np.sum(upstream * (pair[0] - pair[1])) / 2e-5
            assert gradient[place] == pytest.approx(slope, abs=1e-7)
    weights = U

    def loss(w: np.ndarray) -> float:
        return library.binary_cross_entropy_with_logits(BINARY, X @ w)

    slopes = [(loss(weights + e) - loss(weights - e)) / 2e-6 for e in 1e-6 * np.eye(3)]
    np.testing.assert_allclose(library.logistic_gradient(X, BINARY, weights), slopes, atol=1e-8)


def test_calculus_knows_the_sine() -> None:
    close(library.central_difference(np.square, U, 0.5), 2 * U)
    close(library.derivative(np.sin, U), np.cos(U))
    close(library.compose(np.exp, np.sin, U), np.exp(np.sin(U)))
    close(library.chain_rule(np.exp, np.sin, U), np.exp(np.sin(U)) * np.cos(U))


def test_schedules_evaluation_and_the_rest() -> None:
    close([library.cosine_schedule(t, 4, 0.1, 0.9) for t in (0, 2, 4)], [0.9, 0.5, 0.1])
    close([library.warm_up(t, 4, 0.8) for t in (1, 4, 9)], [0.2, 0.8, 0.8])
    close([library.xavier_std(6, 2), library.he_std(8)], [0.5, 0.5])
    close(library.accuracy(np.array([0, 1, 1, 0]), np.array([0, 1, 0, 0])), 0.75)
    close(library.f1_score(0.5, 0.25), 1 / 3)
    close(library.discounted_return(np.array([1.0, 2.0, 4.0]), 0.5), 3.0)
    close(library.diffuse(U, V, 0.36), 0.6 * U + 0.8 * V)
    v, h, weights = np.array([1.0, 1.0, 0.0]), np.array([0.0, 1.0, 1.0, 0.0]), W
    energy = -(U[0] + U[1]) - (B[1] + B[2]) - sum(weights[i, j] for i in (0, 1) for j in (1, 2))
    close(library.restricted_boltzmann_energy(v, h, weights, U, B), energy)


def test_steps_equal_torch() -> None:
    torch = pytest.importorskip("torch")
    start, gradient = U.copy(), V
    options = {
        "SGD": {"lr": 0.1, "momentum": 0.9},
        "Adagrad": {"lr": 0.1, "eps": 1e-3},
        "Adam": {"lr": 0.1, "betas": (0.8, 0.9), "eps": 1e-3},
    }
    finals = {}
    for name, settings in options.items():
        parameter = torch.nn.Parameter(torch.tensor(start))
        optimizer = getattr(torch.optim, name)([parameter], **settings)
        for _ in range(3):
            parameter.grad = torch.tensor(gradient)
            optimizer.step()
        finals[name] = parameter.detach().numpy()
    w, v = start, np.zeros(3)
    for _ in range(3):
        v, w = library.momentum_step(w, v, gradient, 0.1, 0.9)
    close(w, finals["SGD"])
    w, s = start, np.zeros(3)
    for _ in range(3):
        s, w = library.adagrad_step(w, s, gradient, 0.1, 1e-3)
    close(w, finals["Adagrad"])
    w, m, v = start, np.zeros(3), np.zeros(3)
    for t in (1, 2, 3):
        m, v, w = library.adam_step(w, m, v, gradient, t, 0.1, 0.8, 0.9, 1e-3)
    close(w, finals["Adam"])


def test_steps_equal_loops() -> None:
    close(library.sgd_step(U, V, 0.1), [u - 0.1 * v for u, v in zip(U, V, strict=True)])
    close(library.newton_step(U, POSITIVE @ V, POSITIVE), U - V)
    close(library.clip_by_norm(np.array([3.0, 4.0]), 1.0), [0.6, 0.8])
    close(library.clip_by_norm(np.array([3.0, 4.0]), 9.0), [3.0, 4.0])
    s, w = library.rmsprop_step(U, np.array([0.1, 0.0, 2.0]), V, 0.1, 0.9, 0.01)
    means = [0.9 * s0 + 0.1 * v**2 for s0, v in zip([0.1, 0.0, 2.0], V, strict=True)]
    close(s, means)
    close(w, [U[i] - 0.1 * V[i] / math.sqrt(means[i] + 0.01) for i in range(3)])
    m, v = V, np.array([0.1, 0.0, 2.0])
    expected = [
        U[i] - 0.1 * (m[i] / (math.sqrt(v[i]) + 0.01) + 0.05 * U[i]) for i in range(3)
    ]
    close(library.adamw_update(U, m, v, 0.1, 0.05, 0.01), expected)


def test_cells_equal_torch() -> None:
    torch = pytest.importorskip("torch")
    x, h = RANDOM.normal(size=3), RANDOM.normal(size=4)
    inputs, hidden = torch.tensor(x)[None], torch.tensor(h)[None]

    def arrays(cell: object) -> list[np.ndarray]:
        return [parameter.detach().numpy() for parameter in cell.parameters()]

    cell = torch.nn.RNNCell(3, 4, dtype=torch.float64)
    w_x, w_h, b_x, b_h = arrays(cell)
    expected = cell(inputs, hidden).detach().numpy()[0]
    close(library.rnn_step(x, h, w_x, w_h, b_x + b_h), expected)

    cell = torch.nn.GRUCell(3, 4, bias=False, dtype=torch.float64)
    (w_r, w_z, w_n), (u_r, u_z, u_n) = (np.split(weights, 3) for weights in arrays(cell))
    # PyTorch resets after the recurrent product, and its update gate keeps the old state: both
    # agree for negated update weights and a candidate without a recurrent term.
    quiet = np.zeros_like(u_n)
    with torch.no_grad():
        cell.weight_hh[8:] = 0.0
    expected = cell(inputs, hidden).detach().numpy()[0]
    close(library.gru_step(x, h, -w_z, -u_z, w_r, u_r, w_n, quiet), expected)
    # The reset gate by a loop.
    reset = [1 / (1 + math.exp(-(w_r[i] @ x + u_r[i] @ h))) for i in range(4)]
    memory = [sum(u_n[i, j] * reset[j] * h[j] for j in range(4)) for i in range(4)]
    candidate = [math.tanh(w_n[i] @ x + memory[i]) for i in range(4)]
    update = [1 / (1 + math.exp(-(w_z[i] @ x + u_z[i] @ h))) for i in range(4)]
    mixed = [(1 - update[i]) * h[i] + update[i] * candidate[i] for i in range(4)]
    close(library.gru_step(x, h, w_z, u_z, w_r, u_r, w_n, u_n), mixed)

    cell = torch.nn.LSTMCell(3, 4, bias=False, dtype=torch.float64)
    w_x, w_h = arrays(cell)
    i, f, g, o = np.split(w_x @ x + w_h @ h, 4)
    c = RANDOM.normal(size=4)
    states = cell(inputs, (hidden, torch.tensor(c)[None]))
    h_new, c_new = (state.detach().numpy()[0] for state in states)
    actual = library.lstm_cell(i, f, o, g, c)
    close(actual[0], c_new)
    close(actual[1], h_new)


def test_attention_equals_torch() -> None:
    torch = pytest.importorskip("torch")
    queries, keys, values = (RANDOM.normal(size=shape) for shape in ((2, 3), (4, 3), (4, 5)))
    tensors = (torch.tensor(value)[None] for value in (queries, keys, values))
    expected = torch.nn.functional.scaled_dot_product_attention(*tensors)[0].numpy()
    close(library.attention(queries, keys, values), expected)


def test_other_activations_equal_torch() -> None:
    torch = pytest.importorskip("torch")
    x = torch.tensor(GRID)
    close(library.gelu_tanh(GRID), torch.nn.functional.gelu(x, approximate="tanh").numpy())
    close(library.softplus(GRID, 2.0), torch.nn.functional.softplus(x, beta=2.0).numpy())
    close(library.huber(GRID, 0.7), torch.nn.functional.huber_loss(x, 0 * x, "none", 0.7).numpy())


def test_every_function_is_verified_here() -> None:
    text = inspect.getsource(inspect.getmodule(test_every_function_is_verified_here))
    missing = [name for name in PUBLIC if f"library.{name}(" not in text and name not in SLOPES]
    assert [name for name in missing if name not in ELEMENTWISE] == []


@pytest.mark.parametrize("name", PUBLIC)
def test_function_accepts_what_its_contract_allows(name: str) -> None:
    function = getattr(library, name)
    contract = contract_of(function)
    lacking = [entry.lacks for entry in (*contract.parameters, *contract.returns) if entry.lacks]
    assert lacking == []
    for arguments in draws(contract, f"library {name}", 20):
        values = function(**arguments)
        values = values if isinstance(values, tuple) else (values,)
        assert len(values) == len(contract.returns)
        assert all(np.all(np.isfinite(value)) for value in values)
