package org.openbloctel.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.openbloctel.registry.certificate.Certificates;
import org.openbloctel.registry.certificate.Issued;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.registry.refusal.SubmissionRefusal;
import org.openbloctel.registry.submission.FileKind;
import org.openbloctel.registry.submission.SubmissionDesk;
import org.openbloctel.registry.submission.Submissions;
import org.openbloctel.server.certificate.CertificatePdf;
import org.openbloctel.server.http.Attachment;
import org.openbloctel.server.http.SignedIn;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What comes back of a submission: the returned files, decrypted as they are read, and the certificate. */
@RestController
final class ReturnedFileApi {
    private static final String ROOT = "/api/v1/submissions/{id}";
    private static final MediaType JOSE = MediaType.parseMediaType("application/jose");

    private final SubmissionDesks desks;
    private final Certificates certificates;
    private final CertificatePdf pdf;
    private final InstantSource clock;
    private final JsonMapper json;

    ReturnedFileApi(
            SubmissionDesks desks,
            Certificates certificates,
            CertificatePdf pdf,
            InstantSource clock,
            JsonMapper json) {
        this.desks = desks;
        this.certificates = certificates;
        this.pdf = pdf;
        this.clock = clock;
        this.json = json;
    }

    /** Sends a file. Asked by HEAD, it says what would come: that is no download, and not counted as one. */
    @GetMapping(ROOT + "/files/{kind}")
    void file(
            @AuthenticationPrincipal SignedIn.Key key,
            @PathVariable("id") UUID id,
            @PathVariable("kind") String label,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        FileKind kind = FileKind.of(label).orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
        SubmissionDesk desk = desks.of(key);
        if (request.getMethod().equals("HEAD")) {
            describe(response, desk.returned(key.company(), id, kind)).announce(response);
            return;
        }
        Submissions.Download download = desk.download(key.company(), id, kind, key.actor());
        try (InputStream content = download.content()) {
            describe(response, download.file()).send(content, response);
        }
    }

    private static Attachment describe(HttpServletResponse response, Submissions.Returned file) {
        response.setHeader("Digest", "sha-256=" + file.sha256());
        // Whatever it is in, it is the sender's own file: not to be guessed at, not to be shown.
        String type =
                file.kind() == FileKind.VERDICTS ? "text/csv;charset=UTF-8" : MediaType.APPLICATION_OCTET_STREAM_VALUE;
        return new Attachment(file.name(), type, file.size());
    }

    /** The certificate with what is to be said of it now; or its signed form alone, to be kept, for {@code application/jose}. */
    @GetMapping(path = ROOT + "/certificate")
    ResponseEntity<Object> certificate(
            @AuthenticationPrincipal SignedIn.Key key,
            @PathVariable("id") UUID id,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept) {
        Issued issued = issued(key, id);
        if (wantsSigned(accept)) {
            return ResponseEntity.ok().contentType(JOSE).body(issued.jws());
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(new CertificateApi.Answer(
                        issued.expired(clock.instant()), json.readTree(issued.json()), issued.jws()));
    }

    private static boolean wantsSigned(String accept) {
        try {
            List<MediaType> types = MediaType.parseMediaTypes(accept);
            double json = quality(types, MediaType.APPLICATION_JSON);
            return quality(types, JOSE) > json;
        } catch (InvalidMediaTypeException e) {
            throw new RefusedException(new RequestRefusal.NotAcceptable());
        }
    }

    private static double quality(List<MediaType> types, MediaType wanted) {
        return types.stream()
                .filter(type -> type.includes(wanted))
                .mapToDouble(MediaType::getQualityValue)
                .max()
                .orElse(0);
    }

    @GetMapping(ROOT + "/certificate.pdf")
    ResponseEntity<byte[]> printed(
            @AuthenticationPrincipal SignedIn.Key key, @PathVariable("id") UUID id, Locale locale) {
        Issued issued = issued(key, id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.disposition("certificate-" + issued.id() + ".pdf"))
                .body(pdf.of(issued, locale));
    }

    private Issued issued(SignedIn.Key key, UUID id) {
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
