// Steps that leave their result in registers for the next: a formula becomes a chain of links, each of which works on a
// few vectors and goes on to the next. So nothing but what is wanted, or needed again later, goes by way of memory.

#define BLOCK (HELD * LANES)

/// Where something is for column 0 of a row; nowhere if null. The mask is −1 for entries, and 0 for what stays: one
/// number, or an intermediate result.
typedef struct {
  REAL *at;
  ptrdiff_t mask, row_step;
  bool is_entries;
} NAME(operand);

/// A link: where to go for it, what is loaded before, what it takes from memory besides, where the result is stored. What
/// is a number has no place in a row.
typedef struct {
  const void *label;
  NAME(operand) loaded, first, second, stored;
} NAME(link);

// Each source of a function is held (H), entries (E) or a number (N): so many forms has it at most. Then come the ways to
// hold a number, and to the end.
#define FORMS 8
#define NUMBER_FORM (kernels_entry_function_count * FORMS)
#define END_FORM (NUMBER_FORM + 1)
// Each form has two labels, of which the second stores the result: a link has one way out, without a branch.
#define LABEL(form, is_stored) (2 * (form) + (is_stored))

/// Carries out a chain for one block of columns after the other, as long as they are whole; gives the next column.
/// Without a chain it only says, at `labels`, where to go for each function in each form.
TARGET static ptrdiff_t NAME(run_chain)(
    const NAME(link) *links, ptrdiff_t column, ptrdiff_t last_column, const void *const **labels) {
#define BOTH(label) &&label, &&label##_stored
#define LABELS_ONE(name) [LABEL(kernels_##name * FORMS, 0)] = BOTH(name##_H),
#define LABELS_TWO(name) \
  [LABEL(kernels_##name * FORMS, 0)] = BOTH(name##_HE), BOTH(name##_HN), BOTH(name##_EH), BOTH(name##_NH),
#define LABELS_THREE(name) \
  [LABEL(kernels_##name * FORMS, 0)] = BOTH(name##_HEE), BOTH(name##_HEN), BOTH(name##_HNE), BOTH(name##_HNN), \
  BOTH(name##_EEH), BOTH(name##_ENH), BOTH(name##_NEH), BOTH(name##_NNH),
#define LABELS_LONG LABELS_ONE
#define LABELS(kind, name, units, value) LABELS_##kind(name)
  static const void *const table[] = {
      KERNELS_ENTRY_FUNCTIONS(LABELS)
      [LABEL(NUMBER_FORM, 0)] = BOTH(copy_number), [LABEL(END_FORM, 0)] = &&end};
  if (!links) {
    *labels = table;
    return column;
  }
  VECTOR v[HELD];
  const VECTOR zero = ALL(0), one = ALL(1);
  const NAME(link) *link;

#define AT(which) (link->which.at + (column & link->which.mask))
#define GO_ON \
  link++; \
  goto *link->label;
#define STORE_AND_GO_ON \
  REAL *stored = AT(stored); \
  UNROLLED for (int index = 0; index < HELD; index++) STORE(stored + index * LANES, v[index]); \
  GO_ON
// Few links load: they go a longer way, and the others straight on.
#define LOADS __builtin_expect(link->loaded.at != 0, 0)
#define LINK_AS(name, a_is, b_is, c_is, value) \
  LINK_TO(name, a_is, b_is, c_is, value, GO_ON) \
  LINK_TO(name##_stored, a_is, b_is, c_is, value, STORE_AND_GO_ON)
#define LINK_TO(name, a_is, b_is, c_is, value, next) \
  name: { \
    const REAL *first_at = AT(first), *second_at = AT(second); \
    const VECTOR first_all = ALL(*link->first.at), second_all = ALL(*link->second.at); \
    (void)first_at, (void)second_at, (void)first_all, (void)second_all; \
    if (LOADS) { \
      const REAL *loaded = AT(loaded); \
      UNROLLED for (int index = 0; index < HELD; index++) v[index] = LOAD(loaded + index * LANES); \
    } \
    UNROLLED for (int index = 0; index < HELD; index++) { \
      const VECTOR a = a_is, b = b_is, c = c_is; \
      (void)a, (void)b, (void)c; \
      v[index] = value; \
    } \
    next \
  }
#define HELD_ONE v[index]
#define FIRST_E LOAD(first_at + index * LANES)
#define FIRST_N first_all
#define SECOND_E LOAD(second_at + index * LANES)
#define SECOND_N second_all
#define LINK_ONE(name, value) LINK_AS(name##_H, HELD_ONE, zero, zero, value)
#define LINK_TWO(name, value) \
  LINK_AS(name##_HE, HELD_ONE, FIRST_E, zero, value) \
  LINK_AS(name##_HN, HELD_ONE, FIRST_N, zero, value) \
  LINK_AS(name##_EH, FIRST_E, HELD_ONE, zero, value) \
  LINK_AS(name##_NH, FIRST_N, HELD_ONE, zero, value)
#define LINK_THREE(name, value) \
  LINK_AS(name##_HEE, HELD_ONE, FIRST_E, SECOND_E, value) \
  LINK_AS(name##_HEN, HELD_ONE, FIRST_E, SECOND_N, value) \
  LINK_AS(name##_HNE, HELD_ONE, FIRST_N, SECOND_E, value) \
  LINK_AS(name##_HNN, HELD_ONE, FIRST_N, SECOND_N, value) \
  LINK_AS(name##_EEH, FIRST_E, SECOND_E, HELD_ONE, value) \
  LINK_AS(name##_ENH, FIRST_E, SECOND_N, HELD_ONE, value) \
  LINK_AS(name##_NEH, FIRST_N, SECOND_E, HELD_ONE, value) \
  LINK_AS(name##_NNH, FIRST_N, SECOND_N, HELD_ONE, value)
// Long functions are not written out so many times.
#define LINK_LONG(name, value) \
  LINK_LONG_TO(name##_H, value, GO_ON) \
  LINK_LONG_TO(name##_H_stored, value, STORE_AND_GO_ON)
#define LINK_LONG_TO(name, value, next) \
  name: { \
    VECTOR all[HELD]; \
    if (link->loaded.at) { \
      const REAL *loaded = AT(loaded); \
      UNROLLED for (int index = 0; index < HELD; index++) all[index] = LOAD(loaded + index * LANES); \
    } else { \
      UNROLLED for (int index = 0; index < HELD; index++) all[index] = v[index]; \
    } \
    _Pragma("clang loop unroll(disable)") \
    for (int index = 0; index < HELD; index++) { \
      const VECTOR a = all[index]; \
      all[index] = value; \
    } \
    UNROLLED for (int index = 0; index < HELD; index++) v[index] = all[index]; \
    next \
  }
#define LINK(kind, name, units, value) LINK_##kind(name, value)
#define COPY_NUMBER(name, next) \
  name: { \
    const VECTOR number = ALL(*link->first.at); \
    UNROLLED for (int index = 0; index < HELD; index++) v[index] = number; \
    next \
  }

  UNROLLED for (int index = 0; index < HELD; index++) v[index] = zero;
  for (; column + BLOCK <= last_column; column += BLOCK) {
    link = links;
    goto *link->label;
    KERNELS_ENTRY_FUNCTIONS(LINK)
    COPY_NUMBER(copy_number, GO_ON)
    COPY_NUMBER(copy_number_stored, STORE_AND_GO_ON)
    end:;
  }
  return column;
}

#undef BOTH
#undef LABELS_ONE
#undef LABELS_TWO
#undef LABELS_THREE
#undef LABELS_LONG
#undef LABELS
#undef AT
#undef GO_ON
#undef STORE_AND_GO_ON
#undef LOADS
#undef LINK_AS
#undef LINK_TO
#undef HELD_ONE
#undef FIRST_E
#undef FIRST_N
#undef SECOND_E
#undef SECOND_N
#undef LINK_ONE
#undef LINK_TWO
#undef LINK_THREE
#undef LINK_LONG
#undef LINK_LONG_TO
#undef LINK
#undef COPY_NUMBER

// A longer formula is not made into a chain.
#define MOST_STEPS 128

/// An instruction with its places looked up for a row.
typedef struct {
  kernels_entry_function function;
  /// The target, then the sources.
  NAME(operand) operands[4];
  /// Where the inverse is of the number by which it divides.
  REAL inverse;
} NAME(step);

/// Which form a function has of which the source `held` is what is held; `is_entries` says what the others are.
static int NAME(form)(kernels_entry_function function, int arity, int held, const bool *is_entries) {
  int first = held == 0 ? 1 : 0, second = held == 2 ? 1 : 2, form = 0;
  if (arity == 2) form = held * 2 + !is_entries[first];
  if (arity == 3) form = held * 2 + 2 * !is_entries[first] + !is_entries[second];
  return (int)function * FORMS + form;
}

/// Whether a place is read from an instruction on before it is written.
static bool NAME(is_read)(const kernels_instruction *instructions, ptrdiff_t first, ptrdiff_t count, int place) {
  for (ptrdiff_t index = first; index < count; index++) {
    const kernels_instruction *next = &instructions[index];
    int arity = kernels_arity(next->function);
    if (next->a == place || (arity > 1 && next->b == place) || (arity > 2 && next->c == place)) return true;
    if (next->target == place) return false;
  }
  return false;
}

/// Makes the chain of a formula whose places are looked up; it has at most 2 links for a step, and one more. Gives the
/// count of its links but the last; 0 when there is no chain.
static ptrdiff_t NAME(make_chain)(
    const kernels_instruction *instructions, const NAME(step) *steps, ptrdiff_t count, NAME(link) *links) {
  const void *const *labels;
  NAME(run_chain)(0, 0, 0, &labels);
  int forms[2 * MOST_STEPS];
  ptrdiff_t length = 0;
  // The place whose value is held, and whether memory lacks it.
  int held = -1;
  bool is_new = false;
  for (ptrdiff_t index = 0; index < count; index++) {
    kernels_instruction instruction = instructions[index];
    const NAME(operand) *target = steps[index].operands, *sources = target + 1;
    kernels_entry_function function = steps[index].function;
    int places[3] = {instruction.a, instruction.b, instruction.c};
    bool is_entries[3] = {sources[0].is_entries, sources[1].is_entries, sources[2].is_entries};
    int arity = kernels_arity(function), taken = -1, times = 0;
    if (!target->is_entries) return 0;
    for (int which = 0; which < arity; which++) {
      if (places[which] == held) taken = which, times++;
    }
    // The factors of a product may change places.
    int other = 1;
    if (taken == 1 && function == kernels_multiplyAdd) taken = other = 0, is_entries[1] = is_entries[0];
    if (times > 1 || (taken == 1 && arity == 3)) taken = -1;
    // What is held and needed again is stored by the link that has made it.
    bool is_needed = held != instruction.target && NAME(is_read)(instructions, index + 1, count, held);
    if (is_new && (times > (taken >= 0) || is_needed)) links[length - 1].stored = steps[index - 1].operands[0];
    NAME(link) link = {0};
    if (taken < 0) {
      taken = 0;
      other = 1;
      is_entries[1] = sources[1].is_entries;
      if (is_entries[0]) {
        link.loaded = sources[0];
      } else {
        forms[length] = NUMBER_FORM;
        links[length++] = (NAME(link)){.first = sources[0]};
      }
    }
    link.first = sources[arity == 1 || taken > 0 ? 0 : other];
    link.second = sources[arity < 3 ? 0 : taken == 2 ? 1 : 2];
    forms[length] = NAME(form)(function, arity, taken, is_entries);
    held = instruction.target;
    is_new = held < kernels_temporaries;
    if (!is_new) link.stored = *target;
    links[length++] = link;
  }
  for (ptrdiff_t index = 0; index < length; index++) {
    links[index].label = labels[LABEL(forms[index], links[index].stored.at != 0)];
  }
  links[length] = (NAME(link)){.label = labels[LABEL(END_FORM, 0)]};
  return length;
}
