// Bytes of examples as numbers, one example a column or a row.

/// The bytes that become a vector of numbers.
#if IS_DOUBLE
typedef uint8_t NAME(bytes) __attribute__((vector_size(VECTOR_BYTES / 8), aligned(1), may_alias));
#else
typedef uint8_t NAME(bytes) __attribute__((vector_size(VECTOR_BYTES / 4), aligned(1), may_alias));
#endif

/// k/255 for each of them.
#if FUSES
// The product with 1/255 and one step of correction, which gives k/255 rounded for every byte.
INLINE VECTOR NAME(from_bytes)(const uint8_t *source) {
  VECTOR number = __builtin_convertvector(*(const NAME(bytes) *)source, VECTOR);
  VECTOR quotient = number * ALL((REAL)1 / (REAL)255);
  VECTOR rest = MULTIPLY_ADD(-quotient, ALL(255), number);
  return MULTIPLY_ADD(rest, ALL((REAL)1 / (REAL)255), quotient);
}
#else
INLINE VECTOR NAME(from_bytes)(const uint8_t *source) {
  return __builtin_convertvector(*(const NAME(bytes) *)source, VECTOR) / ALL(255);
}
#endif

typedef uint8_t NAME(sixteen) __attribute__((vector_size(16), aligned(1), may_alias));

/// Sixteen rows of sixteen bytes as columns: four times, the first half of the rows interleaved with the second.
INLINE void NAME(turn)(NAME(sixteen) *rows) {
  UNROLLED for (int round = 0; round < 4; round++) {
    NAME(sixteen) mixed[16];
    UNROLLED for (int pair = 0; pair < 8; pair++) {
      mixed[2 * pair] = __builtin_shufflevector(
          rows[pair], rows[pair + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      mixed[2 * pair + 1] = __builtin_shufflevector(
          rows[pair], rows[pair + 8], 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    }
    UNROLLED for (int row = 0; row < 16; row++) rows[row] = mixed[row];
  }
}

// How many pixels of how many examples are turned round at once.
#define GATHER_BLOCK kernels_pixel_block

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
  // Each part has pixels of its own, as the halves of a deep product have, unless there are very many examples.
  bool by_example = count >= 16 * GATHER_BLOCK * parts;
  ptrdiff_t first_row = by_example ? 0 : kernels_share(width, GATHER_BLOCK, part, parts);
  ptrdiff_t last_row = by_example ? width : kernels_share(width, GATHER_BLOCK, part + 1, parts);
  ptrdiff_t first_column = by_example ? kernels_share(count, GATHER_BLOCK, part, parts) : 0;
  ptrdiff_t last_column = by_example ? kernels_share(count, GATHER_BLOCK, part + 1, parts) : count;
  for (ptrdiff_t row = first_row; row < last_row; row += GATHER_BLOCK) {
    ptrdiff_t rows = last_row - row < GATHER_BLOCK ? last_row - row : GATHER_BLOCK;
    for (ptrdiff_t column = first_column; column < last_column; column += GATHER_BLOCK) {
      ptrdiff_t columns = last_column - column < GATHER_BLOCK ? last_column - column : GATHER_BLOCK;
      NAME(sixteen) block[GATHER_BLOCK];
      for (ptrdiff_t c = 0; c < columns; c++) {
        ptrdiff_t place = first + column + c;
        const uint8_t *source = bytes + (order ? order[place] : place) * width + row;
        if (rows == GATHER_BLOCK) {
          block[c] = *(const NAME(sixteen) *)source;
        } else {
          for (ptrdiff_t r = 0; r < rows; r++) block[c][r] = source[r];
        }
      }
      NAME(turn)(block);
      const uint8_t *turned = (const uint8_t *)block;
      for (ptrdiff_t r = 0; r < rows; r++) {
        REAL *out = target + (row + r) * count + column;
        if (columns == GATHER_BLOCK) {
          for (ptrdiff_t c = 0; c < GATHER_BLOCK; c += LANES) STORE(out + c, NAME(from_bytes)(turned + r * GATHER_BLOCK + c));
        } else {
          for (ptrdiff_t c = 0; c < columns; c++) out[c] = (REAL)turned[r * GATHER_BLOCK + c] / (REAL)255;
        }
      }
    }
  }
}

#undef GATHER_BLOCK
