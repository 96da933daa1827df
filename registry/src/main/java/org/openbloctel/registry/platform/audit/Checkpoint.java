package org.openbloctel.registry.platform.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.openbloctel.registry.platform.vault.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the trail stood once, as it is signed: docs/formats/checkpoint.md.
 *
 * @param n its number, from 1 without gaps
 * @param at when
 * @param entries how many entries are kept
 * @param head the latest of them
 * @param root what the first of them is linked to
 * @param previous the digest of the checkpoint before, in its signed form; empty for the first
 */
record Checkpoint(int format, long n, Instant at, long entries, Link head, Link root, String previous) {
    static final int FORMAT = 1;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    String json() {
        return JSON.writeValueAsString(this);
    }

    /** Reads what was signed; throws {@link IllegalArgumentException} for another format. */
    static Checkpoint parse(String json) {
        try {
            return JSON.readValue(json, Checkpoint.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no checkpoint of format " + FORMAT, e);
        }
    }

    static String digest(String jws) {
        return "sha256:" + Sha256.hex(jws.getBytes(StandardCharsets.US_ASCII));
    }
}
