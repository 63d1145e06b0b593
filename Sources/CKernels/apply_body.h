// One function, entry by entry.

// Each source is either entries in memory or one number held in a register.
#define APPLY_LOOP(first, second, third, value) \
  { \
    _Pragma("clang loop unroll_count(4)") \
    for (; place + LANES <= count; place += LANES) { \
      VECTOR a = first, b = second, c = third; \
      (void)a, (void)b, (void)c; \
      STORE(to + place, value); \
    } \
  }

// What is left over, less than a vector.
#define APPLY_REST(value) \
  if (place < count) { \
    ptrdiff_t rest = count - place; \
    VECTOR a = NAME(load_first)(a_at + (place & a_mask), rest), b = NAME(load_first)(b_at + (place & b_mask), rest); \
    VECTOR c = NAME(load_first)(c_at + (place & c_mask), rest); \
    (void)a, (void)b, (void)c; \
    NAME(store_first)(to + place, value, rest); \
  } \
  return;

#define A_ENTRIES LOAD(a_at + place)
#define B_ENTRIES LOAD(b_at + place)
#define C_ENTRIES LOAD(c_at + place)
#define ANY(at, mask) LOAD(at + (place & mask))

#define APPLY_ONE(name, value) \
  case kernels_##name: { \
    APPLY_LOOP(ANY(a_at, a_mask), zero, zero, value) \
    APPLY_REST(value) \
  }
#define APPLY_TWO(name, value) \
  case kernels_##name: { \
    if (a_mask && b_mask) { \
      APPLY_LOOP(A_ENTRIES, B_ENTRIES, zero, value) \
    } else if (a_mask) { \
      APPLY_LOOP(A_ENTRIES, copies[1], zero, value) \
    } else { \
      APPLY_LOOP(copies[0], ANY(b_at, b_mask), zero, value) \
    } \
    APPLY_REST(value) \
  }
#define APPLY_THREE(name, value) \
  case kernels_##name: { \
    if (a_mask && b_mask && c_mask) { \
      APPLY_LOOP(A_ENTRIES, B_ENTRIES, C_ENTRIES, value) \
    } else if (b_mask && c_mask) { \
      APPLY_LOOP(copies[0], B_ENTRIES, C_ENTRIES, value) \
    } else { \
      APPLY_LOOP(ANY(a_at, a_mask), ANY(b_at, b_mask), ANY(c_at, c_mask), value) \
    } \
    APPLY_REST(value) \
  }

#define APPLY_LONG APPLY_ONE
#define APPLY(kind, name, units, value) APPLY_##kind(name, value)

/// Where the entries of a source are: its own memory, or as many copies of its one number as a vector holds. The mask
/// is −1 for entries and 0 for a number.
INLINE const REAL *NAME(entries)(kernels_source source, bool is_taken, VECTOR *copies, ptrdiff_t *mask) {
  *mask = 0;
  if (is_taken && source.step != 0) {
    *mask = -1;
    return source.pointer;
  }
  *copies = ALL(is_taken ? *(const REAL *)source.pointer : 1);
  return (const REAL *)copies;
}

/// 1/b, by which to multiply instead of dividing by one number b; 0 where that would not be near.
INLINE REAL NAME(inverse)(REAL b) {
  REAL inverse = (REAL)1 / b;
#if IS_DOUBLE
  const REAL smallest = 0x1p-1022;
#else
  const REAL smallest = 0x1p-126f;
#endif
  REAL size = inverse < 0 ? -inverse : inverse;
  return size >= smallest && size < __builtin_inf() ? inverse : 0;
}

TARGET static void NAME(apply)(
    kernels_entry_function function, ptrdiff_t count, void *target, kernels_source first, kernels_source second,
    kernels_source third) {
  if (count <= 0) return;
  int arity = kernels_arity(function);
  VECTOR copies[3];
  ptrdiff_t a_mask, b_mask, c_mask;
  const REAL *a_at = NAME(entries)(first, true, &copies[0], &a_mask);
  const REAL *b_at = NAME(entries)(second, arity > 1, &copies[1], &b_mask);
  const REAL *c_at = NAME(entries)(third, arity > 2, &copies[2], &c_mask);
  REAL *to = target;
  ptrdiff_t place = 0;
  const VECTOR zero = ALL(0), one = ALL(1);
  REAL inverse = function != kernels_divideNearly || b_mask ? 0 : NAME(inverse)(copies[1][0]);
  if (inverse != 0) {
    function = kernels_multiply;
    copies[1] = ALL(inverse);
  }
  switch (function) { KERNELS_ENTRY_FUNCTIONS(APPLY) }
}

#undef APPLY_LOOP
#undef APPLY_REST
#undef APPLY_ONE
#undef APPLY_TWO
#undef APPLY_THREE
#undef APPLY_LONG
#undef APPLY
#undef A_ENTRIES
#undef B_ENTRIES
#undef C_ENTRIES
#undef ANY
