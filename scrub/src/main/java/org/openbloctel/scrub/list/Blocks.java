package org.openbloctel.scrub.list;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
 * <p>Immutable, safe for any number of threads. A body is not used before {@link BodyReader} has said that no
 * look-up can leave its block.
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

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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

    /** What is said of each block: 0 for one without members. Not to be changed. */
    int[] directory() {
        return directory;
    }

    /** Where the block of a directory's entry begins in the body. */
    static int offset(int entry) {
        return entry & ~BITMAP;
    }

    /** The bytes of a block before its members. */
    static int leastBytes(int entry) {
        return entry < 0 ? BITMAP_BYTES : MEMBERS;
    }

    /** The bytes of a block. */
    static int bytes(int entry, int members) {
        return entry < 0 ? BITMAP_BYTES : MEMBERS + members;
    }

    /** How many members a block has, by its headers; -1 when these do not follow one another. */
    static int members(int entry, byte[] bytes, int at) {
        return entry < 0 ? bits(bytes, at) : members(bytes, at);
    }

    private static int bits(byte[] block, int at) {
        int bits = 0;
        for (int i = at; i < at + BITMAP_BYTES; i += Long.BYTES) {
            bits += Long.bitCount((long) LONG.get(block, i));
        }
        return bits;
    }

    private static int members(byte[] headers, int from) {
        int members = 0;
        for (int at = from; at < from + MEMBERS; at += GROUP_HEADER) {
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
        if (entry != 0) {
            body.get(offset(entry), scratch, 0, Math.min(BITMAP_BYTES, body.limit() - offset(entry)));
            expand(entry, scratch, 0, bits, start);
        }
    }

    /** The same for a block of which all bytes stand in {@code bytes} from {@code at} on. Hot code. */
    static void expand(int entry, byte[] bytes, int at, long[] bits, int start) {
        if (entry < 0) {
            for (int w = 0; w < BLOCK_WORDS; w++) {
                bits[start + w] = (long) LONG.get(bytes, at + w * Long.BYTES);
            }
            return;
        }
        int member = at + MEMBERS;
        for (int group = 0; group < GROUPS; group++) {
            int counts = at + group * GROUP_HEADER + 3;
            int begin = member;
            for (int bucket = 0; bucket < 8; bucket++) {
                int end = begin + (bytes[counts + bucket] & 0xff);
                int word = start + group * 32 + bucket * 4;
                for (; member < end; member++) {
                    int low = bytes[member];
                    bits[word + (low >>> 6 & 3)] |= 1L << low;
                }
            }
        }
    }

    /** Encodes all numbers; the canonical bytes of docs/formats/list.md. */
    static Blocks encode(BitPages pages, long space) {
        int blocks = (int) ((space + (1L << BLOCK_BITS) - 1) >>> BLOCK_BITS);
        Output out = new Output(blocks * 4);
        long[] words = new long[BLOCK_WORDS];
        for (int block = 0; block < blocks; block++) {
            if (pages.copyBlock((long) block << BLOCK_BITS, words)) {
                out.block(block, words);
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

        void block(int block, long[] words) {
            int members = 0;
            boolean crowded = false;
            for (int group = 0; group < GROUPS; group++) {
                int inGroup = 0;
                for (int w = group * 32; w < group * 32 + 32; w++) {
                    inGroup += Long.bitCount(words[w]);
                }
                crowded |= inGroup > MAX_GROUP;
                members += inGroup;
            }
            if (members > 0) {
                block(block, words, members, crowded || MEMBERS + members >= BITMAP_BYTES);
            }
        }

        private void block(int block, long[] words, int members, boolean bitmap) {
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
