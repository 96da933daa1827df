package org.openbloctel.registry.credential;

import java.util.List;

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
public record PasskeyOffer(
        RelyingParty party, String challenge, String handle, String account, List<Known> known, boolean opensAlone) {
    /** The algorithms that are accepted, by their COSE numbers, the first the best liked: ES256, EdDSA, RS256. */
    public static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

    /** Copies the list. */
    public PasskeyOffer {
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
