// AVX2 with fused multiply-add: 16 vectors of 32 bytes.

#if defined(__x86_64__)
#define LEVEL avx2
#define TARGET __attribute__((target("avx2,fma")))
#define VECTOR_BYTES 32
#define TILE_ROWS 6
#define HELD 8
#define FUSES 1
#include "level_body.h"
#endif
