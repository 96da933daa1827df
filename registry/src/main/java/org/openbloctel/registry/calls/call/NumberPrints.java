package org.openbloctel.registry.calls.call;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * Keyed prints of numbers, one for each principal: HMAC-SHA-256 over both, the first half of it. A bare hash of a number would be the
 * number, for there are only 10⁹. The key is made once for the database and lies in it wrapped by the master key. Thread-safe.
 */
public final class NumberPrints {
    private static final String CONTEXT = "calls";
    private static final int PRINT_BYTES = 16;
    private static final int BUCKET_BITS = 28;

    private final Database database;
    private final CallKeyRows rows;
    private final MasterKeys keys;
    private volatile byte[] key = {};

    public NumberPrints(Database database, MasterKeys keys) {
        this.database = database;
        this.rows = database.rows(CallKeyRows.class);
        this.keys = keys;
    }

    /** Makes prints for one thread. */
    public Printer printer() {
        byte[] found = key;
        if (found.length == 0) {
            found = find();
            key = found;
        }
        return new Printer(found);
    }

    /** Of several servers that come first at once, one makes the key and all find it; it stays when the open transaction is rolled back. */
    private byte[] find() {
        byte[] wrapped = database.alone(() -> {
            rows.insert(keys.wrap(MasterKeys.newDataKey(), CONTEXT));
            return rows.key().orElseThrow();
        });
        return keys.unwrap(wrapped, CONTEXT);
    }

    /**
     * The prints of many numbers in ascending order, so that an index is walked through page by page: among five million rows that are
     * not in memory a look-up then takes some 5 µs instead of 27.
     *
     * @param prints ascending
     * @param places of each the place of its number among those asked for
     */
    @SuppressWarnings("ArrayRecordComponent") // handed to the database, never compared
    public record Ascending(byte[][] prints, int[] places) {}

    /** The bucket of a print: its first 28 bits. */
    static int bucket(byte[] print) {
        return ByteBuffer.wrap(print).getInt() >>> (Integer.SIZE - BUCKET_BITS);
    }

    /** Distinguishes the numbers of a bucket: the last 64 bits of a print. */
    static long end(byte[] print) {
        return ByteBuffer.wrap(print).getLong(PRINT_BYTES - Long.BYTES);
    }

    static int[] buckets(byte[][] prints) {
        return Arrays.stream(prints).mapToInt(NumberPrints::bucket).toArray();
    }

    static byte[][] ends(byte[][] prints) {
        return Arrays.stream(prints)
                .map(print -> Arrays.copyOfRange(print, PRINT_BYTES - Long.BYTES, PRINT_BYTES))
                .toArray(byte[][]::new);
    }

    /** Not thread-safe. */
    public static final class Printer {
        private final Mac mac;
        private final ByteBuffer plain = ByteBuffer.allocate(24);

        private Printer(byte[] key) {
            try {
                mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has HMAC", e);
            }
        }

        /** The prints of a principal's numbers. */
        public Ascending ascending(UUID principal, long[] numbers) {
            Placed[] placed = new Placed[numbers.length];
            for (int i = 0; i < placed.length; i++) {
                placed[i] = new Placed(print(principal, numbers[i]), i);
            }
            Arrays.parallelSort(placed, (a, b) -> Arrays.compareUnsigned(a.print, b.print));
            return new Ascending(
                    Arrays.stream(placed).map(Placed::print).toArray(byte[][]::new),
                    Arrays.stream(placed).mapToInt(Placed::place).toArray());
        }

        @SuppressWarnings("ArrayRecordComponent") // compared by the comparator alone
        private record Placed(byte[] print, int place) {}

        /** The print of a principal's number. */
        public byte[] print(UUID principal, long number) {
            plain.clear()
                    .putLong(principal.getMostSignificantBits())
                    .putLong(principal.getLeastSignificantBits())
                    .putLong(number);
            return Arrays.copyOf(mac.doFinal(plain.array()), PRINT_BYTES);
        }
    }
}
