#pragma once

// The functions of entries, a row each: the enumeration, everything that C does for each of them, and their names in
// Swift come from this table.
//
// A row says how many numbers a, b, c a function takes (LONG: one, and it is too long to be written out for every
// vector); its name; by how many units in the last place its value may be off; and the value, of vectors, in the words
// of level_body.h. What is more than an expression has its body in functions_body.h.
//
// A comparison gives 1 or 0. What is off by 0 units is IEEE's own, the same bits everywhere; the rest has the same bits
// at every level that fuses, and so has multiplyAdd, which the plain level rounds twice.
#define KERNELS_ENTRY_FUNCTIONS(ROW) \
  ROW(ONE, copy, 0, a) \
  ROW(ONE, negate, 0, -a) \
  ROW(ONE, absolute, 0, ABSOLUTE(a)) \
  /* 0 of 0 and NaN of NaN. */ \
  ROW(ONE, sign, 0, CHOOSE(a > zero, one, CHOOSE(a < zero, -one, a - a))) \
  ROW(ONE, squareRoot, 0, __builtin_elementwise_sqrt(a)) \
  ROW(ONE, floor, 0, __builtin_elementwise_floor(a)) \
  /* NaN stays. */ \
  ROW(ONE, relu, 0, CHOOSE(a <= zero, zero, a)) \
  ROW(TWO, add, 0, a + b) \
  ROW(TWO, subtract, 0, a - b) \
  ROW(TWO, multiply, 0, a * b) \
  ROW(TWO, divide, 0, a / b) \
  /* By one number that the formula does not make: perhaps a·(1/b). */ \
  ROW(TWO, divideNearly, 2, a / b) \
  /* 0 where a is 0. */ \
  ROW(TWO, divideSafely, 0, CHOOSE(a == zero, zero, a / b)) \
  /* The first of two equal ones; NaN where either is. */ \
  ROW(TWO, maximum, 0, CHOOSE((b > a) | (b != b), b, a)) \
  ROW(TWO, minimum, 0, CHOOSE((b < a) | (b != b), b, a)) \
  ROW(TWO, greater, 0, CHOOSE(a > b, one, zero)) \
  ROW(TWO, greaterOrEqual, 0, CHOOSE(a >= b, one, zero)) \
  ROW(TWO, equal, 0, CHOOSE(a == b, one, zero)) \
  ROW(TWO, unequal, 0, CHOOSE(a == b, zero, one)) \
  /* The same with a tolerance: what differs by no more than 10^-9 of the larger, of 1 at least, is equal; in single \
     precision, 10^-6. */ \
  ROW(TWO, clearlyGreater, 0, CHOOSE(a - b > NAME(tolerance)(a, b), one, zero)) \
  ROW(TWO, nearlyGreaterOrEqual, 0, CHOOSE((a >= b) | (b - a <= NAME(tolerance)(a, b)), one, zero)) \
  ROW(TWO, nearlyEqual, 0, CHOOSE((a == b) | (ABSOLUTE(a - b) <= NAME(tolerance)(a, b)), one, zero)) \
  ROW(TWO, clearlyUnequal, 0, CHOOSE((a == b) | (ABSOLUTE(a - b) <= NAME(tolerance)(a, b)), zero, one)) \
  /* The same where the larger counts as it is, also below 1. */ \
  ROW(TWO, relativelyGreater, 0, CHOOSE(a - b > NAME(share)(a, b), one, zero)) \
  ROW(TWO, relativelyGreaterOrEqual, 0, CHOOSE((a >= b) | (b - a <= NAME(share)(a, b)), one, zero)) \
  ROW(TWO, relativelyEqual, 0, CHOOSE((a == b) | (ABSOLUTE(a - b) <= NAME(share)(a, b)), one, zero)) \
  ROW(TWO, relativelyUnequal, 0, CHOOSE((a == b) | (ABSOLUTE(a - b) <= NAME(share)(a, b)), zero, one)) \
  /* Whether a is positive, and whether it is clearly so. */ \
  ROW(ONE, positive, 0, CHOOSE(a > zero, one, zero)) \
  ROW(ONE, clearlyPositive, 0, CHOOSE(a > NAME(tolerance)(a, zero), one, zero)) \
  /* b where a is not 0, c where it is. */ \
  ROW(THREE, choose, 0, CHOOSE(a == zero, c, b)) \
  ROW(THREE, multiplyAdd, 0, MULTIPLY_ADD(a, b, c)) \
  ROW(LONG, exponential, 2, NAME(exponential)(a)) \
  ROW(LONG, logarithm, 2, NAME(logarithm)(a)) \
  ROW(LONG, sigmoid, 2, NAME(sigmoid)(a)) \
  ROW(LONG, hyperbolicTangent, 2, NAME(hyperbolicTangent)(a)) \
  ROW(LONG, hyperbolicSine, 2, NAME(hyperbolicSine)(a)) \
  ROW(LONG, hyperbolicCosine, 2, NAME(hyperbolicCosine)(a)) \
  ROW(LONG, hyperbolicSecant, 3, ALL(1) / NAME(hyperbolicCosine)(a))

/// What is done entry by entry.
typedef enum __attribute__((enum_extensibility(closed))) {
#define KERNELS_ROW(kind, name, units, value) kernels_##name __attribute__((swift_name(#name))),
  KERNELS_ENTRY_FUNCTIONS(KERNELS_ROW)
#undef KERNELS_ROW
} kernels_entry_function;

enum {
#define KERNELS_ROW(kind, name, units, value) +1
  /// How many functions there are.
  kernels_entry_function_count = KERNELS_ENTRY_FUNCTIONS(KERNELS_ROW)
#undef KERNELS_ROW
};

/// How many numbers a function takes.
static inline int kernels_arity(kernels_entry_function function) {
  enum { ONE = 1, TWO = 2, THREE = 3, LONG = 1 };
  switch (function) {
#define KERNELS_ROW(kind, name, units, value) \
  case kernels_##name: return kind;
    KERNELS_ENTRY_FUNCTIONS(KERNELS_ROW)
#undef KERNELS_ROW
  }
}

/// By how many units in the last place the value of a function may be off.
static inline int kernels_error_units(kernels_entry_function function) {
  switch (function) {
#define KERNELS_ROW(kind, name, units, value) \
  case kernels_##name: return units;
    KERNELS_ENTRY_FUNCTIONS(KERNELS_ROW)
#undef KERNELS_ROW
  }
}

/// The name of a function in the table.
static inline const char *_Nonnull kernels_name(kernels_entry_function function) {
  switch (function) {
#define KERNELS_ROW(kind, name, units, value) \
  case kernels_##name: return #name;
    KERNELS_ENTRY_FUNCTIONS(KERNELS_ROW)
#undef KERNELS_ROW
  }
}
