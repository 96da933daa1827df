package org.openbloctel.registry.calls.call;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
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

    /** For which call the id stands: the end of the number's print, xor the instant. */
    long call() {
        return entry.key().number() ^ entry.key().at();
    }

    /** Several, column by column. */
    record Many(List<ReportedCall> calls) {
        List<String> ids() {
            return column(call -> call.report.id());
        }

        List<UUID> principals() {
            return column(call -> call.report.principal());
        }

        List<@Nullable UUID> campaigns() {
            return column(call -> call.report.campaign());
        }

        List<byte[]> numbers() {
            return column(ReportedCall::number);
        }

        List<Instant> ats() {
            return column(call -> call.entry.at());
        }

        List<@Nullable String> outcomes() {
            return column(call -> CallReport.Outcome.codeOf(call.report.outcome()));
        }

        List<@Nullable Instant> agreed() {
            return column(call -> call.report.agreedAt());
        }

        private <T extends @Nullable Object> List<T> column(Function<ReportedCall, T> column) {
            return calls.stream().map(column).toList();
        }
    }
}
