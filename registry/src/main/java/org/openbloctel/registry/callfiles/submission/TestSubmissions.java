package org.openbloctel.registry.callfiles.submission;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.openbloctel.registry.callfiles.intake.CampaignLinks;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.scrubbing.ScrubTask;
import org.openbloctel.registry.callfiles.scrubbing.TestScrub;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.registry.platform.vault.Sha256;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.file.LayoutOptions;

/**
 * Submissions of test keys: small files of numbers for fiction, scrubbed by the fixed list of {@code TestAnswers} as they come,
 * kept in this server's memory for an hour at most. Nothing is counted, certified, audited or written into the database. A file
 * with anybody's real number is refused, so that nobody takes a test for an answer. Thread-safe.
 */
public final class TestSubmissions implements SubmissionDesk {
    /** How large a file may be, and what it unpacks to. */
    public static final int MAX_BYTES = 1 << 20;

    /** How long it is kept. */
    public static final Duration LIFE = Duration.ofHours(1);

    private static final int MAX_OF_A_COMPANY = 10;
    private static final int MAX = 50;

    private final InstantSource clock;
    private final TestScrub scrub;
    private final CampaignLinks links;
    private final Function<UUID, List<String>> recipients;
    private final Map<UUID, Kept> kept = new LinkedHashMap<>();
    private long seq;

    /**
     * Tests on this server.
     *
     * @param links the campaigns that test keys may name
     * @param recipients the keys to which results of a company are sealed; none for results that are not
     */
    public TestSubmissions(
            InstantSource clock, TestScrub scrub, CampaignLinks links, Function<UUID, List<String>> recipients) {
        this.recipients = recipients;
        this.clock = clock;
        this.scrub = scrub;
        this.links = links;
    }

    /** What is kept of a test. Immutable; its arrays are never changed. */
    private static final class Kept {
        private final Submission submission;
        private final Sent sent;
        private final byte[] content;
        private final Map<Returned.Kind, byte[]> files;
        private final List<Returned> returned;

        Kept(
                Submission submission,
                Sent sent,
                byte[] content,
                Map<Returned.Kind, byte[]> files,
                List<Returned> returned) {
            this.submission = submission;
            this.sent = sent;
            this.content = content;
            this.files = files;
            this.returned = returned;
        }

        Kept erased(Submission changed) {
            return new Kept(changed, sent, new byte[0], Map.of(), List.of());
        }

        Kept as(Submission changed) {
            return new Kept(changed, sent, content, files, returned);
        }
    }

    @Override
    public SubmissionDesk.Received receive(Sent asked, InputStream body) throws IOException {
        Sent sent = asked.linked(links);
        byte[] content = body.readNBytes(MAX_BYTES + 1);
        if (content.length == 0) {
            throw new RefusedException(new SubmissionRefusal.EmptyFile());
        }
        if (content.length > MAX_BYTES) {
            throw new RefusedException(new SubmissionRefusal.NotInTests());
        }
        Optional<Kept> earlier = earlier(sent);
        if (earlier.isPresent()) {
            if (!fingerprint(sent, content).equals(fingerprint(earlier.get().sent, earlier.get().content))) {
                throw new RefusedException(new SubmissionRefusal.KeyOfAnotherRequest());
            }
            return new SubmissionDesk.Received(earlier.get().submission, true);
        }
        return new SubmissionDesk.Received(keep(scrub(sent, content, Optional.empty())), false);
    }

    private static String fingerprint(Sent sent, byte[] content) {
        return sent.fingerprint(Sha256.hex(content));
    }

    private synchronized Optional<Kept> earlier(Sent sent) {
        forget();
        return sent.idempotencyKey()
                .flatMap(key -> kept.values().stream()
                        .filter(one -> one.sent.company().equals(sent.company())
                                && one.sent.idempotencyKey().equals(Optional.of(key)))
                        .findFirst());
    }

    private synchronized Submission keep(Kept one) {
        forget();
        UUID company = one.submission.company();
        List<UUID> own = kept.values().stream()
                .map(other -> other.submission)
                .filter(submission -> submission.company().equals(company))
                .map(Submission::id)
                .toList();
        if (own.size() >= MAX_OF_A_COMPANY) {
            kept.remove(own.getFirst());
        } else if (kept.size() >= MAX) {
            kept.remove(kept.keySet().iterator().next());
        }
        kept.put(one.submission.id(), one);
        return one.submission;
    }

    private void forget() {
        Instant old = clock.instant().minus(LIFE);
        kept.values().removeIf(one -> !one.submission.receivedAt().isAfter(old));
    }

    private Kept scrub(Sent sent, byte[] content, Optional<UUID> corrects) throws IOException {
        Submission submission = submission(sent, content, corrects);
        ScrubTask task = new ScrubTask(
                submission.id(),
                submission.company(),
                submission.principal(),
                submission.fileName(),
                submission.size(),
                submission.sha256(),
                submission.receivedAt(),
                Sent.Layout.of(submission.options()),
                submission.campaign(),
                submission.campaignId(),
                Optional.empty());
        return switch (scrub.run(task, content, recipients.apply(sent.company()))) {
            case TestScrub.Done done ->
                new Kept(ready(submission, done.report()), sent, content, done.files(), done.returned());
            case TestScrub.NotDone notDone ->
                new Kept(refused(submission, notDone.why()), sent, content, Map.of(), List.of());
        };
    }

    private synchronized long nextSeq() {
        return ++seq;
    }

