package org.openbloctel.registry.platform.audit;

import java.util.List;

/**
 * Which entries are the authority's: what inspectors do, and what is done with complaints, cases and what leads to them. Their details are
 * for the authority alone; that they are there is for all who read the trail. The one list of it.
 */
public final class Reserved {
    static final String ACTOR = "inspector:";
    static final List<String> ACTIONS = List.of("complaint.", "case.", "evidence.", "signal.", "feed.");

    private Reserved() {}

    /** Whether the details of an entry are the authority's. */
    public static boolean covers(AuditEntry entry) {
        return entry.actor().startsWith(ACTOR) || ACTIONS.stream().anyMatch(entry.action()::startsWith);
    }
}
