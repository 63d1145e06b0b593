// A formula entry by entry, in blocks that stay in the nearest cache.

#define BLOCK_BYTES 4096
#define BLOCK ((ptrdiff_t)(BLOCK_BYTES / sizeof(REAL)))

/// What a place stands for in the block that begins at a row and a column.
INLINE kernels_source NAME(source_at)(
    uint16_t place, const kernels_matrix *matrices, ptrdiff_t matrix_count, REAL (*temporaries)[BLOCK_BYTES / sizeof(REAL)],
    ptrdiff_t row, ptrdiff_t column) {
  kernels_source source = {0, 0};
  if (place < kernels_temporaries) {
    source.pointer = temporaries[place];
    source.step = 1;
  } else if (place - kernels_temporaries < matrix_count) {
    kernels_matrix matrix = matrices[place - kernels_temporaries];
    source.pointer = (const REAL *)matrix.pointer + row * matrix.row_step + column * matrix.column_step;
    source.step = matrix.column_step;
  }
  return source;
}

/// Asks for the entries of a block that is computed next, while there is something else to do.
INLINE void NAME(prefetch)(const kernels_matrix *matrices, ptrdiff_t matrix_count, ptrdiff_t start, ptrdiff_t count) {
  for (ptrdiff_t index = 0; index < matrix_count; index++) {
    if (matrices[index].column_step != 1) continue;
    const char *from = (const char *)((const REAL *)matrices[index].pointer + start);
    for (ptrdiff_t place = 0; place < count * (ptrdiff_t)sizeof(REAL); place += 64) __builtin_prefetch(from + place, 0, 2);
  }
}

TARGET static void NAME(evaluate)(
    const kernels_instruction *instructions, ptrdiff_t instruction_count, const kernels_matrix *matrices,
    ptrdiff_t matrix_count, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t part, ptrdiff_t parts) {
  REAL temporaries[kernels_temporaries][BLOCK_BYTES / sizeof(REAL)];
  // Rows that follow one another everywhere are one long row.
  bool is_one_row = true;
  for (ptrdiff_t index = 0; index < matrix_count; index++) {
    kernels_matrix matrix = matrices[index];
    bool is_number = matrix.row_step == 0 && (matrix.column_step == 0 || columns == 1);
    bool is_whole = matrix.row_step == columns && (matrix.column_step == 1 || columns == 1);
    is_one_row = is_one_row && (is_number || is_whole);
  }
  // A matrix of one column has its entries one after another, whatever its column step says.
  bool is_column = is_one_row && columns == 1 && rows > 1;
  if (is_one_row) {
    columns *= rows;
    rows = 1;
  }
  ptrdiff_t first_row = 0, last_row = rows, first_column = 0, last_column = columns;
  if (rows > 1) {
    first_row = kernels_share(rows, 1, part, parts);
    last_row = kernels_share(rows, 1, part + 1, parts);
  } else {
    first_column = kernels_share(columns, LANES, part, parts);
    last_column = kernels_share(columns, LANES, part + 1, parts);
  }
  for (ptrdiff_t row = first_row; row < last_row; row++) {
    for (ptrdiff_t column = first_column; column < last_column; column += BLOCK) {
      ptrdiff_t count = last_column - column < BLOCK ? last_column - column : BLOCK;
      if (is_one_row && column + count < last_column) {
        ptrdiff_t next = last_column - column - count;
        NAME(prefetch)(matrices, matrix_count, column + count, next < BLOCK ? next : BLOCK);
      }
      for (ptrdiff_t index = 0; index < instruction_count; index++) {
        kernels_instruction instruction = instructions[index];
        uint16_t places[4] = {instruction.target, instruction.a, instruction.b, instruction.c};
        kernels_source sources[4];
        for (int which = 0; which < 4; which++) {
          uint16_t place = places[which];
          sources[which] = NAME(source_at)(place, matrices, matrix_count, temporaries, row, column);
          if (is_column && place >= kernels_temporaries && place - kernels_temporaries < matrix_count) {
            kernels_matrix matrix = matrices[place - kernels_temporaries];
            sources[which].pointer = (const REAL *)matrix.pointer + column * matrix.row_step;
            sources[which].step = matrix.row_step;
          }
        }
        NAME(apply)(instruction.operation, count, (void *)sources[0].pointer, sources[1], sources[2], sources[3]);
      }
    }
  }
}

#undef BLOCK
#undef BLOCK_BYTES
