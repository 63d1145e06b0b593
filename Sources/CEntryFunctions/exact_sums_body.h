// Included by ExactSums.h for each length of vectors: EXACT_LANES doubles, EXACT_TARGET, and EXACT_NAME.

typedef double EXACT_NAME(lanes) __attribute__((vector_size(EXACT_LANES * sizeof(double)), aligned(sizeof(double)), may_alias));

/// The sums of a tile of `height` rows by `width` vectors, with `depth` products more in each.
///
/// Where it `begins`, the first product is the sum: adding it to 0 would lose the sign of −0.
#define EXACT_TILE(height, width) \
  do { \
    EXACT_NAME(lanes) sums[height][width]; \
    ptrdiff_t k = 0; \
    if (begins) { \
      for (int row = 0; row < height; row++) { \
        for (int part = 0; part < width; part++) { \
          sums[row][part] = a[row * a_row] * *(const EXACT_NAME(lanes) *)(b + part * EXACT_LANES); \
        } \
      } \
      k = 1; \
    } else { \
      for (int row = 0; row < height; row++) { \
        for (int part = 0; part < width; part++) { \
          sums[row][part] = *(const EXACT_NAME(lanes) *)(c + row * columns + part * EXACT_LANES); \
        } \
      } \
    } \
    for (; k < depth; k++) { \
      const double *numbers = b + k * columns; \
      for (int part = 0; part < width; part++) { \
        EXACT_NAME(lanes) factor = *(const EXACT_NAME(lanes) *)(numbers + part * EXACT_LANES); \
        for (int row = 0; row < height; row++) sums[row][part] += a[row * a_row + k] * factor; \
      } \
    } \
    for (int row = 0; row < height; row++) { \
      for (int part = 0; part < width; part++) { \
        *(EXACT_NAME(lanes) *)(c + row * columns + part * EXACT_LANES) = sums[row][part]; \
      } \
    } \
  } while (0)

/// Columns of the product from one on, `width` vectors of them.
#define EXACT_COLUMNS(width) \
  for (ptrdiff_t start = 0; start < inner; start += exact_depth) { \
    ptrdiff_t depth = inner - start < exact_depth ? inner - start : exact_depth; \
    bool begins = start == 0 && !accumulates; \
    const double *b = right + start * columns + column; \
    ptrdiff_t row = 0; \
    for (; row + 4 <= rows; row += 4) { \
      const double *a = left + row * inner + start; \
      double *c = target + row * columns + column; \
      EXACT_TILE(4, width); \
    } \
    for (; row < rows; row++) { \
      const double *a = left + row * inner + start; \
      double *c = target + row * columns + column; \
      EXACT_TILE(1, width); \
    } \
  }

EXACT_TARGET static inline void EXACT_NAME(multiply)(
    ptrdiff_t rows, ptrdiff_t inner, ptrdiff_t columns, const double *_Nonnull left, const double *_Nonnull right,
    double *_Nonnull target, bool accumulates) {
#pragma clang fp contract(off)
  const ptrdiff_t a_row = inner;
  // Where no whole tile is left, the last one begins earlier and computes some entries again, to the same bits; where sums
  // go on, which must not be added to twice, the last columns are computed alone.
  ptrdiff_t column = 0;
  if (columns >= 2 * EXACT_LANES) {
    for (; column + 2 * EXACT_LANES <= columns; column += 2 * EXACT_LANES) { EXACT_COLUMNS(2) }
    if (column == columns) return;
    if (!accumulates) {
      column = columns - 2 * EXACT_LANES;
      EXACT_COLUMNS(2)
      return;
    }
  }
  for (; column + EXACT_LANES <= columns; column += EXACT_LANES) { EXACT_COLUMNS(1) }
  if (column == columns) return;
  if (!accumulates) {
    column = columns - EXACT_LANES;
    EXACT_COLUMNS(1)
    return;
  }
  for (; column < columns; column++) {
    for (ptrdiff_t row = 0; row < rows; row++) {
      double sum = target[row * columns + column];
      for (ptrdiff_t k = 0; k < inner; k++) sum += left[row * inner + k] * right[k * columns + column];
      target[row * columns + column] = sum;
    }
  }
}

/// Columns of the product from one on, `width` vectors of them, from the lists of what is not 0 on the left side.
///
/// Sums begin with −0: whatever is added to it stays what it is.
#define EXACT_LISTED(width) \
  for (ptrdiff_t row = 0; row < rows; row++) { \
    EXACT_NAME(lanes) sums[width]; \
    for (int part = 0; part < width; part++) sums[part] = -(EXACT_NAME(lanes)){0}; \
    for (uint32_t next = starts[row]; next < starts[row + 1]; next++) { \
      const double *line = right + (ptrdiff_t)places[next] * columns + column; \
      for (int part = 0; part < width; part++) { \
        sums[part] += numbers[next] * *(const EXACT_NAME(lanes) *)(line + part * EXACT_LANES); \
      } \
    } \
    double *c = target + row * columns + column; \
    for (int part = 0; part < width; part++) *(EXACT_NAME(lanes) *)(c + part * EXACT_LANES) = sums[part]; \
  }

EXACT_TARGET static inline void EXACT_NAME(multiply_listed)(
    ptrdiff_t rows, ptrdiff_t columns, const uint32_t *_Nonnull starts, const uint32_t *_Nonnull places,
    const double *_Nonnull numbers, const double *_Nonnull right, double *_Nonnull target) {
#pragma clang fp contract(off)
  // The last columns are computed with some before them again, to the same bits.
  enum { wide = 8 * EXACT_LANES };
  ptrdiff_t column = 0;
  for (; column + wide <= columns; column += wide) { EXACT_LISTED(8) }
  if (column < columns && columns >= wide) {
    column = columns - wide;
    EXACT_LISTED(8)
    return;
  }
  for (; column + 2 * EXACT_LANES <= columns; column += 2 * EXACT_LANES) { EXACT_LISTED(2) }
  if (column + EXACT_LANES <= columns) {
    EXACT_LISTED(1)
    column += EXACT_LANES;
  }
  if (column == columns) return;
  column = columns - EXACT_LANES;
  EXACT_LISTED(1)
}

#undef EXACT_TILE
#undef EXACT_COLUMNS
#undef EXACT_LISTED
