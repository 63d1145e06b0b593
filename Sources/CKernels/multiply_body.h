// Products of matrices of any size, in panels of columns and tiles of rows.

typedef REAL NAME(four) __attribute__((vector_size(4 * sizeof(REAL)), aligned(sizeof(REAL)), may_alias));

/// Four rows of four, as columns.
INLINE void NAME(transpose_four)(const REAL *source, ptrdiff_t source_row, REAL *target, ptrdiff_t target_row) {
  typedef NAME(four) four;
  four a = *(const four *)source, b = *(const four *)(source + source_row);
  four c = *(const four *)(source + 2 * source_row), d = *(const four *)(source + 3 * source_row);
  four ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), cd = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  four ab_end = __builtin_shufflevector(a, b, 2, 6, 3, 7), cd_end = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  *(four *)target = __builtin_shufflevector(ab, cd, 0, 1, 4, 5);
  *(four *)(target + target_row) = __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
  *(four *)(target + 2 * target_row) = __builtin_shufflevector(ab_end, cd_end, 0, 1, 4, 5);
  *(four *)(target + 3 * target_row) = __builtin_shufflevector(ab_end, cd_end, 2, 3, 6, 7);
}

/// A panel of B: `depth` rows of `columns` numbers, filled up with zeros to `width`, `stride` from one to the next.
TARGET static void NAME(pack)(
    ptrdiff_t depth, ptrdiff_t columns, ptrdiff_t width, const REAL *b, ptrdiff_t b_stride, bool is_transposed,
    REAL *panel, ptrdiff_t stride) {
  if (!is_transposed) {
    for (ptrdiff_t k = 0; k < depth; k++) {
      const REAL *row = b + k * b_stride;
      ptrdiff_t column = 0;
      for (; column + LANES <= columns; column += LANES) STORE(panel + k * stride + column, LOAD(row + column));
      for (; column < columns; column++) panel[k * stride + column] = row[column];
    }
  } else {
    ptrdiff_t column = 0;
    for (; column + 4 <= columns; column += 4) {
      const REAL *source = b + column * b_stride;
      ptrdiff_t k = 0;
      for (; k + 4 <= depth; k += 4) NAME(transpose_four)(source + k, b_stride, panel + k * stride + column, stride);
      for (; k < depth; k++) {
        for (ptrdiff_t next = 0; next < 4; next++) panel[k * stride + column + next] = source[next * b_stride + k];
      }
    }
    for (; column < columns; column++) {
      for (ptrdiff_t k = 0; k < depth; k++) panel[k * stride + column] = b[column * b_stride + k];
    }
  }
  if (columns == width) return;
  for (ptrdiff_t k = 0; k < depth; k++) {
    for (ptrdiff_t column = columns; column < width; column++) panel[k * stride + column] = 0;
  }
}

/// Whether a row of B, two vectors wide, holds nothing but zeros.
INLINE bool NAME(is_zero_row)(const REAL *row) {
  return __builtin_reduce_or((LOAD(row) != ALL(0)) | (LOAD(row + LANES) != ALL(0))) == 0;
}

/// Moves the rows of a packed panel that are not zero together and says where their numbers of A are; gives their count.
///
/// What a row of zeros adds to a sum of finite numbers is nothing, to the last bit.
TARGET static ptrdiff_t NAME(leave_out_zeros)(
    ptrdiff_t depth, REAL *panel, ptrdiff_t a_step, int32_t *offsets) {
  ptrdiff_t kept = 0;
  for (ptrdiff_t k = 0; k < depth; k++) {
    VECTOR first = LOAD(panel + k * PANEL), second = LOAD(panel + k * PANEL + LANES);
    STORE(panel + kept * PANEL, first);
    STORE(panel + kept * PANEL + LANES, second);
    offsets[kept] = (int32_t)(k * a_step);
    kept += __builtin_reduce_or((first != ALL(0)) | (second != ALL(0))) != 0;
  }
  return kept;
}

