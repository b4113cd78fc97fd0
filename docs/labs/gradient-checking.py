# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# title: Gradient checking
# description: >-
#   Every gradient of the library against central differences: what a check can tell, which bugs it
#   catches, where it fails for a right gradient, and what it costs.
# takes: about 5 seconds
# ---

# %% [markdown]
# # Gradient checking
#
# !!! abstract "What you will be able to do"
#
#     - Choose the step of a check, and say which error to expect.
#     - Check gradients that you have never seen, from their docstrings alone.
#     - Read the pattern of a failed check: which line is wrong, or is it a kink?
#     - Check a network of a hundred thousand weights in eight walks forward.
#
# The chapters wrote backward passes by hand, many of them. Is each one right? [A gradient
# check](../neural-networks/backpropagation.md#a-tool-that-finds-the-bug) answers for one. This lab
# turns it on all gradients that the library has, then plants bugs, and then looks for the places
# where the check itself is wrong.

# %%
import inspect
import re
import time

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import Markdown
from tqdm import tqdm

from snippets import autograd
from snippets.activations import relu, relu_grad, tanh, tanh_grad
from snippets.autograd import Tensor
from snippets.backpropagation import (
    gradient_check,
    relative_error,
    sigmoid_chain,
    sigmoid_chain_grad,
)
from snippets.datasets import moons
from snippets.derivatives import (
    backward_difference,
    derivative,
    forward_difference,
)
from snippets.experiments import markdown_table
from snippets.linear_algebra import linear
from snippets.losses import (
    softmax_cross_entropy,
    softmax_cross_entropy_grad,
)
from snippets.mlp import backward, forward, random_layers
from snippets.optimization import gradient_step
from snippets.regularization import apply_mask, apply_mask_backward

# %% [markdown]
# ## What a difference can tell
#
# Move one weight by a step $a$ up, then down, and divide the difference of the two losses by $2a$.
# That is a [central difference](../foundation/derivatives.md). It has two errors. The loss is not a
# straight line, and this error grows with $a^2$. The losses are rounded, and this error grows with
# $\frac{1}{a}$.
#
# So the error of the whole is a V. Where is its tip, and how low? That decides what a check can
# see. Here it is measured for the first weights of a small network with tanh, once with numbers of
# 64 bits, and once with 32.

# %%
def central(f, theta, a):
    """Central differences of f, in the precision of theta."""
    slopes = np.empty_like(theta)
    for place in np.ndindex(theta.shape):
        ahead, behind = theta.copy(), theta.copy()
        ahead[place] += a
        behind[place] -= a
        # The step that was taken: the sums were rounded, too.
        taken = ahead[place] - behind[place]
        slopes[place] = (f(ahead) - f(behind)) / taken
    return slopes


def small_network(dtype, seed=0):
    """A batch, classes and layers; sizes that all differ."""
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(6, 3)), rng.integers(0, 4, 6)
    layers = random_layers([3, 5, 4], rng)
    layers = [(W.astype(dtype), b.astype(dtype)) for W, b in layers]
    return X.astype(dtype), y, layers


def first_weights(X, y, layers):
    """The loss by the first weights, and its gradient by hand."""
    (W, b), *rest = layers

    def loss(V):
        Z, _ = forward(X, [(V, b), *rest], tanh)
        return softmax_cross_entropy(Z, y)

    Z, tape = forward(X, layers, tanh)
    G = softmax_cross_entropy_grad(Z, y)
    return loss, W, backward(G, layers, tape, tanh_grad)[0][0]


# %%
# alt: A V for 64 bits, lowest in the middle, and one for 32 bits that stands far to the upper right.
fig, axes = plt.subplots()
for dtype, lowest, marker in (("float64", -11, "o"), ("float32", -5, "s")):
    loss, W, by_hand = first_weights(*small_network(dtype))
    steps = 10.0 ** np.arange(lowest, -0.4, 0.5)
    errors = [relative_error(by_hand, central(loss, W, a)) for a in steps]
    axes.loglog(steps, errors, marker=marker)
    best = int(np.argmin(errors))
    axes.annotate(dtype, (steps[2], errors[2]), (8, 6),
                  textcoords="offset points")
    print(f"{dtype}: the lowest error is {errors[best]:.0e}, "
          f"at a step of {steps[best]:.0e}")
