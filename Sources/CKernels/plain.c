// What every computer has: vectors of 16 bytes where there are some, nothing fused.

#define LEVEL plain
#define TARGET
#define VECTOR_BYTES 16
#define TILE_ROWS 4
#define HELD 8
#define FUSES 0
#include "level_body.h"
