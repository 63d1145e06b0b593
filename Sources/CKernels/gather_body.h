// Bytes of examples as numbers, one example a column or a row.

/// k/255 for the bytes of a vector; division, since the product with 1/255 is not always the nearest number.
#if IS_DOUBLE
typedef uint8_t NAME(bytes) __attribute__((vector_size(VECTOR_BYTES / 8), aligned(1), may_alias));
#else
typedef uint8_t NAME(bytes) __attribute__((vector_size(VECTOR_BYTES / 4), aligned(1), may_alias));
#endif

INLINE VECTOR NAME(from_bytes)(const uint8_t *source) {
  return __builtin_convertvector(*(const NAME(bytes) *)source, VECTOR) / ALL(255);
}

// How many pixels of how many examples are turned round at once.
#define GATHER_BLOCK 16

TARGET static void NAME(gather)(
    const uint8_t *bytes, ptrdiff_t width, const int32_t *order, ptrdiff_t first, ptrdiff_t count, bool in_rows,
    void *result, ptrdiff_t part, ptrdiff_t parts) {
  REAL *target = result;
  if (in_rows) {
    ptrdiff_t end = kernels_share(count, 1, part + 1, parts);
    for (ptrdiff_t index = kernels_share(count, 1, part, parts); index < end; index++) {
      const uint8_t *source = bytes + (order ? order[first + index] : first + index) * width;
      REAL *row = target + index * width;
      ptrdiff_t place = 0;
      for (; place + LANES <= width; place += LANES) STORE(row + place, NAME(from_bytes)(source + place));
      for (; place < width; place++) row[place] = (REAL)source[place] / (REAL)255;
    }
    return;
  }
  // Blocks of so many pixels of so many examples, turned round while they are bytes.
  ptrdiff_t last_row = kernels_share(width, GATHER_BLOCK, part + 1, parts);
  for (ptrdiff_t row = kernels_share(width, GATHER_BLOCK, part, parts); row < last_row; row += GATHER_BLOCK) {
    ptrdiff_t rows = last_row - row < GATHER_BLOCK ? last_row - row : GATHER_BLOCK;
    for (ptrdiff_t column = 0; column < count; column += GATHER_BLOCK) {
      ptrdiff_t columns = count - column < GATHER_BLOCK ? count - column : GATHER_BLOCK;
      uint8_t turned[GATHER_BLOCK][GATHER_BLOCK];
      for (ptrdiff_t c = 0; c < columns; c++) {
        ptrdiff_t place = first + column + c;
        const uint8_t *source = bytes + (order ? order[place] : place) * width + row;
        if (rows == GATHER_BLOCK) {
          UNROLLED for (int r = 0; r < GATHER_BLOCK; r++) turned[r][c] = source[r];
        } else {
          for (ptrdiff_t r = 0; r < rows; r++) turned[r][c] = source[r];
        }
      }
      for (ptrdiff_t r = 0; r < rows; r++) {
        REAL *out = target + (row + r) * count + column;
        if (columns == GATHER_BLOCK) {
          for (ptrdiff_t c = 0; c < GATHER_BLOCK; c += LANES) STORE(out + c, NAME(from_bytes)(turned[r] + c));
        } else {
          for (ptrdiff_t c = 0; c < columns; c++) out[c] = (REAL)turned[r][c] / (REAL)255;
        }
      }
    }
  }
}

#undef GATHER_BLOCK
