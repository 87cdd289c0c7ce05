#pragma once
// Foundation brings an ICU of its own, and both cannot be seen at once. What libxml2 shows of it here is used by nobody.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlreader.h>
