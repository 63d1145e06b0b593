#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "EntryFunctions.h"

// Products and entrywise arithmetic on rows of floats and doubles, for several instruction sets chosen at run time.
//
// Every entry of a product is one sum over k = 0, 1, 2, … held in one accumulator; with fused multiply-add each step
// rounds once. So AVX-512, AVX2+FMA and NEON give the same bits, whatever the tile, the number of threads or the part
// that is computed at a time. The plain level rounds the multiplication too.

/// An instruction set.
typedef enum {
  kernels_level_plain = 0,
  kernels_level_neon = 1,
  kernels_level_avx2 = 2,
  kernels_level_avx512 = 3,
} kernels_level;

/// Whether this computer can run a level.
bool kernels_can_run(kernels_level level);

/// Which entries share a number of the bias.
typedef enum {
  kernels_bias_none = 0,
  /// One number for each column, added to every row.
  kernels_bias_for_columns = 1,
  /// One number for each row, added to every column.
  kernels_bias_for_rows = 2,
  /// One number for all.
  kernels_bias_scalar = 3,
} kernels_bias;

typedef enum {
  kernels_activation_none = 0,
  /// z <= 0 ? 0 : z, so that NaN stays.
  kernels_activation_relu = 1,
} kernels_activation;

/// C = activation(A·B + addend + bias) ⊙ [mask > 0], all row by row; all pointers are to floats, or all to doubles.
///
/// A is rows × depth and B is depth × columns after the transposition asked for; a stride is the distance from one
/// row to the next as stored. C and the sum overlap nothing that is read.
typedef struct {
  ptrdiff_t rows, columns, depth;
  const void *_Nullable a;
  ptrdiff_t a_stride;
  const void *_Nullable b;
  ptrdiff_t b_stride;
  void *_Nullable c;
  ptrdiff_t c_stride;
  /// A matrix of the size of C, added to the sums when they are complete; none if null.
  const void *_Nullable addend;
  ptrdiff_t addend_stride;
  /// Where A·B + addend + bias is kept as well, before the activation; none if null.
  void *_Nullable sum;
  ptrdiff_t sum_stride;
  /// As many numbers as `bias_kind` says.
  const void *_Nullable bias;
  /// Each entry is multiplied by 1 where the mask is > 0, else by 0; no mask if null.
  const void *_Nullable mask;
  ptrdiff_t mask_stride;
  kernels_bias bias_kind;
  kernels_activation activation;
  bool a_is_transposed, b_is_transposed;
  /// Whether each sum begins with what C holds, not with 0.
  bool accumulates;
} kernels_product;

/// Computes the entries of C in one of so many parts: parts are disjoint, cover C, and are alike in size.
void kernels_multiply_f32(kernels_level level, const kernels_product *_Nonnull product, ptrdiff_t part, ptrdiff_t parts);
void kernels_multiply_f64(kernels_level level, const kernels_product *_Nonnull product, ptrdiff_t part, ptrdiff_t parts);

/// Numbers that are read or written one after another, or (step 0) one number read again and again.
typedef struct {
  const void *_Nullable pointer;
  ptrdiff_t step;
} kernels_source;

/// target[i] = function(a[i], b[i], c[i]) for `count` entries; the target may be a source, but not overlap it shifted.
/// Sources that the function does not take are not looked at.
void kernels_apply_f32(
    kernels_level level, kernels_entry_function function, ptrdiff_t count, void *_Nullable target, kernels_source a,
    kernels_source b, kernels_source c);
void kernels_apply_f64(
    kernels_level level, kernels_entry_function function, ptrdiff_t count, void *_Nullable target, kernels_source a,
    kernels_source b, kernels_source c);

/// How many intermediate results a formula may hold at once.
#define kernels_temporaries 16

/// One function in a formula. Places 0 ..< kernels_temporaries are intermediate results; the place
/// kernels_temporaries + i is the matrix i of the formula.
typedef struct {
  kernels_entry_function function;
  uint16_t target, a, b, c;
} kernels_instruction;