/// Whether it pays to look for rows of zeros: whether one of a few rows is one.
TARGET static bool NAME(has_zero_rows)(const REAL *b, ptrdiff_t b_step, ptrdiff_t depth) {
  for (ptrdiff_t sample = 0; sample < 8; sample++) {
    if (NAME(is_zero_row)(b + sample * (depth - 1) / 7 * b_step)) return true;
  }
  return false;
}

/// Whether something is done to the sums before they are C.
INLINE bool NAME(has_finish)(const kernels_product *product) {
  return product->bias_kind != kernels_bias_none || product->sum || product->mask || product->addend ||
         product->activation != kernels_activation_none;
}

/// Bias and activation of a tile of whole vectors, with nothing else to be done; which they are is known when it is
/// compiled.
INLINE void NAME(finish_whole)(
    const bool has_sum, const bool is_relu, const bool is_for_columns, const kernels_product *product, ptrdiff_t row,
    ptrdiff_t rows, ptrdiff_t column, ptrdiff_t columns, const REAL *sums, ptrdiff_t sums_row) {
  bool is_for_rows = product->bias_kind == kernels_bias_for_rows;
  const REAL *bias = product->bias;
  REAL *c = (REAL *)product->c + row * product->c_stride + column;
  REAL *sum = has_sum ? (REAL *)product->sum + row * product->sum_stride + column : 0;
  VECTOR added = ALL(product->bias_kind == kernels_bias_scalar ? *bias : 0);
  for (ptrdiff_t end = row + rows; row < end; row++, sums += sums_row, c += product->c_stride) {
    if (is_for_rows) added = ALL(bias[row]);
    for (ptrdiff_t place = 0; place < columns; place += LANES) {
      VECTOR z = LOAD(sums + place) + (is_for_columns ? LOAD(bias + column + place) : added);
      if (has_sum) STORE(sum + place, z);
      STORE(c + place, is_relu ? CHOOSE(z <= ALL(0), ALL(0), z) : z);
    }
    if (has_sum) sum += product->sum_stride;
  }
}

/// A tile of whole vectors of which those entries stay that a mask of positive numbers lets pass.
INLINE void NAME(mask_whole)(
    const kernels_product *product, ptrdiff_t row, ptrdiff_t rows, ptrdiff_t column, ptrdiff_t columns,
    const REAL *sums, ptrdiff_t sums_row) {
  REAL *c = (REAL *)product->c + row * product->c_stride + column;
  const REAL *mask = (const REAL *)product->mask + row * product->mask_stride + column;
  for (ptrdiff_t end = row + rows; row < end; row++) {
    for (ptrdiff_t place = 0; place < columns; place += LANES) {
      STORE(c + place, LOAD(sums + place) * CHOOSE(LOAD(mask + place) > ALL(0), ALL(1), ALL(0)));
    }
    sums += sums_row;
    c += product->c_stride;
    mask += product->mask_stride;
  }
}

