package org.openbloctel.registry.authority.complaint;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A complaint as an inspector reads it.
 *
 * @param complaint what its complainant stated, and its steps
 * @param company the one for which the calls were made; null before one is known
 * @param agent the one that made them; null where it is the same, or not known
 * @param first the complaint that this one joined; null for a first one
 */
public record OpenedComplaint(
        Complaint complaint,
        @Nullable UUID company,
        @Nullable UUID agent,
        @Nullable UUID caseFile,
        @Nullable UUID first) {}
