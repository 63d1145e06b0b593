// Which levels there are on this computer, and the way to each.

#include "include/CKernels.h"
#include "Table.h"

bool kernels_can_run(kernels_level level) {
  switch (level) {
    case kernels_level_plain: return true;
    case kernels_level_neon:
#if defined(__aarch64__)
      return true;
#else
      return false;
#endif
#if defined(__x86_64__)
    case kernels_level_avx2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case kernels_level_avx512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
             __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
    case kernels_level_avx2:
    case kernels_level_avx512: return false;
#endif
  }
  return false;
}

static const kernels_table *table(kernels_level level) {
  switch (level) {
#if defined(__x86_64__)
    case kernels_level_avx512: return &kernels_table_avx512;
    case kernels_level_avx2: return &kernels_table_avx2;
#endif
#if defined(__aarch64__)
    case kernels_level_neon: return &kernels_table_neon;
#endif
    default: return &kernels_table_plain;
  }
}

#define FOR_BOTH(name, parameters, ...) \
  void kernels_##name##_f32 parameters { table(level)->name[0](__VA_ARGS__); } \
  void kernels_##name##_f64 parameters { table(level)->name[1](__VA_ARGS__); }

FOR_BOTH(
    multiply, (kernels_level level, const kernels_product *product, ptrdiff_t part, ptrdiff_t parts), product, part,
    parts)

FOR_BOTH(
    apply,
    (kernels_level level, kernels_entry_function function, ptrdiff_t count, void *target, kernels_source a,
     kernels_source b, kernels_source c),
    function, count, target, a, b, c)

FOR_BOTH(
    evaluate,
    (kernels_level level, const kernels_instruction *instructions, ptrdiff_t instruction_count,
     const kernels_matrix *matrices, ptrdiff_t matrix_count, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t part,
     ptrdiff_t parts),
    instructions, instruction_count, matrices, matrix_count, rows, columns, part, parts)

FOR_BOTH(
    fold,
    (kernels_level level, kernels_fold fold, bool of_rows, ptrdiff_t rows, ptrdiff_t columns, const void *source,
     ptrdiff_t source_stride, void *target),
    fold, of_rows, rows, columns, source, source_stride, target)

FOR_BOTH(
    softmax,
    (kernels_level level, bool of_rows, ptrdiff_t rows, ptrdiff_t columns, const void *source, ptrdiff_t source_stride,
     void *target, ptrdiff_t target_stride),
    of_rows, rows, columns, source, source_stride, target, target_stride)

FOR_BOTH(
    gather,
    (kernels_level level, const uint8_t *bytes, ptrdiff_t width, const int32_t *order, ptrdiff_t first, ptrdiff_t count,
     bool in_rows, void *target, ptrdiff_t part, ptrdiff_t parts),
    bytes, width, order, first, count, in_rows, target, part, parts)

#define FOR_BOTH_GIVING_BOOL(name, parameters, ...) \
  bool kernels_##name##_f32 parameters { return table(level)->name[0](__VA_ARGS__); } \
  bool kernels_##name##_f64 parameters { return table(level)->name[1](__VA_ARGS__); }

FOR_BOTH_GIVING_BOOL(
    lay_out,
    (kernels_level level, ptrdiff_t rows, ptrdiff_t columns, const void *source, ptrdiff_t stride, bool is_transposed,
     void *target, ptrdiff_t part, ptrdiff_t parts),
    rows, columns, source, stride, is_transposed, target, part, parts)

size_t kernels_tables_size_f32(kernels_level level) { return table(level)->tables_size[0](); }
size_t kernels_tables_size_f64(kernels_level level) { return table(level)->tables_size[1](); }

FOR_BOTH(fill_tables, (kernels_level level, void *tables), tables)

FOR_BOTH(
    multiply_examples,
    (kernels_level level, const void *tables, const kernels_examples *examples, kernels_rows weights, ptrdiff_t split,
     bool in_columns, const kernels_product *product, ptrdiff_t part, ptrdiff_t parts),
    tables, examples, weights, split, in_columns, product, part, parts)

FOR_BOTH(
    multiply_by_examples,
    (kernels_level level, const void *tables, const kernels_examples *examples, kernels_rows numbers, bool in_columns,
     const kernels_product *product, ptrdiff_t part, ptrdiff_t parts),
    tables, examples, numbers, in_columns, product, part, parts)

FOR_BOTH(
    unfold, (kernels_level level, const kernels_windows *windows, const void *image, void *patches), windows, image,
    patches)

FOR_BOTH(
    fold_back, (kernels_level level, const kernels_windows *windows, const void *patches, void *image), windows, patches,
    image)

FOR_BOTH(
    pool,
    (kernels_level level, kernels_pooling pooling, const kernels_windows *windows, ptrdiff_t first, ptrdiff_t end,
     const void *given, const void *source, void *target),
    pooling, windows, first, end, given, source, target)

FOR_BOTH(
    sum_channels,
    (kernels_level level, ptrdiff_t images, ptrdiff_t channels, ptrdiff_t count, ptrdiff_t first, ptrdiff_t end,
     const void *source, void *target),
    images, channels, count, first, end, source, target)
