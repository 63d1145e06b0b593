// Sums and extremes of rows and of columns, and softmax along them.

INLINE VECTOR NAME(folded)(kernels_fold fold, VECTOR a, VECTOR b) {
  if (fold == kernels_fold_sum) return a + b;
  // NaN stays, wherever it is.
  return fold == kernels_fold_maximum ? CHOOSE((b > a) | (b != b), b, a) : CHOOSE((b < a) | (b != b), b, a);
}

INLINE REAL NAME(folded_number)(kernels_fold fold, REAL a, REAL b) {
  if (fold == kernels_fold_sum) return a + b;
  return fold == kernels_fold_maximum ? (((b > a) | (b != b)) ? b : a) : (((b < a) | (b != b)) ? b : a);
}

/// The results for columns, several vectors of them side by side.
INLINE void NAME(fold_columns)(
    const kernels_fold fold, const int vectors, ptrdiff_t rows, const REAL *source, ptrdiff_t stride, REAL *target) {
  VECTOR result[4];
  UNROLLED for (int v = 0; v < vectors; v++) result[v] = LOAD(source + v * LANES);
  for (ptrdiff_t row = 1; row < rows; row++) {
    source += stride;
    UNROLLED for (int v = 0; v < vectors; v++) result[v] = NAME(folded)(fold, result[v], LOAD(source + v * LANES));
  }
  UNROLLED for (int v = 0; v < vectors; v++) STORE(target + v * LANES, result[v]);
}

/// The results for rows, several of them side by side: each is one chain of operations, one after another.
INLINE void NAME(fold_rows)(
    const kernels_fold fold, const int count, ptrdiff_t columns, const REAL *source, ptrdiff_t stride, REAL *target) {
  REAL result[8];
  UNROLLED for (int row = 0; row < count; row++) result[row] = source[row * stride];
  for (ptrdiff_t column = 1; column < columns; column++) {
    UNROLLED for (int row = 0; row < count; row++) {
      result[row] = NAME(folded_number)(fold, result[row], source[row * stride + column]);
    }
  }
  UNROLLED for (int row = 0; row < count; row++) target[row] = result[row];
}

INLINE void NAME(fold_as)(
    const kernels_fold fold, bool of_rows, ptrdiff_t rows, ptrdiff_t columns, const REAL *source, ptrdiff_t stride,
    REAL *target) {
  ptrdiff_t place = 0;
  if (of_rows) {
    for (; place + 8 <= rows; place += 8) {
      NAME(fold_rows)(fold, 8, columns, source + place * stride, stride, target + place);
    }
    for (; place < rows; place++) {
      NAME(fold_rows)(fold, 1, columns, source + place * stride, stride, target + place);
    }
    return;
  }
  for (; place + 4 * LANES <= columns; place += 4 * LANES) {
    NAME(fold_columns)(fold, 4, rows, source + place, stride, target + place);
  }
  for (; place + LANES <= columns; place += LANES) {
    NAME(fold_columns)(fold, 1, rows, source + place, stride, target + place);
  }
  for (; place < columns; place++) {
    REAL result = source[place];
    for (ptrdiff_t row = 1; row < rows; row++) {
      result = NAME(folded_number)(fold, result, source[row * stride + place]);
    }
    target[place] = result;
  }
}

TARGET static void NAME(fold)(
    kernels_fold fold, bool of_rows, ptrdiff_t rows, ptrdiff_t columns, const void *from, ptrdiff_t stride, void *to) {
  const REAL *source = from;
  REAL *target = to;
  if (rows <= 0 || columns <= 0) {
    REAL nothing = fold == kernels_fold_sum ? 0 : fold == kernels_fold_maximum ? -__builtin_inf() : __builtin_inf();
    for (ptrdiff_t place = 0; place < (of_rows ? rows : columns); place++) target[place] = nothing;
    return;
  }
  switch (fold) {
    case kernels_fold_sum: NAME(fold_as)(kernels_fold_sum, of_rows, rows, columns, source, stride, target); return;
    case kernels_fold_maximum:
      NAME(fold_as)(kernels_fold_maximum, of_rows, rows, columns, source, stride, target);
      return;
    case kernels_fold_minimum:
      NAME(fold_as)(kernels_fold_minimum, of_rows, rows, columns, source, stride, target);
      return;
  }
}

/// softmax along up to a vector's width of columns.
INLINE void NAME(softmax_columns)(
    ptrdiff_t width, ptrdiff_t rows, const REAL *source, ptrdiff_t source_stride, REAL *target,
    ptrdiff_t target_stride) {
#define TAKE(pointer) (width == LANES ? LOAD(pointer) : NAME(load_first)(pointer, width))
#define GIVE(pointer, value) \
  if (width == LANES) { STORE(pointer, value); } else { NAME(store_first)(pointer, value, width); }
  VECTOR greatest = TAKE(source);
  for (ptrdiff_t row = 1; row < rows; row++) {
    VECTOR next = TAKE(source + row * source_stride);
    greatest = CHOOSE(next > greatest, next, greatest);
  }
  VECTOR sum = ALL(0);
  for (ptrdiff_t row = 0; row < rows; row++) {
    VECTOR power = NAME(exponential)(TAKE(source + row * source_stride) - greatest);
    GIVE(target + row * target_stride, power)
    sum += power;
  }
  for (ptrdiff_t row = 0; row < rows; row++) {
    VECTOR share = TAKE(target + row * target_stride) / sum;
    GIVE(target + row * target_stride, share)
  }
#undef TAKE
#undef GIVE
}

/// softmax along a row.
INLINE void NAME(softmax_row)(ptrdiff_t columns, const REAL *source, REAL *target) {
  REAL greatest = source[0];
  for (ptrdiff_t column = 1; column < columns; column++) {
    greatest = source[column] > greatest ? source[column] : greatest;
  }
  ptrdiff_t start = 0;
  for (; start + LANES <= columns; start += LANES) {
    STORE(target + start, NAME(exponential)(LOAD(source + start) - greatest));
  }
  if (start < columns) {
    VECTOR last = NAME(exponential)(NAME(load_first)(source + start, columns - start) - greatest);
    NAME(store_first)(target + start, last, columns - start);
  }
  REAL sum = 0;
  for (ptrdiff_t column = 0; column < columns; column++) sum += target[column];
  for (ptrdiff_t column = 0; column < columns; column++) target[column] /= sum;
}

TARGET static void NAME(softmax)(
    bool of_rows, ptrdiff_t rows, ptrdiff_t columns, const void *from, ptrdiff_t source_stride, void *to,
    ptrdiff_t target_stride) {
  const REAL *source = from;
  REAL *target = to;
  if (rows <= 0 || columns <= 0) return;
  if (of_rows) {
    for (ptrdiff_t row = 0; row < rows; row++) {
      NAME(softmax_row)(columns, source + row * source_stride, target + row * target_stride);
    }
    return;
  }
  ptrdiff_t column = 0;
  for (; column + LANES <= columns; column += LANES) {
    NAME(softmax_columns)(LANES, rows, source + column, source_stride, target + column, target_stride);
  }
  if (column < columns) {
    NAME(softmax_columns)(columns - column, rows, source + column, source_stride, target + column, target_stride);
  }
}
