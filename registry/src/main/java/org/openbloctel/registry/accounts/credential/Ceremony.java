package org.openbloctel.registry.accounts.credential;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * What WebAuthn has a server verify, done by webauthn4j: origin, host, challenge, flags, signature, counter. Which kind of
 * authenticator it is is neither asked nor believed. All wrong answers are refused in one way. Thread-safe.
 */
final class Ceremony {
    /** An answer of a kilobyte is usual; an RSA key makes two of it. */
    private static final int MAX_ANSWER = 16_384;

    private static final List<PublicKeyCredentialParameters> ALGORITHMS = Passkey.Offer.ALGORITHMS.stream()
            .map(number -> new PublicKeyCredentialParameters(
                    PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(number)))
            .toList();

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter attested = new AttestedCredentialDataConverter(converter);
    private final Passkey.RelyingParty party;

    Ceremony(Passkey.RelyingParty party) {
        this.party = party;
    }

    /** The answer of a browser that made a passkey; not verified. */
    RegistrationData readMade(String answer) {
        return read(answer, () -> manager.parseRegistrationResponseJSON(answer));
    }

    /** The answer of a browser that used one; not verified. */
    AuthenticationData readUsed(String answer) {
        return read(answer, () -> manager.parseAuthenticationResponseJSON(answer));
    }

    /** What it says it signed, as it was given out. */
    static String challenge(@Nullable CollectedClientData said) {
        if (said == null) {
            throw refused();
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(said.getChallenge().getValue());
    }

    /** Verifies a passkey that was made on a challenge of ours. */
    PasskeyRows.Key verify(RegistrationData answer, String challenge, boolean opensAlone) {
        return trying(() -> {
            manager.verify(answer, new RegistrationParameters(server(challenge), ALGORITHMS, opensAlone, true));
            var object = answer.getAttestationObject();
            AuthenticatorData<?> data = object == null ? null : object.getAuthenticatorData();
            AttestedCredentialData key = data == null ? null : data.getAttestedCredentialData();
            if (data == null || key == null) {
                throw refused();
            }
            Set<AuthenticatorTransport> transports = answer.getTransports();
            return new PasskeyRows.Key(
                    key.getCredentialId(),
                    attested.convert(key),
                    data.getSignCount(),
                    data.isFlagUV(),
                    data.isFlagBE(),
                    data.isFlagBS(),
                    transports == null
                            ? List.of()
                            : transports.stream()
                                    .map(AuthenticatorTransport::getValue)
                                    .sorted()
                                    .toList());
        });
    }

    /** Verifies that a passkey signed a challenge of ours. Nothing when its counter went back: it may have been copied. */
    PasskeyRows.@Nullable Use verify(
            AuthenticationData answer, String challenge, PasskeyRows.Key key, boolean opensAlone) {
        return trying(() -> {
            try {
                manager.verify(
                        answer,
                        new AuthenticationParameters(
                                server(challenge), record(key), List.of(key.credentialId()), opensAlone, true));
            } catch (MaliciousCounterValueException e) {
                return null;
            }
            AuthenticatorData<?> data = answer.getAuthenticatorData();
            if (data == null) {
                throw refused();
            }
            return new PasskeyRows.Use(data.getSignCount(), data.isFlagBS());
        });
    }

    private CredentialRecord record(PasskeyRows.Key key) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                key.userVerified(),
                key.canBeCopied(),
                key.isCopied(),
                key.signCount(),
                attested.convert(key.attested()),
                null,
                null,
                null,
                key.transports().stream().map(AuthenticatorTransport::create).collect(Collectors.toSet()));
    }

    private ServerProperty server(String challenge) {
        return ServerProperty.builder()
                .origin(new Origin(party.origin()))
                .rpId(party.id())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    private static <T> T read(String answer, Supplier<T> reading) {
        if (answer.length() > MAX_ANSWER) {
            throw refused();
        }
        return trying(reading);
    }

    /** A stranger wrote the answer: if the library or its readers of JSON and CBOR trip over it, it proves nothing. */
    private static <T extends @Nullable Object> T trying(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw refused();
        }
    }

    static RefusedException refused() {
        return new RefusedException(new AccessRefusal.PasskeyRefused());
    }
}
