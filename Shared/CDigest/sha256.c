#include "sha256.h"

#include <string.h>

#if defined(__x86_64__) || defined(__i386__)

#include <cpuid.h>
#include <immintrin.h>

#define WITH_SHA __attribute__((target("sha,sse4.1,ssse3")))

bool reckoner_sha256_is_there(void) {
  unsigned a, b, c, d;
  const unsigned ssse3 = 1u << 9, sse41 = 1u << 19, sha = 1u << 29;
  if (!__get_cpuid(1, &a, &b, &c, &d) || (c & (ssse3 | sse41)) != (ssse3 | sse41)) return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & sha);
}

enum { block = 64, digest_size = 32, lanes = 2 };

/* FIPS 180-4, section 4.2.2. */
static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/* The eight words of a state as the instructions want them: a, b, e, f and c, d, g, h. */
typedef struct {
  __m128i abef, cdgh;
} state;

/* Four words of the schedule from the sixteen before them. */
WITH_SHA static inline __m128i further(__m128i w0, __m128i w4, __m128i w8, __m128i w12) {
  const __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(w0, w4), _mm_alignr_epi8(w12, w8, 4));
  return _mm_sha256msg2_epu32(sum, w12);
}

/* Takes the same number of blocks into `count` states, which is known where this is called, as the rounds are. */
WITH_SHA static inline __attribute__((always_inline)) void take(state *states[], const uint8_t *bytes[],
                                                                size_t blocks, const int count) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  state all[lanes], now[lanes];
  __m128i words[lanes][4];
  for (int lane = 0; lane < count; lane++) all[lane] = *states[lane];
  for (size_t done = 0; done < blocks; done++) {
    for (int lane = 0; lane < count; lane++) {
      const __m128i *source = (const __m128i *)(bytes[lane] + done * block);
      for (int part = 0; part < 4; part++)
        words[lane][part] = _mm_shuffle_epi8(_mm_loadu_si128(source + part), big_endian);
      now[lane] = all[lane];
    }
#pragma clang loop unroll(full)
    for (int round = 0; round < 16; round++) {
      const __m128i constant = _mm_loadu_si128((const __m128i *)(constants + round * 4));
      for (int lane = 0; lane < count; lane++) {
        __m128i *w = words[lane];
        const __m128i sum = _mm_add_epi32(w[round & 3], constant);
        now[lane].cdgh = _mm_sha256rnds2_epu32(now[lane].cdgh, now[lane].abef, sum);
        now[lane].abef = _mm_sha256rnds2_epu32(now[lane].abef, now[lane].cdgh, _mm_shuffle_epi32(sum, 0x0E));
        if (round < 12)
          w[round & 3] = further(w[round & 3], w[(round + 1) & 3], w[(round + 2) & 3], w[(round + 3) & 3]);
      }
    }
    for (int lane = 0; lane < count; lane++) {
      all[lane].abef = _mm_add_epi32(all[lane].abef, now[lane].abef);
      all[lane].cdgh = _mm_add_epi32(all[lane].cdgh, now[lane].cdgh);
    }
  }
  for (int lane = 0; lane < count; lane++) *states[lane] = all[lane];
}

WITH_SHA static void take_one(state *one, const uint8_t *bytes, size_t blocks) {
  state *states[lanes] = {one};
  const uint8_t *from[lanes] = {bytes};
  take(states, from, blocks, 1);
}

WITH_SHA static void take_two(state *one, state *other, const uint8_t *first, const uint8_t *second, size_t blocks) {
  state *states[lanes] = {one, other};
  const uint8_t *from[lanes] = {first, second};
  take(states, from, blocks, 2);
}

/* A text on its way: blocks where they lie, and where its stretches meet and at its end blocks that are put together. */
typedef struct {
  state state;
  const uint8_t *next; /* the blocks that come next */
  size_t blocks;
  const uint8_t *rest; /* what comes behind them, and behind what is held of the joined bytes */
  size_t rest_size, held, size;
  uint8_t joined[2 * block];
  bool is_busy, is_ending;
  uint8_t *digest;
} lane;

