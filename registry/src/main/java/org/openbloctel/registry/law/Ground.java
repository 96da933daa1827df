package org.openbloctel.registry.law;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a call may not be made, or why that cannot be told.
 *
 * @param rule the rule's id
 * @param article where it stands
 * @param text what it demands
 * @param until the first instant at which this ground is gone, other things equal; null when that is not in sight
 * @param missing what would have to be known; null for a ground that forbids
 */
public record Ground(
        String rule,
        String article,
        Bilingual text,
        @Nullable Instant until,
        @Nullable String missing) {}