axes.set(xlabel="step a", ylabel="relative error");

# %% [markdown]
# Two arms, two slopes: from the tip to the right the error grows a hundredfold for each factor of
# ten, to the left tenfold. In 64 bits the tip is so low that a bug of one part in a million stands
# out. In 32 bits it is so high that you could hardly tell a small bug from rounding. **Check in
# float64**, even if you train in float32.
#
# ## How much is too much
#
# A difference of 0.001 is nothing if the gradient is 1,000, and everything if it is 0.001. So the
# library divides by the size of the longer of the two:
#
# ```math of="backpropagation.gradient_check" names="\mathbf{g}: gradient" result="\mathcal{E}"
# \mathcal{E} = \frac{\lVert \mathbf{g} - \nabla f(\theta) \rVert}
# {\max(\lVert \mathbf{g} \rVert, \lVert \nabla f(\theta) \rVert)}
# ```
#
# What is a good value? The notes of the course CS231n give the advice that most people follow
# [@li2015cs231n]: above 1e-2 the gradient is probably wrong; between 1e-2 and 1e-4 you should feel
# uncomfortable; below 1e-4 is fine where there are kinks, and too high where there are none; at
# 1e-7 and below be happy. They compare entry by entry; the formula takes all entries of an array
# together, so that one tiny entry, which is mostly rounding, does not fail alone. The price: a
# wrong tiny entry beside large ones is harder to see.

# %%
LIMITS = {1e-2: "wrong", 1e-4: "uncomfortable", 1e-7: "happy below"}


def draw_limits(axes):
    """The thresholds of CS231n, as dotted lines with their names."""
    color = plt.rcParams["xtick.color"]
    for limit, name in LIMITS.items():
        axes.axhline(limit, color=color, linestyle=":", linewidth=1.5)
        axes.annotate(name, (0, limit), (4, 3), color=color,
                      xycoords=("axes fraction", "data"),
                      textcoords="offset points")


# %% [markdown]
# ## Every gradient there is
#
# Nobody keeps a list of the library's gradients. Three conventions find them in its modules:
#
# - `f_grad(x, …)` is the derivative of `f` by its first parameter.
# - `layer_backward(G, …)` takes the gradient `G` by the output of `layer`, and gives those by all
#   its real arrays.
# - An operation on [Tensors](../neural-networks/automatic-differentiation.md) is its own gradient:
#   `backward` fills `grad`.
#
# One trick serves all three. Draw random numbers $G$ as large as the output, and check the sum of
# $G$ times the output: a single number, whatever comes out of the function. Where do inputs come
# from? Each docstring says what it takes, such as `ndarray, shape (n, d)` or `float, in [0, 1)`.
# That is enough to draw some, with sizes that all differ.

# %%
SIZES = {"n": 7, "m": 6, "K": 5, "d": 4, "k": 3, "M": 2, "2": 2}


def parameters(function):
    """The type text of each parameter, from the docstring."""
    text = inspect.getdoc(function).split("Parameters\n----------\n")[1]
    block = re.split(r"\n\n\w+\n-+\n", text)[0]
    return dict(re.findall(r"^(\w+) : (.+)$", block, re.MULTILINE))


def draw(kind, rng):
    """A random value of the kind that a docstring asks for."""
    shape = (3, 4) if "any shape" in kind else ()
    if found := re.search(r"shape \((.*?)\)", kind):
        names = found[1].replace("...", "2").split(",")
        shape = tuple(SIZES[name.strip()] for name in names if name)
    if found := re.search(r"in \{(.*?)\}", kind):
        values = [float(value) for value in found[1].split(",")]
        return rng.choice(values, shape)
    if found := re.search(r"in (\d)\.\.(\w)(-1)?", kind):
        last = SIZES.get(found[2]) or int(found[2]) + 1
        return rng.integers(int(found[1]), last, shape)
    if "rows sum to 1" in kind:
        return rng.dirichlet(np.ones(shape[1]), shape[0])
    if "positive definite" in kind:
        A = rng.normal(size=shape)
        return A @ A.T + np.eye(len(A))
    if found := re.search(r"in [\[(](.+?), (.+?)[\])]", kind):
        low, high = float(found[1]), float(found[2])
        return low + (high - low) * rng.uniform(0.1, 0.9, shape)
    if re.search("positive|nonnegative|nonzero", kind):
        return rng.uniform(0.5, 2.0, shape)
    return rng.normal(size=shape)


