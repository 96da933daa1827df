package org.openbloctel.registry.scrubbing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.scrub.engine.ScrubReport;

/** Makes the certificate of a submission, in the transaction that publishes its files. */
@FunctionalInterface
public interface Attestation {
    /** Makes the certificate; returns its id. */
    String certify(Facts facts);

    /**
     * What is attested.
     *
     * @param submission which submission
     * @param company who submitted
     * @param principal for whom
     * @param campaign for which campaign, in the sender's words
     * @param fileName the file, as it was named
     * @param sha256 its SHA-256, hexadecimal
     * @param report what came out, and by which list
     * @param outputs the returned files
     * @param at when
     */
    record Facts(
            UUID submission,
            UUID company,
            UUID principal,
            Optional<String> campaign,
            String fileName,
            String sha256,
            ScrubReport report,
            List<Returned> outputs,
            Instant at) {}
}
