#pragma once

#include "include/CKernels.h"

// The functions of one level, for floats and for doubles.
typedef struct {
  void (*multiply[2])(const kernels_product *, ptrdiff_t part, ptrdiff_t parts);
  void (*apply[2])(kernels_entry_function, ptrdiff_t count, void *, kernels_source, kernels_source, kernels_source);
  void (*evaluate[2])(
      const kernels_instruction *, ptrdiff_t instruction_count, const kernels_matrix *, ptrdiff_t matrix_count,
      ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t part, ptrdiff_t parts);
  void (*fold[2])(kernels_fold, bool of_rows, ptrdiff_t rows, ptrdiff_t columns, const void *, ptrdiff_t, void *);
  void (*softmax[2])(
      bool of_rows, ptrdiff_t rows, ptrdiff_t columns, const void *, ptrdiff_t, void *, ptrdiff_t);
  void (*gather[2])(
      const uint8_t *, ptrdiff_t width, const int32_t *order, ptrdiff_t first, ptrdiff_t count, bool in_rows, void *,
      ptrdiff_t part, ptrdiff_t parts);
  bool (*lay_out[2])(
      ptrdiff_t rows, ptrdiff_t columns, const void *, ptrdiff_t stride, bool is_transposed, void *,
      ptrdiff_t part, ptrdiff_t parts);
  size_t (*tables_size[2])(void);
  void (*fill_tables[2])(void *);
  void (*multiply_examples[2])(
      const void *tables, const kernels_examples *, kernels_rows weights, ptrdiff_t split,
      bool in_columns, const kernels_product *, ptrdiff_t part, ptrdiff_t parts);
  void (*multiply_by_examples[2])(
      const void *tables, const kernels_examples *, kernels_rows numbers, bool in_columns,
      const kernels_product *, ptrdiff_t part, ptrdiff_t parts);
  void (*unfold[2])(const kernels_windows *, const void *image, void *patches);
  void (*fold_back[2])(const kernels_windows *, const void *patches, void *image);
  void (*pool[2])(
      kernels_pooling, const kernels_windows *, ptrdiff_t first, ptrdiff_t end, const void *, const void *, void *);
  void (*sum_channels[2])(
      ptrdiff_t images, ptrdiff_t channels, ptrdiff_t count, ptrdiff_t first, ptrdiff_t end, const void *, void *);
} kernels_table;

extern const kernels_table kernels_table_plain;
extern const kernels_table kernels_table_neon;
extern const kernels_table kernels_table_avx2;
extern const kernels_table kernels_table_avx512;