/// A matrix in a formula. Row step: the distance between rows as stored; 0 where all rows are the same one.
/// Column step: 1, or 0 where all columns are the same one. (0, 0) is a number.
typedef struct {
  void *_Nullable pointer;
  ptrdiff_t row_step, column_step;
} kernels_matrix;

/// Evaluates a formula entry by entry on rows × columns entries, in blocks that stay in the nearest cache: of each
/// block all instructions, then the next block. A matrix may be read and written, when it has the size of the result.
void kernels_evaluate_f32(
    kernels_level level, const kernels_instruction *_Nonnull instructions, ptrdiff_t instruction_count,
    const kernels_matrix *_Nonnull matrices, ptrdiff_t matrix_count, ptrdiff_t rows, ptrdiff_t columns,
    ptrdiff_t part, ptrdiff_t parts);
void kernels_evaluate_f64(
    kernels_level level, const kernels_instruction *_Nonnull instructions, ptrdiff_t instruction_count,
    const kernels_matrix *_Nonnull matrices, ptrdiff_t matrix_count, ptrdiff_t rows, ptrdiff_t columns,
    ptrdiff_t part, ptrdiff_t parts);

typedef enum {
  kernels_fold_sum = 0,
  kernels_fold_maximum = 1,
  kernels_fold_minimum = 2,
} kernels_fold;

/// The sum, the greatest or the least of each row (`rows` results) or of each column (`columns` results), in the
/// order in which they are written; a sum of nothing is 0, the greatest of nothing −∞.
void kernels_fold_f32(
    kernels_level level, kernels_fold fold, bool of_rows, ptrdiff_t rows, ptrdiff_t columns,
    const void *_Nullable source, ptrdiff_t source_stride, void *_Nullable target);
void kernels_fold_f64(
    kernels_level level, kernels_fold fold, bool of_rows, ptrdiff_t rows, ptrdiff_t columns,
    const void *_Nullable source, ptrdiff_t source_stride, void *_Nullable target);

/// exp(z − max) / Σ exp(z − max) along each row, or along each column; the sum in the written order.
/// The target may be the source.
void kernels_softmax_f32(
    kernels_level level, bool of_rows, ptrdiff_t rows, ptrdiff_t columns, const void *_Nullable source,
    ptrdiff_t source_stride, void *_Nullable target, ptrdiff_t target_stride);
void kernels_softmax_f64(
    kernels_level level, bool of_rows, ptrdiff_t rows, ptrdiff_t columns, const void *_Nullable source,
    ptrdiff_t source_stride, void *_Nullable target, ptrdiff_t target_stride);

/// byte/255 for `width` bytes of each of `count` examples: count × width numbers (in rows) or width × count.
///
/// The examples are order[first], order[first + 1], …, or first, first + 1, … without an order.
void kernels_gather_f32(
    kernels_level level, const uint8_t *_Nonnull bytes, ptrdiff_t width, const int32_t *_Nullable order, ptrdiff_t first,
    ptrdiff_t count, bool in_rows, void *_Nonnull target, ptrdiff_t part, ptrdiff_t parts);
void kernels_gather_f64(
    kernels_level level, const uint8_t *_Nonnull bytes, ptrdiff_t width, const int32_t *_Nullable order, ptrdiff_t first,
    ptrdiff_t count, bool in_rows, void *_Nonnull target, ptrdiff_t part, ptrdiff_t parts);

/// Examples stored as bytes: order[first], order[first + 1], …, or first, first + 1, … without an order; each of them is
/// `width` numbers byte/255.
typedef struct {
  const uint8_t *_Nonnull bytes;
  ptrdiff_t width;
  const int32_t *_Nullable order;
  ptrdiff_t first, count;
} kernels_examples;

