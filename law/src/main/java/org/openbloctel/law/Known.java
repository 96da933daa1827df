package org.openbloctel.law;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the person and of earlier calls of the same principal. What is not known leads to a yes nowhere.
 *
 * @param listed whether the number is on the opposition list; null when not known
 * @param listCheckedAt when that was looked up; null when not known
 * @param attempts when the principal's calls to this number were tried, the earliest first; null when not known
 * @param contactedAt when the person was last spoken to; null for never, {@link #UNKNOWN} when not known
 * @param refusedAt when they last refused in a call; null for never, {@link #UNKNOWN} when not known
 * @param consent what they consented to; null when not known
 * @param calledBackOnRequestAt when they asked to be called back; null for never
 * @param agreedAt the date and hour agreed for this call; null for none
 * @param permission what they allowed this principal themselves, in spite of the list; null for nothing
 */
public record Known(
        @Nullable Boolean listed,
        @Nullable Instant listCheckedAt,
        @Nullable List<Instant> attempts,
        @Nullable Instant contactedAt,
        @Nullable Instant refusedAt,
        @Nullable Consent consent,
        @Nullable Instant calledBackOnRequestAt,
        @Nullable Instant agreedAt,
        @Nullable Consent permission) {
    /** Stands for a time of which it is not known whether there is one. */
    public static final Instant UNKNOWN = Instant.MIN;

    public static final Known NOTHING = new Known(null, null, null, null, null, null, null, null, null);

    /** Sorts the attempts. */
    public Known {
        attempts = attempts == null ? null : attempts.stream().sorted().toList();
    }

    /** The same but for the consent. */
    public Known withConsent(@Nullable Consent other) {
        return new Known(
                listed,
                listCheckedAt,
                attempts,
                contactedAt,
                refusedAt,
                other,
                calledBackOnRequestAt,
                agreedAt,
                permission);
    }

    /**
     * A consent to be called.
     *
     * @param givenAt when; null when not known
     * @param until when it ends; null when not known
     * @param complete whether nothing is missing that the law wants it to say
     * @param withdrawnAt when it was withdrawn; null while it was not
     * @param scope what it was asked for; null when not known
     * @param confirmedAt when the person said themselves that they gave it; null while a company claims it alone
     */
    public record Consent(
            @Nullable Instant givenAt,
            @Nullable Instant until,
            boolean complete,
            @Nullable Instant withdrawnAt,
            @Nullable Scope scope,
            @Nullable Instant confirmedAt) {
        /** It is known that there is none that could be proved. */
        public static final Consent NONE = new Consent(Instant.MAX, null, false, null, Scope.of(Set.of()), null);

        /** True for a consent of which the person said that they gave it. */
        public boolean confirmed() {
            return confirmedAt != null;
        }
    }
}
