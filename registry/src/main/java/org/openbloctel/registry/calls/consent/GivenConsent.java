package org.openbloctel.registry.calls.consent;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;

/**
 * A consent as the holder of the number may see it: the proof that the decree lets them have. The number itself is not in it.
 *
 * @param id its id
 * @param principal to whom it was given
 * @param siren of whom it was given to
 * @param thirdParties who may call, too: names where they are known, and SIREN
 * @param thirdPartySirens the SIREN of each of them, in the same order
 * @param recordedBy the company that claims it; null when it was given here
 * @param reference the recorder's name for it
 * @param goods the kind of goods or services
 * @param sectors the sectors that it was asked for; empty where it was not stated yet, and then it allows nothing
 * @param subject its subject; null where none is named
 * @param text what was shown or told
 * @param channel how
 * @param evidence the digest of what proves it
 * @param givenAt when it was given
 * @param until when it ends
 * @param recordedAt when it was entered here
 * @param withdrawnAt when it was withdrawn; null while it was not
 * @param confirmedAt when the holder of the number said that they gave it; null while the company claims it alone
 * @param completedAt when the company said the sectors of a consent that had none; null for one that had them from the start
 * @param subjectAt when the company named the subject of a consent that had none; null for one that had it from the start
 */
public record GivenConsent(
        UUID id,
        String principal,
        String siren,
        List<String> thirdParties,
        List<String> thirdPartySirens,
        @Nullable String recordedBy,
        String reference,
        String goods,
        Set<Sector> sectors,
        @Nullable Subject subject,
        String text,
        String channel,
        String evidence,
        Instant givenAt,
        Instant until,
        Instant recordedAt,
        @Nullable Instant withdrawnAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant completedAt,
        @Nullable Instant subjectAt) {
    /** Copies the collections. */
    public GivenConsent {
        thirdParties = List.copyOf(thirdParties);
        thirdPartySirens = List.copyOf(thirdPartySirens);
        sectors = Set.copyOf(sectors);
    }

    /** Whether the person gave it here, with no company in between. */
    public boolean direct() {
        return recordedBy == null;
    }

    /** True for a consent of which the person said that they gave it. */
    public boolean confirmed() {
        return direct() || confirmedAt != null;
    }

    /** The codes of its sectors, in the order of the law. */
    public List<String> sectorCodes() {
        return sectors.stream().sorted().map(Sector::code).toList();
    }

    /** The id of its subject; null where none is named. */
    public @Nullable String subjectId() {
        return subject == null ? null : subject.id();
    }

    /** Whether only its goods say what it was asked for: no subject does, and no sector that has a name. */
    public boolean lacksSubject() {
        return subject == null && sectors.contains(Sector.OTHER);
    }

    /** Whether it can still be withdrawn. */
    public boolean open(Instant now) {
        return withdrawnAt == null && now.isBefore(until);
    }

    /** Which of them are wanted. */
    public enum State {
        /** All. */
        ALL,
        /** Those that hold. */
        OPEN,
        /** Those that were withdrawn. */
        WITHDRAWN,
        /** Those whose time is over. */
        OVER,
        /** Those that name no sector yet, and so allow nothing, and those that name no subject beside the sector {@code other}. */
        INCOMPLETE
    }
}
