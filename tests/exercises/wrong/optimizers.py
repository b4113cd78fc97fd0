"""Wrong answers to the exercises of the page on optimizers, as readers might give them."""

WRONG = {
    "optimizers.amsgrad_step": [
        '''def amsgrad_step(theta, gradient, mean, squares, largest, step, learning_rate=0.001,
                 beta_1=0.9, beta_2=0.999, eps=1e-8):
    mean = beta_1 * mean + (1 - beta_1) * gradient
    squares = beta_2 * squares + (1 - beta_2) * gradient**2
    largest = np.maximum(largest, squares)
    m_hat = mean / (1 - beta_1**step)
    r_hat = squares / (1 - beta_2**step)
    return theta - learning_rate * m_hat / (np.sqrt(r_hat) + eps), mean, squares, largest
''',
        '''def amsgrad_step(theta, gradient, mean, squares, largest, step, learning_rate=0.001,
                 beta_1=0.9, beta_2=0.999, eps=1e-8):
    mean = beta_1 * mean + (1 - beta_1) * gradient
    squares = np.maximum(squares, beta_2 * squares + (1 - beta_2) * gradient**2)
    m_hat = mean / (1 - beta_1**step)
    r_hat = squares / (1 - beta_2**step)
    return theta - learning_rate * m_hat / (np.sqrt(r_hat) + eps), mean, squares, squares
''',
        '''def amsgrad_step(theta, gradient, mean, squares, largest, step, learning_rate=0.001,
                 beta_1=0.9, beta_2=0.999, eps=1e-8):
    mean = beta_1 * mean + (1 - beta_1) * gradient
    squares = beta_2 * squares + (1 - beta_2) * gradient**2
    largest = np.maximum(largest, squares) / (1 - beta_2**step)
    m_hat = mean / (1 - beta_1**step)
    return theta - learning_rate * m_hat / (np.sqrt(largest) + eps), mean, squares, largest
''',
        '''def amsgrad_step(theta, gradient, mean, squares, largest, step, learning_rate=0.001,
                 beta_1=0.9, beta_2=0.999, eps=1e-8):
    mean = beta_1 * mean + (1 - beta_1) * gradient
    squares = beta_2 * squares + (1 - beta_2) * gradient**2
    largest = np.maximum(largest, squares)
    m_hat = mean / (1 - beta_1**step)
    return theta - learning_rate * m_hat / (np.sqrt(largest) + eps), mean, squares, largest
''',
    ],
    "optimizers.adamax_step": [
        '''def adamax_step(theta, gradient, mean, largest, step, learning_rate=0.002,
                beta_1=0.9, beta_2=0.999, eps=1e-8):
    mean = beta_1 * mean + (1 - beta_1) * gradient
    largest = np.maximum(beta_2 * largest, np.abs(gradient))
    rate = learning_rate / (1 - beta_1**step)
    return theta - rate * mean / (largest + eps), mean, largest
''',
        '''def adamax_step(theta, gradient, mean, largest, step, learning_rate=0.002,
                beta_1=0.9, beta_2=0.999, eps=1e-8):
    mean = beta_1 * mean + (1 - beta_1) * gradient
    largest = np.maximum(beta_2 * largest, np.abs(gradient) + eps)
    corrected = largest / (1 - beta_2**step)
    rate = learning_rate / (1 - beta_1**step)
    return theta - rate * mean / corrected, mean, largest
''',
        '''def adamax_step(theta, gradient, mean, largest, step, learning_rate=0.002,
                beta_1=0.9, beta_2=0.999, eps=1e-8):
    mean = beta_1 * mean + (1 - beta_1) * gradient
    largest = np.maximum(largest, np.abs(gradient) + eps)
    rate = learning_rate / (1 - beta_1**step)
    return theta - rate * mean / largest, mean, largest
''',
        '''def adamax_step(theta, gradient, mean, largest, step, learning_rate=0.002,
                beta_1=0.9, beta_2=0.999, eps=1e-8):
    mean = beta_1 * mean + (1 - beta_1) * gradient
    largest = np.maximum(beta_2 * largest, gradient + eps)
    rate = learning_rate / (1 - beta_1**step)
    return theta - rate * mean / largest, mean, largest
''',
    ],
    "optimizers.lion_step": [
        '''def lion_step(theta, gradient, mean, learning_rate=0.0001, beta_1=0.9, beta_2=0.99,
              weight_decay=0.0):
    direction = np.sign(beta_1 * mean + (1 - beta_1) * gradient)
    mean = beta_2 * mean + (1 - beta_2) * gradient
    theta = theta - learning_rate * (direction + weight_decay * theta)
''',
        '''def lion_step(theta, gradient, mean, learning_rate=0.0001, beta_1=0.9, beta_2=0.99,
              weight_decay=0.0):
    direction = np.sign(beta_1 * mean + (1 - beta_1) * gradient)
    mean = beta_2 * mean + (1 - beta_2) * gradient
    return theta + learning_rate * (direction + weight_decay * theta), mean
''',
        '''def lion_step(theta, gradient, mean, learning_rate=0.0001, beta_1=0.9, beta_2=0.99,
              weight_decay=0.0):
    mean = beta_2 * mean + (1 - beta_2) * gradient
    direction = np.sign(beta_1 * mean + (1 - beta_1) * gradient)
    return theta - learning_rate * (direction + weight_decay * theta), mean
''',
        '''def lion_step(theta, gradient, mean, learning_rate=0.0001, beta_1=0.9, beta_2=0.99,
              weight_decay=0.0):
    mean = beta_1 * mean + (1 - beta_1) * gradient
    return theta - learning_rate * (np.sign(mean) + weight_decay * theta), mean
''',
        '''def lion_step(theta, gradient, mean, learning_rate=0.0001, beta_1=0.9, beta_2=0.99,
              weight_decay=0.0):
    blend = beta_1 * mean + (1 - beta_1) * gradient
    mean = beta_2 * mean + (1 - beta_2) * gradient
    return theta - learning_rate * np.sign(blend) - weight_decay * theta, mean
''',
        '''def lion_step(theta, gradient, mean, learning_rate=0.0001, beta_1=0.9, beta_2=0.99,
              weight_decay=0.0):
    gradient = gradient + weight_decay * theta
    blend = beta_1 * mean + (1 - beta_1) * gradient
    mean = beta_2 * mean + (1 - beta_2) * gradient
    return theta - learning_rate * np.sign(blend), mean
''',
    ],
}
