package org.openbloctel.server.accounts.consumer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.consent.GivenConsent;

/**
 * The copy of a consent's proof that its giver may have (R. 223-2): a file with names of its own, which stay when the code's change.
 *
 * @param givenTo name of the company
 * @param siren its SIREN
 * @param thirdParties who else may call
 * @param recordedBy the company that claims it; null when it was given in this service
 * @param reference the claimant's name for it
 * @param goods the kind of goods or services
 * @param sectors the codes of the sectors that it was asked for; empty when it was not stated
 * @param subject the id of its subject; null where none was named
 * @param text what was shown or told
 * @param channel how
 * @param evidence the digest of what proves it
 * @param givenAt when
 * @param until when it ends
 * @param recordedAt when it was entered
 * @param withdrawnAt when it was withdrawn
 * @param confirmedAt when the person said here that they gave it; null while it is only claimed
 * @param completedAt when the company said its sectors later; null when it said them from the start
 * @param subjectAt when the company named its subject later; null when it named it from the start
 */
public record ConsentProof(
        String givenTo,
        String siren,
        List<String> thirdParties,
        @Nullable String recordedBy,
        String reference,
        String goods,
        List<String> sectors,
        @Nullable String subject,
        String text,
        String channel,
        String evidence,
        String givenAt,
        String until,
        String recordedAt,
        @Nullable String withdrawnAt,
        @Nullable String confirmedAt,
        @Nullable String completedAt,
        @Nullable String subjectAt) {
    public static ConsentProof of(GivenConsent given) {
        return new ConsentProof(
                given.principal(),
                given.siren(),
                given.thirdParties(),
                given.recordedBy(),
                given.reference(),
                given.goods(),
                given.sectorCodes(),
                given.subjectId(),
                given.text(),
                given.channel(),
                given.evidence(),
                given.givenAt().toString(),
                given.until().toString(),
                given.recordedAt().toString(),
                text(given.withdrawnAt()),
                text(given.confirmedAt()),
                text(given.completedAt()),
                text(given.subjectAt()));
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
