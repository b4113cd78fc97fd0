"""Wrong answers to the exercises on regularization: the check must refuse each."""

WRONG = {
    "regularization.elastic_net": [
        # the shares the wrong way round
        "def elastic_net(w, weight_decay, share):\n"
        "    rest = (1.0 - share) * l1_penalty(w, weight_decay)\n"
        "    return rest + share * l2_penalty(w, weight_decay)\n",
        # both penalties in full
        "def elastic_net(w, weight_decay, share):\n"
        "    return l1_penalty(w, weight_decay) + l2_penalty(w, weight_decay)\n",
        # the squares without the half
        "def elastic_net(w, weight_decay, share):\n"
        "    return weight_decay * (share * np.abs(w).sum() + (1 - share) * np.square(w).sum())\n",
        # the length instead of the sizes
        "def elastic_net(w, weight_decay, share):\n"
        "    first = share * weight_decay * np.sqrt(np.sum(w**2))\n"
        "    return first + (1.0 - share) * l2_penalty(w, weight_decay)\n",
        # a mean instead of a sum
        "def elastic_net(w, weight_decay, share):\n"
        "    total = share * l1_penalty(w, weight_decay)\n"
        "    return (total + (1.0 - share) * l2_penalty(w, weight_decay)) / len(w)\n",
        # the penalty rewards
        "def elastic_net(w, weight_decay, share):\n"
        "    first = share * l1_penalty(w, weight_decay)\n"
        "    return -(first + (1.0 - share) * l2_penalty(w, weight_decay))\n",
    ],
    "regularization.max_norm": [
        # shortens rows, not columns
        "def max_norm(W, limit):\n"
        "    lengths = np.sqrt(np.sum(W**2, axis=1, keepdims=True))\n"
        "    return W * (limit / np.maximum(lengths, limit))\n",
        # lengthens the short ones as well
        "def max_norm(W, limit):\n"
        "    return W * limit / np.maximum(np.sqrt(np.sum(W**2, axis=0)), 1e-300)\n",
        # one length for all neurons
        "def max_norm(W, limit):\n    return W * (limit / max(np.sqrt(np.sum(W**2)), limit))\n",
        # cuts off the entries
        "def max_norm(W, limit):\n    return np.clip(W, -limit, limit)\n",
        # the squared length
        "def max_norm(W, limit):\n"
        "    return W * (limit / np.maximum(np.sum(W**2, axis=0), limit))\n",
    ],
    "regularization.mixup": [
        # the shares the wrong way round
        "def mixup(X, Y, order, share):\n"
        "    return (1 - share) * X + share * X[order], (1 - share) * Y + share * Y[order]\n",
        # the targets stay as they are
        "def mixup(X, Y, order, share):\n    return share * X + (1 - share) * X[order], Y\n",
        # all rows mixed with their mean
        "def mixup(X, Y, order, share):\n"
        "    return (share * X + (1 - share) * X.mean(axis=0),\n"
        "            share * Y + (1 - share) * Y.mean(axis=0))\n",
        # the partners' targets alone
        "def mixup(X, Y, order, share):\n"
        "    return share * X + (1 - share) * X[order], Y[order]\n",
        # the two in the wrong order
        "def mixup(X, Y, order, share):\n"
        "    return share * Y + (1 - share) * Y[order], share * X + (1 - share) * X[order]\n",
        # the sum without shares
        "def mixup(X, Y, order, share):\n    return X + X[order], Y + Y[order]\n",
    ],
}
