#ifndef MONTHLY_MERGE_EMBEDDED_H
#define MONTHLY_MERGE_EMBEDDED_H

#include <stddef.h>

/// A file of `Templates/` as it was when the program was built.
struct embedded_file {
  /// Path below `Templates/`, with `/`.
  const char *name;
  /// Number of bytes, without the zero byte that follows them.
  size_t size;
  const unsigned char *bytes;
};

/// Number of embedded files.
size_t embedded_count(void);

/// The embedded file at `index`, from 0; it lives as long as the program.
const struct embedded_file *embedded_at(size_t index);

#endif
