# ---
# title: Handwritten digits
# description: >-
#   Ten thousand real MNIST digits, and a network that gets better one change at a time, from sigmoids and squared
#   errors to dropout and shifted images. What helps is measured, over three seeds.
# takes: two minutes
# ---

# %% [markdown]
# # Handwritten digits
#
# !!! abstract "What you will be able to do"
#
#     Train a network on real images, from the first attempt to a good one. Change one thing at a time, and tell a gain
#     from luck. Choose settings without looking at the test images. Read the mistakes that are left.
#
# Every idea of the part on neural networks promises something. Here you make them keep it. You start
# with the network of the 1980s, sigmoids and squared errors, and you climb a ladder. Each rung
# changes one thing, and you measure what it brings.
#
# ## Ten thousand digits
#
# The images are from MNIST, the set of handwritten digits that LeCun, Bottou, Bengio and Haffner put
# together [@lecun1998gradient]. The whole set has 60,000 images for training and 10,000 for testing.
# This lab uses 10,000 of them, so that it runs in two minutes. Each image has 28 rows of 28 pixels:
# 784 numbers, which you divide by 255, so that they lie between 0 and 1.

# %%
# alt: Two rows of the ten handwritten digits, white on black; no two hands write alike.
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import Markdown
from tqdm import tqdm

from snippets.activations import relu, relu_grad, sigmoid, sigmoid_grad
from snippets.experiments import markdown_table, mean_and_spread, paired_t
from snippets.initializers import he, normal
from snippets.losses import sigmoid_mse_grad, softmax_cross_entropy_grad
from snippets.metrics import accuracy, confusion_matrix, top_k_error
from snippets.mlp import backward, forward
from snippets.optimization import momentum_step
from snippets.regularization import apply_mask, dropout
from snippets.regularization import l2_penalty_grad, shift_images
from snippets.schedules import cosine
from snippets.softmax import softmax
from snippets.training import minibatches, split, steps_per_epoch

DATA = Path("docs/labs/data")
with np.load(DATA / "mnist_10k.npz") as file:
    X = file["X"].astype(np.float32) / np.float32(255)
    y = file["y"].astype(int)


