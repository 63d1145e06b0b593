"""One epoch of the lesson `mnist` beside the same recipe in NumPy, and in scikit-learn and PyTorch where they are.

    swift build -c release
    python3 Tests/Benchmarks/mnist.py --data ~/.cache/lesson/mnist [--threads 2] [--rounds 12] [--seeds]

784-128-64-10, relu, softmax, cross-entropy, Adam 0.003, batches of 64, all of them in 32 bits; after the epoch the test
images are read. The programs are run in turn; what is told is the fastest epoch of each and the median (the lesson's as its
--profile tells it), the ratios of the fastest to the lesson's fastest, on as many threads as suit it best, and how busy the
machine was. Each peer does its best: NumPy updates in place and out of place, PyTorch with the fused Adam, on one thread and
on all. With --seeds also the accuracy after two epochs
for the seeds 1 to 20: of the lesson; of NumPy with random numbers of its own; and of NumPy from the lesson's initial
parameters, with its order of the images, so that chance is the same and only the arithmetic differs (that start and
order are the same is checked against a trace). With --sizes how the time grows with the hidden layer and the batch, and
with the share of pixels that are not 0, of images made up for it; with --trace what it costs to record every quantity of one
batch in a hundred.
"""

import argparse
import gzip
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("--data", default=os.environ.get("LESSON_DATA", os.path.expanduser("~/.cache/lesson/mnist")))
parser.add_argument("--threads", type=int, default=os.cpu_count())
parser.add_argument("--rounds", type=int, default=12)
parser.add_argument("--seeds", action="store_true")
parser.add_argument("--sizes", action="store_true")
parser.add_argument("--trace", action="store_true")
arguments = parser.parse_args()
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = str(arguments.threads)

import numpy as np  # noqa: E402  (reads the number of threads)

LESSON = os.path.join(os.path.dirname(__file__), "../../.build/release/lesson")
RATE, BATCH = 0.003, 64


def read(name):
    path = os.path.join(arguments.data, name)
    data = open(path, "rb").read() if os.path.exists(path) else gzip.open(path + ".gz").read()
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3])


def digits(part):
    images = read(part + "-images-idx3-ubyte").reshape(-1, 784).astype(np.float32) / 255
    return images, read(part + "-labels-idx1-ubyte").astype(np.int64)


def lesson_order(seed, epoch, count):
    """The order of the lesson's images in an epoch: SplitMix64 keyed by "shuffle", Lemire's method, Fisher-Yates."""
    mask = (1 << 64) - 1

    def mix(word):
        word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 & mask
        word = (word ^ word >> 27) * 0x94D049BB133111EB & mask
        return word ^ word >> 31

    step, state = 0x9E3779B97F4A7C15, 0xCBF29CE484222325
    for byte in b"shuffle":
        state = (state ^ byte) * 0x100000001B3 & mask
    state = mix(state + step & mask)
    state = mix(state ^ (seed * 0xD1342543DE82EF95 + 1 & mask))
    state = mix(state ^ (epoch * 0xAF251AF3B0F025B5 + 1 & mask))
    order = list(range(count))
    for place in range(count - 1, 0, -1):
        bound = place + 1
        refused = (1 << 64) % bound
        while True:
            state = state + step & mask
            product = mix(state) * bound
            if product & mask >= refused:
                break
        other = product >> 64
        order[place], order[other] = order[other], order[place]
    return np.array(order)


