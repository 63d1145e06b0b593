"""NetCNN learns MNIST: the lesson Tests/Benchmarks/netcnn.lesson, and beside it PyTorch where there is one.

    swift build -c release
    python3 Tests/Benchmarks/cnn.py --data ~/.cache/lesson/mnist [--epochs 5] [--threads 2] [--seed 1] [--alone]

Two convolutions of 32 and 64 filters 3×3, poolings 2×2, 128 neurons, Adam 0.001, batches of 64, all of it in 32 bits. Told
is, of each program, the accuracy on the 10,000 test images after each epoch and the seconds of the fastest one. In epochs
5 or more the lesson has to come to 98.7 %: if it does not, the exit code is 1. With --alone PyTorch is not run.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import time

parser = argparse.ArgumentParser()
parser.add_argument("--data", default=os.environ.get("LESSON_DATA", os.path.expanduser("~/.cache/lesson/mnist")))
parser.add_argument("--epochs", type=int, default=5)
parser.add_argument("--threads", type=int, default=os.cpu_count())
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--alone", action="store_true")
arguments = parser.parse_args()

FOLDER = os.path.dirname(os.path.abspath(__file__))
LESSON = os.path.join(FOLDER, "../../.build/release/lesson")
LEAST = 0.987


def lesson():
    """Accuracy after each epoch, and the seconds of the fastest one."""
    words = ["run", os.path.join(FOLDER, "netcnn.lesson"), "--data", arguments.data, "--json", "--profile", "--way", "fast"]
    words += ["--epochs", str(arguments.epochs), "--threads", str(arguments.threads), "--seed", str(arguments.seed)]
    facts = json.loads(subprocess.run([LESSON] + words, check=True, stdout=subprocess.PIPE).stdout)["facts"]
    series = {one["name"]: one["values"] for one in facts["history"]["series"]}
    return series["accuracy"], series["running"], facts["profile"]["fastestEpoch"]


def pytorch():
    import numpy as np
    import torch
    from torch import nn

    def read(name, offset):
        path = os.path.join(arguments.data, name)
        data = open(path, "rb").read() if os.path.exists(path) else gzip.open(path + ".gz").read()
        return np.frombuffer(data, np.uint8, offset=offset)

    def digits(part):
        images = read(part + "-images-idx3-ubyte", 16).reshape(-1, 1, 28, 28).astype(np.float32) / 255
        return torch.from_numpy(images), torch.from_numpy(read(part + "-labels-idx1-ubyte", 8).astype(np.int64))

    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    (images, classes), (tests, right) = digits("train"), digits("t10k")
    network = nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(1600, 128), nn.ReLU(), nn.Linear(128, 10), nn.LogSoftmax(dim=1))
    optimizer = torch.optim.Adam(network.parameters(), lr=0.001)
    accuracies, errors, fastest = [], [], float("inf")
    for _ in range(arguments.epochs):
        start, total = time.perf_counter(), 0.0
        order = torch.randperm(len(images))
        for place in range(0, len(images), 64):
            batch = order[place:place + 64]
            optimizer.zero_grad()
            loss = nn.functional.nll_loss(network(images[batch]), classes[batch])
            loss.backward()
            optimizer.step()
            total += loss.item()
        errors.append(total / ((len(images) + 63) // 64))
        with torch.no_grad():
            answers = torch.cat([network(tests[place:place + 1000]).argmax(1) for place in range(0, len(tests), 1000)])
        accuracies.append((answers == right).float().mean().item())
        fastest = min(fastest, time.perf_counter() - start)
    return accuracies, errors, fastest


def tell(name, result):
    accuracies, errors, seconds = result
    print(f"{name:10} fastest epoch {seconds:7.2f} s; mean errors " + ", ".join(f"{one:.4f}" for one in errors))
    print(f"{'':10} accuracy " + ", ".join(f"{100 * one:.2f}" for one in accuracies) + " %", flush=True)


own = lesson()
tell("lesson", own)
if not arguments.alone:
    try:
        other = pytorch()
    except ImportError:
        print("PyTorch is not there: nothing to compare with")
    else:
        tell("PyTorch", other)
        print(f"{'':10} {other[2] / own[2]:.2f} × the lesson's time")
if arguments.epochs >= 5 and own[0][-1] < LEAST:
    sys.exit(f"less than {100 * LEAST:.1f} % of the test images are classified correctly")
