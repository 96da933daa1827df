package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;

/**
 * A complaint in a case.
 *
 * @param first the complaint of the case that this one joined; null for a first one
 * @param state closed, if an inspector closed it aside from the case
 * @param number null once it is forgotten
 * @param caller null for a call that showed none
 * @param broken ids of the rules that the calls broke, by what the person said
 * @param unsure ids of the rules that they may have broken
 * @param company to which it is attributed
 */
public record CaseComplaint(
        UUID id,
        Reference reference,
        @Nullable UUID first,
        ComplaintState state,
        @Nullable PhoneNumber number,
        @Nullable CallingNumber caller,
        List<Instant> calls,
        Subject subject,
        List<String> broken,
        List<String> unsure,
        @Nullable UUID company) {
    /** Copies the lists. */
    public CaseComplaint {
        calls = List.copyOf(calls);
        broken = List.copyOf(broken);
        unsure = List.copyOf(unsure);
    }

    /** The rules that the calls broke, or may have broken. */
    public List<String> rules() {
        return Stream.concat(broken.stream(), unsure.stream()).distinct().toList();
    }

    /** The first of those about the same call, this one or the one that it joined. */
    UUID group() {
        return first == null ? id : first;
    }

    /** The zone of the hours of its calls. */
    public ZoneId zone() {
        return Complaint.zone(number);
    }

    /** Without the numbers. */
    @Override
    public String toString() {
        return "complaint:" + id;
    }
}
