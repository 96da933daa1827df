package org.openbloctel.registry.certificate;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.doctor.Defect;
import org.openbloctel.registry.doctor.Defects;
import org.openbloctel.registry.doctor.Examination;

/** Certificates as the doctor examines them: signed by a published key, as their rows say, and of the files that are still there. */
public final class CertificateExamination implements Examination {
    private static final int BATCH = 500;

    private final Certificates certificates;
    private final CertificateRows rows;
    private final Function<UUID, List<String>> digests;

    /**
     * All certificates of a database.
     *
     * @param digests the SHA-256 of each returned file that a submission still has, hexadecimal
     */
    public CertificateExamination(Database database, Certificates certificates, Function<UUID, List<String>> digests) {
        this.certificates = certificates;
        this.rows = new CertificateRows(database);
        this.digests = digests;
    }

    @Override
    public String name() {
        return "certificates";
    }

    @Override
    public void run(Defects defects) {
        UUID last = new UUID(0, 0);
        List<Certificates.Issued> page = rows.after(last, BATCH, Certificates::issued);
        while (!page.isEmpty()) {
            page.forEach(issued -> examine(issued, defects));
            defects.examined("certificates", page.size());
            last = page.getLast().id();
            page = rows.after(last, BATCH, Certificates::issued);
        }
    }

    private void examine(Certificates.Issued issued, Defects defects) {
        String id = issued.id().toString();
        if (!certificates.authentic(issued.jws())) {
            defects.add(Defect.CERTIFICATE_FORGED, id);
        } else if (!Certificates.agree(issued)) {
            defects.add(Defect.CERTIFICATE_CONTRADICTED, id);
        } else {
            String json = issued.json();
            if (!digests.apply(issued.submission()).stream().allMatch(digest -> json.contains("sha256:" + digest))) {
                defects.add(Defect.CERTIFICATE_OF_OTHER_FILES, id);
            }
        }
    }
}
