// What the compiled rooms take from a system, where there is none; all else is in libc.a and libm.a.
#include <stddef.h>
#include <stdint.h>

// Hash tables begin with random numbers where there are any: here with the same ones, so that each run is like the next.
void arc4random_buf(void *place, size_t count) {
  unsigned char *bytes = place;
  for (size_t each = 0; each < count; ++each) bytes[each] = (unsigned char)(each * 37 + 11);
}

// The guard that the compiler puts into functions with arrays on the stack.
uintptr_t __stack_chk_guard = 0x5bd1e995;
_Noreturn void __stack_chk_fail(void) { __builtin_trap(); }

// How Swift reads a number of a text: where it ends, and what it is.
double strtod(const char *text, char **end);
const char *_swift_stdlib_strtod_clocale(const char *text, double *number) {
  char *end;
  *number = strtod(text, &end);
  return end;
}

// The C library reads a number as a file in memory, and brings along what files need: there are none.
enum { badFile = 8 };
int __wrap___wasi_fd_close(int file) { return badFile; }
int __wrap___wasi_fd_seek(int file, int64_t offset, int whence, int64_t *place) { return badFile; }
int __wrap___wasi_fd_write(int file, const void *parts, size_t count, size_t *written) { return badFile; }

// Nothing is printed: what a trap would say is not heard.
int putchar(int character) { return character; }

// Swift would go on with what could not be had; `--wrap` has it stop here.
int __real_posix_memalign(void **place, size_t alignment, size_t count);
int __wrap_posix_memalign(void **place, size_t alignment, size_t count) {
  int refused = __real_posix_memalign(place, alignment, count);
  if (refused) __builtin_trap();
  return refused;
}
