package org.openbloctel.server.certificate;

import static org.openbloctel.server.web.Access.Caller.ANYONE;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.openbloctel.registry.certificate.Certificates;
import org.openbloctel.server.web.Access;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether a certificate was issued here and what it says, and the keys to verify any with. Open to everybody. */
@RestController
public final class CertificateApi {
    private static final Duration KEYS_KEPT = Duration.ofHours(1);
    private static final MediaType JWK_SET = MediaType.parseMediaType("application/jwk-set+json");

    private final Certificates certificates;
    private final InstantSource clock;
    private final JsonMapper json;

    CertificateApi(Certificates certificates, InstantSource clock, JsonMapper json) {
        this.certificates = certificates;
        this.clock = clock;
        this.json = json;
    }

    /**
     * A certificate that was issued here.
     *
     * @param expired whether its check is too old for a call now
     * @param certificate what was signed
     * @param jws the signed form
     */
    public record Answer(boolean expired, JsonNode certificate, String jws) {}

    @Access(ANYONE)
    @GetMapping("/api/v1/certificates/{id}")
    Answer certificate(@PathVariable("id") UUID id) {
        Certificates.Issued issued = certificates.find(id);
        return new Answer(issued.expired(clock.instant()), json.readTree(issued.json()), issued.jws());
    }

    /** The public keys. May be kept for an hour: a key that is not among them is looked for again. */
    @Access(ANYONE)
    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<String> keys() {
        String keys = certificates.jwks();
        return ResponseEntity.ok()
                .contentType(JWK_SET)
                .cacheControl(CacheControl.maxAge(KEYS_KEPT).cachePublic())
                .eTag(DigestUtils.md5DigestAsHex(keys.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .body(keys);
    }
}
