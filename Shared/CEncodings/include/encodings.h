// Converts bytes between character encodings, through the C library's iconv.
#pragma once
#include <stddef.h>

// What a conversion came to, where it did not come to a number of bytes.
enum {
  reckoner_encoding_unknown = -1,  // nobody here knows one of the two encodings
  reckoner_encoding_refused = -2,  // the input is not in its encoding, or a character is not in the other one
  reckoner_encoding_no_room = -3,  // the output is longer than its place
};

// Converts all of the input. Strict: nothing is left out, approximated or begun and not ended.
// Returns the number of bytes written, or one of the above.
long reckoner_convert(
    const char *from, const char *to, const void *input, size_t input_length, void *output,
    size_t output_length);