/// Copies a matrix of rows × columns, stored so or as its transpose, to where the products below read it: a few columns
/// of all rows, then the next ones, filled up with zeros to a multiple of `kernels_laid_out_multiple`. Gives whether all
/// of its numbers are finite; without a target it does no more than that.
bool kernels_lay_out_f32(
    kernels_level level, ptrdiff_t rows, ptrdiff_t columns, const void *_Nonnull source, ptrdiff_t stride,
    bool is_transposed, void *_Nullable target, ptrdiff_t part, ptrdiff_t parts);
bool kernels_lay_out_f64(
    kernels_level level, ptrdiff_t rows, ptrdiff_t columns, const void *_Nonnull source, ptrdiff_t stride,
    bool is_transposed, void *_Nullable target, ptrdiff_t part, ptrdiff_t parts);

/// A matrix that is laid out takes the room of so many columns at a time.
#define kernels_laid_out_multiple 16

/// Numbers that a product with examples takes: rows of `units`, `stride` after each other, a multiple of
/// `kernels_laid_out_multiple` of them; or laid out, where the stride is 0.
typedef struct {
  const void *_Nonnull start;
  ptrdiff_t units, stride;
} kernels_rows;

/// How many bytes the tables take that products with examples look up, and what fills them.
size_t kernels_tables_size_f32(kernels_level level);
size_t kernels_tables_size_f64(kernels_level level);
void kernels_fill_tables_f32(kernels_level level, void *_Nonnull tables);
void kernels_fill_tables_f64(kernels_level level, void *_Nonnull tables);

/// The product of examples of which most numbers are 0 with finite weights, a row for each number of an example: C has a
/// column for each example, or a row. `product` says where C is and what is done with the sums; it has no operands of
/// its own. Where there is a split, each entry is the sum over the numbers before it and of that over those from it on.
void kernels_multiply_examples_f32(
    kernels_level level, const void *_Nonnull tables, const kernels_examples *_Nonnull examples, kernels_rows weights,
    ptrdiff_t split, bool in_columns, const kernels_product *_Nonnull product, ptrdiff_t part,
    ptrdiff_t parts);
void kernels_multiply_examples_f64(
    kernels_level level, const void *_Nonnull tables, const kernels_examples *_Nonnull examples, kernels_rows weights,
    ptrdiff_t split, bool in_columns, const kernels_product *_Nonnull product, ptrdiff_t part,
    ptrdiff_t parts);

/// The sum over such examples of each of their numbers times a row of finite numbers for the example: C has a column for
/// each number of an example, or a row.
void kernels_multiply_by_examples_f32(
    kernels_level level, const void *_Nonnull tables, const kernels_examples *_Nonnull examples, kernels_rows numbers,
    bool in_columns, const kernels_product *_Nonnull product, ptrdiff_t part, ptrdiff_t parts);
void kernels_multiply_by_examples_f64(
    kernels_level level, const void *_Nonnull tables, const kernels_examples *_Nonnull examples, kernels_rows numbers,
    bool in_columns, const kernels_product *_Nonnull product, ptrdiff_t part, ptrdiff_t parts);

/// The windows of a convolution or a pooling on an image channels × rows × columns, row by row: the window at place (i, j)
/// begins at row i·stride − padding and column j·stride − padding; what lies outside is 0.
typedef struct {
  ptrdiff_t channels, rows, columns;
  ptrdiff_t window_rows, window_columns;
  /// How many windows there are below one another and side by side.
  ptrdiff_t map_rows, map_columns;
  ptrdiff_t stride, padding;
} kernels_windows;

/// The pixels of an image under each window: a row for each channel and entry (a, b) of a window, a column for each place.
void kernels_unfold_f32(
    kernels_level level, const kernels_windows *_Nonnull windows, const void *_Nonnull image, void *_Nonnull patches);
void kernels_unfold_f64(
    kernels_level level, const kernels_windows *_Nonnull windows, const void *_Nonnull image, void *_Nonnull patches);

/// For each pixel of an image the sum of its entries in the patches, in the order of their rows; 0 where it has none.
void kernels_fold_back_f32(
    kernels_level level, const kernels_windows *_Nonnull windows, const void *_Nonnull patches, void *_Nonnull image);