class NumPy:
    def __init__(self, images, labels, seed=1, as_lesson=False, in_place=True):
        self.name = f"NumPy {np.__version__}, {'in' if in_place else 'out of'} place"
        self.in_place = in_place
        self.images, self.labels = images, labels
        self.seed, self.as_lesson, self.epochs = seed, as_lesson, 0
        self.random = np.random.RandomState(seed) if as_lesson else np.random.default_rng(seed)
        sizes = [784, 128, 64, 10]
        self.parameters = []
        for before, after in zip(sizes, sizes[1:]):
            if as_lesson:
                weights = self.random.normal(0, np.sqrt(2 / before), (after, before)).astype(np.float32).T.copy()
            else:
                weights = self.random.standard_normal((before, after), np.float32) * np.float32(np.sqrt(2 / before))
            self.parameters += [weights, np.zeros((1, after), np.float32)]
        self.m = [np.zeros_like(p) for p in self.parameters]
        self.v = [np.zeros_like(p) for p in self.parameters]
        self.t = 0

    def forward(self, x):
        w1, b1, w2, b2, w3, b3 = self.parameters
        z1 = x @ w1 + b1
        a1 = np.maximum(z1, 0)
        z2 = a1 @ w2 + b2
        a2 = np.maximum(z2, 0)
        z3 = a2 @ w3 + b3
        z3 -= z3.max(1, keepdims=True)
        e = np.exp(z3)
        return z1, a1, z2, a2, e / e.sum(1, keepdims=True)

    def epoch(self):
        self.epochs += 1
        count = len(self.images)
        order = lesson_order(self.seed, self.epochs, count) if self.as_lesson else self.random.permutation(count)
        total = 0.0
        for first in range(0, len(order), BATCH):
            chosen = order[first:first + BATCH]
            x, y = self.images[chosen], self.labels[chosen]
            m = len(chosen)
            z1, a1, z2, a2, a3 = self.forward(x)
            total -= np.log(a3[np.arange(m), y]).mean()
            d3 = a3
            d3[np.arange(m), y] -= 1
            d3 /= m
            w2, w3 = self.parameters[2], self.parameters[4]
            d2 = (d3 @ w3.T) * (z2 > 0)
            d1 = (d2 @ w2.T) * (z1 > 0)
            gradients = [
                x.T @ d1, d1.sum(0, keepdims=True), a1.T @ d2, d2.sum(0, keepdims=True), a2.T @ d3,
                d3.sum(0, keepdims=True),
            ]
            self.t += 1
            c1, c2 = 1 - 0.9**self.t, 1 - 0.999**self.t
            if not self.in_place:
                self.m = [0.9 * a + 0.1 * g for a, g in zip(self.m, gradients)]
                self.v = [0.999 * v + 0.001 * (g * g) for v, g in zip(self.v, gradients)]
                self.parameters = [
                    p - RATE * (a / c1) / (np.sqrt(v / c2) + 1e-8)
                    for p, a, v in zip(self.parameters, self.m, self.v)]
                continue
            for p, g, a, v in zip(self.parameters, gradients, self.m, self.v):
                a *= 0.9
                a += 0.1 * g
                v *= 0.999
                v += 0.001 * g * g
                p -= RATE * (a / c1) / (np.sqrt(v / c2) + 1e-8)
        return total / (len(order) / BATCH)

    def accuracy(self, images, labels):
        return (self.forward(images)[-1].argmax(1) == labels).mean()


def torch_model(images, labels, threads=None):
    import torch
    threads = threads or arguments.threads

    class Torch:
        name = f"PyTorch {torch.__version__}, {threads} thread{'s' if threads > 1 else ''}"

        def __init__(self):
            nn = torch.nn
            self.net = nn.Sequential(
                nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 10), nn.LogSoftmax(1))
            self.step = torch.optim.Adam(self.net.parameters(), lr=RATE, fused=True)
            self.x, self.y = torch.from_numpy(images), torch.from_numpy(labels)

        def epoch(self):
            torch.set_num_threads(threads)
            loss_of = torch.nn.NLLLoss()
            for chosen in torch.randperm(len(self.x)).split(BATCH):
                self.step.zero_grad(set_to_none=True)
                loss_of(self.net(self.x[chosen]), self.y[chosen]).backward()
                self.step.step()

        def accuracy(self, images, labels):
            with torch.no_grad():
                return (self.net(torch.from_numpy(images)).argmax(1).numpy() == labels).mean()

    return Torch()


def scikit_model(images, labels):
    import sklearn
    from sklearn.neural_network import MLPClassifier

    class Scikit:
        name = "scikit-learn " + sklearn.__version__

        def __init__(self):
            self.net = MLPClassifier((128, 64), batch_size=BATCH, learning_rate_init=RATE, alpha=0)

        def epoch(self):
            self.net.partial_fit(images, labels, classes=range(10))

        def accuracy(self, images, labels):
            return self.net.score(images, labels)

    return Scikit()


def lesson(epochs, seed=1, more=(), threads=None, data=None):
    start = time.perf_counter()
    result = subprocess.run(
        [LESSON, "run", "mnist", "--data", data or arguments.data, "--epochs", str(epochs), "--threads",
         str(threads or arguments.threads), "--seed", str(seed), "--lang", "en", "--plain", "--no-pictures", *more],
        check=True, capture_output=True, text=True)
    return time.perf_counter() - start, result.stdout


