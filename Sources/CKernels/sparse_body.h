// Products with examples that are stored as bytes, most of them 0: only the others are multiplied.
//
// Each entry is the same sum in the same order as in a dense product: what a 0 adds to a sum of finite numbers is nothing.

// How many bytes a mask stands for.
#define MASK 64
// How many examples' sums are held at once, and how many of their numbers are listed.
#define GROUP 64
#define STRETCH 128
// How many examples ahead numbers are fetched from farther memory.
#define AHEAD 6
// How many vectors of units are held in registers, and how often that, for numbers that are listed once.
#define UNITS 8
#define CHUNKS 2
// Whether numbers are listed beside their places, or looked up by their bytes when they are multiplied: eight floats are
// put side by side as quickly as their places, and then each vector of units saves a look.
#if defined(__x86_64__) && VECTOR_BYTES == 32 && !IS_DOUBLE
#define LISTS_NUMBERS 1
#else
#define LISTS_NUMBERS 0
#endif
// How many examples' bytes are turned round at once, and of how many pixels.
#define TURNED 256
#define SPAN (4 * kernels_pixel_block)
// The room for numbers beside lists of so many places.
#define ROOM(places) (LISTS_NUMBERS ? (places) + 8 : 1)

/// Which of sixty-four bytes are not 0.
INLINE uint64_t NAME(mask_of)(const uint8_t *bytes) {
#if defined(__x86_64__)
  typedef char signed_bytes __attribute__((vector_size(16)));
  uint64_t mask = 0;
  UNROLLED for (int part = 0; part < 4; part++) {
    NAME(sixteen) zero = (NAME(sixteen))(*(const NAME(sixteen) *)(bytes + 16 * part) == 0);
    mask |= (uint64_t)(uint16_t)~__builtin_ia32_pmovmskb128((signed_bytes)zero) << 16 * part;
  }
  return mask;
#else
  uint64_t mask = 0;
  for (int part = 0; part < 8; part++) {
    uint64_t word;
    __builtin_memcpy(&word, bytes + 8 * part, 8);
    // The highest bit of each byte that is not 0, and these bits side by side.
    uint64_t high = UINT64_C(0x7f7f7f7f7f7f7f7f);
    uint64_t ones = (((word & high) + high) | word) >> 7 & UINT64_C(0x0101010101010101);
    mask |= (ones * UINT64_C(0x0102040810204080) >> 56) << 8 * part;
  }
  return mask;
#endif
}

typedef uint16_t NAME(eight) __attribute__((vector_size(16)));

/// For each byte of a mask where its ones are, from the lowest on.
typedef struct {
  NAME(eight) places[256];
  /// k/255 for every byte.
  REAL greys[256];
} NAME(tables);

TARGET static size_t NAME(tables_size)(void) { return sizeof(NAME(tables)); }

TARGET static void NAME(fill_tables)(void *target) {
  NAME(tables) *tables = target;
  uint8_t bytes[256];
  tables->places[0] = (NAME(eight)){0};
  for (int byte = 0; byte < 256; byte++) bytes[byte] = (uint8_t)byte;
  for (int byte = 1; byte < 256; byte++) {
    int rest = byte & (byte - 1);
    tables->places[byte] = __builtin_shufflevector(tables->places[rest], tables->places[rest], 0, 0, 1, 2, 3, 4, 5, 6);
    tables->places[byte][0] = (uint16_t)__builtin_ctz((unsigned)byte);
  }
  for (ptrdiff_t byte = 0; byte < 256; byte += LANES) STORE(tables->greys + byte, NAME(from_bytes)(bytes + byte));
}