# %% [markdown]
# Now the check itself. `value_of` calls a function whatever it takes, arrays or Tensors;
# `gradients_of` calls the code under test.

# %%
def value_of(function, kinds, given):
    """The output of a function, and the Tensors that went in."""
    tensors = {key: Tensor(value) for key, value in given.items()
               if kinds[key].startswith("Tensor")}
    result = function(**(given | tensors))
    return result, tensors


def gradients_of(name, module, kinds, given, G):
    """What the code under test says, by the name of the input."""
    base = re.sub("_(grad|backward)$", "", name)
    if name == base:  # an operation on Tensors
        result, tensors = value_of(getattr(module, name), kinds, given)
        result.backward(G)
        return {key: tensor.grad for key, tensor in tensors.items()}
    function = getattr(module, name)
    takes = inspect.signature(function).parameters
    rest = {key: value for key, value in given.items() if key in takes}
    if name.endswith("_grad"):
        return {next(iter(given)): G * function(**rest)}
    found = function(G, **rest)
    found = found if isinstance(found, tuple) else (found,)
    real = [key for key in given
            if re.match(r"(ndarray|Tensor),(?!.* in \{)", kinds[key])]
    return dict(zip(real, found, strict=True))


def check(name, module, rng):
    """The largest relative error over the inputs of one gradient."""
    function = getattr(module, re.sub("_(grad|backward)$", "", name))
    kinds = parameters(function)
    given = {key: draw(kind, rng) for key, kind in kinds.items()
             if not re.search("default|optional", kind)}

    def output(**changed):
        result, _ = value_of(function, kinds, given | changed)
        return getattr(result, "value", result)

    G = rng.normal(size=np.shape(output()))
    found = gradients_of(name, module, kinds, given, G)
    return max(
        gradient_check(
            lambda value, key=key: np.sum(G * output(**{key: value})),
            given[key], gradient)
        for key, gradient in found.items()
    )


def is_gradient(name, function):
    """Whether it is the gradient of another, or an operation."""
    if not inspect.isfunction(function) or name.startswith("_"):
        return False
    text = inspect.getdoc(function)
    is_operation = re.search("Returns\n-+\nTensor", text)
    return is_operation or re.search("_(grad|backward)$", name)


# %%
from snippets import (
    activations,
    approximation,
    backpropagation,
    composition,
    deep_learning,
    functions,
    gradients,
    graphs,
    linear_algebra,
    losses,
    matrix_derivatives,
    normalization,
    optimization,
    probability,
    regularization,
)
from snippets import (
    chain_rule as chain_rule_module,
)
from snippets import (
    mlp as mlp_module,
)

modules = {
    "activations": activations,
    "approximation": approximation,
    "autograd": autograd,
    "backpropagation": backpropagation,
    "chain_rule": chain_rule_module,
    "composition": composition,
    "deep_learning": deep_learning,
    "functions": functions,
    "gradients": gradients,
    "graphs": graphs,
    "linear_algebra": linear_algebra,
    "losses": losses,
    "matrix_derivatives": matrix_derivatives,
    "mlp": mlp_module,
    "normalization": normalization,
    "optimization": optimization,
    "probability": probability,
    "regularization": regularization,
}
found = [
    (module, name)
    for module, inside in modules.items()
    for name, function in vars(inside).items()
    if is_gradient(name, function)
    # Not what the module imports from another; at home all are in one.
    and function.__module__ in (f"snippets.{module}", "__main__")
]
before = time.perf_counter()
errors = {
    (module, name): [
        check(name, modules[module], np.random.default_rng(seed))
        for seed in range(3)
    ]
    for module, name in tqdm(found, leave=False)
}
seconds_library = time.perf_counter() - before
largest = {key: max(values) for key, values in errors.items()}
print(len(errors), "gradients, each with three draws of its inputs")

# %%
# alt: A dot for each gradient, by its error. All but one lie far below the dotted limits.
ranked = sorted(largest, key=largest.get)
endings = [re.search("(_grad|_backward|)$", name)[0]
           for _, name in ranked]
heights = np.maximum([largest[key] for key in ranked], 1e-17)
fig, axes = plt.subplots()
for ending, marker, kind in (("_grad", "o", "f_grad"),
                             ("_backward", "s", "layer_backward"),
                             ("", "^", "Tensor")):
    places = [i for i, one in enumerate(endings) if one == ending]
    axes.semilogy(places, heights[places], marker, label=kind)
