package org.openbloctel.registry.calls.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.Refusal;

/**
 * A call as a program describes it: its texts are not parsed yet. All but number and time may be left out.
 *
 * @param number as written
 * @param at with its zone
 * @param zone the consumer's; null for the number's own
 * @param campaign its id
 * @param sector what it is about
 * @param subject the id of its subject
 * @param goods the goods or services in words
 * @param relation what binds both already
 * @param relatedToContract whether it is about the contract's object
 * @param b2b whether the person is called as a professional
 * @param consent a consent's id
 * @param callerId the number that will be shown
 * @param automated whether a system calls by itself
 * @param assume what to suppose instead of what the registry knows; null for nothing
 * @param fault why it could not even be taken apart; null when it could
 */
public record AskedCall(
        @Nullable String number,
        @Nullable String at,
        @Nullable String zone,
        @Nullable String campaign,
        @Nullable String sector,
        @Nullable String subject,
        @Nullable String goods,
        @Nullable String relation,
        @Nullable Boolean relatedToContract,
        @Nullable Boolean b2b,
        @Nullable String consent,
        @Nullable String callerId,
        @Nullable Boolean automated,
        @Nullable Assumed assume,
        @Nullable Refusal fault) {
    /** What could not be taken apart. */
    public static AskedCall unreadable(Refusal fault) {
        return new AskedCall(null, null, null, null, null, null, null, null, null, null, null, null, null, null, fault);
    }

    /** A call of which only this is said. */
    public static AskedCall of(@Nullable String number, String at, @Nullable String campaign) {
        return new AskedCall(
                number, at, null, campaign, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "AskedCall[" + at + "]";
    }

    /**
     * What to suppose; null is not supposed.
     *
     * @param listed whether the number is on the list
     * @param listCheckedAt when that was looked up
     * @param attempts when calls were tried
     * @param refusedAt when the person refused
     * @param consent what they consented to
     * @param calledBackOnRequestAt when they asked to be called back
     * @param agreedAt the date and hour agreed
     */
    public record Assumed(
            @Nullable Boolean listed,
            @Nullable String listCheckedAt,
            @Nullable List<String> attempts,
            @Nullable String refusedAt,
            @Nullable AssumedConsent consent,
            @Nullable String calledBackOnRequestAt,
            @Nullable String agreedAt) {}

    /**
     * A consent to suppose.
     *
     * @param givenAt when
     * @param until when it ends
     * @param complete whether it says all that it must
     * @param sectors the codes of the sectors that it was asked for
     * @param subject the id of its subject
     * @param goods the goods or services in words
     * @param confirmed whether the person confirmed it as they gave it
     * @param confirmedAt when the person confirmed it
     */
    public record AssumedConsent(
            @Nullable String givenAt,
            @Nullable String until,
            @Nullable Boolean complete,
            @Nullable List<String> sectors,
            @Nullable String subject,
            @Nullable String goods,
            @Nullable Boolean confirmed,
            @Nullable String confirmedAt) {}
}
