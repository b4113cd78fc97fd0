# ---
# title: MNIST-1D
# description: >-
#   Digits as signals of 40 numbers, made by a published recipe: templates, padded, moved, noised and tilted. A straight
#   border gets a third of them right, a network with hidden layers two thirds.
# takes: half a minute
# ---

# %% [markdown]
# # MNIST-1D
#
# !!! abstract "What you will be able to do"
#
#     Make a data set in code, step by step, and see what each step does to the problem. Stop a training where the
#     validation says so. Measure how much hidden layers bring, and find out what they do not know.
#
# On handwritten digits nearly every model is good, and differences are small. Sam Greydanus made a
# set on which they are large, and small enough for a laptop [@greydanus2020scaling]. Each example is
# a signal of 40 numbers. Somewhere in it hides one of ten shapes.
#
# ## Ten templates
#
# A template is a digit that you follow with a pen from top to bottom, writing down how far to the
# right you are. Twelve numbers are enough. They come from the repository of the data set;
# `docs/labs/data/` says where they are from and under which license.

# %%
# alt: Ten small plots, one for each digit: twelve numbers joined by lines. Turned by a quarter, each looks a little like its digit.
from pathlib import Path
from time import perf_counter

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import Markdown
from tqdm import tqdm

from snippets.experiments import markdown_table, mean_and_spread, paired_t
from snippets.initializers import he
from snippets.losses import softmax_cross_entropy_grad
from snippets.metrics import accuracy, confusion_matrix
from snippets.mlp import backward, forward
from snippets.mnist_1d import construct, dataset, standard_templates
from snippets.optimizers import adam_step
from snippets.training import minibatches

DATA = Path("docs/labs/data")
drawn = np.loadtxt(DATA / "mnist_1d_templates.csv", delimiter=",")
templates = standard_templates(drawn)

fig, axes = plt.subplots(2, 5, figsize=(7, 3), sharex=True, sharey=True)
for digit, ax in enumerate(axes.flat):
    ax.plot(templates[digit], ".-")
    ax.set_title(digit)
fig

# %% [markdown]
# All templates have been brought to the same standard deviation, and each begins and ends at zero.
#
# ## Five steps to an example
#
# Now a template is made hard to find. It gets 36 to 60 zeros behind it and is *scaled*. It is *moved*
# to a random place. *Noise* fills the zeros with slow waves, and shakes everything a little. *Shear*
# tilts the signal. At last it is read at 40 places.

# %%
# alt: Six plots of one signal, from the padded template to the example. After the noise the template can hardly be told from the waves beside it.
steps = construct(templates[3], np.random.default_rng(5))
names = ["padded", "scaled", "moved", "noisy", "sheared", "40 numbers"]
fig, axes = plt.subplots(2, 3, figsize=(7, 4), sharey=True)
for ax, signal, name in zip(axes.flat, steps, names):
    ax.plot(signal)
    ax.set_title(name)
fig

# %% [markdown]
# Here is the whole recipe. It is short, and every number of it is a difficulty that you can change.
#
# ```snippet of="mnist_1d.construct"
# ```
#
# The waves are random numbers, blurred: each one is averaged with its neighbors, weighted by a
# Gaussian of two places. So they are as smooth as the templates, and easy to take for one.
#
# ```snippet of="mnist_1d.blur"
# ```
#
# Shear subtracts a straight line that is zero in the middle:
#
# ```snippet of="mnist_1d.shear"
# ```
#
# A data set of the paper's size has 4,000 examples for training and 1,000 for testing. Look for the
# template of each digit in its three examples. Somebody who has practiced finds 96 % of them, says the
# paper.

# %%
# alt: Ten small plots, one for each digit, with three examples each. The shapes of the templates can be seen in some, at different places and tilted; between them are waves that look much alike.
X, y = dataset(5000, templates, np.random.default_rng(0))
print(X.shape, "examples of each digit:", np.bincount(y))
fig, axes = plt.subplots(2, 5, figsize=(7, 4), sharex=True, sharey=True)
for digit, ax in enumerate(axes.flat):
    for level, signal in enumerate(X[y == digit][:3]):
        ax.plot(signal - 7 * level)
    ax.set(title=digit, yticks=[])
fig

