package org.openbloctel.registry.callfiles.certificate;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.engine.ScrubReport;

/**
 * What is to be certified.
 *
 * @param submission which submission
 * @param submittedBy who gave the file: the agent, or the principal itself
 * @param principal for whom: who answers for the calls
 * @param campaign the campaign's name, if the submission belongs to one
 * @param report what the scrub did, with the digest of the file as it was given, and the list {@linkplain Certificates#published as it is
 *     published}
 * @param list the same list exactly
 * @param outputs the returned files
 */
public record CertificateRequest(
        UUID submission,
        Party submittedBy,
        Party principal,
        @Nullable String campaign,
        ScrubReport report,
        ScrubReport.ListUsed list,
        List<Output> outputs) {
    /** Copies the outputs. */
    public CertificateRequest {
        outputs = List.copyOf(outputs);
    }

    /**
     * A returned file.
     *
     * @param kind {@code callable} or, by the list alone, {@code not-listed}; {@code opposed}, {@code unchecked}…
     * @param name its file name
     * @param sha256 {@code sha256:} and the digest in hexadecimal
     */
    public record Output(String kind, String name, String sha256) {}

    /**
     * A company, as a certificate names it.
     *
     * @param name its name
     * @param siren its nine digits
     */
    public record Party(String name, String siren) {}
}
