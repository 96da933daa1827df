package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Territory;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;

/**
 * A complaint that can be filed.
 *
 * @param number the number that was called
 * @param caller the number that was shown; null for none
 * @param calls to the minute, ascending, at least one
 * @param unread lines of the paste with digits that gave no call
 * @param contract whether the person says that a contract with the company runs; null when they do not say
 * @param agreed whether they say that they had agreed to be called; null when they do not say
 * @param refusedOn the day on which they had asked not to be called again; null when they do not say
 * @param doors the other authorities that the person ticked
 * @param departement where the person was called; null when they do not say
 * @param display how the calling number was shown; null when they do not say
 * @param speaker who spoke; null when they do not say
 */
public record Filing(
        PhoneNumber number,
        @Nullable CallingNumber caller,
        List<Instant> calls,
        int unread,
        Subject subject,
        @Nullable Boolean contract,
        @Nullable Boolean agreed,
        @Nullable LocalDate refusedOn,
        List<OtherAuthority> doors,
        Words words,
        @Nullable Departement departement,
        @Nullable Display display,
        @Nullable Speaker speaker) {
    /** Copies the lists. */
    public Filing {
        calls = List.copyOf(calls);
        doors = List.copyOf(doors);
    }

    /** A complaint that does not say where the person was called, how the number was shown, nor who spoke. */
    public Filing(
            PhoneNumber number,
            @Nullable CallingNumber caller,
            List<Instant> calls,
            int unread,
            Subject subject,
            @Nullable Boolean contract,
            @Nullable Boolean agreed,
            @Nullable LocalDate refusedOn,
            List<OtherAuthority> doors,
            Words words) {
        this(number, caller, calls, unread, subject, contract, agreed, refusedOn, doors, words, null, null, null);
    }

    /**
     * What the person wrote; empty for nothing.
     *
     * @param company as the caller called itself
     * @param said the content of the call, in the person's words
     * @param identity the header or the mention of a call that was not authenticated
     */
    public record Words(String company, String said, String identity) {
        /** Without the words. */
        @Override
        public String toString() {
            return "Words";
        }
    }

    /** How the telephone showed the number that called. */
    public enum Display {
        /** A number was shown. */
        SHOWN,
        /** None was: hidden by the caller, or masked by an operator. */
        HIDDEN,
        /** The telephone or the operator marked the call as not authenticated, with a number or without. */
        UNAUTHENTICATED;

        /** As it stands in forms and exports. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty for a question that was left open. */
        public static Optional<Display> of(String code) {
            return Stream.of(values()).filter(one -> one.code().equals(code)).findFirst();
        }
    }

    /** Who spoke in a call. */
    public enum Speaker {
        /** A recorded or automatic voice. */
        MACHINE,
        /** A human, who may have been connected by a system that dials. */
        HUMAN,
        /** The person cannot tell. */
        UNKNOWN;

        /** As it stands in forms and exports. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty for a question that was left open. */
        public static Optional<Speaker> of(String code) {
            return Stream.of(values()).filter(one -> one.code().equals(code)).findFirst();
        }
    }

    Territory territory() {
        return Territory.of(number.e164());
    }

    /** Of the first call, on the clock of the number's territory. */
    int hour() {
        return calls.getFirst().atZone(territory().zone()).getHour();
    }

    /** Without the numbers. */
    @Override
    public String toString() {
        return "Filing of " + calls.size() + " calls";
    }
}
