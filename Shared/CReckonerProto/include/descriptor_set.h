#ifndef RECKONER_DESCRIPTOR_SET_H
#define RECKONER_DESCRIPTOR_SET_H

#include <stddef.h>
#include <stdint.h>

/* Every schema file of Proto/ as a packed google.protobuf.FileDescriptorSet, for server reflection. */
const uint8_t *reckoner_descriptor_set(void);
size_t reckoner_descriptor_set_size(void);

#endif
