package org.openbloctel.registry.calls.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Goods;
import org.openbloctel.law.Known;
import org.openbloctel.law.Scope;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.law.Topic;

/**
 * A consent that holds, or held.
 *
 * @param id its id
 * @param reference the recorder's own name for it
 * @param scope what it was asked for; without sectors where it was not stated yet, and then it allows nothing
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
        Scope scope,
        String goods,
        Instant givenAt,
        Instant until,
        @Nullable Instant withdrawnAt,
        boolean direct,
        @Nullable Instant confirmedAt) {
    /** Whether its holder said themselves that they gave it. */
    public boolean confirmed() {
        return direct || confirmedAt != null;
    }

    /** As the judge of calls knows it: what a person gave here is confirmed as it is given. */
    public Known.Consent known() {
        return new Known.Consent(givenAt, until, true, withdrawnAt, scope, direct ? givenAt : confirmedAt);
    }

    /** Whether its holder confirmed it after they refused. */
    boolean confirmedAfter(Instant refused) {
        Instant confirmed = known().confirmedAt();
        return confirmed != null && confirmed.isAfter(refused);
    }

    /** How well it serves a call of a topic: it covers the topic and the instant, or might, or did. */
    int serves(Topic topic, LocalDate day, Instant at) {
        int cover = scope.of(topic, day).ordinal();
        return covers(at) && cover > 0 ? cover + Scope.Cover.values().length : cover;
    }

    public boolean covers(Instant at) {
        return !at.isBefore(givenAt) && at.isBefore(until) && (withdrawnAt == null || at.isBefore(withdrawnAt));
    }

    /**
     * The scope that a row states. A subject that only a later release knows is one of which this release cannot tell how far it goes: it
     * covers nothing.
     *
     * @param sectors the codes of its sectors
     * @param subject the id of its subject; null where none is named
     * @param goods the goods or services, which are compared where no subject names them
     */
    static Scope scope(List<String> sectors, @Nullable String subject, String goods) {
        Set<Sector> known = sectors(sectors);
        Subject named = subject == null ? null : Subject.of(subject).orElse(null);
        if (subject != null && named == null) {
            return Scope.of(Set.of());
        }
        boolean apart = named != null && named != Subject.OTHER && named.sector() == Sector.OTHER;
        Goods compared = known.contains(Sector.OTHER) && !apart ? Goods.of(goods) : Goods.NONE;
        return new Scope(known, named == null ? List.of() : List.of(named), compared);
    }

    /** The sectors with these codes. */
    static Set<Sector> sectors(List<String> codes) {
        Set<Sector> sectors = EnumSet.noneOf(Sector.class);
        codes.forEach(code -> Sector.of(code).ifPresent(sectors::add));
        return sectors;
    }
}
