"""What NumPy draws after np.random.seed(seed); `python3 numpy-random.py > numpy-random.txt`.

Each line is: kind, seed, then the numbers as hexadecimal floating point (exact) or whole numbers.
`alternating` draws rand, randn, rand, randn, …; `uniform` is uniform(-2, 3); `normal` is normal(5, 0.25).
"""

import numpy as np

SEEDS = [0, 1, 42, 12345, 2**31, 2**32 - 1]


def line(kind, seed, numbers):
    words = [str(n) if isinstance(n, int) else float(n).hex() for n in numbers]
    print(kind, seed, *words)


for seed in SEEDS:
    np.random.seed(seed)
    line("bits", seed, [int(n) for n in np.random.randint(0, 2**32, 8, dtype=np.uint32)])
    np.random.seed(seed)
    line("rand", seed, np.random.rand(12))
    np.random.seed(seed)
    line("randn", seed, np.random.randn(9))
    np.random.seed(seed)
    line("alternating", seed, [np.random.rand() if k % 2 == 0 else np.random.randn() for k in range(8)])
    np.random.seed(seed)
    line("uniform", seed, np.random.uniform(-2, 3, 6))
    np.random.seed(seed)
    line("normal", seed, np.random.normal(5, 0.25, 6))
    np.random.seed(seed)
    line("permutation", seed, [int(n) for n in np.random.permutation(11)])
    np.random.seed(seed)
    np.random.rand(1500)
    line("far", seed, np.random.rand(3))
