"""Losses: values by hand, the distributions behind them, laws of means and kinks, extremes, refusals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from snippets.activations import sigmoid
from snippets.derivatives import derivative
from snippets.losses import (
    binary_cross_entropy,
    binary_cross_entropy_grad,
    gaussian_nll,
    hinge,
    hinge_grad,
    huber,
    huber_grad,
    laplace_log,
    laplace_nll,
    log_cosh,
    mae,
    mae_grad,
    mse,
    mse_grad,
    pinball,
    poisson_loss,
    sigmoid_mse,
    sigmoid_mse_grad,
    softmax_cross_entropy,
    softmax_cross_entropy_grad,
)
from snippets.softmax import softmax

LOG2 = math.log(2)
REGRESSION = (mse, mae, huber, log_cosh)
PAIRS = {
    mse: mse_grad,
    mae: mae_grad,
    huber: huber_grad,
    binary_cross_entropy: binary_cross_entropy_grad,
    sigmoid_mse: sigmoid_mse_grad,
    hinge: hinge_grad,
}
numbers = st.floats(-20, 20)


def vectors(elements=numbers):
    return arrays(float, st.integers(1, 6), elements=elements)


@st.composite
def pairs(draw, targets=numbers):
    """Predictions or scores, and as many targets."""
    first = draw(vectors())
    return first, draw(arrays(float, len(first), elements=targets))


@st.composite
def classified(draw):
    """Scores in rows, and the class of each row."""
    n, K = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    Z = draw(arrays(float, (n, K), elements=numbers))
    return Z, draw(arrays(np.int64, n, elements=st.integers(0, K - 1)))


def test_errors_by_hand():
    prediction, y = np.array([1.0, 2.0, 6.0]), np.array([1.0, 4.0, 3.0])
    assert mse(prediction, y) == pytest.approx(13 / 3)
    np.testing.assert_allclose(mse_grad(prediction, y), [0, -4 / 3, 2])
    assert mae(prediction, y) == pytest.approx(5 / 3)
    np.testing.assert_allclose(mae_grad(prediction, y), [0, -1 / 3, 1 / 3])
    assert huber(prediction, y) == pytest.approx((0 + 1.5 + 2.5) / 3)
    assert huber(prediction, y, delta=2.5) == pytest.approx((0 + 2 + 2.5 * 1.75) / 3)
    np.testing.assert_allclose(huber_grad(prediction, y, delta=2.5), [0, -2 / 3, 2.5 / 3])
    assert pinball(prediction, y, 0.9) == pytest.approx((0 + 0.9 * 2 + 0.1 * 3) / 3)
    assert log_cosh(np.array([LOG2]), np.array([0.0])) == pytest.approx(math.log(1.25))


def test_losses_of_scores_by_hand():
    z, y = np.array([0.0, math.log(3)]), np.array([1.0, 0.0])
    assert binary_cross_entropy(z, y) == pytest.approx((LOG2 + math.log(4)) / 2)
    np.testing.assert_allclose(binary_cross_entropy_grad(z, y), [-1 / 4, 3 / 8])
    assert sigmoid_mse(z, y) == pytest.approx((1 / 4 + 9 / 16) / 2)
    np.testing.assert_allclose(sigmoid_mse_grad(z, y), [-1 / 8, 9 / 64])
    assert hinge(np.array([0.5, 3.0, 0.5]), np.array([1, 1, -1])) == pytest.approx(2 / 3)
    gradient = hinge_grad(np.array([0.5, 3.0, 0.5]), np.array([1, 1, -1]))
    np.testing.assert_allclose(gradient, [-1 / 3, 0, 1 / 3])
    Z = np.log([[1.0, 2.0, 1.0], [6.0, 1.0, 1.0]])
    assert softmax_cross_entropy(Z, np.array([1, 2])) == pytest.approx((LOG2 + math.log(8)) / 2)
    np.testing.assert_allclose(
        softmax_cross_entropy_grad(Z, np.array([1, 2])),
        [[1 / 8, -1 / 4, 1 / 8], [3 / 8, 1 / 16, -7 / 16]],
    )
    assert poisson_loss(np.log([2.0, 3.0]), np.array([1.0, 4.0])) == pytest.approx(
        (2 - LOG2 + 3 - 4 * math.log(3)) / 2
    )


def test_densities_by_hand():
    np.testing.assert_allclose(laplace_log(np.array([0.0, 3.0, -3.0])), [-LOG2, -3 - LOG2, -3 - LOG2])
    assert laplace_log(np.array([5.0]), 1.0, 2.0)[0] == pytest.approx(-2 - math.log(4))
    one = np.ones(1)
    assert gaussian_nll(one, 3 * one, 2.0) == pytest.approx(0.5 + LOG2 + math.log(2 * math.pi) / 2)
    assert laplace_nll(one, 3 * one, 2.0) == pytest.approx(1 + math.log(4))


def test_the_laplace_density_has_area_one_and_its_spread_is_the_mean_distance():
    x = np.linspace(-80, 84, 400_001)
    density, strip = np.exp(laplace_log(x, 2.0, 1.5)), x[1] - x[0]
    assert np.sum(density) * strip == pytest.approx(1, abs=1e-6)
    assert np.sum(np.abs(x - 2.0) * density) * strip == pytest.approx(1.5, abs=1e-6)


@given(pairs(), st.floats(0.2, 5))
def test_a_distribution_gives_a_loss(pair, spread):
    prediction, y = pair
    gauss = mse(prediction, y) / (2 * spread**2) + math.log(spread) + math.log(2 * math.pi) / 2
    assert gaussian_nll(prediction, y, spread) == pytest.approx(gauss, rel=1e-9, abs=1e-9)
    laplace = mae(prediction, y) / spread + math.log(2 * spread)
    assert laplace_nll(prediction, y, spread) == pytest.approx(laplace, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("loss", PAIRS)
@given(pairs(st.sampled_from([-1.0, 1.0])), st.data())
def test_a_mean_does_not_care_how_often_its_data_are_told(loss, pair, data):
    scores, y = pair if loss is hinge else (pair[0], (pair[1] + 1) / 2)
    times = data.draw(st.integers(2, 4))
    again = loss(np.tile(scores, times), np.tile(y, times))
    assert again == pytest.approx(loss(scores, y), rel=1e-9, abs=1e-12)
    gradient = PAIRS[loss](np.tile(scores, times), np.tile(y, times))
    np.testing.assert_allclose(gradient[: len(y)] * times, PAIRS[loss](scores, y), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("loss", PAIRS)
@pytest.mark.parametrize("y", [np.array([1, 0, 1, 0]), np.array([1.0, 1.0, 1.0, 0.0])])
def test_gradients_are_measured_slopes(loss, y):
    y = 2 * y - 1 if loss is hinge else y
    z = np.array([-3.1, -0.4, 0.7, 2.9])
    for place in range(4):

        def along(value, place=place):
            return np.array([loss(np.where(np.arange(4) == place, v, z), y) for v in value])

        measured = derivative(along, z[place : place + 1])[0]
        assert PAIRS[loss](z, y)[place] == pytest.approx(measured, abs=1e-8)


@pytest.mark.parametrize("loss", REGRESSION)
@given(pairs())
def test_errors_count_alike_in_both_directions_and_vanish_only_at_the_target(loss, pair):
    prediction, y = pair
    assert loss(prediction, y) == pytest.approx(loss(y, prediction))
    assert loss(y, y) == 0
    assert loss(prediction, y) >= 0


@given(pairs())
def test_huber_lies_between_the_two(pair):
    prediction, y = pair
    half = mse(prediction, y) / 2
    assert huber(prediction, y, 100.0) == pytest.approx(half)
    assert huber(prediction, y) <= min(half, mae(prediction, y)) + 1e-9
    assert huber(prediction, y, 1e-9) / 1e-9 == pytest.approx(mae(prediction, y), abs=1e-8)
    assert log_cosh(prediction, y) <= huber(prediction, y) + 1e-9


@given(pairs(), st.floats(0.1, 5))
def test_huber_has_no_seam(pair, delta):
    prediction, y = pair
    edge = y + delta
    assert huber(edge, y, delta) == pytest.approx(huber(edge * (1 + 1e-9), y, delta), abs=1e-6)
    assert np.all(np.abs(huber_grad(prediction, y, delta)) <= delta / len(y) + 1e-15)


@given(arrays(float, st.integers(1, 9), elements=st.floats(-9, 9)), st.floats(-9, 9))
def test_the_best_constant(y, other):
    def at(loss, constant, *options):
        return loss(np.full(len(y), constant), y, *options)

    assert at(mse, y.mean()) <= at(mse, other) + 1e-9
    assert at(mae, np.median(y)) <= at(mae, other) + 1e-9
    assert at(huber, y.mean(), 20.0) <= at(huber, other, 20.0) + 1e-9
    assert at(huber, np.median(y), 1e-6) <= at(huber, other, 1e-6) + 1e-11
    quarter = np.quantile(y, 0.25, method="inverted_cdf")
    assert at(pinball, quarter, 0.25) <= at(pinball, other, 0.25) + 1e-9


@given(pairs())
def test_half_the_absolute_error_is_the_pinball_of_the_middle(pair):
    assert pinball(*pair, 0.5) == pytest.approx(mae(*pair) / 2)


@given(vectors())
def test_where_the_gradient_of_counts_vanishes(z):
    assert poisson_loss(z / 9, np.exp(z / 9)) <= poisson_loss(z / 9 + 0.01, np.exp(z / 9))
    assert poisson_loss(z / 9, np.exp(z / 9)) <= poisson_loss(z / 9 - 0.01, np.exp(z / 9))


@given(pairs(st.sampled_from([0.0, 1.0])))
def test_losses_of_yes_or_no(pair):
    z, y = pair
    right = np.where(y == 1, sigmoid(z), sigmoid(-z))
    assert binary_cross_entropy(z, y) == pytest.approx(-np.mean(np.log(right)))
    assert sigmoid_mse(z, y) == pytest.approx(np.mean((1 - right) ** 2))
    Z = np.stack([np.zeros(len(z)), z], axis=1)
    assert softmax_cross_entropy(Z, y.astype(int)) == pytest.approx(binary_cross_entropy(z, y))
    np.testing.assert_allclose(
        softmax_cross_entropy_grad(Z, y.astype(int))[:, 1], binary_cross_entropy_grad(z, y), atol=1e-15
    )
    # Hinge and cross-entropy in bits both lie above the number of mistakes.
    labels = 2 * y - 1
    mistakes = np.mean(labels * z < 0)
    assert hinge(z, labels) >= mistakes
    assert binary_cross_entropy(z, y) / LOG2 >= mistakes - 1e-12


def test_soft_targets_are_least_costly_at_their_own_probability():
    y = np.array([0.3])
    at = [binary_cross_entropy(np.array([z]), y) for z in (-1.0, math.log(3 / 7), 0.0)]
    assert at[1] < min(at[0], at[2])
    np.testing.assert_allclose(binary_cross_entropy_grad(np.array([math.log(3 / 7)]), y), 0, atol=1e-15)


@given(classified(), st.floats(-50, 50))
def test_classes_and_their_scores(example, shift):
    Z, y = example
    loss, gradient = softmax_cross_entropy(Z, y), softmax_cross_entropy_grad(Z, y)
    assert loss >= 0
    assert softmax_cross_entropy(Z + shift, y) == pytest.approx(loss, abs=1e-9)
    np.testing.assert_allclose(gradient.sum(axis=1), 0, atol=1e-15)
    Y = np.eye(Z.shape[1])[y]
    np.testing.assert_allclose(gradient, (softmax(Z) - Y) / len(y), atol=1e-15)
    assert loss == pytest.approx(-np.sum(Y * np.log(softmax(Z))) / len(y), abs=1e-9)


def test_the_order_of_classes_does_not_matter():
    Z, y, order = np.array([[1.0, -2.0, 0.5]]), np.array([0]), np.array([2, 0, 1])
    loss = softmax_cross_entropy(Z, y)
    assert softmax_cross_entropy(Z[:, order], np.array([1])) == pytest.approx(loss)


@pytest.mark.filterwarnings("error")
def test_scores_that_break_the_textbook_forms():
    z, y = np.array([1000.0, -1000.0]), np.array([0.0, 1.0])
    assert binary_cross_entropy(z, y) == 1000
    assert binary_cross_entropy(z, 1 - y) == 0
    np.testing.assert_array_equal(binary_cross_entropy_grad(z, y), [0.5, -0.5])
    assert softmax_cross_entropy(np.array([[1000.0, 0.0]]), np.array([1])) == 1000
    huge = np.array([1e200])
    assert huber(huge, -huge) == 2e200
    assert log_cosh(huge, 0 * huge) == 1e200


@pytest.mark.parametrize("z", [20.0, 30.0, 35.0, 100.0, 700.0])
def test_a_sure_and_right_answer_keeps_its_digits(z):
    for score, target in [(z, 1.0), (-z, 0.0)]:
        loss = binary_cross_entropy(np.array([score]), np.array([target]))
        assert loss == pytest.approx(math.log1p(math.exp(-z)), rel=1e-12, abs=0)


def test_what_is_returned_at_a_kink():
    y = np.array([1.0, -1.0])
    np.testing.assert_array_equal(mae_grad(y, y), [0, 0])
    np.testing.assert_array_equal(hinge_grad(y, y), [0, 0])
    np.testing.assert_array_equal(huber_grad(y + 1.0, y), [0.5, 0.5])


@pytest.mark.parametrize("loss", PAIRS)
def test_precision_and_whole_numbers(loss):
    z, y = np.array([3, -2, 0], dtype=np.int8), np.array([1, 0, 1], dtype=np.uint8)
    y = np.array([1, -1, 1], dtype=np.int8) if loss is hinge else y
    assert type(loss(z, y)) is float
    assert loss(z, y) == loss(z.astype(float), y.astype(float))
    assert PAIRS[loss](z.astype(np.float32), y.astype(np.float32)).dtype == np.float32
    np.testing.assert_array_equal(PAIRS[loss](z, y), PAIRS[loss](z.astype(float), y.astype(float)))


def test_unsigned_numbers_have_negative_errors():
    prediction, y = np.array([200], dtype=np.uint8), np.array([250], dtype=np.uint8)
    assert mse(prediction, y) == 2500
    assert mae(prediction, y) == 50
    np.testing.assert_array_equal(mse_grad(prediction, y), [-100])


def test_class_scores_of_32_bits_stay_so():
    Z, y = np.zeros((2, 3), dtype=np.float32), np.array([0, 2])
    assert softmax_cross_entropy_grad(Z, y).dtype == np.float32


def test_any_shape_and_nothing_is_changed():
    prediction, y = np.arange(6.0).reshape(2, 3), np.ones((2, 3))
    for loss in REGRESSION:
        assert loss(prediction, y) == loss(prediction.ravel(), y.ravel())
    Z, classes = np.arange(6.0).reshape(2, 3), np.array([0, 1])
    softmax_cross_entropy_grad(Z, classes)
    np.testing.assert_array_equal(Z, np.arange(6.0).reshape(2, 3))
    np.testing.assert_array_equal(mse_grad(prediction, y), 2 * (prediction - 1) / 6)


@pytest.mark.parametrize("function", [
    *REGRESSION, mse_grad, mae_grad, huber_grad, binary_cross_entropy, binary_cross_entropy_grad,
    sigmoid_mse, sigmoid_mse_grad, hinge, hinge_grad, poisson_loss,
    lambda a, b: gaussian_nll(a, b, 1.0), lambda a, b: laplace_nll(a, b, 1.0),
    lambda a, b: pinball(a, b, 0.5),
])  # fmt: skip
def test_shapes_that_would_broadcast_are_refused(function):
    for first, y in [(np.ones((3, 1)), np.ones(3)), (np.ones(3), np.ones(1)), (np.ones(0), np.ones(0))]:
        with pytest.raises(ValueError, match="need equal shapes"):
            function(first, y)


@pytest.mark.parametrize("function", [softmax_cross_entropy, softmax_cross_entropy_grad])
def test_classes_without_a_score_are_refused(function):
    Z = np.zeros((2, 3))
    for y in ([0, 3], [-1, 0]):
        with pytest.raises(ValueError, match=r"classes are 0 to 2, got"):
            function(Z, np.array(y))
    for scores, y in [
        (Z, np.array([0])),
        (Z, np.eye(3, dtype=int)[:2]),
        (Z[0], np.array([0])),
        (np.zeros((0, 3)), np.zeros(0, dtype=int)),
    ]:
        with pytest.raises(ValueError, match="need shapes"):
            function(scores, y)


@pytest.mark.parametrize(("call", "says"), [
    (lambda a: huber(a, a, 0.0), "delta must be positive, got 0.0"),
    (lambda a: huber_grad(a, a, -1.0), "delta must be positive, got -1.0"),
    (lambda a: gaussian_nll(a, a, 0.0), "s must be positive, got 0.0"),
    (lambda a: laplace_nll(a, a, -2.0), "the spread must be positive, got -2.0"),
    (lambda a: laplace_log(a, 0.0, np.nan), "the spread must be positive, got nan"),
    (lambda a: pinball(a, a, 1.0), "p must lie between 0 and 1, got 1.0"),
])  # fmt: skip
def test_parameters_are_checked(call, says):
    with pytest.raises(ValueError, match=says):
        call(np.ones(2))
