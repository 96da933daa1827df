package org.openbloctel.registry.callfiles.certificate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.audit.Checkpoints;
import org.openbloctel.registry.platform.audit.Link;
import org.openbloctel.registry.platform.audit.Sighting;

/** Signs checkpoints by the key that signs certificates, which name heads of the trail too. Thread-safe. */
final class CheckpointSigner implements Checkpoints.Signer {
    static final String TYPE = "openbloctel-checkpoint+jws";

    private static final int BATCH = 500;
    /** As {@link Content} writes it. A quote inside a text is written with a backslash, so nothing else can look like it. */
    private static final Pattern HEAD =
            Pattern.compile("\"audit\":\\{\"entry\":(\\d{1,18}),\"hash\":\"([0-9a-f]{64})\"}");

    private static final Pattern ISSUED = Pattern.compile("\"issuedAt\":\"([^\"]{1,40})\"");

    private final SigningKeys keys;
    private final CertificateRows rows;

    CheckpointSigner(SigningKeys keys, CertificateRows rows) {
        this.keys = keys;
        this.rows = rows;
    }

    @Override
    public String sign(String json) {
        return Jws.signed(keys.current(), TYPE, json);
    }

    @Override
    public Optional<String> read(String jws) {
        return read(jws, TYPE);
    }

    private Optional<String> read(String jws, String type) {
        return Jws.headerOf(jws)
                .flatMap(keys::ofHeader)
                .filter(key -> Jws.verifies(jws, key.kid(), type, key.publicBytes()))
                .map(key -> Jws.contentOf(jws));
    }

    @Override
    public void each(Consumer<List<Sighting>> some) {
        List<CertificateRows.Whole> page = rows.after(new UUID(0, 0), BATCH);
        while (!page.isEmpty()) {
            some.accept(sightings(page));
            page = rows.after(page.getLast().id(), BATCH);
        }
    }

    @Override
    public List<Sighting> latest() {
        return sightings(rows.latest(BATCH));
    }

    /** By what was signed alone: rows may say other things. */
    private List<Sighting> sightings(List<CertificateRows.Whole> certificates) {
        return certificates.stream()
                .flatMap(row -> read(row.jws(), Jws.TYPE).stream())
                .flatMap(json -> sighting(json).stream())
                .toList();
    }

    private static Optional<Sighting> sighting(String json) {
        Matcher head = HEAD.matcher(json);
        Matcher issued = ISSUED.matcher(json);
        return head.find() && issued.find()
                ? Optional.of(Sighting.ofCertificate(
                        new Link(Long.parseLong(head.group(1)), head.group(2)), Instant.parse(issued.group(1))))
                : Optional.empty();
    }
}
