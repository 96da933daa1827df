package org.openbloctel.registry.credential;

import java.util.Locale;
import java.util.UUID;

/**
 * Whose passkeys.
 *
 * @param kind at which door
 * @param id theirs
 */
public record Holder(Kind kind, UUID id) {
    /** The doors. */
    public enum Kind {
        /** People of companies. */
        MEMBER,
        /** The operator's people. */
        STAFF,
        /** Consumers. */
        CONSUMER
    }

    public static Holder consumer(UUID id) {
        return new Holder(Kind.CONSUMER, id);
    }

    /** Of somebody with a password. */
    static Holder of(Credential credential) {
        return switch (credential.realm()) {
            case MEMBER -> new Holder(Kind.MEMBER, credential.id());
            case STAFF -> new Holder(Kind.STAFF, credential.id());
        };
    }

    /** For a consumer the passkey is all there is to a sign-in: it has to ask for a finger, a face or a PIN. */
    boolean opensAlone() {
        return kind == Kind.CONSUMER;
    }

    /** The column that names them among the holders. */
    String column() {
        return kind == Kind.CONSUMER ? "consumer" : "credential";
    }

    /** How the audit trail names them. */
    public String actor() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + id;
    }
}
