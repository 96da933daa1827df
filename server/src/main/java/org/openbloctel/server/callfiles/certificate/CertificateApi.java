package org.openbloctel.server.callfiles.certificate;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.platform.refusal.CertificateRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.ApiRequest;
import org.openbloctel.server.platform.programs.JsonBody;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The certificates that were issued here, the comparison of a file with one, and the public keys. Anyone reads the public part of a certificate; the
 * keys of its company all of it.
 */
@RestController
public final class CertificateApi {
    private static final Duration KEYS_KEPT = Duration.ofHours(1);
    private static final MediaType JWK_SET = MediaType.parseMediaType("application/jwk-set+json");

    private static final int MAX_BYTES = 1_000;
    private static final Set<String> WANTED = JsonBody.sorted("sha256");
    /** The fields of a certificate that only its company reads here. */
    private static final Set<String> FILES = Set.of("input", "outputs", "counts");

    private final Certificates certificates;
    private final InstantSource clock;
    private final JsonMapper json;
    private final PublicCertificates shown;

    CertificateApi(Certificates certificates, PublicCertificates shown, InstantSource clock, JsonMapper json) {
        this.certificates = certificates;
        this.shown = shown;
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

    /**
     * The public part of a certificate.
     *
     * @param certificate what was signed, without the files and their results
     */
    record PublicAnswer(boolean expired, JsonNode certificate) {}

    /**
     * The answer to a comparison.
     *
     * @param match {@code input}, {@code returned} or {@code none}
     */
    record Comparison(String match) {}

    @Access(ANYONE)
    @GetMapping("/api/v1/certificates/{id}")
    Object certificate(@Nullable SignedIn reader, @PathVariable("id") UUID id) {
        Certificates.Issued issued = certificates.find(id);
        boolean expired = issued.expired(clock.instant());
        ObjectNode content = (ObjectNode) json.readTree(issued.json());
        return shown.isOwn(reader, issued)
                ? new Answer(expired, content, issued.jws())
                : new PublicAnswer(expired, content.without(FILES));
    }

    /** Compares the digest of a file. In the body: the digest of a short file is as good as its number, and addresses are logged. */
    @Access(ANYONE)
    @PostMapping("/api/v1/certificates/{id}/comparisons")
    Comparison compare(@PathVariable("id") UUID id, HttpServletRequest request) throws IOException {
        String written = JsonBody.text("", JsonBody.root(ApiRequest.body(request, MAX_BYTES), WANTED), "sha256");
        String digest = Optional.ofNullable(written)
                .flatMap(PublicCertificates::digest)
                .orElseThrow(() -> new RefusedException(new CertificateRefusal.UnreadableDigest()));
        PublicCertificates.Match match = shown.compare(certificates.find(id), digest, request.getRemoteAddr());
        return new Comparison(match.name().toLowerCase(Locale.ROOT));
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
