#ifndef MONTHLY_MERGE_FUZZING_H
#define MONTHLY_MERGE_FUZZING_H

#include <stddef.h>
#include <stdint.h>

/// libFuzzer's own main program; calls `test` with one input after another.
int LLVMFuzzerRunDriver(int *count, char ***arguments,
                        int (*test)(const uint8_t *start, size_t size));

#endif
