package org.openbloctel.registry.callfiles.submission;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.scrub.file.LayoutOptions;

/** The files of the companies to which a key is bound; those of others are not there. Thread-safe. */
public final class BoundSubmissions implements SubmissionDesk {
    private final SubmissionDesk all;
    private final Set<UUID> principals;

    /** The files of these companies alone. */
    public BoundSubmissions(SubmissionDesk all, Set<UUID> principals) {
        this.all = all;
        this.principals = Set.copyOf(principals);
    }

    @Override
    public Received receive(Sent sent, InputStream body) throws IOException {
        if (!principals.contains(sent.principal())) {
            throw new RefusedException(new CompanyRefusal.NoMandate());
        }
        return all.receive(sent, body);
    }

    @Override
    public Submission get(UUID company, UUID id) {
        Submission found = all.get(company, id);
        if (!principals.contains(found.principal())) {
            throw new RefusedException(new SubmissionRefusal.UnknownSubmission());
        }
        return found;
    }

    /** A page may have fewer than asked for, and none before the last. */
    @Override
    public Page list(UUID company, Submission.Search search, long before, int limit) {
        Page page = all.list(company, search, before, limit);
        return new Page(
                page.submissions().stream()
                        .filter(one -> principals.contains(one.principal()))
                        .toList(),
                page.next());
    }

    @Override
    public List<Returned> returned(UUID company, UUID id) {
        get(company, id);
        return all.returned(company, id);
    }

    @Override
    public Download download(UUID company, UUID id, Returned.Kind kind, String actor, boolean headOnly)
            throws IOException {
        get(company, id);
        return all.download(company, id, kind, actor, headOnly);
    }

    @Override
    public Submission correct(
            UUID company, UUID id, LayoutOptions options, String actor, Optional<String> idempotencyKey)
            throws IOException {
        get(company, id);
        return all.correct(company, id, options, actor, idempotencyKey);
    }

    @Override
    public void erase(UUID company, UUID id, String actor) {
        get(company, id);
        all.erase(company, id, actor);
    }
}
