/*
 * The practical limit: what a C program written for this one task reaches on this processor.
 *
 *   limit pack LIST BITS                                  a list of +33 numbers as a flat map of 10^9 bits
 *   limit scrub BITS CALLS KEPT REMOVED UNREAD COLUMN SEPARATOR THREADS
 *
 * Blocks are read under a lock and cut after their last whole row, worked on by any thread, and written at offsets that are
 * handed out in the order of the blocks. A block goes through four passes that each stay in the cache: positions of line ends
 * and separators; numbers; probes, with the map's cache lines fetched ahead; copying of whole runs of rows.
 * It does no more than the benchmark asks: a row must fit into a block, and errors end the program.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <immintrin.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define BLOCK (256u << 10)
#define PAD 128u
#define MAP_BYTES 125000000u
#define AHEAD 24u
enum { KEPT, REMOVED, UNREAD, OUTPUTS };

static const uint8_t *map;
static int input, output[OUTPUTS], column;
static uint8_t separator;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t passed = PTHREAD_COND_INITIALIZER;
static uint64_t taken, written, offset[OUTPUTS];
static uint8_t tail[BLOCK];
static uint32_t tail_length;
static int at_end;

struct work {
    uint8_t *in, *out[OUTPUTS];
    uint32_t *line_end, *split, *number;
    uint64_t *not_kept;
    uint32_t length, lines, splits, rows, filled[OUTPUTS];
};

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static inline uint64_t load8(const uint8_t *p) {
    uint64_t x;
    memcpy(&x, p, 8);
    return x;
}

static inline uint32_t load4(const uint8_t *p) {
    uint32_t x;
    memcpy(&x, p, 4);
    return x;
}

/* Where each of 64 bytes equals c, as bits. */
static inline uint64_t equal64(const uint8_t *p, uint8_t c) {
#if defined(__AVX512BW__)
    return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512((const void *)p), _mm512_set1_epi8((char)c));
#elif defined(__AVX2__)
    __m256i wanted = _mm256_set1_epi8((char)c);
    uint32_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_loadu_si256((const void *)p), wanted));
    uint32_t high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_loadu_si256((const void *)(p + 32)), wanted));
    return low | (uint64_t)high << 32;
#else
    uint64_t bits = 0;
    for (int i = 0; i < 64; i++) bits |= (uint64_t)(p[i] == c) << i;
    return bits;
#endif
}

/* Each bit becomes the parity of the bits up to it: between an opening quote and its closing one they are set. */
static inline uint64_t inside_quotes(uint64_t quotes) {
#if defined(__PCLMUL__)
    return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_cvtsi64_si128((long long)quotes), _mm_set1_epi8(-1), 0));
#else
    for (int shift = 1; shift < 64; shift <<= 1) quotes ^= quotes << shift;
    return quotes;
#endif
}

/* Appends base + position of each set bit; may write up to 64 entries of rubbish behind them. */
static inline uint32_t *append_positions(uint32_t *to, uint64_t bits, uint32_t base) {
    uint32_t count = (uint32_t)__builtin_popcountll(bits);
#if defined(__AVX512VBMI2__) && defined(__AVX512BW__)
    const __m512i ordinals = _mm512_set_epi8(
        63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32,
        31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    __m512i packed = _mm512_maskz_compress_epi8(bits, ordinals), start = _mm512_set1_epi32((int)base);
    _mm512_storeu_si512(to, _mm512_add_epi32(start, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed))));
    if (__builtin_expect(count > 16, 0))
        for (uint32_t i = 0; i < count; i++, bits &= bits - 1) to[i] = base + (uint32_t)__builtin_ctzll(bits);
#else
    for (uint32_t i = 0; bits; i++, bits &= bits - 1) to[i] = base + (uint32_t)__builtin_ctzll(bits);
#endif
    return to + count;
}