draw_limits(axes)
axes.set(xlabel="gradients, by error", ylabel="largest relative error",
         ylim=(3e-18, 1))
axes.legend(loc="lower right");

# %% [markdown]
# `{python} sum(error < 1e-7 for error in largest.values())` of them lie below 1e-7, most of these
# far below; the rest comes back further down. Errors of exactly zero are drawn at 1e-17: a step
# function has slope 0 on both sides, and nothing is rounded. Here are the layers by name:

# %%
layers_found = sorted(
    (key for key in largest if key[1].endswith("_backward")),
    key=largest.get, reverse=True)
rows = [[f"{largest[key]:.0e}", f"`{'.'.join(key)}`"]
        for key in layers_found]
Markdown(markdown_table(["largest error", "layer"], rows))

# %% [markdown]
# ## Bugs, planted
#
# A check that never fails proves nothing. Here is a network with one hidden layer of tanh and
# [dropout](../neural-networks/regularization.md), and a backward pass with a switch for five bugs.
# Each of them runs without an error, and each is common:
#
# - **wrong sign** on the way back to the hidden layer;
# - **bias over the wrong axis**: summed over neurons, not over examples. It has the right shape if
#   there are as many examples as neurons;
# - **no division by n**: the loss is a mean, the gradient that of a sum;
# - **mask without its scale**: dropout enlarges what it keeps, and so must the way back;
# - **in place**: the activation overwrites the sums from which its slope is computed.
#
# In which columns of the table do you expect each bug to show?

# %%
P = 0.4  # the probability of being dropped


def dropout_loss(theta, X, y, mask, p=P):
    """The loss of the network."""
    A = apply_mask(tanh(linear(X, theta["W_1"], theta["b_1"])), mask, p)
    return softmax_cross_entropy(linear(A, theta["W_2"], theta["b_2"]), y)


def dropout_gradients(theta, X, y, mask, bug):
    """Its gradients, with a bug or without."""
    Z = linear(X, theta["W_1"], theta["b_1"])
    H = np.tanh(Z, out=Z if bug == "in place" else None)
    A = apply_mask(H, mask, P)
    G = softmax_cross_entropy_grad(linear(A, theta["W_2"], theta["b_2"]), y)
    if bug == "no division by n":
        G = len(y) * G
    back = G @ theta["W_2"].T
    if bug == "wrong sign":
        back = -back
    if bug == "mask without its scale":
        back = back * mask
    else:
        back = apply_mask_backward(back, H, mask, P)
    back = back * tanh_grad(Z)
    axis = 1 if bug == "bias over the wrong axis" else 0
    return {"W_1": X.T @ back, "b_1": back.sum(axis=axis),
            "W_2": A.T @ G, "b_2": G.sum(axis=0)}


BUGS = ["none", "wrong sign", "bias over the wrong axis",
        "no division by n", "mask without its scale", "in place"]
N = 64  # examples, and hidden neurons


def moons_network(seed):
    """Two moons, a mask, and a network with as many neurons as examples."""
    rng = np.random.default_rng(seed)
    X, y = moons(N, 0.1, rng)
    (W_1, b_1), (W_2, b_2) = random_layers([2, N, 2], rng)
    theta = {"W_1": W_1, "b_1": b_1, "W_2": W_2, "b_2": b_2}
    return theta, X, y, rng.random((N, N)) >= P


def errors_of(bug, theta, X, y, mask):
    """The relative error of each of the four gradients."""
    return [
        gradient_check(
            lambda value, name=name: dropout_loss(
                theta | {name: value}, X, y, mask),
            theta[name], gradient)
        for name, gradient in
        dropout_gradients(theta, X, y, mask, bug).items()
    ]


# %%
def bold(error):
    """An error as text; bold where CS231n would call it wrong."""
    return f"**{error:.0e}**" if error > 1e-2 else f"{error:.0e}"


sample = moons_network(0)
rows = [[bug, *map(bold, errors_of(bug, *sample))] for bug in BUGS]
Markdown(markdown_table(["bug", "W_1", "b_1", "W_2", "b_2"], rows))

