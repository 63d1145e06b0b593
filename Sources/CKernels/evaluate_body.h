// A formula entry by entry: all steps on a few vectors, then on the next ones; whole blocks as a chain.

/// Looks up where a step's target and sources are in a row.
TARGET static void NAME(look_up)(
    NAME(step) *step, kernels_instruction instruction, const kernels_matrix *matrices, ptrdiff_t matrix_count,
    REAL (*temporaries)[BLOCK], ptrdiff_t row, bool is_column) {
  uint16_t places[4] = {instruction.target, instruction.a, instruction.b, instruction.c};
  for (int which = 0; which < 4; which++) {
    uint16_t place = places[which];
    NAME(operand) *operand = &step->operands[which];
    *operand = (NAME(operand)){temporaries[place < kernels_temporaries ? place : 0], 0, 0, true};
    if (place >= kernels_temporaries && place - kernels_temporaries < matrix_count) {
      kernels_matrix matrix = matrices[place - kernels_temporaries];
      operand->at = (REAL *)matrix.pointer + row * matrix.row_step;
      operand->row_step = matrix.row_step;
      operand->is_entries = (is_column ? matrix.row_step : matrix.column_step) != 0;
      operand->mask = operand->is_entries ? -1 : 0;
    }
  }
  step->function = instruction.function;
  if (instruction.function == kernels_divideNearly) {
    NAME(operand) *divisor = &step->operands[2];
    // What differs from row to row is looked up for the first only.
    step->inverse = divisor->is_entries || divisor->row_step != 0 ? 0 : NAME(inverse)(*divisor->at);
    step->function = step->inverse != 0 ? kernels_multiply : kernels_divide;
    if (step->inverse != 0) divisor->at = &step->inverse;
  }
}

/// One step on a few columns, fewer than a block.
TARGET static void NAME(take)(const NAME(step) *step, ptrdiff_t column, ptrdiff_t count) {
  REAL *at[4];
  for (int which = 0; which < 4; which++) {
    at[which] = step->operands[which].at + (column & step->operands[which].mask);
  }
  kernels_source sources[3];
  for (int which = 0; which < 3; which++) {
    sources[which] = (kernels_source){at[which + 1], step->operands[which + 1].is_entries};
  }
  NAME(apply)(step->function, count, at[0], sources[0], sources[1], sources[2]);
}

/// The four operands of a step or of a link, one row further down.
TARGET static void NAME(advance)(NAME(operand) *operands) {
  for (int which = 0; which < 4; which++) operands[which].at += operands[which].row_step;
}

/// Some columns of some rows, of at most MOST_STEPS instructions.
TARGET static void NAME(evaluate_range)(
    const kernels_instruction *instructions, ptrdiff_t instruction_count, const kernels_matrix *matrices,
    ptrdiff_t matrix_count, ptrdiff_t first_row, ptrdiff_t last_row, ptrdiff_t first_column, ptrdiff_t last_column,
    bool is_column, REAL (*temporaries)[BLOCK]) {
  NAME(step) steps[MOST_STEPS];
  NAME(link) links[2 * MOST_STEPS + 1];
  for (ptrdiff_t index = 0; index < instruction_count; index++) {
    NAME(look_up)(&steps[index], instructions[index], matrices, matrix_count, temporaries, first_row, is_column);
  }
  ptrdiff_t length = 0;
  if (last_column - first_column >= BLOCK) {
    length = NAME(make_chain)(instructions, steps, instruction_count, links);
  }
  for (ptrdiff_t row = first_row; row < last_row; row++) {
    ptrdiff_t column = first_column;
    if (length > 0) column = NAME(run_chain)(links, column, last_column, 0);
    for (ptrdiff_t index = 0; index < length; index++) NAME(advance)(&links[index].loaded);
    for (; column < last_column; column += BLOCK) {
      ptrdiff_t count = last_column - column < BLOCK ? last_column - column : BLOCK;
      for (ptrdiff_t index = 0; index < instruction_count; index++) NAME(take)(&steps[index], column, count);
    }
    for (ptrdiff_t index = 0; index < instruction_count; index++) NAME(advance)(steps[index].operands);
  }
}

TARGET static void NAME(evaluate)(
    const kernels_instruction *instructions, ptrdiff_t instruction_count, const kernels_matrix *matrices,
    ptrdiff_t matrix_count, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t part, ptrdiff_t parts) {
  _Alignas(64) REAL temporaries[kernels_temporaries][BLOCK];
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
  if (first_row >= last_row || first_column >= last_column) return;
  if (instruction_count <= MOST_STEPS) {
    NAME(evaluate_range)(
        instructions, instruction_count, matrices, matrix_count, first_row, last_row, first_column, last_column,
        is_column, temporaries);
    return;
  }
  for (ptrdiff_t row = first_row; row < last_row; row++) {
    for (ptrdiff_t column = first_column; column < last_column; column += BLOCK) {
      ptrdiff_t count = last_column - column < BLOCK ? last_column - column : BLOCK;
      for (ptrdiff_t index = 0; index < instruction_count; index++) {
        NAME(step) step;
        NAME(look_up)(&step, instructions[index], matrices, matrix_count, temporaries, row, is_column);
        NAME(take)(&step, column, count);
      }
    }
  }
}

#undef BLOCK
#undef FORMS
#undef NUMBER_FORM
#undef END_FORM
#undef LABEL
#undef MOST_STEPS
