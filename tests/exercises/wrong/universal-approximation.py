"""Wrong answers to the exercises of the page on universal approximation, as readers might give them."""

WRONG = {
    "approximation.steps_needed": [
        '''def steps_needed(slope, eps):
    return slope / (2 * eps)
''',
        '''def steps_needed(slope, eps):
    return int(slope / (2 * eps))
''',
        '''def steps_needed(slope, eps):
    return max(1, int(np.ceil(slope / eps)))
''',
        '''def steps_needed(slope, eps):
    return max(1, int(np.ceil(2 * eps / slope)))
''',
        '''def steps_needed(slope, eps):
    return int(np.ceil(slope / (2 * eps))) + 1
''',
    ],
    "approximation.slope_changes": [
        '''def slope_changes(y, a):
    return np.diff(y) / a
''',
        '''def slope_changes(y, a):
    return np.diff(np.diff(y), prepend=0.0)
''',
        '''def slope_changes(y, a):
    return np.diff(np.diff(y) / a)
''',
        '''def slope_changes(y, a):
    return np.diff(np.diff(y) * a, prepend=0.0)
''',
        '''def slope_changes(y, a):
    return np.diff(np.diff(y) / a, append=0.0)
''',
        '''def slope_changes(y, a):
    return -np.diff(np.diff(y) / a, prepend=0.0)
''',
    ],
    "approximation.trapezoid": [
        '''def trapezoid(x, left, right, a):
    return (relu(x - left + a) - relu(x - left) - relu(x - right) + relu(x - right - a))
''',
        '''def trapezoid(x, left, right, a):
    return (relu(x - left + a) - relu(x - right)) / a
''',
        '''def trapezoid(x, left, right, a):
    return (relu(x - left) - relu(x - left - a) - relu(x - right) + relu(x - right - a)) / a
''',
        '''def trapezoid(x, left, right, a):
    return (relu(x - left + a) - relu(x - left) + relu(x - right) - relu(x - right - a)) / a
''',
        '''def trapezoid(x, left, right, a):
    return (relu(x - left + a) - 2 * relu(x - left) + relu(x - right - a)) / a
''',
    ],
}
