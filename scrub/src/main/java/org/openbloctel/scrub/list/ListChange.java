package org.openbloctel.scrub.list;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.openbloctel.scrub.disk.WholeFile;
import org.openbloctel.scrub.list.UntrustedListException.Fault;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * What leads from one revision of a list to the next: numbers added, numbers removed. Its file (docs/formats/delta.md)
 * names both revisions by number and digest, so that it applies to the one list it was made for and proves that it gave
 * the other.
 *
 * <p>Only what takes effect is in it: a number that was on the list already is not added. A number that is asked to be
 * both added and removed stays on the list: in doubt, it may not be called.
 */
public final class ListChange {
    private static final byte[] MAGIC = {(byte) 0x89, 'O', 'B', 'D', '\r', '\n', 0x1a, '\n'};
    private static final int VERSION = 1;

    private final NumberingPlan plan;
    private final long fromRevision;
    private final byte[] fromDigest;
    private final OppositionList result;
    private final long[] added;
    private final long[] removed;

    private ListChange(OppositionList from, OppositionList result, long[] added, long[] removed) {
        this.plan = from.plan();
        this.fromRevision = from.revision();
        this.fromDigest = from.digestBytes();
        this.result = result;
        this.added = added;
        this.removed = removed;
    }

    /** Collects the numbers of a change; not thread-safe. */
    public static final class Request {
        private final NumberingPlan plan;
        private final BitPages add;
        private final BitPages remove;

        /** A change of a list of this plan. */
        public Request(NumberingPlan plan) {
            this.plan = plan;
            this.add = new BitPages(plan.space());
            this.remove = new BitPages(plan.space());
        }

        /** Numbers that come on the list, one a line. */
        public LinesRead addLines(InputStream lines, int threads) throws IOException {
            return NumberLines.read(lines, plan, threads, add);
        }

        /** Numbers that leave the list, one a line. */
        public LinesRead removeLines(InputStream lines, int threads) throws IOException {
            return NumberLines.read(lines, plan, threads, remove);
        }
    }

    /**
     * Makes the revision that follows {@code from}.
     *
     * @throws ArithmeticException when {@code from} has the last revision that there is
     */
    public static ListChange make(OppositionList from, Request request, Instant time) {
        return apply(from, numbers(request.add), numbers(request.remove), Math.addExact(from.revision(), 1), time);
    }

    private static ListChange apply(OppositionList from, long[] add, long[] remove, long revision, Instant time) {
        BitPages pages = from.copyOfPages();
        long[] removed = Arrays.stream(remove)
                .filter(n -> Arrays.binarySearch(add, n) < 0 && pages.clear(n))
                .toArray();
        long[] added = Arrays.stream(add).filter(pages::set).toArray();
        OppositionList result = new ListBuilder(from.plan(), pages).build(revision, time);
        return new ListChange(from, result, added, removed);
    }

    /** The list after the change. */
    public OppositionList result() {
        return result;
    }

    /** How many numbers came on the list. */
    public long added() {
        return added.length;
    }

    /** How many numbers left the list. */
    public long removed() {
        return removed.length;
    }

    /** Writes the delta file. */
    public void write(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(MAGIC);
        out.writeShort(VERSION);
        out.write(Arrays.copyOf(plan.code().getBytes(StandardCharsets.US_ASCII), 4));
        out.writeLong(fromRevision);
        out.write(fromDigest);
        out.writeLong(result.revision());
        out.writeLong(result.time().toEpochMilli());
        out.write(result.digestBytes());
        writeNumbers(out, added);
        writeNumbers(out, removed);
        out.writeInt(ListFile.crc(ByteBuffer.wrap(bytes.toByteArray())));
        try (WholeFile whole = WholeFile.create(file)) {
            ListFile.writeFully(whole.channel(), ByteBuffer.wrap(bytes.toByteArray()));
            whole.flush();
            whole.publish();
            WholeFile.flushFolder(file);
        }
    }

