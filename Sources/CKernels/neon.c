// NEON, which every 64-bit ARM has: 32 vectors of 16 bytes.

#if defined(__aarch64__)
#define LEVEL neon
#define TARGET
#define VECTOR_BYTES 16
#define TILE_ROWS 8
#define HELD 16
#define FUSES 1
#include "level_body.h"
#endif