# %% [markdown]
# The pattern is the diagnosis. An error of 2 means opposite, so look for a sign. All four wrong by
# the same amount: a factor, in the first line of the way back. First layer wrong and second one
# right: the bug lies between them. One bias alone: its own line.
#
# Would you have noticed without a check? Train with each bug, and look at the loss:

# %%
# alt: Five training losses over 600 steps. All fall, the right gradient's lowest.
STEPS, RATE = 600, 0.2
fig, axes = plt.subplots()
styles = ["-", "--", ":", None, "-.", (0, (2, 1))]
for number, bug in enumerate(BUGS):
    theta, X, y, mask = moons_network(0)
    keep, curve = np.ones_like(mask), []
    rng = np.random.default_rng(1)
    for _ in range(STEPS):
        mask = rng.random((N, N)) >= P
        found = dropout_gradients(theta, X, y, mask, bug)
        theta = {name: gradient_step(value, found[name], RATE)
                 for name, value in theta.items()}
        curve.append(dropout_loss(theta, X, y, keep, 0.0))
    print(f"{bug}: loss {curve[0]:.2f}, later {curve[-1]:.2f}")
    if styles[number]:  # the other one leaves the frame
        axes.semilogy(curve, linestyle=styles[number], label=bug)
axes.set(xlabel="step", ylabel="training loss", ylim=(0.15, 0.8))
axes.set_yticks([0.2, 0.3, 0.4], [0.2, 0.3, 0.4])
axes.minorticks_off()
axes.legend();

# %% [markdown]
# Four of the five learn, the wrong sign with its second layer alone. Nobody would look for a bug
# behind such a curve; one blames the learning rate, or the data. The fifth, without the division,
# takes steps $n$ times as long. With a learning rate $n$ times as small it is the right gradient,
# until you change the size of the batch.
#
# ## Red without a bug
#
# One dot of the first figure with dots stood high above the others. Its gradient is right:

# %%
print(f"{'.'.join(ranked[-1])}:",
      *[f"{error:.0e}" for error in errors[ranked[-1]]])

# %% [markdown]
# It is a chain of sigmoids, in which [the gradient
# vanishes](../neural-networks/backpropagation.md#gradients-that-vanish). Its output is rounded at
# about the sixteenth digit. Where the slope is tiny, the two outputs differ only in the last of
# these digits. The other way to fail is a [kink](../reference/glossary.md#kink). If the step
# reaches across it, the difference mixes two slopes.
#
# Below, both of them beside a bug, each at all steps. Look at where each curve falls.

# %%
# alt: Error against the step: vanishing falls to the right, the kink to the left, the bug is level.
def bent(x):
    """A smooth curve plus a kink, a hundred-thousandth left of 0.3."""
    return np.sum(np.exp(x) + relu(x - (0.3 - 1e-5)))


def chain(x):
    """Nine sigmoids, one after the other."""
    return np.sum(sigmoid_chain(x, -1.0, 9))


x = np.array([0.3])
trials = {
    "vanishing": (chain, sigmoid_chain_grad(x, -1.0, 9)),
    "kink": (bent, np.exp(x) + 1.0),
    "bug": (lambda x: np.sum(np.exp(x)), 1.01 * np.exp(x)),
}
steps = 10.0 ** np.arange(-10, -0.4, 0.25)
fig, axes = plt.subplots()
for (name, (f, slopes)), style in zip(
        trials.items(), ["-", "--", ":"], strict=True):
    curve = [gradient_check(f, x, slopes, a) for a in steps]
    axes.loglog(steps, curve, style, label=name)
axes.set(xlabel="step a", ylabel="relative error")
axes.legend();

# %% [markdown]
# This is the way to tell them apart. **Change the step.** If a smaller one helps, it was a kink; if
# a larger one helps, rounding; if none helps, a bug.
#
# Exactly at a kink no step helps. There the two sides disagree, and the central difference gives
# their mean:

# %%
zero, a = np.array(0.0), 1e-6
print("left   ", backward_difference(relu, zero, a))
print("right  ", forward_difference(relu, zero, a))
print("central", derivative(relu, zero, a))
print("code   ", relu_grad(zero))

# %% [markdown]
# Any number from the left slope to the right one would do, and the code has chosen 0. For a network
# of ReLUs this is not as rare as it seems: many neurons meet many examples, and each pair is a
# chance to stand near a kink.
#
# ## Deeper
#
# The same notes warn that errors grow with depth. Here is the gradient by the first weights, which
# has walked back through the whole network, for three seeds:

