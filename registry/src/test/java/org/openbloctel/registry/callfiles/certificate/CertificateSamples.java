package org.openbloctel.registry.callfiles.certificate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.number.Reason;

/** A request for a certificate, as a submission makes one. For the server's tests too. */
public final class CertificateSamples {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    private static final ScrubReport.ListUsed EXACT =
            new ScrubReport.ListUsed(12, 24, DIGEST.replace('f', '5'), Instant.parse("2026-11-25T07:00:00Z"));

    private CertificateSamples() {}

    /** Of a file of this name. */
    public static CertificateRequest request(UUID submission, String file) {
        return new CertificateRequest(
                submission,
                new CertificateRequest.Party("Centre d’appels « Exemple » SAS", "732829320"),
                new CertificateRequest.Party("Fenêtres & Cie", "552100554"),
                "Printemps",
                report(file),
                EXACT,
                List.of(
                        new CertificateRequest.Output(
                                "not-listed", "prospects.not-listed.csv", DIGEST.replace('f', '1')),
                        new CertificateRequest.Output("opposed", "prospects.opposed.csv", DIGEST.replace('f', '2')),
                        new CertificateRequest.Output("unchecked", "prospects.unchecked.csv", DIGEST.replace('f', '3')),
                        new CertificateRequest.Output("verdicts", "prospects.verdicts.csv", DIGEST.replace('f', '4'))));
    }

    /** The same for a campaign, by the law of November 2026: each line in one of four files, most of them forbidden. */
    public static CertificateRequest lawRequest(UUID submission, String file) {
        CertificateRequest byList = request(submission, file);
        ScrubReport report = report(file);
        List<CertificateRequest.Output> outputs = new ArrayList<>(byList.outputs());
        outputs.set(0, new CertificateRequest.Output("callable", "prospects.callable.csv", DIGEST.replace('f', '1')));
        outputs.add(2, new CertificateRequest.Output("forbidden", "prospects.forbidden.csv", DIGEST.replace('f', '6')));
        return new CertificateRequest(
                submission,
                byList.submittedBy(),
                byList.principal(),
                byList.campaign(),
                new ScrubReport(
                        file,
                        DIGEST,
                        2453,
                        30,
                        14,
                        9,
                        Map.of("consent", 2361L, "refusal", 37L, "attempt-limit", 2L),
                        report.uncheckedByReason(),
                        report.layout(),
                        report.list(),
                        Map.of(),
                        List.of(),
                        new ScrubReport.LawUsed(
                                LocalDate.of(2026, 11, 25),
                                "consent-2026",
                                List.of("consent", "calling-hours", "attempt-limit", "no-call-after-objection"),
                                List.of("monday-friday 10:00-13:00", "monday-friday 14:00-20:00"),
                                true,
                                new ScrubReport.SubjectUsed(
                                        "windows-doors",
                                        "Fenêtres, portes, volets",
                                        "Windows, doors, shutters",
                                        "Fenêtres en bois")),
                        6),
                EXACT,
                outputs);
    }

    private static ScrubReport report(String file) {
        return new ScrubReport(
                file,
                DIGEST,
                53,
                30,
                14,
                9,
                Map.of(Reason.BLANK, 4L, Reason.FOREIGN, 5L),
                new ScrubReport.LayoutUsed("utf-8", ";", true, List.of("tel")),
                new ScrubReport.ListUsed(12, 24, "hmac-" + EXACT.digest(), EXACT.time()),
                Map.of(),
                List.of(),
                6);
    }
}
