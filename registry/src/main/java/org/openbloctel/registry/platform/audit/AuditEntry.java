package org.openbloctel.registry.platform.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One thing that was done.
 *
 * @param actor who did it: a kind and an id, such as {@code member:7f0c…}, {@code key:…}, {@code consumer:…}, {@code system}
 * @param action what, as {@code feature.verb}: {@code submission.downloaded}
 * @param subject to what: a kind and an id
 * @param details short facts, never a phone number, a name, an address or a secret
 */
public record AuditEntry(String actor, String action, String subject, Map<String, String> details) {
    /** Copies the details. */
    public AuditEntry {
        details = Map.copyOf(details);
    }

    /**
     * An entry as it stands in the trail.
     *
     * @param seq its place, from 1 without gaps
     * @param at when, to the microsecond
     * @param entry what
     */
    public record Recorded(long seq, Instant at, AuditEntry entry) {}

    /**
     * Which entries are the authority's: what inspectors do, and what is done with complaints, cases and what leads to them. Their details are
     * for the authority alone; that they are there is for all who read the trail. The one list of it.
     */
    public static final class Reserved {
        static final String ACTOR = "inspector:";
        static final List<String> ACTIONS = List.of("complaint.", "case.", "evidence.", "signal.", "feed.");

        private Reserved() {}

        /** Whether the details of an entry are the authority's. */
        public static boolean covers(AuditEntry entry) {
            return entry.actor().startsWith(ACTOR) || ACTIONS.stream().anyMatch(entry.action()::startsWith);
        }
    }
}
