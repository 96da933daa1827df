package org.openbloctel.registry.calls.call;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call as a bucket of the call history holds it: 20 bytes, and 8 or 16 more for an appointment or for the campaign of a call without an
 * outcome. The migration V380 writes the same bytes in SQL. Unknown bytes fail: a history that cannot be read allows no call.
 *
 * @param key which call
 * @param outcome its outcome; null while it is not known
 * @param agreedAt the instant of the appointment; null for none
 * @param campaign of a call without an outcome: its sum is moved when the outcome comes; null for none
 */
record CallEntry(
        Key key,
        CallReport.@Nullable Outcome outcome,
        @Nullable Instant agreedAt,
        @Nullable UUID campaign) {
    private static final int BYTES = 20;
    private static final int TIME_BITS = 56;
    private static final byte OPEN = 0;
    private static final byte OPEN_IN_CAMPAIGN = 1;
    private static final CallReport.Outcome[] OUTCOMES = CallReport.Outcome.values();

    /**
     * Which call: two calls of a bucket differ in one of these.
     *
     * @param number the end of the number's print
     * @param id the beginning of the id's print
     * @param at in µs since 1970
     */
    record Key(long number, int id, long at) {}

    static CallEntry of(Key key, CallReport report) {
        Instant agreed = report.agreedAt();
        return new CallEntry(
                key,
                report.outcome(),
                agreed == null ? null : agreed.truncatedTo(ChronoUnit.MICROS),
                report.outcome() == null ? report.campaign() : null);
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    Instant at() {
        return instant(key.at);
    }

    boolean saysSame(CallEntry other) {
        return outcome == other.outcome && Objects.equals(agreedAt, other.agreedAt);
    }

    /** The calls in a bucket. One that is there twice counts once; a known outcome goes before none. */
    static List<CallEntry> read(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        Map<Key, CallEntry> entries = new LinkedHashMap<>(bytes.length / BYTES * 2);
        while (from.hasRemaining()) {
            CallEntry entry = next(from);
            entries.merge(entry.key, entry, (known, again) -> known.outcome == null ? again : known);
        }
        return new ArrayList<>(entries.values());
    }

    private static CallEntry next(ByteBuffer from) {
        long number = from.getLong();
        int id = from.getInt();
        long last = from.getLong(); // the instant and the kind
        Key key = new Key(number, id, last >> (Long.SIZE - TIME_BITS));
        byte kind = (byte) last;
        if (kind == OPEN) {
            return new CallEntry(key, null, null, null);
        }
        if (kind == OPEN_IN_CAMPAIGN) {
            return new CallEntry(key, null, null, new UUID(from.getLong(), from.getLong()));
        }
        CallReport.Outcome outcome = OUTCOMES[kind - 2];
        Instant agreed = outcome == CallReport.Outcome.CALLBACK_AGREED ? instant(from.getLong()) : null;
        return new CallEntry(key, outcome, agreed, null);
    }

    static byte[] write(List<CallEntry> entries) {
        ByteBuffer to = ByteBuffer.allocate(entries.size() * (BYTES + 2 * Long.BYTES));
        for (CallEntry entry : entries) {
            UUID campaign = entry.campaign;
            int kind = entry.outcome != null ? entry.outcome.ordinal() + 2 : campaign == null ? OPEN : OPEN_IN_CAMPAIGN;
            to.putLong(entry.key.number).putInt(entry.key.id).putLong(entry.key.at << (Long.SIZE - TIME_BITS) | kind);
            if (entry.agreedAt != null) {
                to.putLong(micros(entry.agreedAt));
            } else if (campaign != null) {
                to.putLong(campaign.getMostSignificantBits()).putLong(campaign.getLeastSignificantBits());
            }
        }
        byte[] bytes = new byte[to.position()];
        to.flip().get(bytes);
        return bytes;
    }
}
