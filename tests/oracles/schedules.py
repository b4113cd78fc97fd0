"""Numbers of steps in, learning rates out: one step after the other, in plain Python."""

import math

import numpy as np


def step_decay(step, steps, learning_rate, factor=0.1, stages=3):
    def rate(number):
        ended = sum(number * stages >= done * steps for done in range(1, number * stages + 1))
        return math.prod([learning_rate, *[factor] * ended])

    return _each(rate, step)


def exponential_decay(step, steps, learning_rate, factor=0.01):
    return _each(lambda number: learning_rate * math.exp(math.log(factor) * number / steps), step)


def cosine(step, steps, learning_rate, lowest=0.0):
    def rate(number):
        # The sine of a half angle, squared: another form of the wave.
        fallen = math.sin(math.pi * min(number, steps) / (2 * steps)) ** 2
        return learning_rate * (1 - fallen) + lowest * fallen

    return _each(rate, step)


def warmup(step, warmup_steps, learning_rate):
    return _each(lambda number: learning_rate * min(number + 1, warmup_steps) / warmup_steps, step)


def warmup_cosine(step, steps, learning_rate, warmup_steps, lowest=0.0):
    def rate(number):
        if number < warmup_steps:
            return learning_rate * (number + 1) / warmup_steps
        if number >= steps:  # over; a wave of a single step starts at its top
            over = steps > warmup_steps or number > warmup_steps
            return lowest if over else learning_rate
        angle = math.pi * (number - warmup_steps) / (steps - warmup_steps)
        return (learning_rate + lowest) / 2 + (learning_rate - lowest) / 2 * math.cos(angle)

    return _each(rate, step)


def mean_square_step(mean_square, learning_rate, std):
    """Over two errors and two noises, of either sign, all four as likely."""
    def after(square):
        root = math.sqrt(square)
        ends = [error - learning_rate * (error + noise)
                for error in (root, -root) for noise in (std, -std)]
        return math.fsum(end**2 for end in ends) / 4

    return _each(after, mean_square)


def best_rate(mean_square, std):
    return _each(lambda square: 1 / (1 + (std / math.sqrt(square)) ** 2), mean_square)


def linear_decay(step, steps, learning_rate):
    return _each(lambda number: learning_rate * max(steps - number, 0) / steps, step)


def inverse_root(step, warmup_steps, learning_rate):
    def rate(number):
        if number < warmup_steps:
            return learning_rate * (number + 1) / warmup_steps
        return learning_rate * math.sqrt(warmup_steps / (number + 1))

    return _each(rate, step)


def cosine_restarts(step, cycle, learning_rate, lowest=0.0):
    def rate(number):
        while number >= cycle:
            number -= cycle
        return lowest + (learning_rate - lowest) * math.cos(math.pi * number / cycle / 2) ** 2

    return _each(rate, step)


def _each(function, values):
    values = np.asarray(values)
    results = [function(value) for value in values.ravel().tolist()]
    return np.array(results, float).reshape(values.shape)
