package org.openbloctel.server.callfiles.submission;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.submission.SubmissionDesk;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.registry.platform.security.SecurityEvent.Kind;
import org.openbloctel.server.callfiles.certificate.CertificateApi;
import org.openbloctel.server.callfiles.certificate.CertificatePdf;
import org.openbloctel.server.callfiles.submission.SubmissionApi.SubmissionDesks;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.FileDownload;
import org.openbloctel.server.platform.pages.HeadFilter;
import org.openbloctel.server.platform.pages.Languages;
import org.openbloctel.server.platform.programs.AcceptHeader;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What comes back of a submission: the returned files, decrypted as they are read, and the certificate. */
@RestController
record ReturnedFileApi(
        SubmissionDesks desks,
        Certificates certificates,
        CertificatePdf pdf,
        InstantSource clock,
        JsonMapper json,
        SecurityNotes traces,
        FirstDownloads first) {
    private static final String ROOT = "/api/v1/submissions/{id}";
    private static final MediaType JOSE = MediaType.parseMediaType("application/jose");

    /** Sends a file. */
    @Access(key = "submissions", bound = true)
    @GetMapping(ROOT + "/files/{kind}")
    void file(
            SignedIn.Key key,
            @PathVariable("id") UUID id,
            @PathVariable("kind") String label,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        SubmissionDesk desk = desks.of(key);
        boolean byLaw = desk.get(key.company(), id).isByLaw();
        Returned.Kind kind =
                Returned.Kind.of(label, byLaw).orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
        SubmissionDesk.Download download =
                desk.download(key.company(), id, kind, key.actor(), HeadFilter.isHead(request));
        traces.note(
                Kind.DOWNLOADED,
                key.actor(),
                "submission:" + id + " " + download.file().label(),
                request);
        try (InputStream content = download.content()) {
            first.taken(key, id, request);
            describe(response, download.file()).send(content, request, response);
        }
    }

    private static FileDownload describe(HttpServletResponse response, Returned file) {
        response.setHeader("Digest", "sha-256=" + file.sha256());
        // The sender's own file, in any encoding: not to be guessed at, not to be shown.
        String type = file.kind() == Returned.Kind.VERDICTS && file.sealed().isEmpty()
                ? "text/csv;charset=UTF-8"
                : MediaType.APPLICATION_OCTET_STREAM_VALUE;
        return new FileDownload(file.name(), type, file.size(), file.sha256());
    }

    /**
     * The certificate with what is to be said of it now; its signed form alone for {@code application/jose}, its printed form for
     * {@code application/pdf}.
     */
    @Access(key = "submissions", bound = true)
    @GetMapping(path = ROOT + "/certificate")
    ResponseEntity<?> certificate(
            SignedIn.Key key,
            @PathVariable("id") UUID id,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages) {
        double json = AcceptHeader.quality(accept, MediaType.APPLICATION_JSON);
        double jose = AcceptHeader.quality(accept, JOSE);
        double printed = AcceptHeader.quality(accept, MediaType.APPLICATION_PDF);
        if (jose > json && jose >= printed) {
            return signed(key, id);
        }
        if (printed > json) {
            return printed(key, id, languages);
        }
        Certificates.Issued issued = issued(key, id);
        return as(MediaType.APPLICATION_JSON, issued, "json")
                .body(new CertificateApi.Answer(
                        issued.expired(clock.instant()), this.json.readTree(issued.json()), issued.jws()));
    }

    /** The signed form, to be kept. At an address of its own for programs that cannot choose by {@code Accept}. */
    @Access(key = "submissions", bound = true)
    @GetMapping(ROOT + "/certificate.jws")
    ResponseEntity<String> signed(SignedIn.Key key, @PathVariable("id") UUID id) {
        Certificates.Issued issued = issued(key, id);
        return as(JOSE, issued, "jws").body(issued.jws());
    }

    /** The printed form, for people: French, if no language is preferred. */
    @Access(key = "submissions", bound = true)
    @GetMapping(ROOT + "/certificate.pdf")
    ResponseEntity<byte[]> printed(
            SignedIn.Key key,
            @PathVariable("id") UUID id,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages) {
        Certificates.Issued issued = issued(key, id);
        return as(MediaType.APPLICATION_PDF, issued, "pdf").body(pdf.of(issued, Languages.preferred(languages)));
    }

    private static ResponseEntity.BodyBuilder as(MediaType type, Certificates.Issued issued, String extension) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        FileDownload.disposition("certificate-" + issued.id() + "." + extension));
    }

    private Certificates.Issued issued(SignedIn.Key key, UUID id) {
        // Asked first: whose it is.
        desks.of(key).get(key.company(), id);
        if (key.test()) {
            throw new RefusedException(new SubmissionRefusal.NotInTests());
        }
        return certificates
                .ofSubmission(id)
                .orElseThrow(() -> new RefusedException(new SubmissionRefusal.NoFilesYet()));
    }
}
