#ifndef CLIBXML2_SHIM_H
#define CLIBXML2_SHIM_H

#include <libxml/parser.h>
#include <libxml/xmlerror.h>

// The parser's fields are reached here alone, since later versions of libxml2 hide them.

static inline int clibxml2_is_well_formed(xmlParserCtxtPtr context) {
  return context->wellFormed;
}

static inline int clibxml2_line(xmlParserCtxtPtr context) {
  return context->input ? context->input->line : 0;
}

static inline void clibxml2_ignore(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

/// Keeps this thread's parsers from printing to standard error what they report besides.
///
/// Errors of the input layer bypass the parser's own callback.
static inline void clibxml2_silence(void) { xmlSetGenericErrorFunc(NULL, clibxml2_ignore); }

#endif
