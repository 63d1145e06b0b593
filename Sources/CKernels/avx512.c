// AVX-512: 32 vectors of 64 bytes.

#if defined(__x86_64__)
#define LEVEL avx512
#ifndef TARGET
#define TARGET __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma")))
#endif
#define VECTOR_BYTES 64
#define TILE_ROWS 8
#define HELD 16
#define FUSES 1
#include "level_body.h"
#endif
