package org.openbloctel.registry.scrubbing;

import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.certificate.CertificateRequest;
import org.openbloctel.registry.certificate.Certificates;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Company;

/** Certifies a scrub: who gave the file, for whom, what came out, by which list; the certificate adds the law of its day. */
public final class CertificateAttestation implements Attestation {
    private final Certificates certificates;
    private final Companies companies;

    /** Issues certificates that name these companies. */
    public CertificateAttestation(Certificates certificates, Companies companies) {
        this.certificates = certificates;
        this.companies = companies;
    }

    @Override
    public String certify(Facts facts) {
        List<CertificateRequest.Output> outputs = facts.outputs().stream()
                .map(file -> new CertificateRequest.Output(file.kind().label(), file.name(), "sha256:" + file.sha256()))
                .toList();
        return certificates
                .issue(new CertificateRequest(
                        facts.submission(),
                        party(facts.company()),
                        party(facts.principal()),
                        facts.campaign().orElse(null),
                        facts.report(),
                        outputs))
                .id()
                .toString();
    }

    private CertificateRequest.Party party(UUID id) {
        Company company = companies.get(id);
        return new CertificateRequest.Party(company.name(), company.number().siren());
    }
}
