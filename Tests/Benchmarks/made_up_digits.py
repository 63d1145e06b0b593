"""How well the network of the lesson `mnist`, trained on made-up digits, reads real ones.

    lesson data make made-up --count 60000 --seed 1
    python3 Tests/Benchmarks/made_up_digits.py made-up FOLDER-OF-MNIST [epochs] [part]

784-128-64-10, ReLU, softmax and cross-entropy, He's initial weights, Adam 0.003, batches of 64, in float32. After each
epoch it prints how many of the real images (part: t10k unless `train` is said) and of the made-up test images are read.
"""
import gzip
import os
import sys

import numpy as np


def read(folder, name):
    """The array of an IDX file, plain or compressed."""
    path = os.path.join(folder, name)
    data = open(path, "rb").read() if os.path.exists(path) else gzip.open(path + ".gz").read()
    rank = data[3]
    sizes = [int.from_bytes(data[4 + 4 * axis : 8 + 4 * axis], "big") for axis in range(rank)]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(sizes)


def digits(folder, part):
    """Images as rows of numbers from 0 to 1, and their labels."""
    images = read(folder, part + "-images-idx3-ubyte")
    return images.reshape(len(images), 784) / np.float32(255), read(folder, part + "-labels-idx1-ubyte")


def forward(parameters, batch):
    w1, b1, w2, b2, w3, b3 = parameters
    a1 = np.maximum(batch @ w1 + b1, 0)
    a2 = np.maximum(a1 @ w2 + b2, 0)
    return a1, a2, a2 @ w3 + b3


def accuracy(parameters, images, labels):
    return 100 * np.mean(forward(parameters, images)[2].argmax(1) == labels)


def train(images, labels, epochs, seed, report):
    random = np.random.default_rng(seed)
    sizes = [784, 128, 64, 10]
    parameters = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        weights = random.standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_in)
        parameters += [weights.astype(np.float32), np.zeros(fan_out, np.float32)]
    first = [np.zeros_like(p) for p in parameters]
    second = [np.zeros_like(p) for p in parameters]
    one_hot = np.eye(10, dtype=np.float32)[labels]
    step = 0
    for epoch in range(1, epochs + 1):
        order = random.permutation(len(images))
        for start in range(0, len(order), 64):
            batch = order[start : start + 64]
            x = images[batch]
            a1, a2, z = forward(parameters, x)
            p = np.exp(z - z.max(1, keepdims=True))
            d3 = (p / p.sum(1, keepdims=True) - one_hot[batch]) / len(batch)
            d2 = (d3 @ parameters[4].T) * (a2 > 0)
            d1 = (d2 @ parameters[2].T) * (a1 > 0)
            gradients = [x.T @ d1, d1.sum(0), a1.T @ d2, d2.sum(0), a2.T @ d3, d3.sum(0)]
            step += 1
            for q, g, m, v in zip(parameters, gradients, first, second):
                m += np.float32(0.1) * (g - m)
                v += np.float32(0.001) * (g * g - v)
                m_hat = m / np.float32(1 - 0.9**step)
                v_hat = v / np.float32(1 - 0.999**step)
                q -= np.float32(0.003) * m_hat / (np.sqrt(v_hat) + np.float32(1e-8))
        report(epoch, parameters)
    return parameters


def main():
    made_up, real = sys.argv[1], sys.argv[2]
    epochs = int(sys.argv[3]) if len(sys.argv) > 3 else 2
    part = sys.argv[4] if len(sys.argv) > 4 else "t10k"
    images, labels = digits(made_up, "train")
    own = digits(made_up, "t10k")
    others = digits(real, part)
    for seed in (1, 2, 3):

        def report(epoch, parameters):
            print(
                f"weights from seed {seed}, epoch {epoch}: real {accuracy(parameters, *others):.2f} %,"
                f" made-up {accuracy(parameters, *own):.2f} %",
                flush=True,
            )

        train(images, labels, epochs, seed, report)


if __name__ == "__main__":
    main()
