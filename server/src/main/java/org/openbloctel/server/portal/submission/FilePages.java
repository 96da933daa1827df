package org.openbloctel.server.portal.submission;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.openbloctel.registry.certificate.Certificates;
import org.openbloctel.registry.certificate.Issued;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.registry.refusal.SubmissionRefusal;
import org.openbloctel.registry.submission.FileKind;
import org.openbloctel.registry.submission.Submission;
import org.openbloctel.registry.submission.Submissions;
import org.openbloctel.server.certificate.CertificatePdf;
import org.openbloctel.server.http.SignedIn;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What comes back of a submission: the returned files, decrypted as they are read; the report; the certificate. */
@Controller
final class FilePages {
    private static final int BUFFER = 1 << 16;

    private final Submissions submissions;
    private final Certificates certificates;
    private final CertificatePdf pdf;

    FilePages(Submissions submissions, Certificates certificates, CertificatePdf pdf) {
        this.submissions = submissions;
        this.certificates = certificates;
        this.pdf = pdf;
    }

    @GetMapping("/pro/depots/{id}/fichiers/{kind}")
    void file(
            @AuthenticationPrincipal SignedIn.Member who,
            @PathVariable UUID id,
            @PathVariable String kind,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (request.getMethod().equals("HEAD")) {
            describe(response, about(who.company(), id, kindOf(kind)));
            return;
        }
        Submissions.Download download = submissions.download(who.company(), id, kindOf(kind), who.actor());
        try (InputStream content = download.content()) {
            describe(response, download.file());
            send(content, response.getOutputStream());
        }
    }

    /** Whoever asks about a file without taking it has downloaded nothing. */
    private Submissions.Returned about(UUID company, UUID id, FileKind kind) {
        return submissions.returned(company, id).stream()
                .filter(file -> file.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new RefusedException(new SubmissionRefusal.NoFilesYet()));
    }

    private static FileKind kindOf(String label) {
        return FileKind.of(label).orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
    }

    private static void describe(HttpServletResponse response, Submissions.Returned file) {
        response.setContentType(type(file.name()));
        response.setContentLengthLong(file.size());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment(file.name()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static String type(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".xlsx")) {
            return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        }
        // Text in whatever encoding the file came in: a browser is not to guess.
        return lower.endsWith(".csv") ? "text/csv" : MediaType.APPLICATION_OCTET_STREAM_VALUE;
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    /** A reader who goes away is nobody's fault; a file that cannot be read is ours, and is thrown. */
    private static void send(InputStream content, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            try {
                out.write(buffer, 0, n);
            } catch (IOException gone) {
                return;
            }
        }
    }

    @GetMapping("/pro/depots/{id}/rapport.json")
    ResponseEntity<String> report(@AuthenticationPrincipal SignedIn.Member who, @PathVariable UUID id) {
        Submission submission = submissions.get(who.company(), id);
        String report = submission.report().orElseThrow(() -> new RefusedException(new SubmissionRefusal.NoFilesYet()));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(base(submission) + ".report.json"))
                .body(report);
    }

    @GetMapping("/pro/depots/{id}/certificat.pdf")
    ResponseEntity<byte[]> pdf(@AuthenticationPrincipal SignedIn.Member who, @PathVariable UUID id, Locale locale) {
        Submission submission = submissions.get(who.company(), id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(base(submission) + ".pdf"))
                .body(pdf.of(issued(submission), locale));
    }

    @GetMapping("/pro/depots/{id}/certificat.json")
    ResponseEntity<String> json(@AuthenticationPrincipal SignedIn.Member who, @PathVariable UUID id) {
        Submission submission = submissions.get(who.company(), id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(base(submission) + ".certificate.json"))
                .body(issued(submission).json());
    }

    /** The signed form, which anybody can verify offline. */
    @GetMapping("/pro/depots/{id}/certificat.jws")
    ResponseEntity<String> signed(@AuthenticationPrincipal SignedIn.Member who, @PathVariable UUID id) {
        Submission submission = submissions.get(who.company(), id);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/jose"))
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(base(submission) + ".certificate.jws"))
                .body(issued(submission).jws());
    }

    private Issued issued(Submission submission) {
        return certificates
                .ofSubmission(submission.id())
                .orElseThrow(() -> new RefusedException(new SubmissionRefusal.NoFilesYet()));
    }

    private static String base(Submission submission) {
        String name = submission.fileName();
        int dot = name.indexOf('.', 1);
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
