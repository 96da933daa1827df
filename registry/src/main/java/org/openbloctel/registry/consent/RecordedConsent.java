package org.openbloctel.registry.consent;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Known;
import org.openbloctel.law.Sector;

/**
 * A consent that holds, or held.
 *
 * @param id its id
 * @param reference the recorder's own name for it
 * @param sectors what it was asked for; empty where it was not stated yet, and then it allows nothing
 * @param goods the kind of goods or services, in words
 * @param givenAt when it was given
 * @param until when it ends
 * @param withdrawnAt when it was withdrawn; null while it was not
 * @param direct whether the holder of the number gave it here, with no company in between
 * @param confirmedAt when the holder of the number said that they gave it; null while a company claims it alone
 */
public record RecordedConsent(
        UUID id,
        String reference,
        Set<Sector> sectors,
        String goods,
        Instant givenAt,
        Instant until,
        @Nullable Instant withdrawnAt,
        boolean direct,
        @Nullable Instant confirmedAt) {
    /** Copies the set. */
    public RecordedConsent {
        sectors = Set.copyOf(sectors);
    }

    /** Whether its holder said themselves that they gave it. */
    public boolean confirmed() {
        return direct || confirmedAt != null;
    }

    /** As the judge of calls knows it. */
    public Known.Consent known() {
        return new Known.Consent(givenAt, until, true, withdrawnAt, sectors, confirmed());
    }

    /** Whether it was asked for what a call is about; for one that does not say it, whether it was asked for anything. */
    boolean serves(@Nullable Sector sector) {
        return sector == null ? !sectors.isEmpty() : sectors.contains(sector);
    }

    public boolean covers(Instant at) {
        return !at.isBefore(givenAt) && at.isBefore(until) && (withdrawnAt == null || at.isBefore(withdrawnAt));
    }

    /** The sectors with these codes. */
    static Set<Sector> sectors(List<String> codes) {
        Set<Sector> sectors = EnumSet.noneOf(Sector.class);
        codes.forEach(code -> Sector.of(code).ifPresent(sectors::add));
        return sectors;
    }
}
