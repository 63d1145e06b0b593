// A formula entry by entry: all steps on a few vectors, then on the next ones.

// How many vectors: so many that calling a step costs little, so few that all intermediate results stay in the nearest
// cache.
#define GROUP 32
#define BLOCK (GROUP * (ptrdiff_t)(VECTOR_BYTES / sizeof(REAL)))
// Steps of a longer formula are looked up anew for every block.
#define MOST_STEPS 160

typedef void (*NAME(step_function))(REAL *to, const REAL *a, const REAL *b, const REAL *c);

// Each operation on a block, its sources entries (E) or one number (N).
#define STEP_AS(name, kinds, first, second, third, expression) \
  TARGET static void NAME(step_##name##_##kinds)(REAL *to, const REAL *a_at, const REAL *b_at, const REAL *c_at) { \
    const VECTOR zero = ALL(0), one = ALL(1), a_all = ALL(*a_at), b_all = ALL(*b_at); \
    (void)zero, (void)one, (void)a_all, (void)b_all, (void)c_at; \
    UNROLLED for (ptrdiff_t place = 0; place < BLOCK; place += LANES) { \
      VECTOR a = first, b = second, c = third; \
      (void)b, (void)c; \
      STORE(to + place, expression); \
    } \
  }
#define E_OF(which) LOAD(which##_at + place)
#define N_OF(which) which##_all
#define STEP_ONE(name, expression) STEP_AS(name, E, E_OF(a), zero, zero, expression)
#define STEP_TWO(name, expression) \
  STEP_AS(name, EE, E_OF(a), E_OF(b), zero, expression) \
  STEP_AS(name, EN, E_OF(a), N_OF(b), zero, expression) \
  STEP_AS(name, NE, N_OF(a), E_OF(b), zero, expression)
#define STEP_THREE(name, expression) \
  STEP_AS(name, EEE, E_OF(a), E_OF(b), E_OF(c), expression) \
  STEP_AS(name, NEE, N_OF(a), E_OF(b), E_OF(c), expression) \
  STEP_AS(name, ENE, E_OF(a), N_OF(b), E_OF(c), expression)
OPERATIONS(STEP_ONE, STEP_TWO, STEP_THREE)

#define FIND_ONE(name, expression) \
  case kernels_##name: return a ? NAME(step_##name##_E) : 0;
#define FIND_TWO(name, expression) \
  case kernels_##name: \
    return a ? (b ? NAME(step_##name##_EE) : NAME(step_##name##_EN)) : (b ? NAME(step_##name##_NE) : 0);
#define FIND_THREE(name, expression) \
  case kernels_##name: \
    if (!c) return 0; \
    return a ? (b ? NAME(step_##name##_EEE) : NAME(step_##name##_ENE)) : (b ? NAME(step_##name##_NEE) : 0);

/// The function for an operation whose sources are entries, or else one number each; 0 when there is none.
static NAME(step_function) NAME(step_of)(kernels_operation operation, bool a, bool b, bool c) {
  switch (operation) {
    OPERATIONS(FIND_ONE, FIND_TWO, FIND_THREE)
    default: return 0;
  }
}

#undef STEP_AS
#undef E_OF
#undef N_OF
#undef STEP_ONE
#undef STEP_TWO
#undef STEP_THREE
#undef FIND_ONE
#undef FIND_TWO
#undef FIND_THREE

/// A step with its places looked up for a row.
typedef struct {
  NAME(step_function) function;
  kernels_operation operation;
  /// Where target and sources are for column 0; the masks are −1 for entries, and 0 for what stays: one number, or an
  /// intermediate result.
  REAL *at[4];
  ptrdiff_t mask[4];
  /// Whether each is entries, one after another.
  bool is_entries[4];
  REAL inverse;
} NAME(ready_step);

/// Looks up where a step's target and sources are in a row.
TARGET static void NAME(look_up)(
    NAME(ready_step) *step, kernels_instruction instruction, const kernels_matrix *matrices, ptrdiff_t matrix_count,
    REAL (*temporaries)[BLOCK], ptrdiff_t row, bool is_column) {
  uint16_t places[4] = {instruction.target, instruction.a, instruction.b, instruction.c};
  for (int which = 0; which < 4; which++) {
    uint16_t place = places[which];
    step->at[which] = temporaries[0];
    step->mask[which] = 0;
    step->is_entries[which] = true;
    if (place < kernels_temporaries) {
      step->at[which] = temporaries[place];
    } else if (place - kernels_temporaries < matrix_count) {
      kernels_matrix matrix = matrices[place - kernels_temporaries];
      step->at[which] = (REAL *)matrix.pointer + row * matrix.row_step;
      step->is_entries[which] = (is_column ? matrix.row_step : matrix.column_step) != 0;
      step->mask[which] = step->is_entries[which] ? -1 : 0;
    }
  }
  step->operation = instruction.operation;
  if (instruction.operation == kernels_divide_nearly) {
    step->inverse = step->is_entries[2] ? 0 : NAME(inverse)(*step->at[2]);
    step->operation = step->inverse != 0 ? kernels_multiply : kernels_divide;
    if (step->inverse != 0) step->at[2] = &step->inverse;
  }
  step->function =
      step->is_entries[0]
          ? NAME(step_of)(step->operation, step->is_entries[1], step->is_entries[2], step->is_entries[3]) : 0;
}

/// One step of the block that begins at a column.
INLINE void NAME(take)(const NAME(ready_step) *step, ptrdiff_t column, ptrdiff_t count) {
  REAL *to = step->at[0] + (column & step->mask[0]);
  const REAL *a = step->at[1] + (column & step->mask[1]);
  const REAL *b = step->at[2] + (column & step->mask[2]);
  const REAL *c = step->at[3] + (column & step->mask[3]);
  if (step->function && count == BLOCK) {
    step->function(to, a, b, c);
  } else {
    kernels_source sources[3] = {{a, step->is_entries[1]}, {b, step->is_entries[2]}, {c, step->is_entries[3]}};
    NAME(apply)(step->operation, count, to, sources[0], sources[1], sources[2]);
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
  NAME(ready_step) steps[MOST_STEPS];
  bool is_ready = instruction_count <= MOST_STEPS;
  for (ptrdiff_t row = first_row; row < last_row; row++) {
    for (ptrdiff_t index = 0; is_ready && index < instruction_count; index++) {
      NAME(look_up)(&steps[index], instructions[index], matrices, matrix_count, temporaries, row, is_column);
    }
    for (ptrdiff_t column = first_column; column < last_column; column += BLOCK) {
      ptrdiff_t count = last_column - column < BLOCK ? last_column - column : BLOCK;
      for (ptrdiff_t index = 0; index < instruction_count; index++) {
        if (!is_ready) {
          NAME(look_up)(&steps[0], instructions[index], matrices, matrix_count, temporaries, row, is_column);
        }
        NAME(take)(&steps[is_ready ? index : 0], column, count);
      }
    }
  }
}

#undef GROUP
#undef BLOCK
#undef MOST_STEPS
#undef OPERATIONS
