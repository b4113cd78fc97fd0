"""Wrong answers to the exercises of the page on schedules, as readers might give them."""

WRONG = {
    "schedules.linear_decay": [
        '''def linear_decay(step, steps, learning_rate):
    return learning_rate * (1 - step / steps)
''',
        '''def linear_decay(step, steps, learning_rate):
    return learning_rate * np.maximum(1 - (step + 1) / steps, 0)
''',
        '''def linear_decay(step, steps, learning_rate):
    return learning_rate * np.maximum(1 - step // steps, 0)
''',
        '''def linear_decay(step, steps, learning_rate):
    return learning_rate * np.minimum(step / steps, 1)
''',
        '''def linear_decay(step, steps, learning_rate):
    np.maximum(learning_rate * (1 - step / steps), 0)
''',
    ],
    "schedules.inverse_root": [
        '''def inverse_root(step, warmup_steps, learning_rate):
    share = (step + 1) / warmup_steps
    return learning_rate * np.maximum(share, 1 / np.sqrt(share))
''',
        '''def inverse_root(step, warmup_steps, learning_rate):
    share = np.maximum(step, 1) / warmup_steps
    return learning_rate * np.minimum(share, 1 / np.sqrt(share))
''',
        '''def inverse_root(step, warmup_steps, learning_rate):
    share = (step + 1) / warmup_steps
    return learning_rate * np.minimum(share, 1 / share)
''',
        '''def inverse_root(step, warmup_steps, learning_rate):
    share = (step + 1) / warmup_steps
    return learning_rate * np.minimum(share, 1 / np.sqrt(step + 1))
''',
    ],
    "schedules.cosine_restarts": [
        '''def cosine_restarts(step, cycle, learning_rate, lowest=0.0):
    wave = (1 + np.cos(np.pi * step / cycle)) / 2
    return lowest + (learning_rate - lowest) * wave
''',
        '''def cosine_restarts(step, cycle, learning_rate, lowest=0.0):
    wave = (1 + np.cos(np.pi * (step % cycle) / (cycle - 1))) / 2
    return lowest + (learning_rate - lowest) * wave
''',
        '''def cosine_restarts(step, cycle, learning_rate, lowest=0.0):
    wave = (1 + np.cos(np.pi * (step // cycle) / cycle)) / 2
    return lowest + (learning_rate - lowest) * wave
''',
        '''def cosine_restarts(step, cycle, learning_rate, lowest=0.0):
    return cosine(np.minimum(step, cycle), cycle, learning_rate, lowest)
''',
        '''def cosine_restarts(step, cycle, learning_rate, lowest=0.0):
    wave = (1 - np.cos(np.pi * (step % cycle) / cycle)) / 2
    return lowest + (learning_rate - lowest) * wave
''',
    ],
}
