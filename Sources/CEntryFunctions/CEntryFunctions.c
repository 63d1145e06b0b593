// Neither header needs anything before it.
#include "EntryFunctions.h"
#include "ExactSums.h"
