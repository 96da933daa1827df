package org.openbloctel.server.callfiles.submission;

import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.UUID;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.SubmissionDesk;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.registry.platform.security.SecurityEvent.Kind;
import org.openbloctel.server.callfiles.certificate.CertificatePdf;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.FileDownload;
import org.openbloctel.server.platform.pages.HeadFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What comes back of a submission: the returned files, decrypted as they are read; the report; the certificate. */
@Controller
record FilePages(
        Submissions submissions,
        Certificates certificates,
        CertificatePdf pdf,
        SecurityNotes traces,
        FirstDownloads first) {
    @Access(member = {OWNER, OPERATOR})
    @GetMapping("/pro/depots/{id}/fichiers/{kind}")
    void file(
            SignedIn.Member who,
            @PathVariable UUID id,
            @PathVariable String kind,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        boolean byLaw = submissions.get(who.company(), id).isByLaw();
        Returned.Kind wanted =
                Returned.Kind.of(kind, byLaw).orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
        first.require(who, id, request);
        SubmissionDesk.Download download =
                submissions.download(who.company(), id, wanted, who.actor(), HeadFilter.isHead(request));
        traces.note(
                Kind.DOWNLOADED,
                who.actor(),
                "submission:" + id + " " + download.file().label(),
                request);
        try (InputStream content = download.content()) {
            first.taken(who, id, request);
            attachment(download.file()).send(content, request, response);
        }
    }

    private static FileDownload attachment(Returned file) {
        return new FileDownload(file.name(), type(file.name()), file.size(), file.sha256());
    }

    private static String type(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".xlsx")) {
            return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        }
        // Text in the encoding that the file came in: a browser is not to guess.
        return lower.endsWith(".csv") ? "text/csv" : MediaType.APPLICATION_OCTET_STREAM_VALUE;
    }

    @Access(MEMBER)
    @GetMapping("/pro/depots/{id}/rapport.json")
    ResponseEntity<String> report(SignedIn.Member who, @PathVariable UUID id) {
        Submission submission = submissions.get(who.company(), id);
        String report = submission.report().orElseThrow(() -> new RefusedException(new SubmissionRefusal.NoFilesYet()));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileDownload.disposition(base(submission) + ".report.json"))
                .body(report);
    }

    @Access(MEMBER)
    @GetMapping("/pro/depots/{id}/certificat.pdf")
    ResponseEntity<byte[]> pdf(SignedIn.Member who, @PathVariable UUID id, Locale locale) {
        Submission submission = submissions.get(who.company(), id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileDownload.disposition(base(submission) + ".pdf"))
                .body(pdf.of(issued(submission), locale));
    }

    /** What it says, to be read, and what is signed, to be verified: as the API and SFTP hand it out. */
    @Access(MEMBER)
    @GetMapping("/pro/depots/{id}/certificat.json")
    ResponseEntity<String> json(SignedIn.Member who, @PathVariable UUID id) {
        Submission submission = submissions.get(who.company(), id);
        Certificates.Issued issued = issued(submission);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        FileDownload.disposition(base(submission) + ".certificate.json"))
                .body("{\"certificate\":" + issued.json() + ",\"jws\":\"" + issued.jws() + "\"}");
    }

    /** The signed form, which anybody can verify offline. */
    @Access(MEMBER)
    @GetMapping("/pro/depots/{id}/certificat.jws")
    ResponseEntity<String> signed(SignedIn.Member who, @PathVariable UUID id) {
        Submission submission = submissions.get(who.company(), id);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/jose"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        FileDownload.disposition(base(submission) + ".certificate.jws"))
                .body(issued(submission).jws());
    }

    private Certificates.Issued issued(Submission submission) {
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
