#ifndef RECKONER_ARENA_H
#define RECKONER_ARENA_H

#include <protobuf-c/protobuf-c.h>
#include <stddef.h>

/* Owns every allocation of one message and frees them at once. Not for use from two threads at a time.
   It lives in C so that protobuf-C's allocator callbacks are plain function pointers. */
typedef struct reckoner_arena reckoner_arena;

reckoner_arena *reckoner_arena_create(void);
void reckoner_arena_destroy(reckoner_arena *arena);

/* Zeroed memory, aligned for any type, that lives as long as the arena. NULL when there is no memory. */
void *reckoner_arena_allocate(reckoner_arena *arena, size_t size);

/* Unpacks a message into the arena; NULL where the bytes are not such a message, or would take far more memory than
   their number allows. */
ProtobufCMessage *reckoner_arena_unpack(reckoner_arena *arena, const ProtobufCMessageDescriptor *descriptor,
                                        size_t size, const uint8_t *bytes);

/* The length that an unpacked string had on the wire. strlen() would stop at a NUL inside it. */
size_t reckoner_arena_string_size(const char *string);

#endif
