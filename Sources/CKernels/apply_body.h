// One operation, entry by entry.

#define APPLY(expression) \
  for (; count >= LANES; count -= LANES) { \
    VECTOR a = LOAD(a_at), b = LOAD(b_at), c = LOAD(c_at); \
    (void)a, (void)b, (void)c; \
    STORE(to, expression); \
    a_at += a_step, b_at += b_step, c_at += c_step, to += LANES; \
  } \
  if (count > 0) { \
    VECTOR a = NAME(load_first)(a_at, count), b = NAME(load_first)(b_at, count), c = NAME(load_first)(c_at, count); \
    (void)a, (void)b, (void)c; \
    NAME(store_first)(to, expression, count); \
  } \
  return;

/// Where the entries of a source are: its own memory, or as many copies of its one number as a vector holds.
INLINE const REAL *NAME(entries)(kernels_source source, bool is_taken, VECTOR *copies, ptrdiff_t *step) {
  *step = 0;
  if (is_taken && source.step != 0) {
    *step = LANES;
    return source.pointer;
  }
  *copies = ALL(is_taken ? *(const REAL *)source.pointer : 1);
  return (const REAL *)copies;
}

TARGET static void NAME(apply)(
    kernels_operation operation, ptrdiff_t count, void *target, kernels_source first, kernels_source second,
    kernels_source third) {
  if (count <= 0) return;
  bool takes_two = operation >= kernels_add && operation <= kernels_choose;
  VECTOR copies[3];
  ptrdiff_t a_step, b_step, c_step;
  const REAL *a_at = NAME(entries)(first, true, &copies[0], &a_step);
  const REAL *b_at = NAME(entries)(second, takes_two, &copies[1], &b_step);
  const REAL *c_at = NAME(entries)(third, operation == kernels_choose, &copies[2], &c_step);
  REAL *to = target;
  const VECTOR zero = ALL(0), one = ALL(1);
  switch (operation) {
    case kernels_copy: APPLY(a)
    case kernels_negate: APPLY(-a)
    case kernels_absolute: APPLY(__builtin_elementwise_abs(a))
    case kernels_sign: APPLY(CHOOSE(a > zero, one, CHOOSE(a < zero, -one, zero)))
    case kernels_square_root: APPLY(__builtin_elementwise_sqrt(a))
    case kernels_floor: APPLY(__builtin_elementwise_floor(a))
    case kernels_relu: APPLY(CHOOSE(a > zero, a, zero))
    case kernels_add: APPLY(a + b)
    case kernels_subtract: APPLY(a - b)
    case kernels_multiply: APPLY(a * b)
    case kernels_divide: APPLY(a / b)
    case kernels_divide_safely: APPLY(CHOOSE(a == zero, zero, a / b))
    case kernels_maximum: APPLY(CHOOSE(b > a, b, a))
    case kernels_minimum: APPLY(CHOOSE(b < a, b, a))
    case kernels_greater: APPLY(CHOOSE(a > b, one, zero))
    case kernels_greater_or_equal: APPLY(CHOOSE(a >= b, one, zero))
    case kernels_equal: APPLY(CHOOSE(a == b, one, zero))
    case kernels_choose: APPLY(CHOOSE(a == zero, c, b))
    case kernels_exponential: APPLY(NAME(exponential)(a))
    case kernels_logarithm: APPLY(NAME(logarithm)(a))
    case kernels_sigmoid: APPLY(NAME(sigmoid)(a))
    case kernels_hyperbolic_tangent: APPLY(NAME(hyperbolic_tangent)(a))
  }
}

#undef APPLY
