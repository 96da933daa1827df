package org.openbloctel.registry.authority.evidence;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.registry.list.trace.Answer;
import org.openbloctel.registry.list.trace.TraceSearch;
import org.openbloctel.registry.list.trace.TracedCheck;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;

/**
 * Finds the calls before which a company's last check of the number was answered {@code OPPOSED}, for signals. It returns no check; the
 * audit trail records the number of compared calls before a trace is read. Thread-safe. A check in a file that is missing is not counted.
 */
public final class ToldBefore {
    private final TraceSearch traces;
    private final AuditTrail audit;

    /** Over these traces. */
    public ToldBefore(TraceSearch traces, AuditTrail audit) {
        this.traces = traces;
        this.audit = audit;
    }

    /** A call for a company to a number, E.164. */
    public record Called(UUID company, long number, Instant at) {
        /** Without the number. */
        @Override
        public String toString() {
            return "Called[" + company + "]";
        }
    }

    /** Those of the calls, in their order. A check counts for its principal, as an inspector reads it in {@link Findings}. */
    public List<Called> opposed(List<Called> calls) {
        if (calls.isEmpty()) {
            return List.of();
        }
        audit.record(new AuditEntry(
                "system", "evidence.compared", "evidence:signals", Map.of("calls", Integer.toString(calls.size()))));
        Set<UUID> askers = traces.askers(calls.stream().map(Called::company).collect(Collectors.toSet()));
        return calls.stream()
                .filter(call -> askers.contains(call.company()) && isOpposed(call))
                .toList();
    }

    private boolean isOpposed(Called call) {
        return isOpposed(call, traces.of(call.number(), call.at()).checks());
    }

    /** Look-ups of one hour are known by the hour alone: where another answer may be the later one, it counts. */
    static boolean isOpposed(Called call, List<TracedCheck.Answered> checks) {
        List<TracedCheck.Answered> own = checks.stream()
                .filter(one -> one.check().principal().equals(call.company()))
                .filter(one -> one.check().at().isBefore(call.at()) && one.answer() != Answer.UNCHECKED)
                .toList();
        Optional<Instant> opposed = own.stream()
                .filter(one -> one.answer() == Answer.OPPOSED)
                .filter(one -> one.check().lastAt().isBefore(call.at()))
                .map(one -> one.check().at())
                .max(Comparator.naturalOrder());
        return opposed.filter(at -> own.stream()
                        .filter(one -> one.answer() != Answer.OPPOSED)
                        .allMatch(one -> one.check().lastAt().isBefore(at)))
                .isPresent();
    }
}
