#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Products of matrices in double precision: each entry is the sum of its products in their order, and each product is
// rounded before it is added. These are the same bits on every processor, whatever the length of its vectors.

/// So many products are added to the entries of all rows before the next ones: what they take of the right matrix stays
/// near meanwhile.
enum { exact_depth = 64 };

#if defined(__x86_64__)
#define EXACT_NAME(name) exact_##name##_by_eight
#define EXACT_TARGET __attribute__((target("avx512f")))
#define EXACT_LANES 8
#include "../exact_sums_body.h"
#undef EXACT_NAME
#undef EXACT_TARGET
#undef EXACT_LANES

#define EXACT_NAME(name) exact_##name##_by_four
#define EXACT_TARGET __attribute__((target("avx2")))
#define EXACT_LANES 4
#include "../exact_sums_body.h"
#undef EXACT_NAME
#undef EXACT_TARGET
#undef EXACT_LANES
#endif

#define EXACT_NAME(name) exact_##name##_by_two
#define EXACT_TARGET
#define EXACT_LANES 2
#include "../exact_sums_body.h"
#undef EXACT_NAME
#undef EXACT_TARGET
#undef EXACT_LANES

/// How many numbers a vector has at most: 8, 4 or 2.
static inline int exact_lanes(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return 8;
  if (__builtin_cpu_supports("avx2")) return 4;
#endif
  return 2;
}

/// The product of `rows`×`inner` numbers by `inner`×`columns`, at least one of the first and eight of the second, by
/// vectors of so many numbers. Where it accumulates, each sum goes on from what the target holds.
static inline void exact_multiply(
    int lanes, ptrdiff_t rows, ptrdiff_t inner, ptrdiff_t columns, const double *_Nonnull left,
    const double *_Nonnull right, double *_Nonnull target, bool accumulates) {
#if defined(__x86_64__)
  if (lanes == 8) return exact_multiply_by_eight(rows, inner, columns, left, right, target, accumulates);
  if (lanes == 4) return exact_multiply_by_four(rows, inner, columns, left, right, target, accumulates);
#endif
  exact_multiply_by_two(rows, inner, columns, left, right, target, accumulates);
}

/// The same of a left side of which only what is not 0 is given: of each of its rows, from `starts[row]` to
/// `starts[row + 1]`, the places and the numbers.
///
/// A sum of which no product is given is −0.
static inline void exact_multiply_listed(
    int lanes, ptrdiff_t rows, ptrdiff_t columns, const uint32_t *_Nonnull starts, const uint32_t *_Nonnull places,
    const double *_Nonnull numbers, const double *_Nonnull right, double *_Nonnull target) {
#if defined(__x86_64__)
  if (lanes == 8) return exact_multiply_listed_by_eight(rows, columns, starts, places, numbers, right, target);
  if (lanes == 4) return exact_multiply_listed_by_four(rows, columns, starts, places, numbers, right, target);
#endif
  exact_multiply_listed_by_two(rows, columns, starts, places, numbers, right, target);
}