# %%
# alt: Error against depth for tanh and ReLU: about 1e-10, slowly rising, and one dot of ReLU far above.
def deep_error(depth, activation, slope, seed, a=6e-6):
    """The error of the gradient by the first weights."""
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(6, 5)), rng.integers(0, 4, 6)
    layers = random_layers([5] + [8] * depth + [4], rng)
    (W, b), *rest = layers

    def loss(V):
        Z, _ = forward(X, [(V, b), *rest], activation)
        return softmax_cross_entropy(Z, y)

    Z, tape = forward(X, layers, activation)
    G = softmax_cross_entropy_grad(Z, y)
    by_first = backward(G, layers, tape, slope)[0][0]
    return gradient_check(loss, W, by_first, a)


DEPTHS, SEEDS = [1, 2, 4, 8, 16], range(3)
deep, seconds_deep = {}, {}
for name, f, slope in (("tanh", tanh, tanh_grad),
                       ("ReLU", relu, relu_grad)):
    before = time.perf_counter()
    deep[name] = np.array([[deep_error(depth, f, slope, seed)
                            for depth in DEPTHS] for seed in SEEDS])
    seconds_deep[name] = time.perf_counter() - before

fig, axes = plt.subplots()
for (name, found), marker in zip(deep.items(), "os", strict=True):
    line, = axes.loglog(DEPTHS, np.median(found, axis=0), label=name)
    axes.loglog(DEPTHS, found.T, marker, color=line.get_color())
draw_limits(axes)
axes.set(xlabel="hidden layers", ylabel="relative error", ylim=(3e-11, 1))
axes.set_xticks(DEPTHS, DEPTHS)
axes.minorticks_off()
axes.legend();

# %% [markdown]
# The lines join the medians. The error does grow, because each layer adds its rounding, but slowly.
# The advice that 1e-2 might be fine for ten layers is far too kind here. One dot of ReLU stands
# above the others. A kink? Change its step:

# %%
place = np.unravel_index(deep["ReLU"].argmax(), deep["ReLU"].shape)
for a in (6e-5, 6e-6, 6e-7):
    error = deep_error(DEPTHS[place[1]], relu, relu_grad, place[0], a)
    print(f"step {a:.0e}: {error:.0e}")

# %% [markdown]
# A larger step helps, so it is no kink: the gradient of these weights is small, and rounding is
# what you see.
#
# ## A hundred thousand weights
#
# Two walks forward for each weight are too many for a network of real size. [A direction for all
# weights](../foundation/several-inputs.md#any-direction) needs two walks in all: add a random sign
# times $a$ to each entry of an array, and compare the slope with the sum of the same signs times
# the gradient. Does this still see a bug in a single neuron, or in a single weight?

# %%
rng = np.random.default_rng(0)
X, y = rng.normal(size=(16, 784)), rng.integers(0, 10, 16)
layers = random_layers([784, 128, 10], rng)
Z, tape = forward(X, layers, tanh)
G = softmax_cross_entropy_grad(Z, y)
by_hand = backward(G, layers, tape, tanh_grad)


def loss_with(array, place, part):
    """The loss if one array of the network is another."""
    changed = [list(layer) for layer in layers]
    changed[place][part] = array
    return softmax_cross_entropy(forward(X, changed, tanh)[0], y)


def direction_error(gradient, place, part, seed):
    """The relative error along a random direction."""
    theta = layers[place][part]
    signs = np.random.default_rng(seed).choice([-1.0, 1.0], theta.shape)
    slope = derivative(
        lambda t: loss_with(theta + t * signs, place, part), 0.0, 1e-6)
    return relative_error(np.sum(gradient * signs), slope)


before = time.perf_counter()
directions = [direction_error(by_hand[i][part], i, part, seed=0)
              for i in (0, 1) for part in (0, 1)]
seconds_directions = time.perf_counter() - before
weights = sum(W.size + b.size for W, b in layers)
print(f"right: {max(directions):.0e} at most, in 4 directions; "
      f"{weights:,} differences\n"
      f"would take {seconds_directions / 4 * weights:.0f} s, "
      f"these {seconds_directions:.3f} s")

