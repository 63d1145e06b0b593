// The table needs nothing before it.
#include "EntryFunctions.h"
