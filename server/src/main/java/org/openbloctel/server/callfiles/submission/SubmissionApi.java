package org.openbloctel.server.callfiles.submission;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.submission.BoundSubmissions;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.SubmissionDesk;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.callfiles.submission.TestSubmissions;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.ApiRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Call files handed in by programs, looked at, read in another way, erased. */
@RestController
record SubmissionApi(SubmissionDesks desks, SubmissionRequest requests, SubmissionView view) {
    static final String ROOT = "/api/v1/submissions";
    private static final String AGAIN = "Idempotency-Replayed";
    private static final int MAX = 100;

    /** Takes a file as it comes, of any type: what it is, its bytes say. */
    @Access(key = "submissions", bound = true)
    @PostMapping(ROOT)
    ResponseEntity<SubmissionView.Full> submit(SignedIn.Key key, HttpServletRequest request, Locale locale)
            throws IOException {
        Sent sent = requests.sent(key, SubmissionRequest.query(request), request);
        SubmissionDesk.Received received = desks.of(key).receive(sent, new ComingBody(request.getInputStream()));
        return accepted(key, received.submission(), received.again(), locale);
    }

    private ResponseEntity<SubmissionView.Full> accepted(
            SignedIn.Key key, Submission submission, boolean again, Locale locale) {
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create(SubmissionView.ROOT + submission.id()))
                .header(AGAIN, Boolean.toString(again))
                .cacheControl(CacheControl.noStore())
                .body(full(key, submission, locale));
    }

    private SubmissionView.Full full(SignedIn.Key key, Submission submission, Locale locale) {
        SubmissionDesk desk = desks.of(key);
        List<Returned> returned = desk.returned(key.company(), submission.id());
        return view.full(submission, returned, key.test(), locale);
    }

    /** Some submissions, and where the next ones are. */
    record Listed(
            List<SubmissionView.Summary> submissions,
            @Nullable String next) {}

    @Access(key = "submissions", bound = true)
    @GetMapping(ROOT)
    ResponseEntity<Listed> list(
            SignedIn.Key key,
            @RequestParam(name = "state", required = false) @Nullable String state,
            @RequestParam(name = "text", defaultValue = "") String text,
            @RequestParam(name = "cursor", required = false) @Nullable Long cursor,
            @RequestParam(name = "limit", defaultValue = "25") int limit) {
        if (limit < 1 || limit > MAX) {
            throw ApiRequest.unreadable("limit");
        }
        Submission.Search search =
                new Submission.Search(text.strip(), Optional.ofNullable(state).map(this::state));
        SubmissionDesk.Page page =
                desks.of(key).list(key.company(), search, cursor == null ? Long.MAX_VALUE : cursor, limit);
        String next = page.next()
                .map(at -> UriComponentsBuilder.fromPath(ROOT)
                        .queryParamIfPresent("state", Optional.ofNullable(state))
                        .queryParamIfPresent("text", Optional.of(text).filter(t -> !t.isEmpty()))
                        .queryParam("limit", limit)
                        .queryParam("cursor", at)
                        .encode()
                        .toUriString())
                .orElse(null);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().cacheControl(CacheControl.noStore());
        if (next != null) {
            answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return answer.body(new Listed(
                page.submissions().stream()
                        .map(one -> view.summary(one, key.test()))
                        .toList(),
                next));
    }

    private State state(String name) {
        for (State state : State.values()) {
            if (state.name().equals(name)) {
                return state;
            }
        }
        throw ApiRequest.unreadable("state");
    }

    @Access(key = "submissions", bound = true)
    @GetMapping(ROOT + "/{id}")
    ResponseEntity<SubmissionView.Full> one(SignedIn.Key key, @PathVariable("id") UUID id, Locale locale) {
        Submission submission = desks.of(key).get(key.company(), id);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(full(key, submission, locale));
    }

    /** Reads the file in another way: a new submission takes the place of this one. */
    @Access(key = "submissions", bound = true)
    @PostMapping(ROOT + "/{id}/corrections")
    ResponseEntity<SubmissionView.Full> correct(
            SignedIn.Key key, @PathVariable("id") UUID id, HttpServletRequest request, Locale locale)
            throws IOException {
        Submission corrected = desks.of(key)
                .correct(
                        key.company(),
                        id,
                        SubmissionRequest.layout(SubmissionRequest.query(request)),
                        key.actor(),
                        ApiRequest.idempotencyKey(request));
        return accepted(key, corrected, false, locale);
    }

    /** Erases its files before their time. */
    @Access(key = "submissions", bound = true)
    @DeleteMapping(ROOT + "/{id}")
    ResponseEntity<Void> erase(SignedIn.Key key, @PathVariable("id") UUID id) {
        desks.of(key).erase(key.company(), id, key.actor());
        return ResponseEntity.noContent().build();
    }

    /** A body as it comes in: when it ends too early that is the sender's connection, not a fault of ours. Not thread-safe. */
    static final class ComingBody extends FilterInputStream {
        ComingBody(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                throw cutOff();
            }
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            try {
                return super.read(buffer, from, length);
            } catch (IOException e) {
                throw cutOff();
            }
        }

        private static RefusedException cutOff() {
            return new RefusedException(new SubmissionRefusal.CutOff());
        }
    }

    /** Where the files of a key go: to the registry, or for a test key to this server's memory. Thread-safe. */
    @Component
    record SubmissionDesks(Submissions real, TestSubmissions tests) {
        SubmissionDesk of(SignedIn.Key key) {
            SubmissionDesk desk = key.test() ? tests : real;
            return key.isBound() ? new BoundSubmissions(desk, key.principals()) : desk;
        }
    }
}
