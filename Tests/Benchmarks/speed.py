#!/usr/bin/env python3
"""Speed and memory of `lesson` as whole processes, beside the same loop in NumPy.

    swift build -c release
    python3 Tests/Benchmarks/speed.py .build/release/lesson [runs]

Each command is started in turn with the others, several times (9 unless said otherwise); what is printed are medians.
Times are wall times from outside, from the start of the process to its end, so close other programs first.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

# The loop of the notes: 4 examples, 2-2-1, sigmoid, 10,000 iterations.
NUMPY = """
import numpy as np
np.random.seed(1)
def sigmoid(x): return 1 / (1 + np.exp(-x))
def derivative(a): return a * (1 - a)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([[0], [1], [1], [0]])
W1 = np.random.rand(2, 2); b1 = np.random.rand(1, 2)
W2 = np.random.rand(2, 1); b2 = np.random.rand(1, 1)
lr = 0.5
for epoch in range(10000):
    A1 = sigmoid(np.dot(X, W1) + b1)
    A2 = sigmoid(np.dot(A1, W2) + b2)
    error = y - A2
    d_out = error * derivative(A2)
    error_hidden = d_out.dot(W2.T)
    d_hidden = error_hidden * derivative(A1)
    W2 += A1.T.dot(d_out) * lr
    b2 += np.sum(d_out, axis=0, keepdims=True) * lr
    W1 += X.T.dot(d_hidden) * lr
    b1 += np.sum(d_hidden, axis=0, keepdims=True) * lr
print(np.mean(np.square(y - A2)))
"""


def run(command):
    """Seconds from start to end, and the peak of the process's memory in MiB."""
    start = time.perf_counter()
    with open(os.devnull, "wb") as nothing:
        process = subprocess.Popen(command, stdout=nothing, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_maxrss / unit


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    lesson = os.path.abspath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) == 3 else 9
    with tempfile.TemporaryDirectory() as folder:
        trace = os.path.join(folder, "xor.jsonl")
        short = os.path.join(folder, "short.jsonl")
        record = [lesson, "run", "xor", "--no-pictures", "--trace-file"]
        commands = {
            "numpy": [sys.executable, "-c", NUMPY],
            "xor": [lesson, "run", "xor", "--no-pictures"],
            "list": [lesson, "list"],
            "verify": [lesson, "verify", "clase6"],
            "trace": record + [trace],
            # A tenth of it: the peak must not depend on how much is recorded.
            "short": record + [short, "--iterations", "1000"],
        }
        if subprocess.run([sys.executable, "-c", "import numpy"], stderr=subprocess.DEVNULL).returncode != 0:
            print("NumPy is not installed; its loop is left out.\n")
            del commands["numpy"]
        for command in commands.values():
            run(command)
        found = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                found[name].append(run(command))
        size = os.path.getsize(trace)

    seconds = {name: statistics.median(time for time, _ in all) for name, all in found.items()}
    peak = {name: statistics.median(memory for _, memory in all) for name, all in found.items()}

    def line(name, title, aim):
        print(f"{title:<44}{seconds[name] * 1000:9.1f} ms{peak[name]:8.1f} MiB   {aim}")

    print(f"medians of {runs} runs, whole processes      time, peak memory\n")
    if "numpy" in seconds:
        line("numpy", "xor, 10,000 iterations, NumPy", "")
    line("xor", "lesson run xor, 10,000 iterations", "")
    if "numpy" in seconds:
        ratio = statistics.median(b[0] / a[0] for a, b in zip(found["xor"], found["numpy"]))
        print(f"{'':<44}{ratio:9.1f} × faster, pair by pair   aim: 45 ×")
    line("list", "lesson list", "aim: 5 ms")
    line("verify", "lesson verify clase6", "aim: 10 ms")
    line("trace", "lesson run xor --trace-file, every iteration", "aim: 80 ms")
    line("short", "the same, 1,000 iterations", "")
    growth = peak["trace"] - peak["short"]
    print(f"\nThe trace has {size / 1e6:.1f} MB; recording ten times as much took {growth:+.1f} MiB of memory.")


if __name__ == "__main__":
    main()
