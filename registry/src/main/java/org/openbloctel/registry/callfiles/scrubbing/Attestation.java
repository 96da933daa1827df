package org.openbloctel.registry.callfiles.scrubbing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.callfiles.certificate.CertificateRequest;
import org.openbloctel.registry.callfiles.certificate.Certificates;
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
     * @param report what came out, and by which list, as others may read it
     * @param list the same list exactly
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
            ScrubReport.ListUsed list,
            List<Returned> outputs,
            Instant at) {}

    /** Certifies a scrub: who gave the file, for whom, what came out, by which list; the certificate adds the law of its day. */
    final class ByCertificate implements Attestation {
        private final Certificates certificates;
        private final Companies companies;

        /** Issues certificates that name these companies. */
        public ByCertificate(Certificates certificates, Companies companies) {
            this.certificates = certificates;
            this.companies = companies;
        }

        @Override
        public String certify(Facts facts) {
            List<CertificateRequest.Output> outputs = facts.outputs().stream()
                    .map(file -> new CertificateRequest.Output(file.label(), file.name(), "sha256:" + file.sha256()))
                    .toList();
            return certificates
                    .issue(new CertificateRequest(
                            facts.submission(),
                            party(facts.company()),
                            party(facts.principal()),
                            facts.campaign().orElse(null),
                            facts.report(),
                            facts.list(),
                            outputs))
                    .id()
                    .toString();
        }

        private CertificateRequest.Party party(UUID id) {
            Company company = companies.get(id);
            return new CertificateRequest.Party(company.name(), company.number().siren());
        }
    }
}
