package org.openbloctel.registry.certificate;

import java.util.Optional;
import org.openbloctel.registry.audit.Checkpoints;

/** Signs checkpoints by the key that signs certificates. Thread-safe. */
final class CheckpointSigner implements Checkpoints.Signer {
    static final String TYPE = "openbloctel-checkpoint+jws";

    private final SigningKeys keys;

    CheckpointSigner(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public String sign(String json) {
        return Jws.signed(keys.current(), TYPE, json);
    }

    @Override
    public Optional<String> read(String jws) {
        return Jws.headerOf(jws)
                .flatMap(keys::ofHeader)
                .filter(key -> Jws.verifies(jws, key.kid(), TYPE, key.publicBytes()))
                .map(key -> Jws.contentOf(jws));
    }
}
