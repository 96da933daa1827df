package org.openbloctel.registry.calls.consent;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.Refusal;

/**
 * A consent as a company claims it: its texts are not parsed yet.
 *
 * @param reference the company's own name for it
 * @param number as written
 * @param givenAt when, with its zone
 * @param until when it ends, with its zone
 * @param principal the SIREN of whom it was given to; null for the company itself
 * @param thirdParties the SIREN of each third party who was named; null when it is not stated
 * @param goods the kind of goods or services
 * @param sectors the codes of the sectors that it was asked for
 * @param subject the id of its subject; null where the sectors or the goods alone name it
 * @param text what the person was shown or told, word for word
 * @param channel how
 * @param positiveAct whether they acted themselves: no box was ticked before
 * @param withdrawalExplained whether they were told that and how they can withdraw
 * @param proofOffered whether they were told how to get the proof
 * @param evidence the digest of what proves it, {@code sha256:} and 64 hex digits
 * @param fault why it could not even be taken apart; null when it could
 */
public record ClaimedConsent(
        @Nullable String reference,
        @Nullable String number,
        @Nullable String givenAt,
        @Nullable String until,
        @Nullable String principal,
        @Nullable List<String> thirdParties,
        @Nullable String goods,
        @Nullable List<String> sectors,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String channel,
        @Nullable Boolean positiveAct,
        @Nullable Boolean withdrawalExplained,
        @Nullable Boolean proofOffered,
        @Nullable String evidence,
        @Nullable Refusal fault) {
    /** What could not be taken apart. */
    public static ClaimedConsent unreadable(Refusal fault) {
        return unreadable(null, fault);
    }

    /** What could not be taken apart beyond its name, if it has one. */
    public static ClaimedConsent unreadable(@Nullable String reference, Refusal fault) {
        return new ClaimedConsent(
                reference, null, null, null, null, null, null, null, null, null, null, null, null, null, null, fault);
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "ClaimedConsent[" + channel + "]";
    }
}