/// Addend, bias, activation and mask of a tile whose sums lie at `sums`, which may be C itself.
TARGET static void NAME(finish)(
    const kernels_product *product, ptrdiff_t row, ptrdiff_t rows, ptrdiff_t column, ptrdiff_t columns,
    const REAL *sums, ptrdiff_t sums_row) {
  const REAL *bias = product->bias;
  if (columns % LANES == 0 && product->mask && !product->addend && !product->sum &&
      product->bias_kind == kernels_bias_none && product->activation == kernels_activation_none) {
    NAME(mask_whole)(product, row, rows, column, columns, sums, sums_row);
    return;
  }
  if (columns % LANES == 0 && !product->addend && !product->mask && product->bias_kind != kernels_bias_none) {
    bool is_for_columns = product->bias_kind == kernels_bias_for_columns;
    bool is_relu = product->activation == kernels_activation_relu;
#define FINISH(has_sum, is_relu, is_for_columns) \
  NAME(finish_whole)( \
      has_sum, is_relu, is_for_columns, product, row, rows, column, columns, sums, sums_row)
    if (product->sum && is_relu) {
      if (is_for_columns) FINISH(true, true, true); else FINISH(true, true, false);
      return;
    }
    if (!product->sum && !is_relu) {
      if (is_for_columns) FINISH(false, false, true); else FINISH(false, false, false);
      return;
    }
#undef FINISH
  }
  for (ptrdiff_t end = row + rows; row < end; row++, sums += sums_row) {
    REAL *c = (REAL *)product->c + row * product->c_stride + column;
    const REAL *addend = product->addend ? (const REAL *)product->addend + row * product->addend_stride + column : 0;
    REAL *sum = product->sum ? (REAL *)product->sum + row * product->sum_stride + column : 0;
    const REAL *mask = product->mask ? (const REAL *)product->mask + row * product->mask_stride + column : 0;
    bool is_for_rows = product->bias_kind == kernels_bias_for_rows;
    VECTOR added = ALL(product->bias_kind >= kernels_bias_for_rows ? bias[is_for_rows ? row : 0] : 0);
    for (ptrdiff_t place = 0; place < columns; place += LANES) {
      ptrdiff_t count = columns - place;
      bool is_full = count >= LANES;
#define TAKE(pointer) (is_full ? LOAD(pointer) : NAME(load_first)(pointer, count))
#define GIVE(pointer, value) \
  if (is_full) { STORE(pointer, value); } else { NAME(store_first)(pointer, value, count); }
      VECTOR z = TAKE(sums + place);
      if (addend) z += TAKE(addend + place);
      if (product->bias_kind == kernels_bias_for_columns) z += TAKE(bias + column + place);
      else if (product->bias_kind != kernels_bias_none) z += added;
      if (sum) { GIVE(sum + place, z) }
      if (product->activation == kernels_activation_relu) z = CHOOSE(z <= ALL(0), ALL(0), z);
      if (mask) z *= CHOOSE(TAKE(mask + place) > ALL(0), ALL(1), ALL(0));
      GIVE(c + place, z)
#undef TAKE
#undef GIVE
    }
  }
}

/// Small products, entry by entry: several rows at once, since each entry is one chain of operations.
TARGET static void NAME(multiply_small)(
    const kernels_product *product, ptrdiff_t first_row, ptrdiff_t last_row, ptrdiff_t first_column,
    ptrdiff_t last_column) {
  const REAL *a = product->a, *b = product->b;
  ptrdiff_t a_row = product->a_is_transposed ? 1 : product->a_stride;
  ptrdiff_t a_step = product->a_is_transposed ? product->a_stride : 1;
  ptrdiff_t b_step = product->b_is_transposed ? 1 : product->b_stride;
  ptrdiff_t b_column = product->b_is_transposed ? product->b_stride : 1;
  for (ptrdiff_t row = first_row; row < last_row;) {
    ptrdiff_t rows = last_row - row >= 4 ? 4 : 1;
    for (ptrdiff_t column = first_column; column < last_column; column++) {
      REAL *c = (REAL *)product->c + row * product->c_stride + column;
      const REAL *left = a + row * a_row, *right = b + column * b_column;
      REAL sums[4];
      for (ptrdiff_t which = 0; which < rows; which++) {
        sums[which] = product->accumulates ? c[which * product->c_stride] : 0;
      }
      if (rows == 4) {
        REAL first = sums[0], second = sums[1], third = sums[2], fourth = sums[3];
        for (ptrdiff_t k = 0; k < product->depth; k++, left += a_step, right += b_step) {
          first = MULTIPLY_ADD(left[0], *right, first);
          second = MULTIPLY_ADD(left[a_row], *right, second);
          third = MULTIPLY_ADD(left[2 * a_row], *right, third);
          fourth = MULTIPLY_ADD(left[3 * a_row], *right, fourth);
        }
        sums[0] = first, sums[1] = second, sums[2] = third, sums[3] = fourth;
      } else {
        for (ptrdiff_t k = 0; k < product->depth; k++, left += a_step, right += b_step) {
          sums[0] = MULTIPLY_ADD(*left, *right, sums[0]);
        }
      }
      for (ptrdiff_t which = 0; which < rows; which++) c[which * product->c_stride] = sums[which];
    }
    row += rows;
  }
  if (!NAME(has_finish)(product)) return;
  NAME(finish)(
      product, first_row, last_row - first_row, first_column, last_column - first_column,
      (const REAL *)product->c + first_row * product->c_stride + first_column, product->c_stride);
}