void kernels_fold_back_f64(
    kernels_level level, const kernels_windows *_Nonnull windows, const void *_Nonnull patches, void *_Nonnull image);

/// What is computed at the greatest entry of each window, of equal ones the first in reading order.
typedef enum {
  /// Its value.
  kernels_pooling_value = 0,
  /// A given number for each window is added to 0 at that entry.
  kernels_pooling_gradient = 1,
  /// The number of another matrix that stands there.
  kernels_pooling_selection = 2,
} kernels_pooling;

/// Pools the planes first ..< end, each of the windows' rows × columns, which lie one after another; no padding.
void kernels_pool_f32(
    kernels_level level, kernels_pooling pooling, const kernels_windows *_Nonnull windows, ptrdiff_t first,
    ptrdiff_t end, const void *_Nullable given, const void *_Nonnull source, void *_Nonnull target);
void kernels_pool_f64(
    kernels_level level, kernels_pooling pooling, const kernels_windows *_Nonnull windows, ptrdiff_t first,
    ptrdiff_t end, const void *_Nullable given, const void *_Nonnull source, void *_Nonnull target);

/// The sum of each of the channels first ..< end over images × channels × count numbers: sixteen sums side by side, in
/// the written order each, on every level.
void kernels_sum_channels_f32(
    kernels_level level, ptrdiff_t images, ptrdiff_t channels, ptrdiff_t count, ptrdiff_t first, ptrdiff_t end,
    const void *_Nonnull source, void *_Nonnull target);
void kernels_sum_channels_f64(
    kernels_level level, ptrdiff_t images, ptrdiff_t channels, ptrdiff_t count, ptrdiff_t first, ptrdiff_t end,
    const void *_Nonnull source, void *_Nonnull target);

/// Where an even share of `count` things begins, in units of `unit` things; the last part ends at `count`.
static inline ptrdiff_t kernels_share(ptrdiff_t count, ptrdiff_t unit, ptrdiff_t part, ptrdiff_t parts) {
  ptrdiff_t units = (count + unit - 1) / unit;
  ptrdiff_t start = (units / parts * part + units % parts * part / parts) * unit;
  return start < count ? start : count;
}

/// So many pixels are copied at a time: shares of the pixels, and of what is read with them, begin at a multiple of it.
#define kernels_pixel_block 16

/// How many processors this program may run on; 0 when that is not known.
ptrdiff_t kernels_processor_count(void);

/// Reads bytes that are needed soon, so that they are near by then.
///
/// Hints to the processor are lost where a page is not in its tables; reading is not.
static inline void kernels_prefetch(const uint8_t *_Nonnull bytes, ptrdiff_t count) {
  for (ptrdiff_t place = 0; place < count; place += 64) __asm__ volatile("" : : "r"(bytes[place]));
}

/// Tells the processor that a loop is waiting for another thread.
static inline void kernels_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// Numbers too small to be normal count as 0 from here on, in this thread: arithmetic on them takes many times as long.
/// Gives what `kernels_restore` takes.
static inline uint64_t kernels_flush_subnormals(void) {
#if defined(__x86_64__)
  unsigned old = __builtin_ia32_stmxcsr();
  // Flush to zero, and denormals are zero.
  __builtin_ia32_ldmxcsr(old | 0x8040);
  return old;
#elif defined(__aarch64__)
  uint64_t old;
  __asm__ volatile("mrs %0, fpcr" : "=r"(old));
  __asm__ volatile("msr fpcr, %0" : : "r"(old | (UINT64_C(1) << 24)));
  return old;
#else
  return 0;
#endif
}

/// Numbers too small to be normal are what they were before `kernels_flush_subnormals`.
static inline void kernels_restore(uint64_t old) {
#if defined(__x86_64__)
  __builtin_ia32_ldmxcsr((unsigned)old);
#elif defined(__aarch64__)
  __asm__ volatile("msr fpcr, %0" : : "r"(old));
#else
  (void)old;
#endif
}
