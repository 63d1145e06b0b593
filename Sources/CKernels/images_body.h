// Images: patches of them, so that a convolution is a product, the greatest of windows, and sums of channels.

/// Some numbers one after another; the last few at once with some before them.
INLINE void NAME(copy)(ptrdiff_t count, const REAL *source, REAL *target) {
  ptrdiff_t place = 0;
  if (count >= LANES) {
    for (; place + LANES <= count; place += LANES) STORE(target + place, LOAD(source + place));
    if (place < count) STORE(target + count - LANES, LOAD(source + count - LANES));
    return;
  }
  for (; place + 4 <= count; place += 4) *(NAME(four) *)(target + place) = *(const NAME(four) *)(source + place);
  for (; place < count; place++) target[place] = source[place];
}

/// target += source.
INLINE void NAME(add)(ptrdiff_t count, const REAL *source, REAL *target) {
  ptrdiff_t place = 0;
  for (; place + LANES <= count; place += LANES) STORE(target + place, LOAD(target + place) + LOAD(source + place));
  for (; place + 4 <= count; place += 4) *(NAME(four) *)(target + place) += *(const NAME(four) *)(source + place);
  for (; place < count; place++) target[place] += source[place];
}

/// The first place along an axis at which an entry of the filter meets a pixel, and the end of those places.
INLINE void NAME(met)(
    ptrdiff_t size, ptrdiff_t places, ptrdiff_t stride, ptrdiff_t padding, ptrdiff_t tap, ptrdiff_t *first,
    ptrdiff_t *end) {
  *first = tap < padding ? (padding - tap + stride - 1) / stride : 0;
  ptrdiff_t last = size + padding > tap ? (size + padding - tap - 1) / stride + 1 : 0;
  *end = last < places ? last : places;
  if (*end < *first) *end = *first;
}

TARGET static void NAME(unfold)(const kernels_windows *windows, const void *from, void *to) {
  const REAL *image = from;
  REAL *line = to;
  ptrdiff_t stride = windows->stride, width = windows->map_columns;
  for (ptrdiff_t channel = 0; channel < windows->channels; channel++, image += windows->rows * windows->columns) {
    for (ptrdiff_t a = 0; a < windows->window_rows; a++) {
      for (ptrdiff_t b = 0; b < windows->window_columns; b++) {
        ptrdiff_t first, end;
        NAME(met)(windows->columns, width, stride, windows->padding, b, &first, &end);
        for (ptrdiff_t i = 0; i < windows->map_rows; i++, line += width) {
          ptrdiff_t row = i * stride + a - windows->padding;
          if (row < 0 || row >= windows->rows) {
            for (ptrdiff_t j = 0; j < width; j++) line[j] = 0;
            continue;
          }
          const REAL *source = image + row * windows->columns + b - windows->padding + first * stride;
          for (ptrdiff_t j = 0; j < first; j++) line[j] = 0;
          for (ptrdiff_t j = end; j < width; j++) line[j] = 0;
          if (stride == 1) {
            NAME(copy)(end - first, source, line + first);
          } else {
            for (ptrdiff_t j = first; j < end; j++) line[j] = source[(j - first) * stride];
          }
        }
      }
    }
  }
}

TARGET static void NAME(fold_back)(const kernels_windows *windows, const void *from, void *to) {
  const REAL *line = from;
  REAL *image = to;
  ptrdiff_t stride = windows->stride, width = windows->map_columns, size = windows->rows * windows->columns;
  for (ptrdiff_t channel = 0; channel < windows->channels; channel++, image += size) {
    for (ptrdiff_t place = 0; place < size; place++) image[place] = 0;
    for (ptrdiff_t a = 0; a < windows->window_rows; a++) {
      for (ptrdiff_t b = 0; b < windows->window_columns; b++) {
        ptrdiff_t first, end;
        NAME(met)(windows->columns, width, stride, windows->padding, b, &first, &end);
        for (ptrdiff_t i = 0; i < windows->map_rows; i++, line += width) {
          ptrdiff_t row = i * stride + a - windows->padding;
          if (row < 0 || row >= windows->rows) continue;
          REAL *target = image + row * windows->columns + b - windows->padding + first * stride;
          if (stride == 1) {
            NAME(add)(end - first, line + first, target);
          } else {
            for (ptrdiff_t j = first; j < end; j++) target[(j - first) * stride] += line[j];
          }
        }
      }
    }
  }
}

