// Everything of one level, compiled once for each instruction set. The including file says:
//   LEVEL          the name that ends every function
//   TARGET         the attribute that allows the instructions, for every function that holds a vector
//   VECTOR_BYTES   how long a vector is
//   TILE_ROWS      how many rows of C are computed at once; two vectors of columns each
//   HELD           how many vectors a formula holds in registers while it is computed
//   FUSES          whether multiplication and addition are one operation with one rounding

#include <stdint.h>
#include "include/CKernels.h"
#include "Table.h"

// A product of no more multiplications than this is not worth a tile.
#define SMALL 128


// A formula is computed as it is written, unless it says MULTIPLY_ADD.
#pragma STDC FP_CONTRACT OFF

#define JOIN3_(a, b, c) a##_##b##_##c
#define JOIN3(a, b, c) JOIN3_(a, b, c)
#define NAME(name) JOIN3(name, TYPE, LEVEL)
#define INLINE static inline __attribute__((always_inline)) TARGET
#define UNROLLED _Pragma("clang loop unroll(full)")

#if FUSES
#define MULTIPLY_ADD(a, b, c) __builtin_elementwise_fma(a, b, c)
#else
#define MULTIPLY_ADD(a, b, c) ((a) * (b) + (c))
#endif

#define TYPE f32
#define REAL float
#define BITS int32_t
#define IS_DOUBLE 0
#include "type_body.h"
#undef TYPE
#undef REAL
#undef BITS
#undef IS_DOUBLE

#define TYPE f64
#define REAL double
#define BITS int64_t
#define IS_DOUBLE 1
#include "type_body.h"
#undef TYPE
#undef REAL
#undef BITS
#undef IS_DOUBLE

#define TABLE_(level) kernels_table_##level
#define TABLE(level) TABLE_(level)
#define ENTRY(name, type) JOIN3(name, type, LEVEL)
const kernels_table TABLE(LEVEL) = {
    {ENTRY(multiply, f32), ENTRY(multiply, f64)},
    {ENTRY(apply, f32), ENTRY(apply, f64)},
    {ENTRY(evaluate, f32), ENTRY(evaluate, f64)},
    {ENTRY(fold, f32), ENTRY(fold, f64)},
    {ENTRY(softmax, f32), ENTRY(softmax, f64)},
    {ENTRY(gather, f32), ENTRY(gather, f64)},
    {ENTRY(lay_out, f32), ENTRY(lay_out, f64)},
    {ENTRY(tables_size, f32), ENTRY(tables_size, f64)},
    {ENTRY(fill_tables, f32), ENTRY(fill_tables, f64)},
    {ENTRY(multiply_examples, f32), ENTRY(multiply_examples, f64)},
    {ENTRY(multiply_by_examples, f32), ENTRY(multiply_by_examples, f64)},
    {ENTRY(unfold, f32), ENTRY(unfold, f64)},
    {ENTRY(fold_back, f32), ENTRY(fold_back, f64)},
    {ENTRY(pool, f32), ENTRY(pool, f64)},
    {ENTRY(sum_channels, f32), ENTRY(sum_channels, f64)},
};
