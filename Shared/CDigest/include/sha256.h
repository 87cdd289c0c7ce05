#ifndef RECKONER_SHA256_H
#define RECKONER_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A text to hash: two stretches of bytes, one after the other. */
typedef struct {
  const void *first, *second;
  size_t first_size, second_size;
} reckoner_text;

/* Whether this processor has instructions for SHA-256 that are known here. Where it has not, what is below must not be
   called. */
bool reckoner_sha256_is_there(void);

/* SHA-256 of each text, 32 bytes each, two texts at a time: an instruction of one has to wait for the one before it, and
   those of another text fill the gaps. */
void reckoner_sha256(const reckoner_text *texts, size_t count, uint8_t *digests);

#endif
