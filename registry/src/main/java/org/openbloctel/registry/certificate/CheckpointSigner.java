package org.openbloctel.registry.certificate;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openbloctel.registry.audit.Checkpoints;
import org.openbloctel.registry.audit.Link;
import org.openbloctel.registry.audit.Sighting;

/** Signs checkpoints by the key that signs certificates, which name heads of the trail too. Thread-safe. */
final class CheckpointSigner implements Checkpoints.Signer {
    static final String TYPE = "openbloctel-checkpoint+jws";

    private static final int BATCH = 500;
    /** As {@link Content} writes it. A quote inside a text is written with a backslash, so nothing else can look like it. */
    private static final Pattern HEAD =
            Pattern.compile("\"audit\":\\{\"entry\":(\\d{1,18}),\"hash\":\"([0-9a-f]{64})\"}");

    private final SigningKeys keys;
    private final Certificates certificates;
    private final CertificateRows rows;

    CheckpointSigner(SigningKeys keys, Certificates certificates, CertificateRows rows) {
        this.keys = keys;
        this.certificates = certificates;
        this.rows = rows;
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

    @Override
    public void each(Consumer<List<Sighting>> some) {
        List<Certificates.Issued> page = rows.after(new UUID(0, 0), BATCH, Certificates::issued);
        while (!page.isEmpty()) {
            some.accept(sightings(page));
            page = rows.after(page.getLast().id(), BATCH, Certificates::issued);
        }
    }

    @Override
    public List<Sighting> latest() {
        return sightings(rows.latest(BATCH, Certificates::issued));
    }

    private List<Sighting> sightings(List<Certificates.Issued> issued) {
        return issued.stream()
                .filter(one -> certificates.authentic(one.jws()) && Certificates.agree(one))
                .flatMap(one -> HEAD.matcher(one.json())
                        .results()
                        .map(head -> Sighting.ofCertificate(
                                new Link(Long.parseLong(head.group(1)), head.group(2)), one.issuedAt())))
                .toList();
    }
}
