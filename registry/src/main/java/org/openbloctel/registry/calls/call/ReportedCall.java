package org.openbloctel.registry.calls.call;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reported call in the form that is kept.
 *
 * @param number the number's print
 * @param id the print of agent and id: ids are agents' texts, and may name people
 * @param bucket in which bucket it stands
 * @param entry the call in that bucket
 */
@SuppressWarnings("ArrayRecordComponent") // handed to the database, never compared as part of the record
record ReportedCall(CallReport report, byte[] number, UUID id, int bucket, CallEntry entry) {

    static ReportedCall of(UUID agent, CallReport report, byte[] number, MessageDigest sha256) {
        ByteBuffer whose = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(agent.getMostSignificantBits())
                .putLong(agent.getLeastSignificantBits());
        sha256.update(whose.array());
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest(report.id().getBytes(StandardCharsets.UTF_8)));
        UUID id = new UUID(digest.getLong(), digest.getLong());
        CallEntry.Key key = new CallEntry.Key(
                NumberPrints.end(number),
                (int) (id.getMostSignificantBits() >> Integer.SIZE),
                CallEntry.micros(report.at().truncatedTo(ChronoUnit.MICROS)));
        return new ReportedCall(report, number, id, NumberPrints.bucket(number), CallEntry.of(key, report));
    }

    static @Nullable String[] texts(List<ReportedCall> calls, Function<ReportedCall, @Nullable Object> of) {
        @Nullable String[] texts = new String[calls.size()];
        for (int i = 0; i < texts.length; i++) {
            Object value = of.apply(calls.get(i));
            texts[i] = value == null ? null : value.toString();
        }
        return texts;
    }

    /** For which call the id stands: the end of the number's print, xor the instant. */
    long call() {
        return entry.key().number() ^ entry.key().at();
    }
}
