package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A search for complaints. A null or empty criterion does not restrict it.
 *
 * @param words words of the text or of the company's name, all of which occur
 * @param after where the page before ended
 * @param assignee the inspector who works on it
 * @param departement where the person was called
 * @param earliestFirst the order of the list: the latest first, unless this is true
 */
public record ComplaintQuery(
        @Nullable ComplaintState state,
        @Nullable UUID company,
        @Nullable CallingNumber caller,
        @Nullable Subject subject,
        String words,
        Instant from,
        Instant until,
        @Nullable Cursor after,
        @Nullable Departement departement,
        @Nullable UUID assignee,
        boolean earliestFirst) {
    /** A search of all départements, the latest first. */
    public ComplaintQuery(
            @Nullable ComplaintState state,
            @Nullable UUID company,
            @Nullable CallingNumber caller,
            @Nullable Subject subject,
            String words,
            Instant from,
            Instant until,
            @Nullable Cursor after) {
        this(state, company, caller, subject, words, from, until, after, null, null, false);
    }

    /** The same for the page after a row; null for the first. */
    public ComplaintQuery after(@Nullable Cursor row) {
        return new ComplaintQuery(
                state, company, caller, subject, words, from, until, row, departement, assignee, earliestFirst);
    }

    /** The last row of a page. */
    public record Cursor(Instant receivedAt, UUID id) {}

    /**
     * A complaint in a list: nothing that a person wrote, and not the number that was called.
     *
     * @param joined how many more complaints are about the same call
     */
    public record Row(
            UUID id,
            Reference reference,
            ComplaintState state,
            @Nullable ClosingReason reason,
            @Nullable UUID company,
            @Nullable CallingNumber caller,
            Subject subject,
            int calls,
            List<String> broken,
            int joined,
            Instant receivedAt) {
        /** Copies the list. */
        public Row {
            broken = List.copyOf(broken);
        }

        /** Where the page after this row begins. */
        public Cursor cursor() {
            return new Cursor(receivedAt, id);
        }
    }
}
