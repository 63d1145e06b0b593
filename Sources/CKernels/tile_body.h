// The inner loop of a product: a few rows of C by one or two vectors of columns, held in registers.

// How many steps of k are done before the next tile, so that the panel of B stays in the nearest cache.
#define DEPTH_BLOCK 256
// The widest tile, in columns.
#define PANEL (2 * LANES)

/// C += A·B, or C = A·B: a_row leads from one row of A to the next and a_step from one k to the next; or for each k an
/// offset says where its numbers of A are.
INLINE void NAME(tile)(
    const int rows, const int vectors, ptrdiff_t depth, const REAL *a, ptrdiff_t a_row, ptrdiff_t a_step,
    const int32_t *offsets, const REAL *b, ptrdiff_t b_step, REAL *c, ptrdiff_t c_row, bool begins_with_c) {
  VECTOR sum[TILE_ROWS][2];
  UNROLLED for (int row = 0; row < rows; row++) {
    UNROLLED for (int v = 0; v < vectors; v++) {
      sum[row][v] = begins_with_c ? LOAD(c + row * c_row + v * LANES) : ALL(0);
    }
  }
  for (ptrdiff_t k = 0; k < depth; k++) {
    VECTOR right[2];
    UNROLLED for (int v = 0; v < vectors; v++) right[v] = LOAD(b + v * LANES);
    const REAL *here = offsets ? a + offsets[k] : a;
    UNROLLED for (int row = 0; row < rows; row++) {
      VECTOR left = ALL(here[row * a_row]);
      UNROLLED for (int v = 0; v < vectors; v++) sum[row][v] = MULTIPLY_ADD(left, right[v], sum[row][v]);
    }
    a += a_step;
    b += b_step;
  }
  UNROLLED for (int row = 0; row < rows; row++) {
    UNROLLED for (int v = 0; v < vectors; v++) STORE(c + row * c_row + v * LANES, sum[row][v]);
  }
}

// Each number of rows and vectors is a loop of its own; so is A as stored and A transposed, whose columns are in turn.
#define TILE(rows, vectors) \
  TARGET static void NAME(tile_##rows##_##vectors)( \
      ptrdiff_t depth, const REAL *a, ptrdiff_t a_row, ptrdiff_t a_step, const int32_t *offsets, const REAL *b, \
      ptrdiff_t b_step, REAL *c, ptrdiff_t c_row, bool begins_with_c) { \
    if (offsets) { \
      if (a_row == 1) { \
        NAME(tile)(rows, vectors, depth, a, 1, 0, offsets, b, PANEL, c, c_row, begins_with_c); \
      } else { \
        NAME(tile)(rows, vectors, depth, a, a_row, 0, offsets, b, PANEL, c, c_row, begins_with_c); \
      } \
    } else if (a_row == 1) { \
      NAME(tile)(rows, vectors, depth, a, 1, a_step, 0, b, b_step, c, c_row, begins_with_c); \
    } else { \
      NAME(tile)(rows, vectors, depth, a, a_row, 1, 0, b, b_step, c, c_row, begins_with_c); \
    } \
  }
TILE(1, 1) TILE(2, 1) TILE(3, 1) TILE(4, 1)
TILE(1, 2) TILE(2, 2) TILE(3, 2) TILE(4, 2)
#if TILE_ROWS > 4
TILE(5, 1) TILE(6, 1) TILE(5, 2) TILE(6, 2)
#endif
#if TILE_ROWS > 6
TILE(7, 1) TILE(8, 1) TILE(7, 2) TILE(8, 2)
#endif
#undef TILE

typedef void (*NAME(tile_function))(
    ptrdiff_t, const REAL *, ptrdiff_t, ptrdiff_t, const int32_t *, const REAL *, ptrdiff_t, REAL *, ptrdiff_t, bool);

#define BOTH(rows) {NAME(tile_##rows##_1), NAME(tile_##rows##_2)}
static const NAME(tile_function) NAME(tiles)[TILE_ROWS][2] = {
    BOTH(1), BOTH(2), BOTH(3), BOTH(4),
#if TILE_ROWS > 4
    BOTH(5), BOTH(6),
#endif
#if TILE_ROWS > 6
    BOTH(7), BOTH(8),
#endif
};
#undef BOTH
