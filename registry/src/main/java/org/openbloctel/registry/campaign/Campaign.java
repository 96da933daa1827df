package org.openbloctel.registry.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Sector;

/**
 * A campaign as it was declared.
 *
 * @param id its id
 * @param principal whose duty its calls are
 * @param declaredBy who declared it: the principal, or an agent
 * @param name what its people call it
 * @param sector what its calls are about
 * @param ground what excuses it; null when nothing does
 * @param evidence what proves the ground; null without one
 * @param startsOn its first day
 * @param endsOn its last day
 * @param declaredAt when it was declared
 */
public record Campaign(
        UUID id,
        UUID principal,
        UUID declaredBy,
        String name,
        Sector sector,
        @Nullable ExemptionGround ground,
        @Nullable String evidence,
        LocalDate startsOn,
        LocalDate endsOn,
        Instant declaredAt) {
    public boolean includes(LocalDate day) {
        return !day.isBefore(startsOn) && !day.isAfter(endsOn);
    }

    /** Whether another one was declared in the same words. */
    boolean saysTheSameAs(Campaign other) {
        return equals(new Campaign(
                id,
                other.principal,
                other.declaredBy,
                other.name,
                other.sector,
                other.ground,
                other.evidence,
                other.startsOn,
                other.endsOn,
                declaredAt));
    }
}