# %% [markdown]
# ## A straight border, and a network
#
# [Softmax regression](../neural-networks/softmax-regression.md) is a network without a hidden layer:
# each digit gets a weight for each of the 40 places. The rival has two hidden layers of 256 ReLU
# neurons. Both learn with [Adam](../neural-networks/optimizers.md#adam) on mini-batches of 100.
#
# The paper says that it stops training [early](../neural-networks/regularization.md#stop-in-time). So
# do you: 500 of the 4,000 training examples are for validation, and the weights of the epoch that is
# best on them are kept. The test examples are met once, at the end. Here they are also counted after
# each epoch, to draw a curve; nothing is chosen by it.

# %%
FIT, VALID, TEST = slice(0, 3500), slice(3500, 4000), slice(4000, 5000)


def learn(X, y, hidden, rate, epochs, seed):
    """Test accuracy of the best epoch, and three curves, in percent."""
    rng = np.random.default_rng(seed)
    X, sizes = X.astype(np.float32), [40, *hidden, 10]
    theta = []
    for d, k in zip(sizes[:-1], sizes[1:]):
        theta += [he(d, k, rng).astype(np.float32), np.zeros(k, np.float32)]
    state = [(np.zeros_like(array),) * 2 for array in theta]
    step, curves, kept, best = 0, [], None, -1.0
    for _ in tqdm(range(epochs), f"hidden layers {hidden}", leave=False):
        for batch in minibatches(FIT.stop, 100, rng):
            layers = list(zip(theta[::2], theta[1::2]))
            Z, tape = forward(X[batch], layers)
            G = softmax_cross_entropy_grad(Z, y[batch])
            pairs = backward(G, layers, tape)
            step += 1
            for i, gradient in enumerate(g for pair in pairs for g in pair):
                theta[i], *state[i] = adam_step(
                    theta[i], gradient, *state[i], step, rate)
        layers = list(zip(theta[::2], theta[1::2]))
        said = forward(X, layers)[0].argmax(axis=1)
        curves.append([100 * accuracy(said[part], y[part])
                       for part in (FIT, VALID, TEST)])
        if curves[-1][1] > best:
            best, kept = curves[-1][1], (curves[-1][2], said[TEST])
    return *kept, np.array(curves)


# %% [markdown]
# The step length matters a lot here, as you can try. Three rates, one seed, and the validation
# examples decide:

# %%
def best_rate(hidden, epochs, rates):
    found = []
    for rate in rates:
        curves = learn(X, y, hidden, rate, epochs, seed=0)[-1]
        found.append(curves[:, 1].max())
        print(f"rate {rate}: {found[-1]:.1f} % of the validation examples")
    return rates[int(np.argmax(found))]


MODELS = {"softmax regression": ((), 60), "MLP": ((256, 256), 50)}
chosen = {}
for name, (hidden, epochs) in MODELS.items():
    print(name)
    chosen[name] = best_rate(hidden, epochs, (0.001, 0.003, 0.01))

# %% [markdown]
# Now three runs of each. The set costs nothing, so each run makes its own: the spread holds the luck
# of the examples as well as that of the weights.
#
# And one more question. A network without a notion of *beside* should not mind if the 40 numbers of
# every example are dealt in another order, always the same. You can no longer see the digits then.
# Can it?

# %%
results = {}
for shuffled in (False, True):
    for name, (hidden, epochs) in MODELS.items():
        runs, begin = [], perf_counter()
        for seed in range(3):
            rng = np.random.default_rng(seed)
            own_X, own_y = dataset(5000, templates, rng)
            if shuffled:
                own_X = own_X[:, rng.permutation(40)]
            rate = chosen[name]
            runs.append(learn(own_X, own_y, hidden, rate, epochs, seed)
                        + (own_y[TEST],))
        seconds = (perf_counter() - begin) / 3
        results[name, shuffled] = runs, seconds
        right = np.array([run[0] for run in runs])
        print(name, "shuffled:" if shuffled else "in order:",
              mean_and_spread(right), "% right")

# %% [markdown]
# Look at how they learn. The dotted line is what they can do on examples that they have not seen.

