#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#endif
#include <unistd.h>
#include "include/CKernels.h"

ptrdiff_t kernels_processor_count(void) {
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  if (online < 0) online = 0;
#if defined(__linux__)
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) {
    int count = CPU_COUNT(&allowed);
    if (count > 0 && (online == 0 || count < online)) return count;
  }
#endif
  return online;
}
