"""The recipe of MNIST-1D: each step by hand, then what holds for every example."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scripts.project import DOCS
from snippets.mnist_1d import blur, construct, dataset, resample, shear, standard_templates

DRAWN = np.loadtxt(DOCS / "labs" / "data" / "mnist_1d_templates.csv", delimiter=",")
TEMPLATES = standard_templates(DRAWN)

signals = arrays(float, st.integers(1, 30), elements=st.floats(-100, 100))
seeds = st.integers(0, 2**32 - 1)


def test_templates_of_the_file():
    assert DRAWN.shape == (10, 12)
    assert np.all(DRAWN[:, [0, -1]] == 5.0)
    assert len({tuple(row) for row in DRAWN}) == 10


def test_templates_get_one_size_and_begin_at_zero():
    np.testing.assert_allclose(np.std(TEMPLATES, axis=1), 1 / 6)
    # The drawn ones begin and end at the same height.
    np.testing.assert_allclose(TEMPLATES[:, [0, -1]], 0.0, atol=1e-15)
    # The deviation of 5, 7 is 1, and so is that of 50, 52.
    for start in (5.0, 50.0):
        np.testing.assert_allclose(standard_templates(np.array([[start, start + 2]])), [[0, 1 / 3]])


@pytest.mark.parametrize("drawn", [[5.0, 6.0], [[5.0, 6.0], [4.0, 4.0]], [[5.0]]])
def test_a_template_without_a_shape_is_told(drawn):
    with pytest.raises(ValueError, match="need rows that vary"):
        standard_templates(np.array(drawn))


def test_resampling_by_hand():
    np.testing.assert_allclose(resample(np.array([0.0, 2.0, 0.0]), 5), [0, 1, 2, 1, 0])
    np.testing.assert_allclose(resample(np.array([0.0, 1.0, 2.0, 3.0]), 2), [0, 3])
    np.testing.assert_allclose(resample(np.array([7.0]), 3), 7.0)


@given(signals)
def test_resampling_to_the_same_size_changes_nothing(x):
    np.testing.assert_allclose(resample(x, len(x)), x, atol=1e-9)


def test_blur_by_hand():
    # One place away the Gaussian has shrunk to exp(-2), two places away to exp(-8).
    weights = np.exp([-8, -2, 0, -2, -8])
    pulse = np.array([0.0, 0, 0, 1, 0, 0, 0])
    np.testing.assert_allclose(blur(pulse, 0.5)[1:6], weights / weights.sum())
    # At the end the mirror shows the first number once more.
    edge = blur(np.array([1.0, 0, 0, 0, 0]), 0.5)
    np.testing.assert_allclose(edge[0], (weights[2] + weights[1]) / weights.sum())


@given(signals, st.floats(0.01, 4))
def test_blur_keeps_the_mean_and_stays_between_the_extremes(x, s):
    blurred = blur(x, s)
    assert blurred.shape == x.shape
    np.testing.assert_allclose(blurred.mean(), x.mean(), atol=1e-9)
    assert blurred.min() >= x.min() - 1e-9 and blurred.max() <= x.max() + 1e-9


def test_blurred_noise_is_weaker_and_its_neighbors_agree():
    waves = blur(np.random.default_rng(0).normal(size=20_000), 2.0)
    # Averaging with squared weights that add up to 1 / (4 sqrt(pi)).
    assert np.var(waves) == pytest.approx(1 / (4 * np.sqrt(np.pi)), rel=0.05)
    assert np.corrcoef(waves[1:], waves[:-1])[0, 1] == pytest.approx(np.exp(-1 / 16), abs=0.02)


def test_shear_by_hand():
    np.testing.assert_allclose(shear(np.zeros(5), 2.0), [1, 0.5, 0, -0.5, -1])
    np.testing.assert_allclose(shear(np.array([1.0, 2, 3]), 0.0), [1, 2, 3])


@pytest.mark.parametrize("problem", [
    lambda: resample(np.array([]), 3), lambda: resample(np.ones(3), 0),
    lambda: resample(np.ones((2, 2)), 3), lambda: blur(np.ones(3), 0.0),
    lambda: blur(np.array([]), 1.0), lambda: blur(np.ones(3), np.nan),
])
def test_signals_that_do_not_fit_are_told(problem):
    with pytest.raises(ValueError, match=r"need shape \(d,\)"):
        problem()


@given(st.integers(0, 9), seeds)
def test_each_step_does_what_it_says(digit, seed):
    padded, scaled, moved, noisy, sheared, example = construct(
        TEMPLATES[digit], np.random.default_rng(seed))
    assert {len(signal) for signal in (padded, scaled, moved, noisy, sheared)} == {72}
    zeros = np.flatnonzero(padded == 0.0)
    # 36 to 60 of 48 to 72 places are zeros, stretched to 72, and they stand at the end.
    assert 72 * 35 / 48 - 1 <= len(zeros) <= 60
    np.testing.assert_array_equal(zeros, np.arange(72 - len(zeros), 72))
    ratio = scaled[padded != 0.0] / padded[padded != 0.0]
    np.testing.assert_allclose(ratio, ratio[0])
    assert 0.8 <= ratio[0] <= 1.2
    shift = [k for k in range(48) if np.array_equal(np.roll(scaled, k), moved)]
    assert len(shift) == 1
    # On the template there is small noise only; beside it are waves.
    assert np.abs(noisy - moved)[moved != 0.0].max() < 0.02 * 6
    line = noisy - sheared
    np.testing.assert_allclose(np.diff(line), line[1] - line[0], atol=1e-12)
    assert abs(line[-1] - line[0]) <= 0.375 + 1e-12 and line[0] == pytest.approx(-line[-1])
    np.testing.assert_allclose(example[[0, -1]], sheared[[0, -1]])
    assert example.shape == (40,)


def test_random_numbers_cover_their_ranges():
    generator = np.random.default_rng(0)
    runs = [construct(TEMPLATES[0], generator) for _ in range(4000)]
    padding = [np.sum(padded == 0.0) for padded, *_ in runs]
    assert min(padding) == 53 and max(padding) == 60
    peaks = [np.max(scaled) / np.max(padded) for padded, scaled, *_ in runs]
    assert min(peaks) < 0.805 and max(peaks) > 1.195
    starts = [np.argmax(np.roll(moved == 0.0, 1) & (moved != 0.0)) for _, _, moved, *_ in runs]
    assert len(set(starts)) == 48
    slopes = [(noisy - sheared)[-1] * 2 for _, _, _, noisy, sheared, _ in runs]
    assert min(slopes) < -0.37 and max(slopes) > 0.37


def test_without_template_the_waves_have_the_strength_of_the_recipe():
    generator = np.random.default_rng(0)
    hidden = [noisy[moved == 0.0] for _, _, moved, noisy, _, _ in
              (construct(TEMPLATES[3], generator) for _ in range(2000))]
    # Blurring with a Gaussian of 2 leaves 1 / (4 sqrt(pi)) of the variance.
    variance = 0.25**2 / (4 * np.sqrt(np.pi)) + 0.02**2
    # The mirror at both ends makes a little more of it.
    assert np.var(np.concatenate(hidden)) == pytest.approx(variance, rel=0.1)


@given(st.integers(1, 40), seeds)
def test_data_set(n, seed):
    X, y = dataset(n, TEMPLATES, np.random.default_rng(seed))
    assert X.shape == (n, 40) and y.shape == (n,) and y.dtype.kind == "i"
    counts = np.bincount(y, minlength=10)
    assert counts.max() - counts.min() <= 1 and len(counts) == 10
    np.testing.assert_allclose([X.mean(), X.std()], [0, 1], atol=1e-12)
    again, classes = dataset(n, TEMPLATES, np.random.default_rng(seed))
    np.testing.assert_array_equal(X, again)
    np.testing.assert_array_equal(y, classes)


def test_examples_follow_their_templates():
    # The best match anywhere, over many examples: mostly the own template.
    X, y = dataset(300, TEMPLATES, np.random.default_rng(1))
    smooth = np.stack([resample(template, 8) for template in TEMPLATES])
    slopes = np.diff(smooth, axis=1)
    windows = np.lib.stride_tricks.sliding_window_view(np.diff(X, axis=1), 7, axis=1)
    fits = np.einsum("nwk,ck->nwc", windows, slopes) / np.linalg.norm(slopes, axis=1)
    fits = fits / np.linalg.norm(windows, axis=2, keepdims=True)
    found = fits.max(axis=1).argmax(axis=1)
    assert np.mean(found == y) > 0.5
    assert len(np.unique(y[:30])) > 5  # in random order
