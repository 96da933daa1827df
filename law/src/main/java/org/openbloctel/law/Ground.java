package org.openbloctel.law;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a call may not be made, or why that cannot be told.
 *
 * @param rule the rule's id
 * @param article where it stands
 * @param text what it demands
 * @param until the first instant at which this ground is gone, other things equal; null when that is not in sight
 * @param missing what would have to be known; null for a ground that forbids
 * @param remedy what the caller may do about it, in words; null where that is nothing, or does not help since another ground forbids
 *     the call for good
 */
public record Ground(
        String rule,
        String article,
        Bilingual text,
        @Nullable Instant until,
        @Nullable String missing,
        @Nullable Bilingual remedy) {
    /** True for a ground that forbids; false for one of which something is not known. */
    public boolean forbids() {
        return missing == null;
    }

    Ground withoutRemedy() {
        return remedy == null ? this : new Ground(rule, article, text, until, missing, null);
    }

    /**
     * The ground that is named where there is room for one: of those that forbid one that no day lifts, for a reader of closed hours
     * calls tomorrow; else the first that forbids, else the first.
     */
    public static Optional<Ground> leading(List<Ground> grounds) {
        List<Ground> forbidding = grounds.stream().filter(Ground::forbids).toList();
        return forbidding.stream()
                .filter(ground -> ground.until == null)
                .findFirst()
                .or(() -> forbidding.stream().findFirst())
                .or(() -> grounds.stream().findFirst());
    }
}
