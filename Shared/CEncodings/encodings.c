#include "encodings.h"

#include <errno.h>
#include <iconv.h>

long reckoner_convert(
    const char *from, const char *to, const void *input, size_t input_length, void *output,
    size_t output_length) {
  iconv_t converter = iconv_open(to, from);
  if (converter == (iconv_t)-1) return reckoner_encoding_unknown;
  char *in = (char *)input;
  char *out = output;
  size_t room = output_length;
  // The last call, without input, writes what a stateful encoding ends with.
  size_t changed = iconv(converter, &in, &input_length, &out, &room);
  if (changed != (size_t)-1) changed = iconv(converter, NULL, NULL, &out, &room);
  int error = errno;
  iconv_close(converter);
  if (changed == (size_t)-1) return error == E2BIG ? reckoner_encoding_no_room : reckoner_encoding_refused;
  // What iconv changed irreversibly it counts; a strict reader takes none of it.
  if (changed > 0) return reckoner_encoding_refused;
  return (long)(output_length - room);
}