    /**
     * Applies a delta file to the list it was made for.
     *
     * @throws UntrustedListException when the file is damaged, is for another list, or does not give what it promises
     */
    public static ListChange read(Path file, OppositionList from) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String name = file.toString();
        if (bytes.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new UntrustedListException(Fault.NOT_A_LIST, name);
        }
        int body = bytes.length - 4;
        if (body < MAGIC.length
                || ByteBuffer.wrap(bytes).getInt(body) != ListFile.crc(ByteBuffer.wrap(bytes, 0, body))) {
            throw new UntrustedListException(Fault.DAMAGED, name);
        }
        try (DataInputStream in =
                new DataInputStream(new java.io.ByteArrayInputStream(bytes, MAGIC.length, body - MAGIC.length))) {
            return read(in, from, name);
        } catch (EOFException e) {
            throw new UntrustedListException(Fault.DAMAGED, name);
        }
    }

    private static ListChange read(DataInputStream in, OppositionList from, String name) throws IOException {
        if (in.readUnsignedShort() > VERSION) {
            throw new UntrustedListException(Fault.NEWER_FORMAT, name);
        }
        String plan = new String(in.readNBytes(4), StandardCharsets.US_ASCII).replace("\0", "");
        if (!plan.equals(from.plan().code())) {
            throw new UntrustedListException(Fault.OTHER_PLAN, name);
        }
        if (in.readLong() != from.revision() || !Arrays.equals(in.readNBytes(32), from.digestBytes())) {
            throw new UntrustedListException(Fault.OTHER_REVISION, name);
        }
        long revision = in.readLong();
        Instant time = Instant.ofEpochMilli(in.readLong()).truncatedTo(ChronoUnit.MILLIS);
        byte[] digest = in.readNBytes(32);
        long[] added = readNumbers(in, from.plan(), name);
        long[] removed = readNumbers(in, from.plan(), name);
        if (in.read() >= 0 || revision <= from.revision()) {
            throw new UntrustedListException(Fault.DAMAGED, name);
        }
        ListChange change = apply(from, added, removed, revision, time);
        if (!Arrays.equals(digest, change.result.digestBytes())) {
            throw new UntrustedListException(Fault.DAMAGED, name);
        }
        return change;
    }

    /** A count, then the gaps between ascending numbers, seven bits a byte, the lowest first. */
    private static void writeNumbers(DataOutputStream out, long[] numbers) throws IOException {
        out.writeLong(numbers.length);
        long before = 0;
        for (long number : numbers) {
            long gap = number - before;
            for (; gap >= 0x80; gap >>>= 7) {
                out.writeByte((int) ((gap & 0x7f) | 0x80));
            }
            out.writeByte((int) gap);
            before = number;
        }
    }

    private static long[] readNumbers(DataInputStream in, NumberingPlan plan, String name) throws IOException {
        long count = in.readLong();
        if (count < 0 || count > in.available()) {
            throw new UntrustedListException(Fault.DAMAGED, name);
        }
        long[] numbers = new long[(int) count];
        long number = 0;
        for (int i = 0; i < numbers.length; i++) {
            long gap = 0;
            int shift = 0;
            int b;
            do {
                b = in.readUnsignedByte();
                gap |= (b & 0x7fL) << shift;
                shift += 7;
            } while (b >= 0x80 && shift < 63);
            number += gap;
            if (gap < 0 || (gap == 0 && i > 0) || number < 0 || number >= plan.space()) {
                throw new UntrustedListException(Fault.DAMAGED, name);
            }
            numbers[i] = number;
        }
        return numbers;
    }

    private static long[] numbers(BitPages pages) {
        java.util.stream.LongStream.Builder found = java.util.stream.LongStream.builder();
        for (long word = 0; word < pages.space() >>> 6; word++) {
            if (pages.isEmptyPage(word << 6)) {
                word |= (1L << (BitPages.PAGE_BITS - 6)) - 1;
                continue;
            }
            for (long left = pages.word(word); left != 0; left &= left - 1) {
                found.add((word << 6) + Long.numberOfTrailingZeros(left));
            }
        }
        return found.build().toArray();
    }
}