    private Submission submission(Sent sent, byte[] content, Optional<UUID> corrects) {
        return new Submission(
                UUID.randomUUID(),
                nextSeq(),
                sent.company(),
                sent.principal(),
                sent.actor(),
                sent.fileName(),
                clock.instant(),
                content.length,
                Sha256.hex(content),
                corrects,
                sent.options(),
                State.RECEIVED,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Submission.Counts(0, 0, 0, 0, 0, 0, OptionalLong.empty()),
                Optional.empty(),
                true,
                Optional.empty(),
                sent.campaign(),
                sent.channel(),
                sent.campaignId(),
                Optional.empty(),
                sent.campaignId().isPresent() ? Submission.Scope.LAW : Submission.Scope.LIST,
                Optional.empty());
    }

    private Submission ready(Submission s, ScrubReport report) {
        Submission.Counts counts = new Submission.Counts(
                report.rows(),
                report.callable(),
                report.opposed(),
                report.forbidden(),
                report.unchecked(),
                0,
                OptionalLong.of(report.list().revision()));
        return settled(s, State.READY, Optional.empty(), Optional.of(report.toJson()), counts);
    }

    private Submission refused(Submission s, Refusal.Stored why) {
        return settled(s, State.REFUSED, Optional.of(why), Optional.empty(), s.counts());
    }

    private Submission settled(
            Submission s,
            State state,
            Optional<Refusal.Stored> refusal,
            Optional<String> report,
            Submission.Counts counts) {
        Instant now = clock.instant();
        boolean delivered = state == State.DELIVERED;
        boolean purged = state == State.PURGED;
        return new Submission(
                s.id(),
                s.seq(),
                s.company(),
                s.principal(),
                s.submittedBy(),
                s.fileName(),
                s.receivedAt(),
                s.size(),
                s.sha256(),
                s.corrects(),
                s.options(),
                state,
                s.size(),
                counts.rows(),
                s.settledAt().or(() -> Optional.of(now)),
                delivered ? Optional.of(now) : s.deliveredAt(),
                purged ? Optional.of(now) : Optional.empty(),
                refusal,
                report,
                counts,
                Optional.empty(),
                !purged && !delivered,
                purged || state == State.REFUSED
                        ? Optional.empty()
                        : Optional.of(s.receivedAt().plus(LIFE)),
                s.campaign(),
                s.channel(),
                s.campaignId(),
                s.recheckedAt(),
                s.scope(),
                Optional.empty());
    }

    private Submission changed(Submission s, State state) {
        return settled(s, state, s.refusal(), s.report(), s.counts());
    }

    private synchronized Kept find(UUID company, UUID id) {
        forget();
        Kept found = kept.get(id);
        if (found == null || !found.submission.company().equals(company)) {
            throw new RefusedException(new SubmissionRefusal.UnknownSubmission());
        }
        return found;
    }

    private synchronized void put(Kept changed) {
        kept.replace(changed.submission.id(), changed);
    }

    @Override
    public Submission get(UUID company, UUID id) {
        return find(company, id).submission;
    }

    @Override
    public synchronized SubmissionDesk.Page list(UUID company, Submission.Search search, long before, int limit) {
        forget();
        String text = search.text().toLowerCase(Locale.ROOT);
        List<Submission> all = kept.values().stream()
                .map(one -> one.submission)
                .filter(one -> one.company().equals(company) && one.seq() < before)
                .filter(one -> one.fileName().toLowerCase(Locale.ROOT).contains(text))
                .filter(one -> search.state().isEmpty() || search.state().get() == one.state())
                .sorted(Comparator.comparingLong(Submission::seq).reversed())
                .toList();
        return all.size() <= limit
                ? new SubmissionDesk.Page(all, Optional.empty())
                : new SubmissionDesk.Page(
                        all.subList(0, limit), Optional.of(all.get(limit - 1).seq()));
    }

    @Override
    public List<Returned> returned(UUID company, UUID id) {
        return find(company, id).returned;
    }

    @Override
    public SubmissionDesk.Download download(UUID company, UUID id, Returned.Kind kind, String actor, boolean headOnly) {
        Kept found = find(company, id);
        Submissions.refuseWithoutFiles(found.submission);
        Returned file = found.returned.stream()
                .filter(one -> one.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new RefusedException(new SubmissionRefusal.NoFilesYet()));
        if (kind == Returned.Kind.CALLABLE && !headOnly && found.submission.state() == State.READY) {
            put(found.as(changed(found.submission, State.DELIVERED)));
        }
        return new SubmissionDesk.Download(file, new ByteArrayInputStream(found.files.getOrDefault(kind, new byte[0])));
    }

    @Override
    public Submission correct(
            UUID company, UUID id, LayoutOptions options, String actor, Optional<String> idempotencyKey)
            throws IOException {
        Kept old = find(company, id);
        Sent sent = new Sent(
                company,
                old.sent.principal(),
                actor,
                old.sent.fileName(),
                options,
                idempotencyKey,
                old.sent.campaign(),
                old.sent.channel(),
                old.sent.campaignId());
        Optional<Kept> earlier = earlier(sent);
        if (earlier.isPresent()) {
            if (!earlier.get().submission.corrects().equals(Optional.of(id))
                    || !earlier.get().sent.options().equals(options)) {
                throw new RefusedException(new SubmissionRefusal.KeyOfAnotherRequest());
            }
            return earlier.get().submission;
        }
        if (!old.submission.isCorrectable()) {
            throw new RefusedException(new SubmissionRefusal.FileNotKept());
        }
        Kept corrected = scrub(sent, old.content, Optional.of(id));
        erase(company, id, actor);
        return keep(corrected);
    }

    @Override
    public void erase(UUID company, UUID id, String actor) {
        Kept old = find(company, id);
        State state = old.submission.state() == State.REFUSED ? State.REFUSED : State.PURGED;
        put(old.erased(changed(old.submission, state)));
    }
}