/// A panel of B for some steps of k, where it is or packed.
typedef struct {
  const REAL *numbers;
  ptrdiff_t step, columns, width;
  /// How many rows of it are left, and where their numbers of A are when some are left out.
  ptrdiff_t kept;
  bool leaves_out;
  int32_t offsets[DEPTH_BLOCK];
} NAME(panel);

// How many panels are held against one tile of rows of A, which is then in the nearest cache.
#define PANELS 4

/// A few panels of C: all rows, up to PANELS · PANEL columns.
TARGET static void NAME(multiply_panels)(
    const kernels_product *product, ptrdiff_t first_row, ptrdiff_t last_row, ptrdiff_t first_column,
    ptrdiff_t last_column) {
  _Alignas(64) REAL scratch[PANELS][DEPTH_BLOCK * PANEL];
  _Alignas(64) REAL sums[TILE_ROWS * PANEL];
  NAME(panel) panels[PANELS];
  const REAL *a = product->a, *b = product->b;
  // Rows of B far apart fall on the same places of the cache, and each on a page of its own.
  bool is_far = product->b_stride * (ptrdiff_t)sizeof(REAL) >= 2048 && product->rows >= 4 * TILE_ROWS;
  ptrdiff_t a_row = product->a_is_transposed ? 1 : product->a_stride;
  ptrdiff_t a_step = product->a_is_transposed ? product->a_stride : 1;
  ptrdiff_t b_step = product->b_is_transposed ? 1 : product->b_stride;
  ptrdiff_t b_column = product->b_is_transposed ? product->b_stride : 1;
  ptrdiff_t tiles = (last_row - first_row + TILE_ROWS - 1) / TILE_ROWS;
  ptrdiff_t count = (last_column - first_column + PANEL - 1) / PANEL;
  ptrdiff_t k = 0;
  do {
    ptrdiff_t depth = product->depth - k < DEPTH_BLOCK ? product->depth - k : DEPTH_BLOCK;
    bool begins_with_c = k > 0 || product->accumulates;
    bool finishes = k + depth >= product->depth && NAME(has_finish)(product);
    for (ptrdiff_t which = 0; which < count; which++) {
      NAME(panel) *panel = &panels[which];
      ptrdiff_t column = first_column + which * PANEL;
      panel->columns = last_column - column < PANEL ? last_column - column : PANEL;
      panel->width = panel->columns > LANES ? PANEL : LANES;
      panel->numbers = b + k * b_step + column * b_column;
      panel->step = b_step;
      panel->kept = depth;
      // Many rows of A make it worth while to look at B first. They are those of the whole, here and above: where a row of
      // zeros is left out, an ∞ in A leaves no NaN, and that must not depend on the number of parts.
      bool may_skip = product->rows >= 48 && panel->columns == PANEL && DEPTH_BLOCK * a_step <= INT32_MAX;
      bool packs = product->b_is_transposed || panel->columns < panel->width || is_far ||
                   (may_skip && depth > 8 && NAME(has_zero_rows)(panel->numbers, b_step, depth));
      if (packs) {
        NAME(pack)(
            depth, panel->columns, panel->width, panel->numbers, product->b_stride, product->b_is_transposed,
            scratch[which], panel->width);
        panel->numbers = scratch[which];
        panel->step = panel->width;
        if (may_skip) panel->kept = NAME(leave_out_zeros)(depth, scratch[which], a_step, panel->offsets);
      }
      panel->leaves_out = panel->kept < depth;
    }
    for (ptrdiff_t tile = 0; tile < tiles; tile++) {
      ptrdiff_t row = first_row + kernels_share(last_row - first_row, 1, tile, tiles);
      ptrdiff_t rows = first_row + kernels_share(last_row - first_row, 1, tile + 1, tiles) - row;
      for (ptrdiff_t which = 0; which < count; which++) {
        const NAME(panel) *panel = &panels[which];
        ptrdiff_t column = first_column + which * PANEL, columns = panel->columns, width = panel->width;
        REAL *c = (REAL *)product->c + row * product->c_stride + column;
        bool is_whole = columns == width;
        if (!is_whole && begins_with_c) {
          for (ptrdiff_t other = 0; other < rows; other++) {
            for (ptrdiff_t place = 0; place < width; place++) {
              sums[other * width + place] = place < columns ? c[other * product->c_stride + place] : 0;
            }
          }
        }
        REAL *to = is_whole ? c : sums;
        ptrdiff_t to_row = is_whole ? product->c_stride : width;
        NAME(tiles)[rows - 1][width / LANES - 1](
            panel->kept, a + row * a_row + k * a_step, a_row, a_step, panel->leaves_out ? panel->offsets : 0,
            panel->numbers, panel->step, to, to_row, begins_with_c);
        if (finishes) {
          NAME(finish)(product, row, rows, column, columns, to, to_row);
        } else if (!is_whole) {
          for (ptrdiff_t other = 0; other < rows; other++) {
            for (ptrdiff_t place = 0; place < columns; place++) {
              c[other * product->c_stride + place] = sums[other * width + place];
            }
          }
        }
      }
    }
    k += DEPTH_BLOCK;
  } while (k < product->depth);
}