one_neuron, one_weight = by_hand[0][0].copy(), by_hand[0][0].copy()
one_neuron[:, 5] *= 1.01
one_weight[3, 5] *= -1.0
for name, wrong in (("neuron 1 % off", one_neuron),
                    ("weight's sign", one_weight)):
    seen = [direction_error(wrong, 0, 0, seed) for seed in range(50)]
    print(f"{name}: {np.median(seen):.0e} in the middle of 50 directions, "
          f"{min(seen):.0e} at least")

# %% [markdown]
# It sees both, in every one of the directions. A direction can hide a bug only by accident, so take
# two or three. And take them for each array: in one for the whole network, a wrong bias would be
# one entry among all weights.
#
# ## A second opinion
#
# Differences are a measurement, with its errors. [Automatic
# differentiation](../neural-networks/automatic-differentiation.md) computes the same gradient by
# other code, and has only rounding:

# %%
before = time.perf_counter()
tensors = [Tensor(array) for layer in layers for array in layer]
W_1, b_1, W_2, b_2 = tensors
Z = autograd.tanh(Tensor(X) @ W_1 + b_1) @ W_2 + b_2
autograd.softmax_cross_entropy(Z, y).backward()
flat = [array for pair in by_hand for array in pair]
agreement = [relative_error(tensor.grad, array)
             for tensor, array in zip(tensors, flat, strict=True)]
seconds_tensors = time.perf_counter() - before
print("Tensor against by hand:", *[f"{error:.0e}" for error in agreement])

# %% [markdown]
# So check with a second derivation where you have one: it is fast, and its threshold can be 1e-12.
# Use differences where there is no other: they know nothing of your derivation, only of the loss.
#
# That is also their limit. **A check compares the gradient with the loss, not with what you
# meant.** A loss that is wrong together with its gradient passes. So does a wrong line through
# which nothing flows:

# %%
theta, *rest = moons_network(0)
theta = theta | {"W_2": np.zeros_like(theta["W_2"])}
for bug in ("none", "wrong sign", "in place"):
    found = errors_of(bug, theta, *rest)
    print(f"{bug}:", *[f"{error:.0e}" for error in found])

# %% [markdown]
# With the last weights at zero, the first gradients are zero, right or wrong. Check at random
# values, or after a few steps of training.
#
# ## What was checked
#
# This lab trains nothing that you would keep, so it ends without an accuracy. Instead: how many
# gradients, the largest relative error of all draws, what the notes of CS231n say to it
# [@li2015cs231n], and the time it took.

# %%
def advice(error):
    """The verdict of CS231n."""
    if error > 1e-2:
        return "probably wrong"
    if error > 1e-4:
        return "uncomfortable"
    return "happy" if error <= 1e-7 else "fine if there are kinks"


def row(what, count, error, seconds):
    return [what, count, f"{error:.0e}", advice(error), f"{seconds:.2f}"]


before = time.perf_counter()
wider = gradient_check(chain, x, trials["vanishing"][1], 1e-3)
seconds_chain = time.perf_counter() - before
*others, vanishing = [largest[key] for key in ranked]
Markdown(markdown_table(
    ["what", "gradients", "largest error", "CS231n", "seconds"],
    [
        row("the library, 3 draws", len(ranked) - 1, others[-1],
            seconds_library),
        [*row("its chain of sigmoids", 1, vanishing, 0.0)[:-1], "–"],
        row("such a chain, step 1e-3", 1, wider, seconds_chain),
        *[row(f"{name} networks, 3 seeds", found.size,
              found.max(), seconds_deep[name])
          for name, found in deep.items()],
        row(f"{weights:,} weights", 4,
            max(directions), seconds_directions),
        row("the same, by Tensors", 4, max(agreement), seconds_tensors),
    ]))

# %% [markdown]
# Two rows are not happy, and you know why: both gradients are right, and so small that rounding
# shows. There is no bug in the library that these checks can see.
#
# ## Questions to try
#
# - Replace `"float32", -5` by `"float16", -2` in the first figure. Is there a step that still tells
#   anything?
# - `N` is both the number of examples and of neurons. Give the neurons a number of their own. Which
#   bug can no longer hide?
# - Put ReLU and its slope into the network with dropout, with `np.maximum(Z, 0.0, out=…)` for the
#   bug in place. Why is it harmless now?
# - Add a bug of your own to `dropout_gradients`. Can you find one that the check misses?