/// Writes down which of sixty-four bytes are not 0, `first` added, and perhaps their numbers; gives the end. There is room
/// for eight more.
INLINE uint16_t *NAME(list)(
    const NAME(tables) *tables, const uint8_t *bytes, ptrdiff_t first, uint16_t *list, REAL *numbers) {
  uint64_t mask = NAME(mask_of)(bytes);
  if (mask == 0) return list;
  // How many ones are in each byte; then, how many up to its end: no part waits for the one before.
  uint64_t ones = mask - (mask >> 1 & UINT64_C(0x5555555555555555));
  ones = (ones & UINT64_C(0x3333333333333333)) + (ones >> 2 & UINT64_C(0x3333333333333333));
  ones = (ones + (ones >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
  uint64_t ends = ones * UINT64_C(0x0101010101010101);
  NAME(eight) add = (NAME(eight)){0} + (uint16_t)first;
  UNROLLED for (int part = 0; part < 8; part++) {
    NAME(eight) places = tables->places[mask >> 8 * part & 255], sums = places + add;
    ptrdiff_t at = part == 0 ? 0 : ends >> 8 * (part - 1) & 255;
    __builtin_memcpy(list + at, &sums, 16);
#if LISTS_NUMBERS
    VECTOR_OF_BITS order = __builtin_convertvector(places, VECTOR_OF_BITS);
    STORE(numbers + at, __builtin_ia32_permvarsf256(NAME(from_bytes)(bytes + 8 * part), order));
#else
    (void)numbers;
#endif
    add += 8;
  }
  return list + (ends >> 56);
}

/// The lists of what is not 0 among some bytes, one for each of some sums, with the numbers beside them where they are
/// listed, and where the bytes begin.
typedef struct {
  ptrdiff_t count;
  const uint16_t *starts;
  const REAL *numbers;
  ptrdiff_t step;
  uint16_t *const *ends;
  const uint8_t *const *bytes;
  ptrdiff_t offset;
} NAME(lists);

/// Adds what the bytes in each list bring, row after row, to a few vectors of sums, or to zeros where these begin.
INLINE void NAME(add_rows)(
    const int vectors, bool begins, const NAME(lists) *lists, const REAL *greys, const REAL *rows, ptrdiff_t stride,
    REAL *sums, ptrdiff_t sums_step) {
  for (ptrdiff_t index = 0; index < lists->count; index++, sums += sums_step) {
    const uint16_t *list = lists->starts + index * lists->step, *end = lists->ends[index];
    if (list == end && !begins) continue;
    const uint8_t *bytes = lists->bytes[index] + lists->offset;
    const REAL *number = lists->numbers + LISTS_NUMBERS * index * lists->step;
    VECTOR sum[UNITS];
    if (begins) {
      UNROLLED for (int v = 0; v < vectors; v++) sum[v] = ALL(0);
    } else {
      UNROLLED for (int v = 0; v < vectors; v++) sum[v] = LOAD(sums + v * LANES);
    }
    for (; list < end; list++, number += LISTS_NUMBERS) {
      VECTOR grey = ALL(LISTS_NUMBERS ? *number : greys[bytes[*list]]);
      const REAL *row = rows + *list * stride;
      UNROLLED for (int v = 0; v < vectors; v++) sum[v] = MULTIPLY_ADD(grey, LOAD(row + v * LANES), sum[v]);
    }
    UNROLLED for (int v = 0; v < vectors; v++) STORE(sums + v * LANES, sum[v]);
  }
}

#define ADD_ROWS(vectors) \
  TARGET static void NAME(add_rows_##vectors)( \
      bool begins, const NAME(lists) *lists, const REAL *greys, const REAL *rows, ptrdiff_t stride, REAL *sums, \
      ptrdiff_t sums_step) { \
    NAME(add_rows)(vectors, begins, lists, greys, rows, stride, sums, sums_step); \
  }
ADD_ROWS(1) ADD_ROWS(2) ADD_ROWS(3) ADD_ROWS(4) ADD_ROWS(5) ADD_ROWS(6) ADD_ROWS(7) ADD_ROWS(8)
#undef ADD_ROWS

typedef void (*NAME(row_adder))(bool, const NAME(lists) *, const REAL *, const REAL *, ptrdiff_t, REAL *, ptrdiff_t);
static const NAME(row_adder) NAME(row_adders)[UNITS] = {
    NAME(add_rows_1), NAME(add_rows_2), NAME(add_rows_3), NAME(add_rows_4),
    NAME(add_rows_5), NAME(add_rows_6), NAME(add_rows_7), NAME(add_rows_8),
};

/// How many numbers of a row stand together, of so many units: whole vectors.
INLINE ptrdiff_t NAME(width_of)(ptrdiff_t units) { return (units + LANES - 1) / LANES * LANES; }

/// Sums of `count` things, each `stride` numbers after the other, to their places in C: as its columns or its rows.
TARGET static void NAME(put)(
    const kernels_product *product, bool as_columns, ptrdiff_t thing, ptrdiff_t count, ptrdiff_t unit, ptrdiff_t units,
    const REAL *sums, ptrdiff_t stride) {
  ptrdiff_t row = as_columns ? unit : thing, column = as_columns ? thing : unit;
  REAL *c = (REAL *)product->c + row * product->c_stride + column;
  NAME(pack)(
      as_columns ? units : count, as_columns ? count : units, 0, sums, stride, as_columns, c, product->c_stride);
  if (!NAME(has_finish)(product)) return;
  NAME(finish)(
      product, row, as_columns ? units : count, column, as_columns ? count : units, c, product->c_stride);
}

TARGET static bool NAME(lay_out)(
    ptrdiff_t rows, ptrdiff_t columns, const void *source, ptrdiff_t stride, bool is_transposed, void *target,
    ptrdiff_t part, ptrdiff_t parts) {
  ptrdiff_t last = kernels_share(rows, kernels_pixel_block, part + 1, parts);
  VECTOR_OF_BITS odd = {0};
  bool is_odd = false;
  for (ptrdiff_t row = kernels_share(rows, kernels_pixel_block, part, parts); row < last;) {
    ptrdiff_t count = last - row < 2 * kernels_pixel_block ? last - row : 2 * kernels_pixel_block;
    const REAL *from = (const REAL *)source + (is_transposed ? row : row * stride);
    ptrdiff_t lines = is_transposed ? columns : count, length = is_transposed ? count : columns;
    for (ptrdiff_t line = 0; line < lines; line++) {
      const REAL *numbers = from + line * stride;
      ptrdiff_t place = 0;
      for (; place + LANES <= length; place += LANES) {
        VECTOR number = LOAD(numbers + place);
        odd |= (VECTOR_OF_BITS)(number - number != ALL(0));
      }
      for (; place < length; place++) is_odd |= numbers[place] - numbers[place] != 0;
    }
    for (ptrdiff_t unit = 0; target && unit < columns; unit += UNITS * LANES) {
      ptrdiff_t units = columns - unit < UNITS * LANES ? columns - unit : UNITS * LANES, width = NAME(width_of)(units);
      NAME(pack)(
          count, units, width, from + (is_transposed ? unit * stride : unit), stride, is_transposed,
          (REAL *)target + unit * rows + row * width, width);
    }
    row += count;
  }
  return !is_odd && __builtin_reduce_or(odd) == 0;
}

TARGET static void NAME(multiply_examples)(
    const void *all_tables, const kernels_examples *examples, kernels_rows weights, ptrdiff_t split, bool in_columns,
    const kernels_product *product, ptrdiff_t part, ptrdiff_t parts) {
  _Alignas(64) REAL sums[2][CHUNKS][GROUP][UNITS * LANES];
  uint16_t lists[GROUP][STRETCH + 8], *ends[GROUP];
  REAL numbers[GROUP][ROOM(STRETCH)];
  const NAME(tables) *tables = all_tables;
  ptrdiff_t units = weights.units, width = examples->width, last = kernels_share(examples->count, kernels_pixel_block, part + 1, parts);
  ptrdiff_t first = kernels_share(examples->count, kernels_pixel_block, part, parts);
  for (ptrdiff_t group = first; group < last; group += GROUP) {
    ptrdiff_t count = last - group < GROUP ? last - group : GROUP;
    const uint8_t *bytes[GROUP];
    for (ptrdiff_t index = 0; index < count; index++) {
      ptrdiff_t place = examples->first + group + index;
      bytes[index] = examples->bytes + (examples->order ? examples->order[place] : place) * width;
    }
    for (ptrdiff_t start = 0; start < units; start += CHUNKS * UNITS * LANES) {
      ptrdiff_t finish = units - start < CHUNKS * UNITS * LANES ? units : start + CHUNKS * UNITS * LANES;
      for (ptrdiff_t pixel = 0; pixel < width;) {
        // A second sum begins at the split.
        bool is_second = split > 0 && pixel >= split;
        ptrdiff_t end = split > 0 && !is_second ? split : width;
        ptrdiff_t pixels = end - pixel < STRETCH ? end - pixel : STRETCH;
        for (ptrdiff_t index = 0; index < count; index++) {
          const uint8_t *from = bytes[index] + pixel;
          // Examples lie anywhere in memory: those that come soon are on their way by now.
          if (index + AHEAD < count) {
            __builtin_prefetch(bytes[index + AHEAD] + pixel);
            __builtin_prefetch(bytes[index + AHEAD] + pixel + 64);
          }
          uint16_t *list = lists[index];
          REAL *listed = numbers[index];
          ptrdiff_t place = 0;
          for (; place + MASK <= pixels; place += MASK) {
            list = NAME(list)(tables, from + place, place, list, listed + LISTS_NUMBERS * (list - lists[index]));
          }
          if (place < pixels) {
            uint8_t rest[MASK] = {0};
            __builtin_memcpy(rest, from + place, (size_t)(pixels - place));
            list = NAME(list)(tables, rest, place, list, listed + LISTS_NUMBERS * (list - lists[index]));
          }
          ends[index] = list;
        }
        for (ptrdiff_t unit = start, chunk = 0; unit < finish; unit += UNITS * LANES, chunk++) {
          ptrdiff_t few = NAME(width_of)(finish - unit < UNITS * LANES ? finish - unit : UNITS * LANES);
          NAME(row_adder) add = NAME(row_adders)[few / LANES - 1];
          ptrdiff_t stride = weights.stride > 0 ? weights.stride : few;
          const REAL *rows = (const REAL *)weights.start + (weights.stride > 0 ? unit : unit * width) + pixel * stride;
          bool begins = pixel == 0 || (is_second && pixel == split);
          NAME(lists) all = {count, lists[0], numbers[0], STRETCH + 8, ends, bytes, pixel};
          add(begins, &all, tables->greys, rows, stride, sums[is_second][chunk][0], UNITS * LANES);
        }
        pixel += pixels;
      }
      for (ptrdiff_t unit = start, chunk = 0; unit < finish; unit += UNITS * LANES, chunk++) {
        ptrdiff_t rest = finish - unit < UNITS * LANES ? finish - unit : UNITS * LANES;
        for (ptrdiff_t index = 0; split > 0 && index < count; index++) {
          for (ptrdiff_t place = 0; place < rest; place += LANES) {
            REAL *sum = &sums[0][chunk][index][place];
            STORE(sum, LOAD(sum) + LOAD(&sums[1][chunk][index][place]));
          }
        }
        NAME(put)(product, in_columns, group, count, unit, rest, sums[0][chunk][0], UNITS * LANES);
      }
    }
  }
}

/// Which of a few examples have each of the numbers pixel ..< pixel + 16 not 0, and their bytes.
TARGET static void NAME(turn_examples)(
    const kernels_examples *examples, ptrdiff_t first, ptrdiff_t count, ptrdiff_t pixel, const NAME(tables) *tables,
    uint8_t (*turned)[TURNED], uint16_t (*lists)[TURNED + 8], REAL (*numbers)[ROOM(TURNED)], uint16_t **ends) {
  ptrdiff_t width = examples->width;
  ptrdiff_t pixels = width - pixel < kernels_pixel_block ? width - pixel : kernels_pixel_block;
  for (ptrdiff_t block = 0; block < count; block += kernels_pixel_block) {
    NAME(sixteen) rows[kernels_pixel_block] = {0};
    for (ptrdiff_t row = 0; row < kernels_pixel_block && block + row < count; row++) {
      ptrdiff_t place = examples->first + first + block + row;
      const uint8_t *from = examples->bytes + (examples->order ? examples->order[place] : place) * width + pixel;
      if (pixels == kernels_pixel_block) {
        rows[row] = *(const NAME(sixteen) *)from;
        // The next line of the cache, of which other pixels are taken soon.
        __builtin_prefetch(from + 64);
      } else {
        for (ptrdiff_t which = 0; which < pixels; which++) rows[row][which] = from[which];
      }
    }
    NAME(turn)(rows);
    for (ptrdiff_t which = 0; which < kernels_pixel_block; which++) {
      *(NAME(sixteen) *)&turned[which][block] = rows[which];
    }
  }
  for (ptrdiff_t which = 0; which < pixels; which++) {
    // Masks are whole: what stands there from other examples does not count.
    ptrdiff_t end = (count + MASK - 1) / MASK * MASK;
    for (ptrdiff_t place = (count + 15) / 16 * 16; place < end; place++) turned[which][place] = 0;
    ends[which] = lists[which];
    for (ptrdiff_t place = 0; place < count; place += MASK) {
      REAL *listed = numbers[which] + LISTS_NUMBERS * (ends[which] - lists[which]);
      ends[which] = NAME(list)(tables, &turned[which][place], place, ends[which], listed);
    }
  }
}

TARGET static void NAME(multiply_by_examples)(
    const void *all_tables, const kernels_examples *examples, kernels_rows numbers, bool in_columns,
    const kernels_product *product, ptrdiff_t part, ptrdiff_t parts) {
  _Alignas(64) REAL sums[CHUNKS][SPAN][UNITS * LANES];
  _Alignas(64) uint8_t turned[SPAN][TURNED];
  uint16_t lists[SPAN][TURNED + 8], *ends[SPAN];
  REAL listed[SPAN][ROOM(TURNED)];
  const uint8_t *bytes[SPAN];
  for (ptrdiff_t which = 0; which < SPAN; which++) bytes[which] = turned[which];
  const NAME(tables) *tables = all_tables;
  ptrdiff_t units = numbers.units;
  bool is_there = !in_columns && units % LANES == 0 && !NAME(has_finish)(product);
  ptrdiff_t first = kernels_share(examples->width, kernels_pixel_block, part, parts);
  ptrdiff_t last = kernels_share(examples->width, kernels_pixel_block, part + 1, parts);
  for (ptrdiff_t start = 0; start < units; start += CHUNKS * UNITS * LANES) {
    ptrdiff_t finish = units - start < CHUNKS * UNITS * LANES ? units : start + CHUNKS * UNITS * LANES;
    // Of several pixels all sums of some units, so that the examples' numbers for these are near, and then of others.
    for (ptrdiff_t pixel = first; pixel < last; pixel += SPAN) {
      ptrdiff_t pixels = last - pixel < SPAN ? last - pixel : SPAN;
      // Rows of whole vectors with which nothing more is done are summed where they belong.
      ptrdiff_t stride = is_there ? product->c_stride : UNITS * LANES;
      REAL *places[CHUNKS];
      for (ptrdiff_t unit = start, chunk = 0; unit < finish; unit += UNITS * LANES, chunk++) {
        places[chunk] = is_there ? (REAL *)product->c + pixel * stride + unit : sums[chunk][0];
      }
      for (ptrdiff_t group = 0; group == 0 || group < examples->count; group += TURNED) {
        ptrdiff_t count = examples->count - group < TURNED ? examples->count - group : TURNED;
        for (ptrdiff_t which = 0; which < pixels; which += kernels_pixel_block) {
          NAME(turn_examples)(
              examples, group, count, pixel + which, tables, turned + which, lists + which, listed + which,
              ends + which);
        }
        for (ptrdiff_t unit = start, chunk = 0; unit < finish; unit += UNITS * LANES, chunk++) {
          ptrdiff_t few = NAME(width_of)(finish - unit < UNITS * LANES ? finish - unit : UNITS * LANES);
          NAME(row_adder) add = NAME(row_adders)[few / LANES - 1];
          ptrdiff_t step = numbers.stride > 0 ? numbers.stride : few;
          ptrdiff_t start_of_units = numbers.stride > 0 ? unit : unit * examples->count;
          const REAL *rows = (const REAL *)numbers.start + start_of_units + group * step;
          NAME(lists) all = {pixels, lists[0], listed[0], TURNED + 8, ends, bytes, 0};
          add(group == 0, &all, tables->greys, rows, step, places[chunk], stride);
        }
      }
      for (ptrdiff_t unit = start, chunk = 0; !is_there && unit < finish; unit += UNITS * LANES, chunk++) {
        ptrdiff_t rest = finish - unit < UNITS * LANES ? finish - unit : UNITS * LANES;
        NAME(put)(product, in_columns, pixel, pixels, unit, rest, sums[chunk][0], UNITS * LANES);
      }
    }
  }
}

#undef MASK
#undef GROUP
#undef AHEAD
#undef UNITS
#undef CHUNKS
#undef STRETCH
#undef TURNED
#undef ROOM
#undef LISTS_NUMBERS
#undef SPAN