WITH_SHA static void begin(lane *lane, const reckoner_text *text, uint8_t *digest) {
  /* FIPS 180-4, section 5.3.3. */
  lane->state.abef = _mm_set_epi32(0x6a09e667, (int)0xbb67ae85, 0x510e527f, (int)0x9b05688c);
  lane->state.cdgh = _mm_set_epi32(0x3c6ef372, (int)0xa54ff53a, 0x1f83d9ab, 0x5be0cd19);
  lane->size = text->first_size + text->second_size;
  lane->digest = digest;
  lane->is_busy = true;
  lane->is_ending = false;
  lane->next = text->first;
  lane->blocks = text->first_size / block;
  lane->held = text->first_size % block;
  if (lane->held) memcpy(lane->joined, lane->next + lane->blocks * block, lane->held);
  lane->rest = text->second;
  lane->rest_size = text->second_size;
}

/* Finds the blocks that come next; false at the end of the text. */
static bool advance(lane *lane) {
  if (lane->blocks) return true;
  if (lane->is_ending) return false;
  if (!lane->held && lane->rest_size >= block) {
    lane->next = lane->rest;
    lane->blocks = lane->rest_size / block;
    lane->rest += lane->blocks * block;
    lane->rest_size %= block;
    return true;
  }
  const size_t room = block - lane->held, more = lane->rest_size < room ? lane->rest_size : room;
  if (more) {
    memcpy(lane->joined + lane->held, lane->rest, more);
    lane->rest += more;
    lane->rest_size -= more;
  }
  size_t held = lane->held + more;
  lane->held = 0;
  lane->next = lane->joined;
  lane->blocks = 1;
  if (held == block) return true;
  /* The end: one bit, zeros, and how many bits there were. */
  lane->is_ending = true;
  lane->joined[held++] = 0x80;
  if (held + 8 > block) lane->blocks = 2;
  memset(lane->joined + held, 0, lane->blocks * block - held);
  const uint64_t bits = __builtin_bswap64((uint64_t)lane->size * 8);
  memcpy(lane->joined + lane->blocks * block - 8, &bits, 8);
  return true;
}

WITH_SHA static void finish(lane *lane) {
  /* From a, b, e, f and c, d, g, h, the last one first, to a, b, c, d and e, f, g, h, each with its first byte first. */
  const __m128i order = _mm_set_epi64x(0x0001020304050607, 0x08090a0b0c0d0e0f);
  const __m128i high = _mm_unpackhi_epi64(lane->state.cdgh, lane->state.abef);
  const __m128i low = _mm_unpacklo_epi64(lane->state.cdgh, lane->state.abef);
  _mm_storeu_si128((__m128i *)lane->digest, _mm_shuffle_epi8(high, order));
  _mm_storeu_si128((__m128i *)(lane->digest + 16), _mm_shuffle_epi8(low, order));
  lane->is_busy = false;
}

WITH_SHA static void pass(lane *lane, size_t blocks) {
  lane->next += blocks * block;
  lane->blocks -= blocks;
}

WITH_SHA void reckoner_sha256(const reckoner_text *texts, size_t count, uint8_t *digests) {
  lane one, other;
  lane *both[lanes] = {&one, &other};
  one.is_busy = other.is_busy = false;
  size_t begun = 0;
  while (true) {
    for (int index = 0; index < lanes; index++) {
      lane *lane = both[index];
      while (lane->is_busy ? !advance(lane) : begun < count) {
        if (lane->is_busy) finish(lane);
        if (begun == count) break;
        begin(lane, texts + begun, digests + begun * digest_size);
        begun++;
      }
    }
    if (one.is_busy && other.is_busy) {
      const size_t blocks = one.blocks < other.blocks ? one.blocks : other.blocks;
      take_two(&one.state, &other.state, one.next, other.next, blocks);
      pass(&one, blocks);
      pass(&other, blocks);
    } else if (one.is_busy || other.is_busy) {
      lane *last = one.is_busy ? &one : &other;
      take_one(&last->state, last->next, last->blocks);
      pass(last, last->blocks);
    } else {
      return;
    }
  }
}

#else

bool reckoner_sha256_is_there(void) { return false; }

void reckoner_sha256(const reckoner_text *texts, size_t count, uint8_t *digests) {
  (void)texts, (void)count, (void)digests;
}

#endif
