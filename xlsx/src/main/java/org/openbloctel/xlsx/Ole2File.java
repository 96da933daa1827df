package org.openbloctel.xlsx;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A file of streams, as Microsoft's programs of before 2007 wrote it ([MS-CFB]): sectors in chains that a table of successors tells. In memory
 * are 4 bytes a sector; a chain that is longer than the file is damage, so that none runs in a circle. Not thread-safe.
 */
final class Ole2File implements Closeable {
    private static final int HEADER = 512;
    private static final int HEADER_FAT_SECTORS = 109;
    private static final int HEADER_FAT_OFFSET = 0x4c;
    private static final int ENTRY = 128;
    private static final int NAME_LENGTH_OFFSET = 0x40;
    private static final int MAX_NAME = 64;
    private static final int MINI_SHIFT = 6;
    /** Streams below this size stand in sectors of 64 bytes inside another stream. */
    private static final int MINI_CUTOFF = 4096;

    private static final int STREAM = 2;
    private static final int ROOT = 5;

    /** Streams that tell what a file is: no others are kept. */
    private static final Set<String> KNOWN =
            Set.of("workbook", "book", "worddocument", "powerpoint document", "encryptedpackage");

    private final FileChannel channel;
    private final int shift;
    private final int sectors;
    private final ByteBuffer header;
    private final int[] next;
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<Entry, int[]> chains = new HashMap<>();
    private Entry root = new Entry(-1, 0);

    private record Entry(int first, long size) {}

    Ole2File(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            this.header = read(0, HEADER);
            this.shift = header.getShort(0x1e);
            if (shift != 9 && shift != 12) {
                throw new IOException("sectors of an unknown size");
            }
            this.sectors = Math.toIntExact(channel.size() >> shift);
            this.next = successors();
            readEntries();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether there is a stream of this name, whatever its case. */
    boolean has(String name) {
        return entries.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** The size of a stream. */
    long size(String name) throws IOException {
        return entry(name).size;
    }

    /** Reads up to so many bytes of a stream from a place; fewer where it ends. */
    int read(String name, long from, byte[] target) throws IOException {
        Entry entry = entry(name);
        int wanted = (int) Math.min(target.length, entry.size - from);
        boolean mini = entry.size < MINI_CUTOFF;
        int[] chain = mini ? miniChain(entry) : chain(entry);
        int chainShift = mini ? MINI_SHIFT : shift;
        int[] container = mini ? chain(root) : chain;
        int done = 0;
        while (done < wanted) {
            long at = from + done;
            int offset = (int) (at & ((1L << chainShift) - 1));
            int sector = chain[(int) (at >> chainShift)];
            int length = Math.min(wanted - done, (1 << chainShift) - offset);
            long place = mini ? ((long) sector << MINI_SHIFT) + offset : offset;
            int real = mini ? container[(int) (place >> shift)] : sector;
            long inSector = mini ? place & ((1L << shift) - 1) : offset;
            read(position(real) + inSector, length).get(target, done, length);
            done += length;
        }
        return Math.max(0, wanted);
    }

    private Entry entry(String name) throws IOException {
        Entry entry = entries.get(name.toLowerCase(Locale.ROOT));
        if (entry == null) {
            throw new IOException("no such stream");
        }
        return entry;
    }

    private int[] chain(Entry entry) throws IOException {
        int[] known = chains.get(entry);
        if (known == null) {
            known = chain(entry.first, next, (entry.size + (1L << shift) - 1) >> shift, sectors);
            chains.put(entry, known);
        }
        return known;
    }

    private int[] miniChain(Entry entry) throws IOException {
        int[] fat = table(chain(header.getInt(0x3c), next, -1, sectors));
        return chain(entry.first, fat, (entry.size + (1 << MINI_SHIFT) - 1) >> MINI_SHIFT, fat.length);
    }

    /**
     * The sectors of a chain.
     *
     * @param length how many there must be; -1 for as many as there are
     * @param most how many there can be
     */
    private static int[] chain(int first, int[] successors, long length, int most) throws IOException {
        if (length > most) {
            throw new EOFException("a stream larger than its file");
        }
        int[] chain = new int[16];
        int n = 0;
        for (int sector = first; sector >= 0 && n != length; sector = successors[sector]) {
            if (n == most || sector >= successors.length) {
                throw new IOException("sectors in a circle, or beyond the end");
            }
            chain = n == chain.length ? Arrays.copyOf(chain, 2 * n) : chain;
            chain[n++] = sector;
        }
        if (n < length) {
            throw new EOFException("a chain cut off");
        }
        return Arrays.copyOf(chain, n);
    }

    private int[] successors() throws IOException {
        int declared = header.getInt(0x2c);
        if (declared < 0 || declared > sectors) {
            throw new EOFException("a table larger than its file");
        }
        int[] of = new int[declared];
        int n = 0;
        for (; n < Math.min(declared, HEADER_FAT_SECTORS); n++) {
            of[n] = header.getInt(HEADER_FAT_OFFSET + 4 * n);
        }
        int each = (1 << shift) / 4 - 1;
        int more = header.getInt(0x44);
        while (n < declared) {
            ByteBuffer sector = read(position(more), 1 << shift);
            for (int i = 0; i < each && n < declared; i++) {
                of[n++] = sector.getInt(4 * i);
            }
            more = sector.getInt(4 * each);
        }
        return table(of);
    }

    private int[] table(int[] of) throws IOException {
        int each = (1 << shift) / 4;
        int[] table = new int[Math.multiplyExact(of.length, each)];
        for (int i = 0; i < of.length; i++) {
            read(position(of[i]), 1 << shift).asIntBuffer().get(table, i * each, each);
        }
        return table;
    }

    private void readEntries() throws IOException {
        for (int sector : chain(header.getInt(0x30), next, -1, sectors)) {
            ByteBuffer bytes = read(position(sector), 1 << shift);
            for (int at = 0; at < bytes.limit(); at += ENTRY) {
                int nameLength = bytes.getShort(at + NAME_LENGTH_OFFSET);
                int type = bytes.get(at + NAME_LENGTH_OFFSET + 2);
                Entry entry = new Entry(bytes.getInt(at + 0x74), bytes.getInt(at + 0x78) & 0xffffffffL);
                if (type == ROOT) {
                    root = entry;
                } else if (type == STREAM && nameLength > 2 && nameLength <= MAX_NAME) {
                    byte[] name = new byte[nameLength - 2];
                    bytes.get(at, name);
                    String lower = new String(name, StandardCharsets.UTF_16LE).toLowerCase(Locale.ROOT);
                    if (KNOWN.contains(lower)) {
                        entries.putIfAbsent(lower, entry);
                    }
                }
            }
        }
    }

    private long position(int sector) throws IOException {
        if (sector < 0 || sector > sectors) {
            throw new EOFException("a sector beyond the end");
        }
        return ((long) sector + 1) << shift;
    }

    private ByteBuffer read(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                if (bytes.position() == 0) {
                    throw new EOFException("cut off");
                }
                // Some programs leave the last sector short.
                return bytes.clear();
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
