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

#endif
