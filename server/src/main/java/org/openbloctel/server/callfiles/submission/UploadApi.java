package org.openbloctel.server.callfiles.submission;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.callfiles.intake.Reception;
import org.openbloctel.registry.callfiles.intake.Uploads;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.ApiRequest;
import org.openbloctel.server.platform.programs.QueryNames;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Large files in pieces, by the tus protocol 1.0.0: core, creation, expiration, termination, checksum. An offset is told once
 * its bytes are on the disk. The last byte makes the upload a submission of the same id.
 */
@RestController
final class UploadApi {
    static final String ROOT = "/api/v1/uploads";
    /** Of the file that was chosen, in libraries for browsers. */
    private static final Set<String> ADDED_BY_CLIENTS =
            Set.of("filetype", "lastModified", "name", "relativePath", "type");

    private static final String VERSION = "1.0.0";
    private static final String RESUMABLE = "Tus-Resumable";
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";
    private static final String PIECE = "application/offset+octet-stream";

    private final Uploads uploads;
    private final SubmissionRequest requests;
    private final long mostBytes;

    UploadApi(Uploads uploads, SubmissionRequest requests, Reception.Settings settings) {
        this.uploads = uploads;
        this.requests = requests;
        this.mostBytes = settings.maxBytes();
    }

    /** What is spoken here. */
    @Access(ANYONE)
    @RequestMapping(path = ROOT, method = RequestMethod.OPTIONS)
    ResponseEntity<Void> options() {
        return ResponseEntity.noContent()
                .header(RESUMABLE, VERSION)
                .header("Tus-Version", VERSION)
                .header("Tus-Extension", "creation,expiration,termination,checksum")
                .header("Tus-Checksum-Algorithm", String.join(",", Uploads.Checksum.ALGORITHMS))
                .header("Tus-Max-Size", Long.toString(mostBytes))
                .build();
    }

    @Access(key = "submissions")
    @PostMapping(ROOT)
    ResponseEntity<Void> begin(SignedIn.Key key, HttpServletRequest request) throws IOException {
        check(key, request);
        Map<String, List<String>> metadata = metadata(request.getHeader("Upload-Metadata"));
        SubmissionRequest.Values query = SubmissionRequest.query(request);
        SubmissionRequest.Values both = name -> {
            List<String> given = query.all(name);
            return given.isEmpty() ? metadata.getOrDefault(name, List.of()) : given;
        };
        Uploads.Upload upload = uploads.begin(requests.sent(key, both, request), number(request, LENGTH));
        return state(ResponseEntity.created(URI.create(ROOT + "/" + upload.id())), upload);
    }

    /** Asked by HEAD, as tus does: how far it is. */
    @Access(key = "submissions")
    @GetMapping(ROOT + "/{id}")
    ResponseEntity<Void> state(SignedIn.Key key, @PathVariable("id") UUID id, HttpServletRequest request)
            throws IOException {
        check(key, request);
        return state(ResponseEntity.noContent(), uploads.state(key.company(), id));
    }

    @Access(key = "submissions")
    @PatchMapping(path = ROOT + "/{id}", consumes = PIECE)
    ResponseEntity<Void> append(SignedIn.Key key, @PathVariable("id") UUID id, HttpServletRequest request)
            throws IOException {
        check(key, request);
        String announced = request.getHeader("Upload-Checksum");
        Optional<Uploads.Checksum> checksum = Optional.ofNullable(announced).flatMap(Uploads.Checksum::of);
        if (announced != null && checksum.isEmpty()) {
            throw ApiRequest.unreadable("Upload-Checksum");
        }
        long offset = number(request, OFFSET);
        Uploads.Upload upload = uploads.append(key.company(), id, offset, request.getInputStream(), checksum);
        return state(ResponseEntity.noContent(), upload);
    }

    /** Gives it up: what came is erased. */
    @Access(key = "submissions")
    @DeleteMapping(ROOT + "/{id}")
    ResponseEntity<Void> abandon(SignedIn.Key key, @PathVariable("id") UUID id, HttpServletRequest request)
            throws IOException {
        check(key, request);
        uploads.abandon(key.company(), id);
        return ResponseEntity.noContent().header(RESUMABLE, VERSION).build();
    }

    private static void check(SignedIn.Key key, HttpServletRequest request) {
        if (key.test()) {
            throw new RefusedException(new SubmissionRefusal.NotInTests());
        }
        if (!VERSION.equals(request.getHeader(RESUMABLE))) {
            throw new RefusedException(new RequestRefusal.OtherTusVersion());
        }
    }

    private static ResponseEntity<Void> state(ResponseEntity.HeadersBuilder<?> answer, Uploads.Upload upload) {
        answer.header(RESUMABLE, VERSION)
                .header(OFFSET, Long.toString(upload.offset()))
                .header(LENGTH, Long.toString(upload.length()))
                .header(
                        "Upload-Expires",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                upload.expiresAt().atOffset(ZoneOffset.UTC)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (upload.isWhole()) {
            answer.header(HttpHeaders.LINK, "<" + SubmissionView.ROOT + upload.submission() + ">; rel=\"related\"");
        }
        return answer.build();
    }

    private static long number(HttpServletRequest request, String header) {
        String given = request.getHeader(header);
        if (given == null || !given.matches("[0-9]{1,18}")) {
            throw ApiRequest.unreadable(header);
        }
        return Long.parseLong(given);
    }

    /** {@code filename BASE64,column BASE64,column BASE64}. A name that is none of ours is refused, but for what clients add by themselves. */
    private static Map<String, List<String>> metadata(String header) {
        Map<String, List<String>> values = new HashMap<>();
        if (header == null || header.isBlank()) {
            return values;
        }
        for (String pair : header.split(",", -1)) {
            String[] parts = pair.strip().split(" ", -1);
            if (!parts[0].isEmpty() && !ADDED_BY_CLIENTS.contains(parts[0])) {
                QueryNames.requireKnown(parts[0], SubmissionRequest.SUBMISSION);
            }
            try {
                String value = parts.length < 2
                        ? ""
                        : new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8);
                values.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(value);
            } catch (IllegalArgumentException e) {
                throw ApiRequest.unreadable("Upload-Metadata");
            }
        }
        return values;
    }
}