static void find_structure(struct work *w) {
    uint32_t *line = w->line_end, *split = w->split;
    uint64_t quoted = 0;
    for (uint32_t i = 0; i < w->length; i += 64) {
        uint64_t lines = equal64(w->in + i, '\n'), splits = equal64(w->in + i, separator), quotes = equal64(w->in + i, '"');
        if (w->length - i < 64) {
            uint64_t valid = ~0ull >> (64 - (w->length - i));
            lines &= valid, splits &= valid, quotes &= valid;
        }
        if (quotes | quoted) {
            uint64_t inside = inside_quotes(quotes) ^ quoted;
            quoted = (uint64_t)((int64_t)inside >> 63);
            lines &= ~inside, splits &= ~inside;
        }
        line = append_positions(line, lines, i);
        split = append_positions(split, splits, i);
    }
    w->lines = (uint32_t)(line - w->line_end);
    w->splits = (uint32_t)(split - w->split);
    *split = UINT32_MAX;
}

/* Eight ASCII digits, first digit in the lowest byte, or UINT32_MAX. */
static inline uint32_t eight_digits(uint64_t x) {
    uint64_t value = x - 0x3030303030303030ull;
    if (((value + 0x7676767676767676ull) | value) & 0x8080808080808080ull) return UINT32_MAX;
    value = value * 10 + (value >> 8);
    uint64_t pairs = (value & 0x000000ff000000ffull) * 0x000f424000000064ull;
    return (uint32_t)((pairs + ((value >> 16) & 0x000000ff000000ffull) * 0x0000271000000001ull) >> 32);
}

/* Any written form, one character at a time; 0 when it is no number of nine digits after the prefix. */
static uint32_t read_slowly(const uint8_t *p, const uint8_t *end) {
    uint64_t value = 0;
    int digits = 0, plus = 0;
    for (; p < end; p++) {
        uint8_t digit = (uint8_t)(*p - '0');
        if (digit < 10) {
            value = value * 10 + digit;
            if (++digits > 13) return 0;
        } else if (*p == '+' && !digits && !plus) {
            plus = 1;
        } else if (*p == '(') {
            if (!plus || digits != 2 || value != 33 || end - p < 3 || p[1] != '0' || p[2] != ')') return 0;
            p += 2;
        } else if (*p != ' ' && *p != '.' && *p != '-') {
            return 0;
        }
    }
    if (plus ? digits != 11 || value / 1000000000 != 33 : digits == 13 ? value / 1000000000 != 33 : digits != 9 && (digits != 10 || value >= 1000000000))
        return 0;
    value %= 1000000000;
    return value < 100000000 ? 0 : (uint32_t)value;
}

static inline uint32_t read_number(const uint8_t *p, const uint8_t *end) {
    /* By length from 9: what must stand before the last nine digits. */
    static const uint32_t prefix[] = {0, '0', 1, 0x33332b, 0x33333030}, bytes[] = {0, 0xff, 0, 0xffffff, 0xffffffff};
    if (end - p > 1 && *p == '"' && end[-1] == '"') p++, end--;
    uint64_t length = (uint64_t)(end - p);
    if (length - 9 < 5 && (load4(p) & bytes[length - 9]) == prefix[length - 9]) {
        uint32_t first = (uint32_t)end[-9] - '0', rest = eight_digits(load8(end - 8));
        if (first - 1 < 9 && rest != UINT32_MAX) return first * 100000000u + rest;
    }
#if defined(__SSSE3__)
    if (length == 14 && p[0] == '0') { /* 0A BC DE FG HI: the separators are compared, the digits drawn together */
        __m128i text = _mm_loadu_si128((const void *)p);
        __m128i marks = _mm_shuffle_epi8(text, _mm_setr_epi8(2, 5, 8, 11, 2, 5, 8, 11, 2, 5, 8, 11, 2, 5, 8, 11));
        __m128i digits = _mm_shuffle_epi8(text, _mm_setr_epi8(3, 4, 6, 7, 9, 10, 12, 13, -1, -1, -1, -1, -1, -1, -1, -1));
        uint32_t mark = (uint32_t)_mm_cvtsi128_si32(marks), first = (uint32_t)p[1] - '0';
        uint32_t rest = eight_digits((uint64_t)_mm_cvtsi128_si64(digits));
        if ((mark == 0x20202020 || mark == 0x2e2e2e2e || mark == 0x2d2d2d2d) && first - 1 < 9 && rest != UINT32_MAX)
            return first * 100000000u + rest;
    }
#endif
    return read_slowly(p, end);
}