/// Whether a number wins over one before it: it is greater, or the first that is NaN.
INLINE bool NAME(wins)(REAL rival, REAL winner) {
  return (rival > winner) | ((rival != rival) & (winner == winner));
}

// What flows back through some windows of two by two side by side: to the first of each that none goes beyond.
#define POOL_BACK(name, count, even, odd, low, high) \
  typedef REAL NAME(name##_numbers) __attribute__((vector_size(count * sizeof(REAL)), aligned(sizeof(REAL)), may_alias)); \
  typedef BITS NAME(name##_bits) __attribute__((vector_size(count * sizeof(REAL)))); \
  INLINE void NAME(name)(const REAL *given, const REAL *source, const REAL *below, REAL *target, REAL *under) { \
    typedef NAME(name##_numbers) numbers; \
    typedef NAME(name##_bits) bits; \
    numbers left = *(const numbers *)source, right = *(const numbers *)(source + count); \
    numbers a = __builtin_shufflevector(left, right, even), b = __builtin_shufflevector(left, right, odd); \
    left = *(const numbers *)below, right = *(const numbers *)(below + count); \
    numbers c = __builtin_shufflevector(left, right, even), d = __builtin_shufflevector(left, right, odd); \
    bits flowing = (bits)*(const numbers *)given; \
    bits is_second = (bits)(b > a) | ((bits)(b != b) & (bits)(a == a)); \
    numbers two = (numbers)((is_second & (bits)b) | (~is_second & (bits)a)); \
    bits is_third = (bits)(c > two) | ((bits)(c != c) & (bits)(two == two)); \
    numbers three = (numbers)((is_third & (bits)c) | (~is_third & (bits)two)); \
    bits is_fourth = (bits)(d > three) | ((bits)(d != d) & (bits)(three == three)); \
    is_third &= ~is_fourth; \
    is_second &= ~(is_third | is_fourth); \
    numbers first = (numbers)(flowing & ~(is_second | is_third | is_fourth)), second = (numbers)(flowing & is_second); \
    *(numbers *)target = __builtin_shufflevector(first, second, low); \
    *(numbers *)(target + count) = __builtin_shufflevector(first, second, high); \
    numbers third = (numbers)(flowing & is_third), fourth = (numbers)(flowing & is_fourth); \
    *(numbers *)under = __builtin_shufflevector(third, fourth, low); \
    *(numbers *)(under + count) = __builtin_shufflevector(third, fourth, high); \
  }
#define EVEN 0, 2, 4, 6, 8, 10, 12, 14
#define ODD 1, 3, 5, 7, 9, 11, 13, 15
#define LOW 0, 8, 1, 9, 2, 10, 3, 11
#define HIGH 4, 12, 5, 13, 6, 14, 7, 15
#define FOURS(...) __VA_ARGS__
POOL_BACK(pool_eight, 8, FOURS(EVEN), FOURS(ODD), FOURS(LOW), FOURS(HIGH))
POOL_BACK(pool_four, 4, FOURS(0, 2, 4, 6), FOURS(1, 3, 5, 7), FOURS(0, 4, 1, 5), FOURS(2, 6, 3, 7))
#undef EVEN
#undef ODD
#undef LOW
#undef HIGH
#undef FOURS
#undef POOL_BACK

/// A row of windows of two by two that do not overlap.
INLINE void NAME(pool_pairs)(
    kernels_pooling pooling, ptrdiff_t columns, ptrdiff_t places, const REAL *given, const REAL *source, REAL *target) {
  const REAL *below = source + columns;
  if (pooling == kernels_pooling_value) {
    for (ptrdiff_t j = 0; j < places; j++) {
      REAL a = source[2 * j], b = source[2 * j + 1], c = below[2 * j], d = below[2 * j + 1];
      REAL two = ((b > a) | (b != b)) ? b : a, other = ((d > c) | (d != d)) ? d : c;
      target[j] = ((other > two) | (other != other)) ? other : two;
    }
    return;
  }
  REAL *under = target + columns;
  if (places >= 8) {
    for (ptrdiff_t j = 0; j < places; j += 8) {
      // The last eight overlap with those before: the same numbers are written there again.
      ptrdiff_t at = j + 8 <= places ? j : places - 8;
      NAME(pool_eight)(given + at, source + 2 * at, below + 2 * at, target + 2 * at, under + 2 * at);
    }
  } else if (places >= 4) {
    for (ptrdiff_t j = 0; j < places; j += 4) {
      ptrdiff_t at = j + 4 <= places ? j : places - 4;
      NAME(pool_four)(given + at, source + 2 * at, below + 2 * at, target + 2 * at, under + 2 * at);
    }
  } else {
    for (ptrdiff_t j = 0; j < places; j++) {
      REAL a = source[2 * j], b = source[2 * j + 1], c = below[2 * j], d = below[2 * j + 1], flowing = given[j];
      // Which one is the first that none goes beyond.
      bool is_second = NAME(wins)(b, a);
      REAL two = is_second ? b : a;
      bool is_third = NAME(wins)(c, two);
      REAL three = is_third ? c : two;
      bool is_fourth = NAME(wins)(d, three);
      is_third = is_third && !is_fourth;
      is_second = is_second && !is_third && !is_fourth;
      target[2 * j] = is_second || is_third || is_fourth ? 0 : flowing;
      target[2 * j + 1] = is_second ? flowing : 0;
      under[2 * j] = is_third ? flowing : 0;
      under[2 * j + 1] = is_fourth ? flowing : 0;
    }
  }
  if (columns > 2 * places) target[2 * places] = under[2 * places] = 0;
}

TARGET static void NAME(pool)(
    kernels_pooling pooling, const kernels_windows *windows, ptrdiff_t first, ptrdiff_t end, const void *other,
    const void *from, void *to) {
  ptrdiff_t columns = windows->columns, size = windows->rows * columns;
  ptrdiff_t places = windows->map_columns, count = windows->map_rows * places, stride = windows->stride;
  bool is_gradient = pooling == kernels_pooling_gradient;
  bool has_pairs = windows->window_rows == 2 && windows->window_columns == 2 && stride == 2 &&
                   pooling != kernels_pooling_selection;
  for (ptrdiff_t plane = first; plane < end; plane++) {
    const REAL *source = (const REAL *)from + plane * size;
    const REAL *given = other ? (const REAL *)other + plane * (is_gradient ? count : size) : 0;
    REAL *target = (REAL *)to + plane * (is_gradient ? size : count);
    if (has_pairs) {
      for (ptrdiff_t i = 0; i < windows->map_rows; i++) {
        if (is_gradient) {
          NAME(pool_pairs)(
              kernels_pooling_gradient, columns, places, given + i * places, source + 2 * i * columns,
              target + 2 * i * columns);
        } else {
          NAME(pool_pairs)(
              kernels_pooling_value, columns, places, 0, source + 2 * i * columns, target + i * places);
        }
      }
      if (is_gradient) {
        for (ptrdiff_t place = 2 * windows->map_rows * columns; place < size; place++) target[place] = 0;
      }
      continue;
    }
    if (is_gradient) {
      for (ptrdiff_t place = 0; place < size; place++) target[place] = 0;
    }
    for (ptrdiff_t place = 0; place < count; place++) {
      ptrdiff_t start = place / places * stride * columns + place % places * stride, winner = start;
      for (ptrdiff_t a = 0; a < windows->window_rows; a++) {
        for (ptrdiff_t rival = start + a * columns; rival < start + a * columns + windows->window_columns; rival++) {
          winner = NAME(wins)(source[rival], source[winner]) ? rival : winner;
        }
      }
      if (is_gradient) target[winner] += given[place];
      else target[place] = pooling == kernels_pooling_value ? source[winner] : given[winner];
    }
  }
}

// So many sums are added up side by side: as many on every computer, so that the bits are the same.
#define SIDE_BY_SIDE 16

TARGET static void NAME(sum_channels)(
    ptrdiff_t images, ptrdiff_t channels, ptrdiff_t count, ptrdiff_t first, ptrdiff_t end, const void *from, void *to) {
  for (ptrdiff_t channel = first; channel < end; channel++) {
    REAL sums[SIDE_BY_SIDE] = {0};
    REAL rest = 0;
    for (ptrdiff_t image = 0; image < images; image++) {
      const REAL *plane = (const REAL *)from + (image * channels + channel) * count;
      ptrdiff_t place = 0;
      for (; place + SIDE_BY_SIDE <= count; place += SIDE_BY_SIDE) {
        for (ptrdiff_t which = 0; which < SIDE_BY_SIDE; which++) sums[which] += plane[place + which];
      }
      for (; place < count; place++) rest += plane[place];
    }
    for (ptrdiff_t which = 0; which < SIDE_BY_SIDE; which++) rest += sums[which];
    ((REAL *)to)[channel] = rest;
  }
}

#undef SIDE_BY_SIDE
