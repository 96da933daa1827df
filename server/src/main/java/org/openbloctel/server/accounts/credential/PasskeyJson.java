package org.openbloctel.server.accounts.credential;

import java.util.List;
import org.openbloctel.registry.accounts.credential.Passkey;
import org.openbloctel.registry.accounts.credential.Passkeys;

/** What a browser is given to make or use a passkey, under the names of WebAuthn's dictionaries. Bytes are in Base64url. */
public sealed interface PasskeyJson {
    /** To make one. */
    static Creation of(Passkey.Offer offer) {
        String asked = offer.opensAlone() ? "required" : "preferred";
        return new Creation(
                new Party(offer.party().id(), offer.party().name()),
                new User(offer.handle(), offer.account(), offer.account()),
                offer.challenge(),
                Passkey.Offer.ALGORITHMS.stream()
                        .map(number -> new Algorithm("public-key", number))
                        .toList(),
                Passkeys.CHALLENGE_VALID.toMillis(),
                offer.known().stream().map(PasskeyJson::known).toList(),
                new Wanted(asked, offer.opensAlone(), asked),
                "none");
    }

    static Use of(Passkey.Question question) {
        return new Use(
                question.challenge(),
                Passkeys.CHALLENGE_VALID.toMillis(),
                question.party().id(),
                question.known().stream().map(PasskeyJson::known).toList(),
                question.opensAlone() ? "required" : "preferred");
    }

    private static Known known(Passkey.Offer.Known known) {
        return new Known("public-key", known.id(), known.transports());
    }

    /** {@code PublicKeyCredentialCreationOptions}. */
    record Creation(
            Party rp,
            User user,
            String challenge,
            List<Algorithm> pubKeyCredParams,
            long timeout,
            List<Known> excludeCredentials,
            Wanted authenticatorSelection,
            String attestation)
            implements PasskeyJson {}

    /** {@code PublicKeyCredentialRequestOptions}. */
    record Use(String challenge, long timeout, String rpId, List<Known> allowCredentials, String userVerification)
            implements PasskeyJson {}

    /** For whom. */
    record Party(String id, String name) {}

    /** Whose. */
    record User(String id, String name, String displayName) {}

    /** An algorithm that is accepted. */
    record Algorithm(String type, int alg) {}

    /** A passkey that exists. */
    record Known(String type, String id, List<String> transports) {}

    /** What the authenticator has to be able to do. */
    record Wanted(String residentKey, boolean requireResidentKey, String userVerification) {}
}