def check_start(images, seed=1):
    """Stops where initial parameters or the order of the images are not those of the lesson's own first batches."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "start.npz")
        lesson(2, seed, ("--trace-file", path, "--at", "1,940", "--quantities", "X,W1,W3"))
        trace = np.load(path)
        w1, _, _, _, w3, _ = NumPy(images, None, seed, as_lesson=True).parameters
        first, second = (lesson_order(seed, epoch, len(images)) for epoch in (1, 2))
        batch = len(images) // BATCH + 1
        same = [
            (trace["W1"][0], w1.T), (trace["W3"][0], w3.T), (trace["X"][0], images[first[:BATCH]].T),
            (trace["X"][1], images[second[BATCH * (939 - batch):BATCH * (940 - batch)]].T),
        ]
        assert all(np.array_equal(a, b) for a, b in same), "not the lesson's start"


def least(rounds, *runs):
    """The shortest of several times of each of some runs, taken in turn."""
    best = [1e9] * len(runs)
    for _ in range(rounds):
        best = [min(time, lesson(*run)[0]) for time, run in zip(best, runs)]
    return best


def sizes():
    print("seconds of an epoch, by neurons of the first hidden layer and by examples in a batch")
    batches = (16, 64, 256, 1024)
    print("  neurons" + "".join(f"{batch:9}" for batch in batches))
    for hidden in (32, 128, 512):
        row = []
        for batch in batches:
            more = ("--hidden1", str(hidden), "--batch", str(batch))
            one, three = least(2, (1, 1, more), (3, 1, more))
            row.append((three - one) / 2)
        print(f"  {hidden:7}" + "".join(f"{seconds:9.3f}" for seconds in row))


def shares():
    """An epoch of as many images of which a share of the pixels, anywhere in the image, is not 0."""
    print("seconds of an epoch, by the share of pixels that are not 0")
    random = np.random.default_rng(1)
    for percent in (1, 5, 10, 19, 25, 30, 40, 60, 80, 100):
        with tempfile.TemporaryDirectory() as folder:
            for part, count in (("train", 60_000), ("t10k", 10_000)):
                images = random.integers(1, 256, (count, 784), np.uint8)
                for some in np.array_split(images, 10):
                    some[random.random(some.shape, np.float32) >= percent / 100] = 0
                labels = random.integers(0, 10, count, np.uint8)
                for kind, sizes, data in (("images-idx3", (count, 28, 28), images), ("labels-idx1", (count,), labels)):
                    with open(os.path.join(folder, f"{part}-{kind}-ubyte"), "wb") as file:
                        file.write(bytes([0, 0, 8, len(sizes)]) + b"".join(size.to_bytes(4, "big") for size in sizes))
                        file.write(data.tobytes())
            times = [
                min(float(re.search(r"fastest epoch: (\S+) s", lesson(3, 1, ("--profile",), count, folder)[1])[1])
                    for _ in range(2))
                for count in sorted({1, arguments.threads})
            ]
            print(f"  {percent:3} %" + "".join(f"{seconds:9.3f}" for seconds in times), flush=True)


def trace():
    """To a new file each time: writing over an old one, some file systems send the new one to the disk at once."""
    plain = traced = 1e9
    for _ in range(arguments.rounds + 4):
        plain = min(plain, lesson(2)[0])
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "trace.safetensors")
            traced = min(traced, lesson(2, 1, ("--every", "100", "--trace-file", path))[0])
            size = os.path.getsize(path) / 1e6
    print(f"two epochs {plain:.3f} s; recording one batch in a hundred ({size:.0f} MB) {traced:.3f} s: "
          f"{100 * (traced / plain - 1):+.1f} %")


def main():
    images, labels = digits("train")
    tests = digits("t10k")
    others = [NumPy(images, labels), NumPy(images, labels, in_place=False)]
    makers = [scikit_model, torch_model]
    if arguments.threads > 1:
        makers.append(lambda images, labels: torch_model(images, labels, threads=1))
    for make in makers:
        try:
            others.append(make(images, labels))
        except ImportError as missing:
            print(f"not here: {missing.name}")
    counts = sorted({1, arguments.threads})
    times = {}
    print(f"load {os.getloadavg()[0]:.2f} before", flush=True)
    for _ in range(arguments.rounds):
        times.setdefault("lesson, whole process", []).append(lesson(1)[0])
        for count in counts:
            fastest = re.search(r"fastest epoch: (\S+) s", lesson(2, 1, ("--profile",), count)[1])
            name = f"lesson, {count} thread{'s' if count > 1 else ''}"
            times.setdefault(name, []).append(float(fastest[1]))
        for other in others:
            start = time.perf_counter()
            other.epoch()
            other.accuracy(*tests)
            times.setdefault(other.name, []).append(time.perf_counter() - start)
    print(f"load {os.getloadavg()[0]:.2f} after")
    print(f"one epoch of 60000 images, {arguments.threads} threads, {arguments.rounds} rounds")
    own = min(seconds for name, all in times.items() if name.startswith("lesson, ") and "thread" in name for seconds in all)
    for name, all in times.items():
        print(f"  {name:32} {min(all):7.3f} s, median {statistics.median(all):7.3f}   {min(all) / own:5.2f} × the lesson")
    if arguments.seeds:
        check_start(images)
        rows = []
        for seed in range(1, 21):
            models = NumPy(images, labels, seed), NumPy(images, labels, seed, as_lesson=True)
            for model in models * 2:
                model.epoch()
            found = re.findall(r"0\.\d+", lesson(2, seed)[1].split("Epoch", 1)[-1])
            rows.append((float(found[-1]), *(model.accuracy(*tests) for model in models)))
            print("  seed {}: lesson {:.4f}, NumPy {:.4f}, NumPy from the same start {:.4f}".format(seed, *rows[-1]))
        table = np.array(rows)
        told = "lesson {:.4f}, NumPy {:.4f}, NumPy from the same start {:.4f}"
        print("  mean of the first five: " + told.format(*table[:5].mean(0)))
        print("  mean of all:            " + told.format(*table.mean(0)))
        print("  deviation of one:       " + told.format(*table.std(0, ddof=1)))
    if arguments.sizes:
        sizes()
        shares()
    if arguments.trace:
        trace()


if __name__ == "__main__":
    sys.exit(main())