TARGET static void NAME(multiply)(const kernels_product *product, ptrdiff_t part, ptrdiff_t parts) {
  ptrdiff_t first_row = 0, last_row = product->rows, first_column = 0, last_column = product->columns;
  if (parts > 1) {
    // Columns are shared out when as many panels fall to each part; a panel is then prepared once only. But of a C that is
    // larger than what it is made of, each part has rows of its own, which formulas on C share out in the same way: it
    // stays near.
    ptrdiff_t panels = (product->columns + PANEL - 1) / PANEL;
    bool is_large = product->rows * product->columns > product->depth * (product->rows + product->columns) &&
                    product->rows >= 2 * TILE_ROWS * parts;
    if (!is_large && (panels % parts == 0 || panels >= 4 * parts)) {
      first_column = kernels_share(product->columns, PANEL, part, parts);
      last_column = kernels_share(product->columns, PANEL, part + 1, parts);
    } else {
      first_row = kernels_share(product->rows, 1, part, parts);
      last_row = kernels_share(product->rows, 1, part + 1, parts);
    }
  }
  if (first_row >= last_row || first_column >= last_column) return;
  ptrdiff_t depth = product->depth > 0 ? product->depth : 0;
  if (depth == 0 && product->accumulates) {
    if (!NAME(has_finish)(product)) return;
    NAME(finish)(
        product, first_row, last_row - first_row, first_column, last_column - first_column,
        (const REAL *)product->c + first_row * product->c_stride + first_column, product->c_stride);
    return;
  }
  if (depth == 0 || last_column - first_column <= 2 ||
      product->rows * product->columns * depth <= SMALL) {
    NAME(multiply_small)(product, first_row, last_row, first_column, last_column);
    return;
  }
  for (ptrdiff_t column = first_column; column < last_column; column += PANELS * PANEL) {
    ptrdiff_t end = last_column - column < PANELS * PANEL ? last_column : column + PANELS * PANEL;
    NAME(multiply_panels)(product, first_row, last_row, column, end);
  }
}

#undef DEPTH_BLOCK
#undef PANELS
#undef PANEL
