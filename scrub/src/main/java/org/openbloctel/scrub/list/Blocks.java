package org.openbloctel.scrub.list;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The form at rest: numbers in blocks of 65,536, each block sparse or a bit map, behind a directory of offsets.
 *
 * <p>A sparse block cuts its numbers in 256 buckets of 256, so that a member is one byte, its low eight bits. Eight
 * buckets share a group header: where the group's members begin (two bytes), a zero, and eight running counts (one byte
 * each), so that bucket {@code i} spans from count {@code i-1} to count {@code i}. Arithmetic for 12 million numbers
 * spread over 540 million: a block has 1,456 members and 32 headers of 11 bytes, 1.24 bytes a number where the
 * information bound is 0.87; opening is a memory map, and a look-up reads one header and a dozen bytes. A block that
 * would be larger than a bit map (8,192 bytes), or that has a group of more than 255, is a bit map; which form a block
 * has follows from its numbers alone.
 *
 * <p>Immutable, safe for any number of threads. A body is not used before {@link #isSound} has said that no look-up can
 * leave its block.
 */
final class Blocks {
    static final int BLOCK_BITS = 16;
    static final int PADDING = 16;

    private static final int BLOCK_WORDS = 1 << (BLOCK_BITS - 6);
    private static final int GROUPS = 32;
    private static final int GROUP_HEADER = 11;
    private static final int MEMBERS = GROUPS * GROUP_HEADER;
    static final int BITMAP_BYTES = 1 << (BLOCK_BITS - 3);
    private static final int MAX_GROUP = 255;
    private static final int BITMAP = 1 << 31;

    private final ByteBuffer body;
    private final int[] directory;

    /** A body as {@link #encode} makes it. */
    Blocks(ByteBuffer body, int blocks) {
        this.body = body.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.directory = new int[blocks];
        this.body.asIntBuffer().get(0, directory);
    }

    ByteBuffer body() {
        return body.duplicate().rewind();
    }

    int count() {
        return directory.length;
    }

    /** Whether the blocks follow one another without gaps and every count in them adds up to {@code numbers}. */
    boolean isSound(long numbers) {
        long end = directory.length * 4L;
        long found = 0;
        byte[] headers = new byte[MEMBERS];
        for (int entry : directory) {
            if (entry == 0) {
                continue;
            }
            boolean bitmap = entry < 0;
            if ((entry & ~BITMAP) != end || end + (bitmap ? BITMAP_BYTES : MEMBERS) > body.limit() - PADDING) {
                return false;
            }
            int members = bitmap ? bits(entry & ~BITMAP) : members(entry, headers);
            if (members < 0) {
                return false;
            }
            found += members;
            end += bitmap ? BITMAP_BYTES : MEMBERS + members;
            if (end > body.limit() - PADDING) {
                return false;
            }
        }
        return end == body.limit() - PADDING && found == numbers;
    }

    private int bits(int offset) {
        int bits = 0;
        for (int i = 0; i < BITMAP_BYTES; i += 8) {
            bits += Long.bitCount(body.getLong(offset + i));
        }
        return bits;
    }

    /** The members of a sparse block, by its headers; -1 when these do not follow one another. */
    private int members(int offset, byte[] headers) {
        body.get(offset, headers); // at once: this runs for every block when a list is opened, before it is compiled
        int members = 0;
        for (int at = 0; at < MEMBERS; at += GROUP_HEADER) {
            int begins = (headers[at] & 0xff) | (headers[at + 1] & 0xff) << 8;
            if (begins != members || headers[at + 2] != 0) {
                return -1;
            }
            int count = 0;
            for (int bucket = at + 3; bucket < at + GROUP_HEADER; bucket++) {
                int next = headers[bucket] & 0xff;
                if (next < count) {
                    return -1;
                }
                count = next;
            }
            members += count;
        }
        return members;
    }

    boolean contains(long number) {
        int entry = directory[(int) (number >>> BLOCK_BITS)];
        if (entry == 0) {
            return false;
        }
        int low = (int) number & 0xffff;
        if (entry < 0) {
            return (body.get((entry & ~BITMAP) + (low >>> 3)) >>> (low & 7) & 1) != 0;
        }
        int header = entry + (low >>> 11) * GROUP_HEADER;
        int bucket = low >>> 8 & 7;
        int from = body.get(header + 2 + bucket) & 0xff;
        int to = body.get(header + 3 + bucket) & 0xff;
        int members = entry + MEMBERS + (body.getShort(header) & 0xffff);
        byte wanted = (byte) low;
        for (int i = members + from; i < members + to; i++) {
            if (body.get(i) == wanted) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty(int block) {
        return directory[block] == 0;
    }

    /**
     * Sets the numbers of a block in a flat bit map, in which the block begins at word {@code start}.
     *
     * @param scratch room for a block, {@link #BITMAP_BYTES}: one copy of it is cheaper than many reads through a map
     */
    void expand(int block, long[] bits, int start, byte[] scratch) {
        int entry = directory[block];
        if (entry < 0) {
            for (int w = 0; w < BLOCK_WORDS; w++) {
                bits[start + w] = body.getLong((entry & ~BITMAP) + w * 8);
            }
        } else if (entry > 0) {
            body.get(entry, scratch, 0, Math.min(BITMAP_BYTES, body.limit() - entry));
            for (int group = 0; group < GROUPS; group++) {
                expandGroup(scratch, group, bits, start + group * 32);
            }
        }
    }

    private static void expandGroup(byte[] block, int group, long[] bits, int start) {
        int header = group * GROUP_HEADER;
        int members = MEMBERS + ((block[header] & 0xff) | (block[header + 1] & 0xff) << 8);
        int from = 0;
        for (int bucket = 0; bucket < 8; bucket++) {
            int to = block[header + 3 + bucket] & 0xff;
            for (int i = from; i < to; i++) {
                int member = block[members + i] & 0xff;
                bits[start + bucket * 4 + (member >>> 6)] |= 1L << member;
            }
            from = to;
        }
    }

    /** Encodes all numbers; the canonical bytes of docs/formats/list.md. */
    static Blocks encode(BitPages pages, long space) {
        int blocks = (int) ((space + (1L << BLOCK_BITS) - 1) >>> BLOCK_BITS);
        Output out = new Output(blocks * 4);
        long[] words = new long[BLOCK_WORDS];
        for (int block = 0; block < blocks; block++) {
            long first = (long) block << BLOCK_BITS;
            if (pages.isEmptyPage(first)) {
                continue;
            }
            int members = 0;
            boolean crowded = false;
            for (int group = 0; group < GROUPS; group++) {
                int inGroup = 0;
                for (int w = group * 32; w < group * 32 + 32; w++) {
                    words[w] = pages.word((first >>> 6) + w);
                    inGroup += Long.bitCount(words[w]);
                }
                crowded |= inGroup > MAX_GROUP;
                members += inGroup;
            }
            if (members > 0) {
                out.block(block, words, members, crowded || MEMBERS + members >= BITMAP_BYTES);
            }
        }
        return new Blocks(out.finish(), blocks);
    }

    /** A growing body: the directory first, the blocks behind it. */
    private static final class Output {
        private byte[] bytes;
        private int size;

        Output(int directoryBytes) {
            bytes = new byte[Math.max(1 << 16, directoryBytes * 2)];
            size = directoryBytes;
        }

        void block(int block, long[] words, int members, boolean bitmap) {
            int entry = size;
            reserve(bitmap ? BITMAP_BYTES : MEMBERS + members);
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(block * 4, bitmap ? entry | BITMAP : entry);
            if (bitmap) {
                ByteBuffer.wrap(bytes, entry, BITMAP_BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asLongBuffer()
                        .put(words);
            } else {
                sparse(entry, words);
            }
        }

        private void sparse(int entry, long[] words) {
            int members = entry + MEMBERS;
            int at = members;
            for (int group = 0; group < GROUPS; group++) {
                int header = entry + group * GROUP_HEADER;
                int start = at;
                bytes[header] = (byte) (start - members);
                bytes[header + 1] = (byte) ((start - members) >>> 8);
                for (int w = group * 32; w < group * 32 + 32; w++) {
                    for (long left = words[w]; left != 0; left &= left - 1) {
                        bytes[at++] = (byte) ((w & 3) << 6 | Long.numberOfTrailingZeros(left));
                    }
                    bytes[header + 3 + ((w - group * 32) >>> 2)] = (byte) (at - start);
                }
            }
        }

        ByteBuffer finish() {
            reserve(PADDING);
            return ByteBuffer.wrap(Arrays.copyOf(bytes, size));
        }

        private void reserve(int more) {
            if (size > Integer.MAX_VALUE - 64 - more) {
                throw new IllegalStateException("a list's body is limited to 2 GiB");
            }
            if (bytes.length < size + more) {
                long grown = Math.min(Integer.MAX_VALUE - 64, Math.max(size + more, bytes.length * 2L));
                bytes = Arrays.copyOf(bytes, (int) grown);
            }
            size += more;
        }
    }
}
