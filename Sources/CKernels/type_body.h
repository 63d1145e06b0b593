// Vectors of one type of number, and everything made of them.

typedef REAL NAME(vector) __attribute__((vector_size(VECTOR_BYTES)));
typedef BITS NAME(bits) __attribute__((vector_size(VECTOR_BYTES)));
// As they lie in memory: anywhere.
typedef REAL NAME(loose) __attribute__((vector_size(VECTOR_BYTES), aligned(sizeof(REAL)), may_alias));

#define VECTOR NAME(vector)
#define VECTOR_OF_BITS NAME(bits)
#define LOOSE NAME(loose)
#define LANES ((ptrdiff_t)(VECTOR_BYTES / sizeof(REAL)))
#define LOAD(pointer) ((VECTOR)(*(const LOOSE *)(pointer)))
#define STORE(pointer, value) (*(LOOSE *)(pointer) = (LOOSE)(value))
#define ALL(number) ((REAL)(number) - (VECTOR){0})
#define ABSOLUTE(a) __builtin_elementwise_abs(a)
#define CHOOSE(mask, yes, no) \
  ((VECTOR)(((VECTOR_OF_BITS)(mask) & (VECTOR_OF_BITS)(yes)) | (~(VECTOR_OF_BITS)(mask) & (VECTOR_OF_BITS)(no))))

/// The first `count` lanes from memory; 1 in the others, which every function takes without harm.
INLINE VECTOR NAME(load_first)(const REAL *source, ptrdiff_t count) {
  VECTOR result = ALL(1);
  for (ptrdiff_t lane = 0; lane < count; lane++) result[lane] = source[lane];
  return result;
}

/// The first `count` lanes to memory.
INLINE void NAME(store_first)(REAL *target, VECTOR value, ptrdiff_t count) {
  for (ptrdiff_t lane = 0; lane < count; lane++) target[lane] = value[lane];
}

#include "functions_body.h"
#include "apply_body.h"
#include "chain_body.h"
#include "evaluate_body.h"
#include "lines_body.h"
#include "gather_body.h"
#include "tile_body.h"
#include "multiply_body.h"
#include "sparse_body.h"
#include "images_body.h"

#undef VECTOR
#undef VECTOR_OF_BITS
#undef LOOSE
#undef LANES
#undef LOAD
#undef STORE
#undef ALL
#undef ABSOLUTE
#undef CHOOSE
