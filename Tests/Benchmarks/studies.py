"""A study of 1,000 seeds beside the same loop in NumPy: XOR, 2-2-1, sigmoid, 400 iterations at a learning rate of 10.

    swift build -c release
    python3 Tests/Benchmarks/studies.py .build/release/lesson [--seeds 1000] [--iterations 400] [--rounds 5]

NumPy does it in three ways, each with as many threads as it takes by itself and with one:

    loop     seed after seed, as in the notes, with small arrays
    stacked  all seeds at once, arrays with three axes, seeds × rows × columns
    across   all seeds at once, seeds on the last axis, products written out, numbers put into arrays that are there already

All start from the same weights (the lesson's draws are those of np.random.seed), so that they have to count the same
solved seeds and to end at the same mean squared error: the program ends with 1 where they do not. The ways are run in
turn. Told are medians over the rounds of the time that passed and of the time that processors were at work, which other
programs disturb less, and the median of each round's ratios of both. The lesson is timed from outside, from the start of
its process to its end; NumPy from inside, after its import.
"""

import argparse
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time

RATE = 10.0
WAYS = ("loop", "stacked", "across")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

parser = argparse.ArgumentParser()
parser.add_argument("lesson", nargs="?", default=".build/release/lesson")
parser.add_argument("--seeds", type=int, default=1000)
parser.add_argument("--iterations", type=int, default=400)
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--numpy", choices=WAYS, help=argparse.SUPPRESS)
arguments = parser.parse_args()


def first_weights(np):
    """Each seed's W1, b1, W2, b2, in the order of the lesson's lines."""
    drawn = np.empty((arguments.seeds, 9))
    for seed in range(arguments.seeds):
        np.random.seed(seed + 1)
        drawn[seed] = np.random.rand(9)
    return drawn


def loop(np):
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = np.array([[0.0], [1.0], [1.0], [0.0]])
    XT = X.T
    found = []
    for w in first_weights(np):
        W1, b1, W2, b2 = w[:4].reshape(2, 2).copy(), w[4:6].reshape(1, 2).copy(), w[6:8].reshape(2, 1).copy(), w[8:].copy()
        for _ in range(arguments.iterations):
            A1 = 1 / (1 + np.exp(-(X.dot(W1) + b1)))
            A2 = 1 / (1 + np.exp(-(A1.dot(W2) + b2)))
            error = y - A2
            d_out = error * (A2 * (1 - A2))
            d_hidden = d_out.dot(W2.T) * (A1 * (1 - A1))
            W2 += RATE * A1.T.dot(d_out)
            b2 += RATE * d_out.sum(0)
            W1 += RATE * XT.dot(d_hidden)
            b1 += RATE * d_hidden.sum(0)
        found.append((int(((A2 > 0.5) == y).sum()), float((error * error).mean())))
    return found


def stacked(np):
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = np.array([[0.0], [1.0], [1.0], [0.0]])
    w, seeds = first_weights(np), arguments.seeds
    W1, b1 = w[:, :4].reshape(seeds, 2, 2).copy(), w[:, 4:6].reshape(seeds, 1, 2).copy()
    W2, b2 = w[:, 6:8].reshape(seeds, 2, 1).copy(), w[:, 8:].reshape(seeds, 1, 1).copy()
    for _ in range(arguments.iterations):
        A1 = 1 / (1 + np.exp(-(X @ W1 + b1)))
        A2 = 1 / (1 + np.exp(-(A1 @ W2 + b2)))
        error = y - A2
        d_out = error * (A2 * (1 - A2))
        d_hidden = d_out * W2.transpose(0, 2, 1) * (A1 * (1 - A1))
        W2 += RATE * (A1.transpose(0, 2, 1) @ d_out)
        b2 += RATE * d_out.sum(1, keepdims=True)
        W1 += RATE * (X.T @ d_hidden)
        b1 += RATE * d_hidden.sum(1, keepdims=True)
    return list(zip(((A2 > 0.5) == y).sum((1, 2)).tolist(), (error * error).mean((1, 2)).tolist()))


