#include "arena.h"

#include <stdlib.h>
#include <string.h>

/* Chunks grow with the message; each allocation carries its size in front of it, which is how the true length of a
   string is known. */
typedef struct chunk {
  struct chunk *next;
  size_t used, size;
} chunk;

struct reckoner_arena {
  chunk *chunks;
  size_t room; /* bytes that unpacking may still take */
};

enum { alignment = 16, first_chunk = 4096, largest_chunk = 1 << 20 };

/* The address sanitizer knows only what malloc knows: for it each allocation is a chunk of its own, to the byte. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ONE_CHUNK_EACH 1
#endif
#endif
#ifndef ONE_CHUNK_EACH
#define ONE_CHUNK_EACH 0
#endif

static size_t rounded(size_t size) { return (size + alignment - 1) & ~(size_t)(alignment - 1); }

reckoner_arena *reckoner_arena_create(void) { return calloc(1, sizeof(reckoner_arena)); }

void reckoner_arena_destroy(reckoner_arena *arena) {
  if (!arena) return;
  chunk *next = arena->chunks;
  while (next) {
    chunk *following = next->next;
    free(next);
    next = following;
  }
  free(arena);
}

void *reckoner_arena_allocate(reckoner_arena *arena, size_t size) {
  const size_t header = alignment;
  if (size > SIZE_MAX / 4) return NULL;
  const size_t needed = header + (ONE_CHUNK_EACH ? size : rounded(size));
  chunk *current = arena->chunks;
  if (ONE_CHUNK_EACH || !current || current->size - current->used < needed) {
    size_t grown = current ? current->size * 2 : first_chunk;
    if (grown > largest_chunk) grown = largest_chunk;
    if (ONE_CHUNK_EACH || grown < needed) grown = needed;
    current = calloc(1, rounded(sizeof(chunk)) + grown);
    if (!current) return NULL;
    current->size = grown;
    current->next = arena->chunks;
    arena->chunks = current;
  }
  char *place = (char *)current + rounded(sizeof(chunk)) + current->used;
  current->used += needed;
  memcpy(place, &size, sizeof size);
  return place + header;
}

/* A message takes some ten times its bytes. protobuf-C copies a list each time that the message around it comes again,
   and nothing is freed before the end: without a bound, 200 KB take 3 GB. */
enum { room_at_least = 1 << 20, room_per_byte = 32 };

static void *allocate(void *context, size_t size) {
  reckoner_arena *arena = context;
  if (size > SIZE_MAX / 4 || alignment + rounded(size) > arena->room) return NULL;
  arena->room -= alignment + rounded(size);
  return reckoner_arena_allocate(arena, size);
}
static void keep(void *arena, void *pointer) { (void)arena, (void)pointer; }

ProtobufCMessage *reckoner_arena_unpack(reckoner_arena *arena, const ProtobufCMessageDescriptor *descriptor,
                                        size_t size, const uint8_t *bytes) {
  ProtobufCAllocator allocator = {allocate, keep, arena};
  if (size > SIZE_MAX / 2 / room_per_byte) return NULL;
  arena->room = room_at_least + room_per_byte * size;
  return protobuf_c_message_unpack(descriptor, &allocator, size, bytes);
}

size_t reckoner_arena_string_size(const char *string) {
  if (!string || string == protobuf_c_empty_string) return 0;
  size_t size;
  memcpy(&size, string - alignment, sizeof size);
  return size - 1; /* protobuf-C allocates one byte more, for the terminator */
}
