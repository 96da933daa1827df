package org.openbloctel.registry.credential;

import java.util.List;

/**
 * What a browser needs to use a passkey.
 *
 * @param party for whom
 * @param challenge what has to be signed: random, in Base64url, good for one answer
 * @param known which passkeys will do; none named: whichever the authenticator has for this service
 * @param opensAlone whether it has to ask for a finger, a face or a PIN
 */
public record PasskeyQuestion(
        RelyingParty party, String challenge, List<PasskeyOffer.Known> known, boolean opensAlone) {
    /** Copies the list. */
    public PasskeyQuestion {
        known = List.copyOf(known);
    }
}