def across(np):
    # Cases (0 0), (0 1), (1 0), (1 1): what they multiply is 0 or 1, and so is written out.
    w, seeds = np.ascontiguousarray(first_weights(np).T), arguments.seeds
    W1, b1, W2, b2 = w[:4].reshape(2, 2, seeds).copy(), w[4:6].copy(), w[6:8].copy(), w[8:9].copy()
    y = np.array([[0.0], [1.0], [1.0], [0.0]])
    A1, D1, slope1 = np.empty((4, 2, seeds)), np.empty((4, 2, seeds)), np.empty((4, 2, seeds))
    A2, error, slope2, product = (np.empty((4, seeds)) for _ in range(4))

    def sigmoid(Z):
        np.negative(Z, out=Z)
        np.exp(Z, out=Z)
        Z += 1
        np.reciprocal(Z, out=Z)

    for _ in range(arguments.iterations):
        A1[0] = b1
        np.add(b1, W1[1], out=A1[1])
        np.add(b1, W1[0], out=A1[2])
        np.add(A1[1], W1[0], out=A1[3])
        sigmoid(A1)
        np.multiply(A1[:, 0], W2[0], out=A2)
        np.multiply(A1[:, 1], W2[1], out=product)
        A2 += product
        A2 += b2
        sigmoid(A2)
        np.subtract(y, A2, out=error)
        np.subtract(1, A2, out=slope2)
        slope2 *= A2
        slope2 *= error
        slope2 *= RATE
        np.subtract(1, A1, out=slope1)
        slope1 *= A1
        np.multiply(slope2[:, None], W2, out=D1)
        D1 *= slope1
        for unit in (0, 1):
            np.multiply(A1[:, unit], slope2, out=product)
            W2[unit] += product.sum(0)
        b2 += slope2.sum(0)
        D1[1] += D1[3]
        D1[2] += D1[3]
        W1[0] += D1[2]
        W1[1] += D1[1]
        b1 += D1[0]
        b1 += D1[1]
        # Case 3 is in both sums by now, and counts once.
        D1[2] -= D1[3]
        b1 += D1[2]
    return list(zip(((A2 > 0.5) == y).sum(0).tolist(), (error * error).mean(0).tolist()))


def numpy_alone():
    """Prints the seconds and those at work, then hits and mean squared error of each seed."""
    import numpy as np

    way = {"loop": loop, "stacked": stacked, "across": across}[arguments.numpy]
    start, work = time.perf_counter(), time.process_time()
    found = way(np)
    print(time.perf_counter() - start, time.process_time() - work)
    for hits, error in found:
        print(hits, error)


def by_numpy(way, threads):
    environment = {name: value for name, value in os.environ.items() if name not in THREADS}
    if threads:
        environment.update({name: str(threads) for name in THREADS})
    words = [sys.executable, __file__, "--numpy", way]
    words += ["--seeds", str(arguments.seeds), "--iterations", str(arguments.iterations)]
    lines = subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout.split("\n")
    rows = [line.split() for line in lines[1:] if line]
    return [float(part) for part in lines[0].split()], [(int(hits), float(error)) for hits, error in rows]


def study(out):
    words = [arguments.lesson, "study", "xor", "--lr", f"{RATE:g}", "--iterations", str(arguments.iterations)]
    return words + ["--seeds", str(arguments.seeds), "--solved", "at end when hits = 4", "--out", out]


def by_lesson(threads):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "study.csv")
        words = study(out) + (["--threads", str(threads)] if threads else [])
        start = time.perf_counter()
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = [time.perf_counter() - start, usage.ru_utime + usage.ru_stime]
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{' '.join(words)} ended with {process.returncode}")
        with open(out, newline="") as file:
            rows = list(csv.DictReader(file))
    return seconds, rows


def main():
    programs = {("lesson", 0): lambda: by_lesson(0), ("lesson", 1): lambda: by_lesson(1)}
    for way in WAYS:
        for threads in (0, 1):
            programs["NumPy, " + way, threads] = lambda way=way, threads=threads: by_numpy(way, threads)
    seconds = {program: [] for program in programs}
    results = {}
    for _ in range(arguments.rounds):
        for program, run in programs.items():
            took, results[program] = run()
            seconds[program].append(took)

    print(f"{arguments.seeds} seeds of XOR, 2-2-1, {arguments.iterations} iterations, medians of {arguments.rounds} rounds")
    print(f"  {'':<28}{'time':>13}{'× the lesson':>15}{'at work':>13}{'× the lesson':>15}")
    own = ("lesson", 0)
    for program, all in seconds.items():
        name, threads = program
        line = f"  {name + (', one thread' if threads else ''):<28}"
        for kind in (0, 1):
            ratio = statistics.median(there[kind] / here[kind] for here, there in zip(seconds[own], all))
            line += f"{statistics.median(took[kind] for took in all) * 1000:10.1f} ms{ratio:15.2f}"
        print(line)

    ours = [(row["ending"], float(row["E"])) for row in results[own]]
    solved = sum(ending == "solved" for ending, _ in ours)
    faults = [] if results[own] == results["lesson", 1] else ["one thread finds something else than all of them"]
    largest = 0.0
    for program, there in results.items():
        if program[0] == "lesson":
            continue
        # The lesson's E is half the sum over the four cases.
        largest = max(largest, max(abs(2 * mine - 4 * error) for (_, mine), (_, error) in zip(ours, there)))
        count = sum(hits == 4 for hits, _ in there)
        if count != solved:
            faults.append(f"{program[0]} counts {count} solved seeds, the lesson {solved}")
    print(f"  solved: {solved} of {arguments.seeds}; sums of squares differ by at most {largest:.1e}")
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    if arguments.numpy:
        numpy_alone()
    else:
        main()