static void read_numbers(struct work *w) {
    const uint32_t *split = w->split;
    uint32_t row_start = 0, count = w->lines;
    for (uint32_t row = 0; row < count; row++) {
        uint32_t end = w->line_end[row], n = 0;
        const uint32_t *mine = split;
        while (split[n] < end) n++;
        split += n;
        uint32_t from = column == 0 ? row_start : mine[column - 1] + 1, to = (uint32_t)column < n ? mine[column] : end;
        w->number[row] = (uint32_t)column <= n ? read_number(w->in + from, w->in + to) : 0;
        row_start = end + 1;
    }
    w->rows = count;
}

static void probe(struct work *w) {
    memset(w->not_kept, 0, (w->rows / 64 + 1) * sizeof *w->not_kept);
    memset(w->number + w->rows, 0, AHEAD * sizeof *w->number);
    for (uint32_t row = 0; row < w->rows; row++) {
        __builtin_prefetch(map + (w->number[row + AHEAD] >> 3));
        uint32_t number = w->number[row];
        uint64_t away = (uint64_t)(map[number >> 3] >> (number & 7) & 1) | (number == 0);
        w->not_kept[row >> 6] |= away << (row & 63);
    }
}

static inline void emit(struct work *w, int where, uint32_t from, uint32_t to) {
    memcpy(w->out[where] + w->filled[where], w->in + from, to - from);
    w->filled[where] += to - from;
}

static void split_rows(struct work *w) {
    uint32_t kept_from = 0;
    memset(w->filled, 0, sizeof w->filled);
    for (uint32_t group = 0; group <= w->rows / 64; group++)
        for (uint64_t bits = w->not_kept[group]; bits; bits &= bits - 1) {
            uint32_t row = group * 64 + (uint32_t)__builtin_ctzll(bits), start = row ? w->line_end[row - 1] + 1 : 0;
            emit(w, KEPT, kept_from, start);
            kept_from = w->line_end[row] + 1;
            emit(w, w->number[row] ? REMOVED : UNREAD, start, kept_from);
        }
    emit(w, KEPT, kept_from, w->length);
}

/* Length up to the end of the last whole row; the block begins at a row. */
static uint32_t whole_rows(const uint8_t *in, uint32_t length) {
    uint32_t quotes = 0;
    for (uint32_t i = 0; i < length; i += 64) {
        uint64_t bits = equal64(in + i, '"');
        if (length - i < 64) bits &= ~0ull >> (64 - (length - i));
        quotes += (uint32_t)__builtin_popcountll(bits);
    }
    for (uint32_t i = length; i-- > 0;) {
        if (in[i] == '"') quotes++;
        else if (in[i] == '\n' && !(quotes & 1)) return i + 1;
    }
    fprintf(stderr, "a row is longer than a block\n");
    exit(1);
}

/* Takes the next block; false when there is none left. */
static int take(struct work *w, uint64_t *ticket) {
    pthread_mutex_lock(&lock);
    int more = !at_end;
    if (more) {
        memcpy(w->in, tail, tail_length);
        ssize_t got = read(input, w->in + tail_length, BLOCK);
        if (got < 0) fail("read");
        uint32_t length = tail_length + (uint32_t)got;
        at_end = got == 0;
        w->length = at_end ? length : whole_rows(w->in, length);
        tail_length = length - w->length;
        if (tail_length > sizeof tail) exit(1);
        memcpy(tail, w->in + w->length, tail_length);
        /* A last line without its end is a row too, and gets one. */
        if (at_end && length && w->in[length - 1] != '\n') w->in[w->length++] = '\n';
        *ticket = taken++;
    }
    pthread_mutex_unlock(&lock);
    return more;
}