def mosaic(images, columns):
    """Images side by side, as one array; the gaps are empty."""
    rows = -(-len(images) // columns)
    tiles = np.full((rows * columns, 32, 32), np.nan)
    tiles[: len(images), 2:30, 2:30] = images.reshape(-1, 28, 28)
    tiles = tiles.reshape(rows, columns, 32, 32).transpose(0, 2, 1, 3)
    return tiles.reshape(rows * 32, columns * 32)


examples = np.concatenate([np.flatnonzero(y == c)[:2] for c in range(10)])
fig, ax = plt.subplots(figsize=(6, 1.4))
order = np.concatenate([examples[::2], examples[1::2]])
ax.imshow(mosaic(X[order], 10), cmap="gray")
ax.axis("off")
fig

# %% [markdown]
# Before anything else, [three parts](../neural-networks/training-and-evaluation.md#three-parts). The
# file is sorted by digit, so the rows are shuffled, once and for all, with the seed 0. The split does
# not look at the digits: it is not stratified. 2,000 images are for testing and report, at the end,
# what each rung is worth. No choice is made with them. Of the other 8,000, you hold out 1,000 for
# validation whenever there is something to choose; then the network is trained again on all 8,000.

# %%
fit, valid, test = split(len(X), 0.1, 0.2, np.random.default_rng(0))
train = np.concatenate([fit, valid])
print(len(fit), "to fit,", len(valid), "to choose,", len(test), "to test")
print("digits among the test images:", np.bincount(y[test]))

# %% [markdown]
# ## What a rung can change
#
# Two trainings differ in nothing but this list. The defaults are the first attempt: one hidden layer
# of 100 sigmoids, squared errors between ten more sigmoids and the ten targets, weights drawn from
# the standard normal distribution, plain
# [mini-batches](../neural-networks/training-and-evaluation.md#mini-batches) of 32 images, 15 epochs.

# %%
def squared_error_grad(Z, digits):
    return sigmoid_mse_grad(Z, np.eye(10, dtype=Z.dtype)[digits])


def standard_normal(d, k, rng):
    return normal(d, k, 1.0, rng)


def constant(step, steps, rate):
    return rate


@dataclass(frozen=True)
class Rung:
    name: str
    rate: float
    loss_grad: Callable = squared_error_grad
    initializer: Callable = standard_normal
    activation: Callable = sigmoid
    activation_grad: Callable = sigmoid_grad
    schedule: Callable = constant
    momentum: float = 0.0
    decay: float = 0.0
    drop: float = 0.0
    shift: int = 0
    hidden: int = 100
    epochs: int = 15


# %% [markdown]
# A mini-batch goes forward and [backward](../neural-networks/backpropagation.md), with the snippets
# of the chapters. Two things happen in training only: images are
# [shifted](../neural-networks/regularization.md#more-examples-from-few), and hidden neurons are
# [dropped](../neural-networks/regularization.md#dropout). The mask that the forward pass has drawn
# waits for the backward pass.

# %%
def gradients(rung, theta, images, digits, rng):
    """Gradients of one mini-batch by W and b of both layers."""
    masks = []

    def activate(Z):
        if not rung.drop:
            return rung.activation(Z)
        A, mask = dropout(rung.activation(Z), rung.drop, rng)
        masks.append(mask)
        return A

    def activate_grad(Z):
        G = rung.activation_grad(Z)
        return apply_mask(G, masks.pop(), rung.drop) if rung.drop else G

    if rung.shift:
        size = (len(images), 2)
        by = rng.integers(-rung.shift, rung.shift + 1, size)
        images = shift_images(images.reshape(-1, 28, 28), by)
    layers = list(zip(theta[::2], theta[1::2]))
    Z, tape = forward(images.reshape(-1, 784), layers, activate)
    pairs = backward(rung.loss_grad(Z, digits), layers, tape, activate_grad)
    found = [gradient for pair in pairs for gradient in pair]
    for i in (0, 2):  # the weights, not the biases
        found[i] = found[i] + l2_penalty_grad(theta[i], rung.decay)
    return found


# %% [markdown]
# [The loop](../neural-networks/training-and-evaluation.md#the-loop) is the one you know. Everything
# is in `float32`, which is half as much to move as `float64`. The seed decides the first weights, the
# order of the mini-batches, the shifts and the masks.

# %%
def learn(rung, rows, seed, after_epoch=None):
    """Train a network on these rows; give W and b of its layers."""
    rng = np.random.default_rng(seed)
    theta = []
    for d, k in ((784, rung.hidden), (rung.hidden, 10)):
        W = rung.initializer(d, k, rng)
        theta += [W.astype(np.float32), np.zeros(k, np.float32)]
    velocity = [np.zeros_like(array) for array in theta]
    steps = rung.epochs * steps_per_epoch(len(rows), 32)
    step = 0
    for _ in tqdm(range(rung.epochs), rung.name, leave=False):
        for batch in minibatches(len(rows), 32, rng):
            at = rows[batch]
            found = gradients(rung, theta, X[at], y[at], rng)
            # A float of Python: one of NumPy's would make all float64.
            rate = float(rung.schedule(step, steps, rung.rate))
            step += 1
            for i, G in enumerate(found):
                theta[i], velocity[i] = momentum_step(
                    theta[i], velocity[i], G, rate, rung.momentum)
        if after_epoch:
            after_epoch(theta)
    return theta


def scores(rung, theta, rows):
    layers = list(zip(theta[::2], theta[1::2]))
    return forward(X[rows], layers, rung.activation)[0]


def percent_right(rung, theta, rows):
    Z = scores(rung, theta, rows)
    return 100 * accuracy(Z.argmax(axis=1), y[rows])


# %% [markdown]
# ## Choosing without the test images
#
# How long should a step be? Theory does not say. So you try three rates: train on 7,000 images, look
# at the 1,000 of the validation part, and take the best.

# %%
def choose(*candidates):
    """The rung that is best on the validation images, with one seed."""
    found = [percent_right(rung, learn(rung, fit, 0), valid)
             for rung in candidates]
    for rung, right in zip(candidates, found):
        print(f"{rung.name}: {right:.1f} % of the validation images")
    return candidates[int(np.argmax(found))]


first = choose(*(Rung(f"rate {rate}", rate) for rate in (1, 3, 10)))

# %% [markdown]
# The rates look large, but the loss is a mean over the ten outputs as well: each of them answers for
# a tenth of it.
#
# The other settings are fixed in advance, or chosen in this way further below. The rate 0.5 for the
# cross-entropy and the decay $\zeta = 5 / 50\,000$ are those of chapter 3 of Nielsen's book
# [@nielsen2015neural]; the momentum is the usual 0.9.
#
# ## Is it a gain?
#
# Three seeds give three results, and the next rung gives three others for the same seeds. Their
# differences have a mean and a standard deviation. The mean divided by its standard error is
# Student's $t$ [@student1908probable]. With three runs that scatter like a Gaussian, a change that
# does nothing gives $t$ above 2.92 once in twenty times. That is where the lab draws the line: a gain
# with a smaller $t$ is reported, and not claimed.

# %%
LIMIT = 0.9 * np.sqrt(2 / (1 - 0.9**2))  # of t with 2 degrees of freedom
ladder, results = [], {}


def climb(rung, after_epoch=None):
    """Train with three seeds on all 8,000 images, and test."""
    right, seconds, networks = [], [], []
    for seed in range(3):
        begin = perf_counter()
        networks.append(learn(rung, train, seed, after_epoch))
        seconds.append(perf_counter() - begin)
        right.append(percent_right(rung, networks[-1], test))
        after_epoch = None
    # Only the first may be watched, which takes time.
    results[rung] = np.array(right), np.mean(seconds[1:]), networks
    print(f"{rung.name}: {mean_and_spread(np.array(right))} % of the test")
    if ladder:
        print("gain", gain(rung), "-", verdict(rung))
    ladder.append(rung)


def before_and_after(rung):
    place = ladder.index(rung) if rung in ladder else len(ladder)
    return results[ladder[place - 1]][0], results[rung][0]


def gain(rung):
    before, after = before_and_after(rung)
    return mean_and_spread(after - before, signed=True)


def verdict(rung):
    t = paired_t(*before_and_after(rung))
    if abs(t) < LIMIT:
        return "no clear gain"
    return "helps" if t > 0 else "hurts"


print(f"t must exceed {LIMIT:.2f}")
climb(replace(first, name="sigmoids and squared errors"))
for seed, network in enumerate(results[ladder[0]][2]):
    said = scores(ladder[0], network, test).argmax(axis=1)
    never = np.setdiff1d(np.arange(10), said)
    print(f"seed {seed} never says", *never)

# %% [markdown]
# A weak start, and a lottery: another seed is another network. Some give up whole digits. Each hidden
# neuron adds up 784 inputs with weights around 1. The sum is far from 0, the sigmoid is flat there,
# and its gradient is nearly nothing. At the output the same happens again: an output that is badly
# wrong [learns slowly](../neural-networks/losses.md#a-badly-wrong-neuron), or never.
#
# ## The loss, the step, the weights
#
# **Softmax and cross-entropy** take the second of the two brakes away: the gradient by the scores is
# [the error itself](../neural-networks/softmax-regression.md#the-gradient-line-by-line), however
# wrong the answer is.

# %%
climb(replace(ladder[-1], name="softmax and cross-entropy", rate=0.5,
              loss_grad=softmax_cross_entropy_grad))

# %% [markdown]
# Look at the spread first: the best of three seeds and the worst are
# `{python} f"{np.ptp(results[ladder[1]][0]):.1f}"` points apart, not `{python} f"{np.ptp(results[ladder[0]][0]):.0f}"`
# as before. The lottery is over. Of a lottery three tickets say little, so that even a large mean gain
# may stay below the line. To claim it takes more seeds.
#
# **Momentum** adds up earlier gradients. With 0.9 of the velocity kept, a gradient that stays the
# same makes a step ten times as long. So the rate becomes a tenth. Otherwise you would measure the
# longer step, and call it momentum.

# %%
climb(replace(ladder[-1], name="momentum", rate=0.05, momentum=0.9))

# %% [markdown]
# If that surprises you, look at what the chapter showed: momentum wins
# [in a narrow valley](../foundation/optimization.md#momentum), where the rate cannot be raised. Who
# adds momentum and keeps the rate measures both changes together [@weidman2019notebook].
#
# **Weight decay** pulls each weight
# [toward zero](../neural-networks/regularization.md#weight-decay-line-by-line) at every step.

# %%
climb(replace(ladder[-1], name="weight decay", decay=1e-4))

# %% [markdown]
# **Initialization.** The first brake is still on. [He's
# rule](../neural-networks/initialization.md#relu-takes-half) draws weights with the variance $2 / d$,
# so that the sums stay near 0, where a sigmoid has a slope.

# %%
climb(replace(ladder[-1], name="He's initialization", initializer=he))

# %% [markdown]
# **ReLU** in place of the sigmoid: its slope is 1 wherever it responds. This is the plain network
# that everybody would begin with today, so you watch it while it learns, and keep the accuracy on
# both sets after each epoch. (You look at the test images here, but you choose nothing by them.)

# %%
watched = {}


def watch(rung):
    """What to call after each epoch."""
    on_train, on_test = watched[rung] = [], []

    def after_epoch(theta):
        on_train.append(percent_right(rung, theta, train))
        on_test.append(percent_right(rung, theta, test))

    return after_epoch


plain = replace(ladder[-1], name="ReLU", activation=relu,
                activation_grad=relu_grad)
climb(plain, watch(plain))

# %% [markdown]
# ## Against learning by heart
#
# The plain network gets `{python} f"{watched[plain][0][-1]:.2f} %"` of the training images right. What is
# left to learn does not show there. The next rungs change what the network can remember. **Dropout**
# comes first. How many neurons should be dropped? Ask the validation images.

# %%
chosen = choose(*(replace(plain, name=f"drop {p}", drop=p)
                  for p in (0.1, 0.2, 0.5)))
climb(replace(chosen, name="dropout"))

# %% [markdown]
# Dropout was made for large networks that train for long; among 100 neurons there are few to spare.
#
# **A falling rate** along [half a wave](../neural-networks/schedules.md#half-a-wave) lets the last
# steps be small, so that they settle instead of jumping around.

# %%
climb(replace(ladder[-1], name="cosine schedule", schedule=cosine))

# %% [markdown]
# **Shifted images.** A three that is one pixel further to the left is still a three. You know that;
# the network has to be told. Each time an image is used, it moves by a random number of pixels, up or
# down and left or right.

# %%
chosen = choose(*(replace(ladder[-1], name=f"shift by up to {n}", shift=n)
                  for n in (1, 2)))
climb(replace(chosen, name="shifted images"))

# %% [markdown]
# Now the network meets hardly an image twice, and has more to learn than 15 epochs and 100 neurons
# can hold. **Twice as many neurons**, and then **three times as many epochs**:

# %%
climb(replace(ladder[-1], name="200 hidden neurons", hidden=200))
best = replace(ladder[-1], name="45 epochs", epochs=45)
climb(best, watch(best))

# %% [markdown]
# Compare the plain network with the last one, epoch by epoch. Look at the distance between the two
# lines of each: what a network can do on images that it has seen, and on images that it has not.

# %%
# alt: Accuracy over the epochs for two networks, each on training and test images. For the plain one the training line climbs to the top within few epochs, and the test line stays well below it. For the last rung the training line comes close to 100 later, with jumps, and the test line ends higher than that of the plain network.
fig, axes = plt.subplots(2, 1, figsize=(5.6, 6.4))
for ax, rung in zip(axes, (plain, best)):
    epochs = np.arange(1, rung.epochs + 1)
    on_train, on_test = watched[rung]
    ax.plot(epochs, on_train, "-", label="training")
    ax.plot(epochs, on_test, ":", label="test")
    ax.set(title=rung.name, ylabel="right, %", ylim=(92, 100.3),
           xticks=range(0, rung.epochs + 1, rung.epochs // 3))
    ax.legend(loc="lower right")
axes[1].set(xlabel="epoch")
fig

# %% [markdown]
# ## What is still wrong
#
# One network of the last rung, and all test images that it gets wrong. Above each: the digit that it
# should be, and the digit that the network says. Which of them would you have read correctly?

# %%
# alt: A mosaic of the test images that the network gets wrong, each with the true digit and the one it says. Many are written carelessly or broken; some a human reads at once.
network = results[best][2][0]
Z = scores(best, network, test)
said, true = Z.argmax(axis=1), y[test]
wrong = np.flatnonzero(said != true)
columns = 7
rows = -(-len(wrong) // columns)
fig, ax = plt.subplots(figsize=(5.6, 0.95 * rows))
tiles = np.full((rows, 46, columns * 32), np.nan)
pictures = mosaic(X[test[wrong]], columns).reshape(rows, 32, -1)
tiles[:, 14:] = pictures
ax.imshow(tiles.reshape(rows * 46, -1), cmap="gray")
for i, row in enumerate(wrong):
    place = (i % columns * 32 + 16, i // columns * 46 + 9)
    ax.text(*place, f"{true[row]} → {said[row]}", ha="center",
            va="center")
ax.axis("off")
fig

# %% [markdown]
# How sure is it of what it says, and how often is its second guess right? And are these images hard
# for every network, or only for this one?

# %%
P = softmax(Z).max(axis=1)
print(f"mean confidence where right: {P[said == true].mean():.0%}")
print(f"mean confidence where wrong: {P[wrong].mean():.0%}")
print(f"wrong with one guess {top_k_error(Z, true, 1):.2%}, "
      f"with two {top_k_error(Z, true, 2):.2%}")
answers = [scores(best, one, test).argmax(axis=1)
           for one in results[best][2]]
misses = np.sum([answer != true for answer in answers], axis=0)
for count in (1, 2, 3):
    print(f"missed by {count} of the three networks: "
          f"{np.sum(misses == count)} images")

# %% [markdown]
# The [confusion matrix](../neural-networks/training-and-evaluation.md#which-for-which) adds up the
# mistakes of all three networks. The right answers, on the diagonal, are left out; a larger square is
# a pair that is mixed up more often.

# %%
# alt: A grid with a row for each true digit and a column for each answer. Squares show how often the pair is mixed up; most fields are empty or hold a small number, and a few pairs of similar digits stand out.
counts = sum(confusion_matrix(answer, true, 10) for answer in answers)
np.fill_diagonal(counts, 0)
digit, answer = np.nonzero(counts)
often = counts[digit, answer]
fig, ax = plt.subplots(figsize=(5.6, 5.2))
size = 700 * often / often.max()
ax.scatter(answer, digit, s=size, marker="s", alpha=0.4)
for d, a, n in zip(digit, answer, often):
    ax.text(a, d, n, ha="center", va="center")
ax.set(xlabel="the network says", ylabel="it is", xticks=range(10),
       yticks=range(10), xlim=(-0.5, 9.5), ylim=(9.5, -0.5))
fig

# %%
order = np.argsort(-often, kind="stable")[:3]
for d, a, n in zip(digit[order], answer[order], often[order]):
    print(f"a {d} is taken for a {a}: {n} times")
by_digit = counts.sum(axis=1) / (3 * np.bincount(true))
hardest, easiest = np.argmax(by_digit), np.argmin(by_digit)
print(f"hardest: {hardest}, {by_digit[hardest]:.1%} wrong; "
      f"easiest: {easiest}, {by_digit[easiest]:.1%}")

# %% [markdown]
# ## The ladder
#
# Accuracy on the 2,000 test images in percent, mean ± standard deviation over three seeds, and the
# gain over the rung above, seed by seed. The spread says what the seed changes. It does not say what
# other test images would change: see the line below the table.

# %%
rows = []
for rung in ladder:
    right, seconds, _ = results[rung]
    change = rung is not ladder[0]
    rows.append([rung.name, mean_and_spread(right),
                 gain(rung) if change else "",
                 verdict(rung) if change else "", f"{seconds:.1f}"])
header = ["configuration", "test accuracy, %", "gain", "verdict",
          "seconds a run"]
share = results[best][0].mean() / 100
error = 100 * np.sqrt(share * (1 - share) / len(test))
print(f"by the choice of {len(test)} test images alone: ± {error:.1f}")
Markdown(markdown_table(header, rows))

# %% [markdown]
# Gains of neighbors can be smaller than that line: they are compared on the same images, so that an
# image that is hard for all of them cancels.
#
# How does that compare with what others have published? Michael Nielsen's book, in chapters 1 and 3,
# trains on 50,000 images [@nielsen2015neural]. Seth Weidman's notebook climbs a ladder much like this
# one with 60,000, up to a network with two hidden layers [@weidman2019notebook]. Both report single
# runs, and on the very images by which they chose when to stop or how to train. So the published
# column is a little too good, and it comes from six or seven times as many images.

# %%
def ours(rung):
    return mean_and_spread(results[rung][0])


rows = [
    ["squared errors", ours(ladder[0]), 72.58, "Weidman", "60,000"],
    ["squared errors, 30 neurons, best epoch", "", 95.42, "Nielsen",
     "50,000"],
    ["cross-entropy", ours(ladder[1]), 91.01, "Weidman", "60,000"],
    ["momentum", ours(ladder[2]), 95.51, "Weidman", "60,000"],
    ["dropout", ours(ladder[6]), 96.69, "Weidman", "60,000"],
    ["best with 100 neurons, no shifts", ours(ladder[7]), 98.04,
     "Nielsen", "50,000"],
    ["best of all", ours(best), 97.15, "Weidman, two hidden layers",
     "60,000"],
]
header = ["configuration", "here, 8,000 images, %", "published, %",
          "by", "training images"]
Markdown(markdown_table(header, rows))

# %% [markdown]
# ## What you saw
#
# From `{python} ours(ladder[0])` to `{python} ours(best)` % of the test images, with the same 8,000 to learn
# from. The largest gains come first and are the cheapest: a loss that fits the question, and weights
# that let the gradient through. With little data, the next large one comes from more images, even if
# you make them yourself. Between them stand rungs whose gain is smaller than what another seed would
# change, and a table that says so.
#
# ## Try it
#
# Change a line and run the cells below it again.
#
# - Let momentum keep the rate: `rate=0.5` in its cell. What do you measure now?
# - Put `initializer=he` right after the first rung. What is left for the cross-entropy to gain?
# - Give the plain network [Adam](../neural-networks/optimizers.md#adam) instead of momentum. The loop needs a second
#   state for each array, and a rate near 0.001.
# - Shift the test images by two pixels. How much does the plain network lose, and how much the last one?
# - Average the probabilities of the three networks of the last rung. Are three better than one?
