package org.openbloctel.registry.callfiles.scrubbing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.openbloctel.registry.list.trace.PrintBuckets;

/**
 * The numbers of a call file as keyed fingerprints: what was checked of late costs nothing, and nobody has to keep the numbers
 * for that. A number is one block of AES under the company's own key; half of the block is kept. Without the key the 10⁹ numbers
 * cannot be tried. A line of several numbers counts as several: 2,000 lines with two phone columns are 4,000 numbers, and a number
 * costs nothing in whichever pair it comes again. Eight bytes a number: 80 MB for ten million, while they are compared. Lines that were
 * not checked have no fingerprint and cost nothing. Of a few megabytes that unpack to the same line over and over one fingerprint is
 * kept, however many lines they are. Not thread-safe.
 */
final class CheckedNumbers implements NumberTakers.Lines {
    private static final int BLOCK = 16;
    private static final int BATCH = 1024;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** Up to here, 128 MB, room is cheaper than looking for what stands twice. */
    private static final int ROOMY = 1 << 24;

    private final PrintBuckets prints;
    private final Cipher cipher;
    private final byte[] plain = new byte[BATCH * BLOCK];
    private final byte[] encrypted = new byte[BATCH * BLOCK];
    private final long[] some = new long[BATCH];
    private int collected;

    CheckedNumbers(byte[] key) {
        this(key, ROOMY);
    }

    /**
     * Fingerprints under a key.
     *
     * @param roomy from so many on, room is made by dropping what stands twice
     */
    CheckedNumbers(byte[] key, int roomy) {
        this.prints = new PrintBuckets(0, roomy);
        for (int at = 0; at < plain.length; at += BLOCK) {
            // The other half is always 1: prints of earlier submissions stay valid.
            LONG.set(plain, at + Long.BYTES, 1L);
        }
        try {
            // One block a number, deterministic on purpose: it is a keyed permutation here, not encryption of a
            // message.
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }

    @Override
    public void add(long[] numbers, int n) {
        for (int i = 0; i < n; i++) {
            LONG.set(plain, collected, numbers[i]);
            collected += BLOCK;
            if (collected == plain.length) {
                encrypt();
            }
        }
    }

    @Override
    public void addEach(long[] numbers, int n) {
        add(numbers, n);
    }

    private void encrypt() {
        try {
            int length = cipher.update(plain, 0, collected, encrypted, 0);
            collected = 0;
            int n = 0;
            for (int at = 0; at < length; at += BLOCK) {
                some[n++] = (long) LONG.get(encrypted, at);
            }
            prints.add(some, n);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many fingerprints there is room for. */
    int room() {
        return prints.room();
    }

    /** Sorts, and drops what stands twice. */
    @Override
    public SortedPrints sorted() {
        encrypt();
        long[] sorted = prints.toArray();
        return new SortedPrints(sorted, prints.count());
    }
}