static void put(struct work *w, uint64_t ticket) {
    uint64_t at[OUTPUTS];
    pthread_mutex_lock(&lock);
    while (written != ticket) pthread_cond_wait(&passed, &lock);
    for (int i = 0; i < OUTPUTS; i++) at[i] = offset[i], offset[i] += w->filled[i];
    written++;
    pthread_cond_broadcast(&passed);
    pthread_mutex_unlock(&lock);
    for (int i = 0; i < OUTPUTS; i++)
        if (w->filled[i] && pwrite(output[i], w->out[i], w->filled[i], (off_t)at[i]) != (ssize_t)w->filled[i]) fail("write");
}

static void *room(size_t bytes) {
    void *p = aligned_alloc(4096, (bytes + 4095) / 4096 * 4096);
    if (!p) fail("memory");
    return p;
}

static void *run(void *unused) {
    struct work w;
    uint64_t ticket;
    w.in = (uint8_t *)room(PAD + 2 * BLOCK + PAD) + PAD;
    for (int i = 0; i < OUTPUTS; i++) w.out[i] = room(2 * BLOCK + PAD);
    w.line_end = room((2 * BLOCK + PAD) * sizeof(uint32_t));
    w.split = room((2 * BLOCK + PAD) * sizeof(uint32_t));
    w.number = room((2 * BLOCK + PAD) * sizeof(uint32_t));
    w.not_kept = room((2 * BLOCK / 64 + 2) * sizeof(uint64_t));
    while (take(&w, &ticket)) {
        find_structure(&w);
        read_numbers(&w);
        probe(&w);
        split_rows(&w);
        put(&w, ticket);
    }
    return unused;
}

static int create(const char *path) {
    int file = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0644);
    if (file < 0) fail(path);
    return file;
}

static int scrub(char **argv) {
    int bits = open(argv[0], O_RDONLY);
    map = mmap(0, MAP_BYTES, PROT_READ, MAP_SHARED | MAP_POPULATE, bits, 0);
    input = open(argv[1], O_RDONLY);
    if (bits < 0 || map == MAP_FAILED || input < 0) fail("open");
    for (int i = 0; i < OUTPUTS; i++) output[i] = create(argv[2 + i]);
    column = atoi(argv[5]);
    separator = (uint8_t)argv[6][0];
    int threads = atoi(argv[7]);

    ssize_t got = read(input, tail, BLOCK);
    uint8_t *line = got > 0 ? memchr(tail, '\n', (size_t)got) : 0;
    if (!line) fail("header");
    ssize_t header = line - tail + 1;
    for (int i = 0; i < OUTPUTS; i++) {
        if (pwrite(output[i], tail, (size_t)header, 0) != header) fail("write");
        offset[i] = (uint64_t)header;
    }
    lseek(input, header, SEEK_SET);

    pthread_t thread[64];
    if (threads < 1 || threads > 64) return 2;
    for (int i = 1; i < threads; i++) pthread_create(thread + i, 0, run, 0);
    run(0);
    for (int i = 1; i < threads; i++) pthread_join(thread[i], 0);
    return 0;
}

static int pack(const char *list, const char *bits) {
    FILE *in = fopen(list, "r"), *out = fopen(bits, "w");
    uint8_t *set = calloc(MAP_BYTES, 1);
    char line[64];
    if (!in || !out || !set) fail("open");
    while (fgets(line, sizeof line, in)) {
        uint64_t number = strtoull(line + 3, 0, 10);
        if (number < 8ull * MAP_BYTES) set[number >> 3] |= (uint8_t)(1 << (number & 7));
    }
    if (fwrite(set, 1, MAP_BYTES, out) != MAP_BYTES) fail("write");
    return fclose(out) ? 1 : 0;
}

int main(int argc, char **argv) {
    if (argc == 4 && !strcmp(argv[1], "pack")) return pack(argv[2], argv[3]);
    if (argc == 10 && !strcmp(argv[1], "scrub")) return scrub(argv + 2);
    fprintf(stderr, "usage: limit pack LIST BITS | limit scrub BITS CALLS KEPT REMOVED UNREAD COLUMN SEPARATOR THREADS\n");
    return 2;
}
