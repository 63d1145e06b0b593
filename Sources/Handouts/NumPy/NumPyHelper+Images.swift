extension NumPyHelper {
  /// The definitions that work on images, draw, or check.
  var imageCode: String {
    switch self {
    case .planes:
      """
      def planes(X):
          return X.reshape((1,) * (4 - X.ndim) + X.shape)
      """
    case .conv:
      """
      def conv(X, K, stride=1, padding=0):
          around = ((0, 0), (0, 0), (padding, padding), (padding, padding))
          x, k = np.pad(planes(X), around), planes(K)
          seen = np.lib.stride_tricks.sliding_window_view(x, k.shape[2:], axis=(2, 3))
          z = np.einsum("nchwab,fcab->nfhw", seen[:, :, ::stride, ::stride], k)
          return z.reshape(z.shape[4 - X.ndim:])
      """
    case .convInput:
      """
      def conv_input(G, K, size, stride=1, padding=0):
          g, k = planes(G), planes(K)
          x = np.zeros((len(g), k.shape[1], size[0] + 2 * padding, size[1] + 2 * padding))
          for i in range(g.shape[2]):
              for j in range(g.shape[3]):
                  rows = slice(i * stride, i * stride + k.shape[2])
                  columns = slice(j * stride, j * stride + k.shape[3])
                  x[:, :, rows, columns] += np.einsum("nf,fcab->ncab", g[:, :, i, j], k)
          x = x[:, :, padding:padding + size[0], padding:padding + size[1]]
          return x.reshape(x.shape[4 - G.ndim:])
      """
    case .convKernel:
      """
      def conv_kernel(X, G, size, stride=1, padding=0):
          around = ((0, 0), (0, 0), (padding, padding), (padding, padding))
          x, g = np.pad(planes(X), around), planes(G)
          seen = np.lib.stride_tricks.sliding_window_view(x, size, axis=(2, 3))
          seen = seen[:, :, ::stride, ::stride][:, :, :g.shape[2], :g.shape[3]]
          k = np.einsum("nchwab,nfhw->fcab", seen, g)
          return k.reshape(size) if X.ndim == 2 else k
      """
    case .windows:
      """
      def windows(A, window, stride):
          seen = np.lib.stride_tricks.sliding_window_view(A, (window, window), axis=(-2, -1))
          seen = seen[..., ::stride, ::stride, :, :]
          return seen.reshape(seen.shape[:-2] + (window * window,))
      """
    case .maxpool:
      """
      def maxpool(A, window, stride):
          return np.max(windows(A, window, stride), axis=-1)
      """
    case .maxpoolInput:
      """
      def maxpool_input(G, A, window, stride):
          places = windows(np.arange(A.size).reshape(A.shape), window, stride)
          winners = np.argmax(windows(A, window, stride), axis=-1)[..., None]
          result = np.zeros(A.size)
          np.add.at(result, np.take_along_axis(places, winners, axis=-1).ravel(), np.ravel(G))
          return result.reshape(A.shape)
      """
    case .maxpoolAt:
      """
      def maxpool_at(B, A, window, stride):
          winners = np.argmax(windows(A, window, stride), axis=-1)[..., None]
          return np.take_along_axis(windows(B, window, stride), winners, axis=-1)[..., 0]
      """
    case .keyedRandom:
      """
      class KeyedRandom:
          def __init__(self, seed, iteration, name):
              hash = 0xCBF29CE484222325
              for byte in name.encode():
                  hash = (hash ^ byte) * 0x100000001B3 % 2**64
              key = self.mix(hash + 0x9E3779B97F4A7C15)
              key = self.mix(key ^ (seed * 0xD1342543DE82EF95 + 1) % 2**64)
              self.state = self.mix(key ^ (iteration * 0xAF251AF3B0F025B5 + 1) % 2**64)
              self.spare = None

          @staticmethod
          def mix(word):
              word %= 2**64
              word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
              word = (word ^ (word >> 27)) * 0x94D049BB133111EB % 2**64
              return word ^ (word >> 31)

          def bits(self):
              self.state = (self.state + 0x9E3779B97F4A7C15) % 2**64
              return self.mix(self.state)

          def one(self):
              return (self.bits() >> 11) * 2.0**-53

          def one_normal(self):
              if self.spare is not None:
                  ready, self.spare = self.spare, None
                  return ready
              while True:
                  x = 2 * self.one() - 1
                  y = 2 * self.one() - 1
                  square = x * x + y * y
                  if square < 1 and square != 0:
                      break
              factor = math.sqrt(-2 * math.log(square) / square)
              self.spare = factor * x
              return factor * y

          def uniform(self, low, high, size):
              return np.array([low + (high - low) * self.one() for _ in range(np.prod(size))]).reshape(size)

          def normal(self, mean, deviation, size):
              return np.array([mean + deviation * self.one_normal() for _ in range(np.prod(size))]).reshape(size)

          def keep(self, share, size):
              return np.array([1 / share if self.one() < share else 0.0 for _ in range(np.prod(size))]).reshape(size)

          def permutation(self, count):
              order = np.arange(count)
              for place in range(count - 1, 0, -1):
                  refused = (2**64 - place - 1) % (place + 1)
                  while True:
                      product = self.bits() * (place + 1)
                      if product % 2**64 >= refused:
                          break
                  other = product >> 64
                  order[[place, other]] = order[[other, place]]
              return order
      """
    case .close:
      """
      def close(value, expected):
          expected = np.asarray(expected, float)
          finite = np.abs(expected[np.isfinite(expected)])
          most = np.max(finite, initial=0.0)
          return np.allclose(value, expected, rtol=0, atol=1e-12 * most + 1e-14, equal_nan=True)
      """
    case .printsAs:
      """
      def prints_as(number, printed, rule):
          exact = Decimal(f"{np.ravel(number)[0]:.13g}")
          printed = Decimal(printed)
          unit = Decimal(1).scaleb(printed.as_tuple().exponent)
          if rule == "truncated":
              return exact.quantize(unit, rounding=ROUND_DOWN) == printed
          return abs(exact - printed) <= unit / 2
      """
    case .isRight:
      """
      def is_right(number, answers, tolerance):
          return any(abs(number - answer) <= tolerance for answer in answers)
      """
    default: ""
    }
  }
}
