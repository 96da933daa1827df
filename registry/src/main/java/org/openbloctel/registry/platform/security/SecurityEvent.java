package org.openbloctel.registry.platform.security;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One thing that happened at a door. A field that is not of its shape is left empty: what people and programs send may be a phone number, an
 * address or a secret.
 *
 * @param kind what
 * @param actor who: a kind and an id, or a kind and {@code unknown}: {@code member:7f0c…}, {@code key:unknown}
 * @param subject to what: a kind and an id, a code with the space it was refused in, or an audit entry with its hash; may be empty
 * @param network the client's address, or its first 64 bits in IPv6
 * @param device the client's program, in the words of {@code Device}
 */
public record SecurityEvent(Kind kind, String actor, String subject, String network, String device) {
    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Pattern ACTOR = Pattern.compile("[a-z-]{1,20}:(?:unknown|" + ID + ")");
    private static final Pattern SUBJECT = Pattern.compile(
            "[a-z-]{1,20}:" + ID + "(?: [a-z]{1,20})?|BT-[0-9]{4}(?: /[a-z]{0,12})?|audit:[0-9]{1,18} [0-9a-f]{64}");
    private static final Pattern NETWORK = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-f:]{2,39}/64");
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z ]{1,20}(?: [0-9]{1,3})?(?:, [A-Za-z ]{1,12})?");

    /** Leaves empty what is not of its shape. */
    public SecurityEvent {
        actor = shaped(ACTOR, actor);
        subject = shaped(SUBJECT, subject);
        network = shaped(NETWORK, network);
        device = shaped(DEVICE, device);
    }

    private static String shaped(Pattern shape, String text) {
        return shape.matcher(text).matches() ? text : "";
    }

    /** Whether a text can be an actor's name. */
    public static boolean isActor(String text) {
        return ACTOR.matcher(text).matches();
    }

    /** Whether a text can be a network. */
    public static boolean isNetwork(String text) {
        return NETWORK.matcher(text).matches();
    }

    /** What happens at a door, and to the audit trail. Names are permanent: they stand in files that operators keep. */
    public enum Kind {
        /** A password was right; the second factor is due. */
        PASSWORD_GIVEN(false),
        /** A session was opened. */
        SIGNED_IN(false),
        /** A person ended a session of theirs from another one. */
        SESSION_ENDED(false),
        /** A password, a link or a public key was wrong. */
        SIGN_IN_FAILED(true),
        /** A second factor was wrong: at the sign-in, where it is asked for again, or where a change takes a proof. */
        FACTOR_FAILED(true),
        /** The old password, which a new one takes, was wrong. */
        PASSWORD_FAILED(true),
        /** A page or an address of the API was refused. */
        ACCESS_REFUSED(true),
        /** A key is unknown, revoked, over, or not to be used from there. */
        KEY_REFUSED(true),
        /** A key was used from a network, for the first time on a day as far as this server knows. */
        KEY_USED(false),
        /** A returned file was downloaded. */
        DOWNLOADED(false),
        /** So many events came at once that some were not kept. */
        EVENTS_LOST(true),
        /** The head of the audit trail, for other machines: the database has it in the trail. */
        TRAIL_HEAD(false),
        /** The audit trail lacks an entry that a server saw. */
        TRAIL_LOST(true),
        /** A row gives a power that no entry of the audit trail explains. */
        POWER_DOUBTED(true);

        private final boolean warning;

        Kind(boolean warning) {
            this.warning = warning;
        }

        /** Whether it deserves a look. */
        public boolean warning() {
            return warning;
        }

        /** Whether the database keeps it, too. */
        public boolean kept() {
            return this != TRAIL_HEAD;
        }

        /** As files and messages have it: {@code sign-in-failed}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * An event with the time at which it happened.
     *
     * @param at when, to the microsecond; the last time of several
     * @param event what
     * @param times how often, since the last such row
     */
    public record Timed(Instant at, SecurityEvent event, long times) {}

    /**
     * An event as the database has it.
     *
     * @param id its place
     * @param timed what and when
     */
    public record Recorded(long id, Timed timed) {}
}
