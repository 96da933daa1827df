package org.openbloctel.registry.accounts.credential;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passkey as its holder sees it.
 *
 * @param id names it here
 * @param name what its holder calls it
 * @param addedAt since when
 * @param lastUsedAt when it last proved something; null if it never did
 */
public record Passkey(
        UUID id, String name, Instant addedAt, @Nullable Instant lastUsedAt) {

    /**
     * What a browser needs to make a passkey.
     *
     * @param party for whom
     * @param challenge what it has to sign: random, in Base64url, good for one answer
     * @param handle whose it will be, in Base64url: random, says nothing about them
     * @param account what the authenticator shows its holder
     * @param known the passkeys they have already: an authenticator that holds one makes no second
     * @param opensAlone whether it has to be found without a name and to ask for a finger, a face or a PIN
     */
    public record Offer(
            RelyingParty party,
            String challenge,
            String handle,
            String account,
            List<Known> known,
            boolean opensAlone) {
        /** The algorithms that are accepted, by their COSE numbers, the first the best liked: ES256, EdDSA, RS256. */
        public static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

        /** Copies the list. */
        public Offer {
            known = List.copyOf(known);
        }

        /**
         * A passkey that exists.
         *
         * @param id the authenticator's, in Base64url
         * @param transports how it can be reached, as the browser said
         */
        public record Known(String id, List<String> transports) {
            /** Copies the list. */
            public Known {
                transports = List.copyOf(transports);
            }
        }
    }

    /**
     * What a browser needs to use a passkey.
     *
     * @param party for whom
     * @param challenge what has to be signed: random, in Base64url, good for one answer
     * @param known which passkeys will do; none named: whichever the authenticator has for this service
     * @param opensAlone whether it has to ask for a finger, a face or a PIN
     */
    public record Question(RelyingParty party, String challenge, List<Offer.Known> known, boolean opensAlone) {
        /** Copies the list. */
        public Question {
            known = List.copyOf(known);
        }
    }

    /**
     * Whom passkeys are made for: this service, as browsers know it. A passkey made for one host works on no other, which is what
     * makes it worthless to a site that only looks like ours.
     *
     * @param id the host
     * @param origin what a browser says it is on: scheme, host, and the port where it is not the scheme's own
     * @param name what authenticators show
     */
    public record RelyingParty(String id, String origin, String name) {
        /** From the address by which people reach the service. */
        public static RelyingParty at(URI baseUrl, String name) {
            String host = baseUrl.getHost();
            boolean usual = baseUrl.getPort() < 0
                    || baseUrl.getPort() == (baseUrl.getScheme().equals("https") ? 443 : 80);
            String origin = baseUrl.getScheme() + "://" + host + (usual ? "" : ":" + baseUrl.getPort());
            return new RelyingParty(host, origin, name);
        }
    }

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
            /** Inspectors of the authority. */
            INSPECTOR,
            /** Consumers. */
            CONSUMER
        }

        public static Holder consumer(UUID id) {
            return new Holder(Kind.CONSUMER, id);
        }

        /** Of a person with a password. */
        static Holder of(Credential credential) {
            return switch (credential.realm()) {
                case MEMBER -> new Holder(Kind.MEMBER, credential.id());
                case STAFF -> new Holder(Kind.STAFF, credential.id());
                case INSPECTOR -> new Holder(Kind.INSPECTOR, credential.id());
            };
        }

        /** For a consumer the passkey is all there is to a sign-in: it has to ask for a finger, a face or a PIN. */
        boolean opensAlone() {
            return kind == Kind.CONSUMER;
        }

        /** Their id among consumers. */
        @Nullable
        UUID consumer() {
            return opensAlone() ? id : null;
        }

        /** Their id among those who have a password. */
        @Nullable
        UUID credential() {
            return opensAlone() ? null : id;
        }

        /** How the audit trail names them. */
        public String actor() {
            return kind.name().toLowerCase(Locale.ROOT) + ":" + id;
        }
    }
}