# %%
# alt: Accuracy over the epochs. Softmax regression stays near one third, on training and test examples alike. The network climbs to nearly all training examples, and stays near two thirds of the test examples.
fig, axes = plt.subplots(2, 1, figsize=(5.6, 6.4))
for ax, name in zip(axes, MODELS):
    curves = results[name, False][0][0][2]
    epochs = np.arange(1, len(curves) + 1)
    ax.plot(epochs, curves[:, 0], "-", label="training")
    ax.plot(epochs, curves[:, 2], ":", label="test")
    ax.set(title=name, ylabel="right, %", ylim=(0, 102))
    ax.legend(loc="lower right" if name == "MLP" else "upper right")
axes[1].set(xlabel="epoch")
fig

# %% [markdown]
# The straight border fails for another reason than the network. It cannot even fit what it has seen:
# a template may stand anywhere, so no single place says anything. The network fits everything, and
# much of that is learned by heart.
#
# Which digits does it find? In the figure a larger square on the diagonal is a digit that is found
# more often.

# %%
# alt: A grid of squares, true digits against answers of the network, for all three runs together. The largest squares are on the diagonal; beside it are many small ones.
counts = sum(confusion_matrix(said, true, 10)
             for _, said, _, true in results["MLP", False][0])
digit, answer = np.nonzero(counts)
share = counts[digit, answer] / counts.sum(axis=1)[digit]
fig, ax = plt.subplots(figsize=(5.6, 5.2))
ax.scatter(answer, digit, s=700 * share, marker="s")
ax.set(xlabel="the network says", ylabel="it is", xticks=range(10),
       yticks=range(10), xlim=(-0.5, 9.5), ylim=(9.5, -0.5))
found = np.diag(counts) / counts.sum(axis=1)
print(f"found most often: {found.argmax()} ({found.max():.0%}); "
      f"least often: {found.argmin()} ({found.min():.0%})")
fig

# %% [markdown]
# ## The table
#
# Test accuracy in percent, mean ± standard deviation over three runs, each with its own data set:
# 3,500 examples to fit, 500 to stop, 1,000 to test. The published figures are those of the paper's
# table 1 [@greydanus2020scaling], from 4,000 examples for training and 1,000 for testing; it does not
# say what its ± stands for. The paper trains with Adam and stops early, too. The network in its
# repository also adds the output of its first hidden layer to that of its second.

# %%
PUBLISHED = {"softmax regression": "32 ± 1", "MLP": "68 ± 2"}
rows, means = [], {}
for (name, shuffled), (runs, seconds) in results.items():
    right = np.array([run[0] for run in runs])
    order = "shuffled" if shuffled else "in order"
    means[name, order] = right.mean()
    rows.append([f"{name}, {order}", mean_and_spread(right),
                 PUBLISHED[name], f"{seconds:.1f}"])
header = ["configuration", "test accuracy, %", "published, %",
          "seconds a run"]
Markdown(markdown_table(header, rows))

# %%
in_order, shuffled = (
    np.array([run[0] for run in results["MLP", order][0]])
    for order in (False, True))
change = mean_and_spread(shuffled - in_order, signed=True)
t = paired_t(in_order, shuffled)
print(f"MLP, what shuffling changes: {change}, t = {t:.1f}")
limit = 0.9 * np.sqrt(2 / (1 - 0.9**2))  # for 2 degrees of freedom
print("a clear change" if abs(t) > limit else "no clear change")

# %% [markdown]
# The paper has the same two figures for shuffled examples, and so it should be: to a fully connected
# network all orders of its inputs are alike. It does not know that neighbors belong together, nor
# that a digit that is moved is still that digit. It has to learn each place on its own. A network
# that is built on both facts, the convolutional one, reaches 94 % in the paper, and falls to 56 %
# when the examples are shuffled.
#
# ## What you saw
#
# A data set can be a program, and then every difficulty has a knob. Without hidden layers,
# `{python} f"{means['softmax regression', 'in order']:.0f} %"` of the digits are all that can be had; with them,
# `{python} f"{means['MLP', 'in order']:.0f} %"` are found. What is missing then is not neurons but knowledge about
# signals.
#
# ## Try it
#
# - In `snippets/mnist_1d.py`, let the template stay in one place. Which of the two models gains more?
# - Take away the waves: blur with 0.25 replaced by 0.0. What is left of the difference?
# - Make 20,000 examples instead of 5,000 and change the slices. How far does the network come with more data?
# - Give the network more examples by moving each one, as [the digits](handwritten-digits.py) are shifted: `np.roll`.
