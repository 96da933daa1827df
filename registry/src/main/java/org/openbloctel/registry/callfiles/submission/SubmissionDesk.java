package org.openbloctel.registry.callfiles.submission;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.scrub.file.LayoutOptions;

/**
 * Where a program hands in call files and fetches what comes back: {@link Submissions} for real, {@link TestSubmissions} for test
 * keys. Everything is asked for a company, and what is another's is unknown.
 */
public sealed interface SubmissionDesk permits Submissions, TestSubmissions, BoundSubmissions {
    /**
     * What was received.
     *
     * @param again whether the same request, or by another way the same file, was received before: this is its submission
     */
    record Received(Submission submission, boolean again) {}

    /**
     * Some of a list.
     *
     * @param next where the following ones begin; empty when there are none
     */
    record Page(List<Submission> submissions, Optional<Long> next) {}

    /** A returned file, opened; the caller closes the stream. */
    record Download(Returned file, InputStream content) {}

    /** Receives a file, to its last byte. */
    Received receive(Sent sent, InputStream body) throws IOException;

    /** A submission of the company. */
    Submission get(UUID company, UUID id);

    /** Submissions of the company, newest first. */
    Page list(UUID company, Submission.Search search, long before, int limit);

    /** The names and sizes of the returned files, while they are kept. */
    List<Returned> returned(UUID company, UUID id);

    /** Opens a returned file for its whole content or a part of it. */
    default Download download(UUID company, UUID id, Returned.Kind kind, String actor) throws IOException {
        return download(company, id, kind, actor, false);
    }

    /**
     * Opens a returned file. It is counted in any case, since length and digest of a short file show its lines.
     *
     * @param headOnly whether the caller takes length and digest alone: then the file is not delivered, nor erased a day later
     */
    Download download(UUID company, UUID id, Returned.Kind kind, String actor, boolean headOnly) throws IOException;

    /** Reads the file of a submission in another way. */
    Submission correct(UUID company, UUID id, LayoutOptions options, String actor, Optional<String> idempotencyKey)
            throws IOException;

    /** Erases a submission's files before their time. */
    void erase(UUID company, UUID id, String actor);
}
