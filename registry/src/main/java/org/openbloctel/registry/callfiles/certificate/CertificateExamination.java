package org.openbloctel.registry.callfiles.certificate;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.doctor.Defect;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.doctor.Examination;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.ScrubReport;

/**
 * Certificates as the doctor examines them: signed by a published key, as their rows say, of the files that are still there, and by the list
 * that judged them.
 */
public final class CertificateExamination implements Examination {
    private static final int BATCH = 500;
    /** As {@link Content} writes it. A quote inside a text is written with a backslash, so nothing else can look like it. */
    private static final Pattern LIST = Pattern.compile("\"list\":\\{\"revision\":(\\d+),\"numbers\":(\\d+|null),"
            + "\"digest\":\"((?:hmac-)?sha256:[0-9a-f]{64})\",\"time\":\"([^\"]+)\"");

    private final Certificates certificates;
    private final CertificateRows rows;
    private final ListMarks marks;
    private final Function<UUID, List<String>> digests;
    private final Rebuilt rebuilt;

    /** Earlier lists. */
    @FunctionalInterface
    public interface Rebuilt {
        /** The list at a revision; empty when it cannot be rebuilt any more. */
        Optional<ScrubReport.ListUsed> at(long revision) throws IOException;
    }

    /**
     * All certificates of a database.
     *
     * @param master opens what the rows keep of the lists
     * @param digests the SHA-256 of each returned file that a submission still has, hexadecimal
     * @param rebuilt the lists that judged them, as far as they can be rebuilt
     */
    public CertificateExamination(
            Database database,
            MasterKeys master,
            Certificates certificates,
            Function<UUID, List<String>> digests,
            Rebuilt rebuilt) {
        this.certificates = certificates;
        this.rows = database.rows(CertificateRows.class);
        this.marks = new ListMarks(database, master);
        this.digests = digests;
        this.rebuilt = rebuilt;
    }

    @Override
    public String name() {
        return "certificates";
    }

    @Override
    public void run(Defects defects) throws IOException {
        UUID last = new UUID(0, 0);
        List<CertificateRows.Whole> page = rows.after(last, BATCH);
        while (!page.isEmpty()) {
            for (CertificateRows.Whole row : page) {
                examine(row, defects);
            }
            defects.examined("certificates", page.size());
            last = page.getLast().id();
            page = rows.after(last, BATCH);
        }
    }

    private void examine(CertificateRows.Whole row, Defects defects) throws IOException {
        Certificates.Issued issued = row.issued();
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
            if (!isOfItsList(row)) {
                defects.add(Defect.CERTIFICATE_OF_OTHER_LIST, id);
            }
        }
    }

    private boolean isOfItsList(CertificateRows.Whole row) throws IOException {
        Matcher named = LIST.matcher(row.issued().json());
        if (!named.find()) {
            return false;
        }
        long revision = Long.parseLong(named.group(1));
        String digest = named.group(3);
        Optional<ListMarks.Exact> exact = digest.startsWith(ListMarks.PREFIX)
                ? opened(row)
                        .filter(one -> one.revision() == revision
                                && marks.mark(revision, one.digest()).equals(digest))
                : Optional.of(new ListMarks.Exact(revision, Long.parseLong(named.group(2)), digest));
        if (exact.isEmpty()) {
            return false;
        }
        return rebuilt.at(revision)
                .filter(list -> list.time().equals(Instant.parse(named.group(4)))) // else of another history
                .map(list -> list.digest().equals(exact.get().digest())
                        && list.numbers() == exact.get().numbers())
                .orElse(true);
    }

    private Optional<ListMarks.Exact> opened(CertificateRows.Whole row) {
        byte[] list = row.listSealed();
        if (list == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(marks.open(row.id(), list));
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof MasterKeys.LostKeyException lost) {
                throw lost;
            }
            return Optional.empty();
        }
    }
}
