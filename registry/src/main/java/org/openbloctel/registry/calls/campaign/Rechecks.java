package org.openbloctel.registry.calls.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.scrubbing.Attestation;
import org.openbloctel.registry.callfiles.submission.CampaignFiles;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.list.guard.Asker;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.trace.Traces;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.event.Events;
import org.openbloctel.registry.platform.refusal.CampaignRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.Sha256;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.list.OppositionList;

/**
 * The work on kept numbers: keeps those of new files, compares all with the newest list, and says what changed. Who works on a
 * campaign holds the row of its consent, so that a change is told once, and nothing is kept that was just forgotten. Thread-safe;
 * several servers may do the same at once.
 */
public final class Rechecks {
    static final String SYSTEM = "system";
    /** Up to so many changes are searched in a file of any size. */
    private static final int MIN_SEARCHED = 4;
    /** To read so many numbers, and look each up, takes as long as to search one. */
    private static final int READ_FOR_ONE_SEARCHED = 10_000;

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Campaigns campaigns;
    private final KeptCampaigns held;
    private final KeptRows rows;
    private final Needs needs;
    private final Map<UUID, Running> underWay = new ConcurrentHashMap<>();

    Rechecks(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Campaigns campaigns,
            KeptCampaigns held,
            Needs needs) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.campaigns = campaigns;
        this.held = held;
        this.rows = held.rows();
        this.needs = needs;
    }

    /**
     * What the work needs from others.
     *
     * @param list the newest list; refuses when it is not fresh
     * @param changes the numbers that may have changed from a revision to that of a list; empty when any may have
     * @param published a list as others may read of it
     * @param attestation certifies a check of kept numbers
     * @param guard is told of the kept numbers that are on the list from now on
     * @param traces keep what was checked
     */
    public record Needs(
            CampaignFiles files,
            KeptNumbers kept,
            Supplier<OppositionList> list,
            BiFunction<Long, OppositionList, Optional<Set<Long>>> changes,
            UnaryOperator<ScrubReport.ListUsed> published,
            Attestation attestation,
            Events events,
            Guard guard,
            Traces traces) {}

    /** Keeps the numbers of new files and compares all with the newest list, where it is another one than before. */
    public void follow() {
        OppositionList list = needs.list().get();
        Map<Long, Optional<Set<Long>>> changes = new HashMap<>();
        each(id -> {
            Unneeded unneeded = new Unneeded();
            database.runInAccounts(() -> {
                rows.lock(id).ifPresent(keeping -> {
                    Campaign campaign = campaign(id);
                    Outcome outcome = compare(keeping, list, changes, unneeded, new Running());
                    notify(campaign, outcome);
                    outcome.traced.leave(common(campaign, outcome, list, null), outcome.traced.files());
                });
            });
            erase(unneeded);
        });
    }

    /** Checks all kept numbers of all campaigns that are not over, each with a certificate. */
    public void nightly() {
        OppositionList list = needs.list().get();
        each(id -> check(id, SYSTEM, list));
    }

    private interface Work {
        void on(UUID campaign);
    }

    /** One that fails stops no other. */
    @SuppressWarnings("IllegalCatch") // thrown once the others are done
    private void each(Work work) {
        RuntimeException failed = null;
        for (UUID id : held.live(LegalCalendar.today(clock))) {
            try {
                work.on(id);
            } catch (RuntimeException e) {
                if (failed == null) {
                    failed = e;
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** Checks all kept numbers of a campaign now. */
    Cover.Recheck now(UUID campaign, String actor) {
        OppositionList list = needs.list().get();
        return check(campaign, actor, list).orElseThrow(() -> new RefusedException(new CampaignRefusal.NothingKept()));
    }

    private Optional<Cover.Recheck> check(UUID id, String actor, OppositionList list) {
        Unneeded unneeded = new Unneeded();
        Running running = new Running();
        underWay.put(id, running);
        try {
            Optional<Cover.Recheck> checked = check(id, actor, list, unneeded, running);
            erase(unneeded);
            return checked;
        } finally {
            underWay.remove(id, running);
        }
    }

    /** How far the check of a campaign is that this server does now. */
    Optional<Cover.Progress> underWay(UUID campaign) {
        return Optional.ofNullable(underWay.get(campaign))
                .map(running -> new Cover.Progress(running.done.get(), running.total));
    }

    /** What may be erased once the transaction is over: files of kept numbers, and submissions whose lines were kept. */
    private static final class Unneeded {
        private final List<UUID> kept = new ArrayList<>();
        private final List<UUID> lines = new ArrayList<>();
    }

    /** A comparison that is being done. */
    private static final class Running {
        private final AtomicLong done = new AtomicLong();
        private volatile long total;
    }

    /** Once no row names them for sure: a transaction that came to nothing has lost nothing. */
    private void erase(Unneeded unneeded) {
        try {
            for (UUID file : unneeded.kept) {
                needs.kept().erase(file);
            }
            for (UUID submission : unneeded.lines) {
                needs.kept().removeLines(submission);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Cover.Recheck> check(
            UUID id, String actor, OppositionList list, Unneeded unneeded, Running running) {
        return database.inAccounts(() -> {
            Optional<KeptRows.Keeping> keeping = rows.lock(id);
            if (keeping.isEmpty()) {
                return Optional.empty();
            }
            Campaign campaign = campaign(id);
            Outcome outcome = compare(keeping.get(), list, null, unneeded, running);
            notify(campaign, outcome);
            if (outcome.files.isEmpty()) {
                return Optional.empty();
            }
            Cover.Recheck recheck = certified(campaign, actor, outcome, list);
            outcome.traced.leave(common(campaign, outcome, list, recheck.certificate()), outcome.files);
            return Optional.of(recheck);
        });
    }

    private Campaign campaign(UUID id) {
        return campaigns.any(id).orElseThrow();
    }

    /** What a comparison of all kept files of a campaign came to. */
    private static final class Outcome {
        private final List<KeptRows.File> files = new ArrayList<>();
        private final TracedRechecks traced;
        private final Instant at;
        private final long before;
        private long numbers;
        private long opposed;
        private long newlyOpposed;
        private long newlyCallable;

        Outcome(Instant at, long before, TracedRechecks traced) {
            this.traced = traced;
            this.at = at;
            this.before = before;
        }
    }

    /**
     * Compares the kept files of a campaign; in the open transaction, its consent locked.
     *
     * @param changes the changes of the list by the revision before them, as far as they are known: only the numbers in them are compared,
     *     and only in files that were not compared with this list yet. Null to compare all.
     * @param unneeded takes what may be erased after the transaction
     * @param running is told how far it is
     */
    private Outcome compare(
            KeptRows.Keeping keeping,
            OppositionList list,
            @Nullable Map<Long, Optional<Set<Long>>> changes,
            Unneeded unneeded,
            Running running) {
        byte[] key = held.key(keeping);
        Outcome outcome =
                new Outcome(clock.instant(), rows.lastChange(keeping.campaign()), new TracedRechecks(needs.traces()));
        try {
            keepNew(keeping.campaign(), key, list, unneeded);
            List<KeptRows.File> files = rows.files(keeping.campaign()).stream()
                    .filter(file -> changes == null || file.revision() != list.revision())
                    .toList();
            running.total = files.stream().mapToLong(KeptRows.File::numbers).sum();
            for (KeptRows.File file : files) {
                Optional<Set<Long>> few = changes == null ? Optional.empty() : few(file, list, changes);
                KeptNumbers.Compared compared = few.isPresent()
                        ? search(file, key, list, few.get())
                        : needs.kept()
                                .compare(file.id(), key, list, held.toldSince(file.id(), key), running.done::addAndGet);
                record(keeping.campaign(), key, file, list, outcome, compared);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return outcome;
    }

    /** The numbers that changed since a file was compared; empty when to search them would take longer than to read it. */
    private Optional<Set<Long>> few(KeptRows.File file, OppositionList list, Map<Long, Optional<Set<Long>>> changes) {
        if (file.revision() < 0) {
            return Optional.empty();
        }
        return changes.computeIfAbsent(
                        file.revision(), revision -> needs.changes().apply(revision, list))
                .filter(numbers -> numbers.size() <= Math.max(MIN_SEARCHED, file.numbers() / READ_FOR_ONE_SEARCHED));
    }

    /** Compares the numbers that changed on the list. */
    private KeptNumbers.Compared search(KeptRows.File file, byte[] key, OppositionList list, Set<Long> changed)
            throws IOException {
        Map<Long, Boolean> told = needs.kept().find(file.id(), key, file.numbers(), changed);
        if (!told.isEmpty()) {
            Map<Long, Boolean> since = held.toldSince(file.id(), key);
            told.replaceAll((number, before) -> since.getOrDefault(number, before));
        }
        Map<Long, Boolean> differ = new HashMap<>();
        told.forEach((number, opposed) -> {
            if (opposed != list.contains(number)) {
                differ.put(number, !opposed);
            }
        });
        return new KeptNumbers.Compared(0, 0, differ);
    }

    private void record(
            UUID campaign,
            byte[] key,
            KeptRows.File file,
            OppositionList list,
            Outcome outcome,
            KeptNumbers.Compared compared)
            throws IOException {
        outcome.files.add(file);
        outcome.numbers += compared.numbers();
        outcome.opposed += compared.opposed();
        if (!compared.changed().isEmpty()) {
            outcome.traced.changed(file, compared.changed());
            KeptRows.At when = new KeptRows.At(outcome.at, list.revision());
            List<Long> fresh = new ArrayList<>();
            for (KeptNumbers.Line line :
                    needs.kept().lines(file.id(), key, compared.changed().keySet())) {
                boolean opposed = Boolean.TRUE.equals(compared.changed().get(line.number()));
                if (held.addChange(campaign, file.id(), key, line, opposed, when)) {
                    outcome.newlyOpposed += opposed ? 1 : 0;
                    outcome.newlyCallable += opposed ? 0 : 1;
                    if (opposed) {
                        fresh.add(line.number());
                    }
                }
            }
            UUID principal = campaign(campaign).principal();
            Asker asker = new Asker(principal, principal, "campaign:" + campaign, Asker.Door.FILE);
            needs.guard().kept(asker, fresh.stream().mapToLong(Long::longValue).toArray());
        }
        if (file.revision() != list.revision()) {
            rows.compared(file.id(), list.revision());
        }
    }

    /** Of each file its latest check is kept; what is there of an earlier one, or of a file that is called no more, goes. */
    private void keepNew(UUID campaign, byte[] key, OppositionList list, Unneeded unneeded) throws IOException {
        List<CampaignFiles.Checked> current = needs.files().of(campaign);
        List<KeptRows.File> kept = rows.files(campaign);
        Set<UUID> before = new HashSet<>();
        kept.forEach(file -> before.add(file.submission()));
        Set<String> fresh = new HashSet<>();
        for (CampaignFiles.Checked file : current) {
            Submission submission = file.latest();
            if (!before.contains(submission.id()) && keep(campaign, key, submission, list)) {
                unneeded.lines.add(submission.id());
                fresh.add(submission.fileName());
            }
        }
        Set<String> names = new HashSet<>();
        current.forEach(file -> names.add(file.latest().fileName()));
        for (KeptRows.File file : kept) {
            if (fresh.contains(file.fileName()) || !names.contains(file.fileName())) {
                rows.removeFile(file.id());
                unneeded.kept.add(file.id());
            }
        }
    }

    private boolean keep(UUID campaign, byte[] key, Submission submission, OppositionList list) throws IOException {
        UUID id = UUID.randomUUID();
        Optional<KeptNumbers.Kept> kept = needs.kept().keep(submission.id(), id, key, list);
        kept.ifPresent(one -> rows.addFile(
                campaign,
                // Compared with no list yet.
                new KeptRows.File(id, submission.id(), submission.fileName(), one.numbers(), -1),
                one.lines()));
        return kept.isPresent();
    }

    /** Tells those whose campaign it is, in numbers of lines and never with one. */
    private void notify(Campaign campaign, Outcome outcome) {
        if (outcome.newlyOpposed + outcome.newlyCallable == 0) {
            return;
        }
        audit.record(new AuditEntry(
                SYSTEM,
                "campaign.numbers-changed",
                "campaign:" + campaign.id(),
                Map.of(
                        "opposed", Long.toString(outcome.newlyOpposed),
                        "callable", Long.toString(outcome.newlyCallable))));
        if (outcome.newlyOpposed == 0) {
            return;
        }
        Map<String, Object> data = facts(campaign);
        data.put("opposed", outcome.newlyOpposed);
        data.put("after", outcome.before);
        data.put("changes", "/api/v1/campaigns/" + campaign.id() + "/changes?after=" + outcome.before);
        raise(campaign, Event.Type.CAMPAIGN_NUMBERS_OPPOSED, data);
    }

    private TracedRechecks.Common common(
            Campaign campaign, Outcome outcome, OppositionList list, @Nullable String certificate) {
        UUID company = concerned(campaigns, campaign).getFirst();
        return new TracedRechecks.Common(campaign, company, outcome.at, list.revision(), certificate);
    }

    private void raise(Campaign campaign, Event.Type type, Map<String, Object> data) {
        for (UUID company : concerned(campaigns, campaign)) {
            needs.events().raise(new Event(company, type, data));
        }
    }

    /** The principal, and who declared the campaign while its mandate is in force. */
    static List<UUID> concerned(Campaigns campaigns, Campaign campaign) {
        boolean agent = !campaign.declaredBy().equals(campaign.principal())
                && campaigns.mayWork(campaign.declaredBy(), campaign);
        return agent ? List.of(campaign.declaredBy(), campaign.principal()) : List.of(campaign.principal());
    }

    static Map<String, Object> facts(Campaign campaign) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("campaign", campaign.id().toString());
        data.put("principal", campaign.principal().toString());
        return data;
    }

    private Cover.Recheck certified(Campaign campaign, String actor, Outcome outcome, OppositionList list) {
        UUID id = UUID.randomUUID();
        List<UUID> submissions =
                outcome.files.stream().map(KeptRows.File::submission).toList();
        String sha256 = digest(campaign.id(), submissions);
        ScrubReport.ListUsed exact = ScrubReport.ListUsed.of(list);
        String certificate = needs.attestation()
                .certify(new Attestation.Facts(
                        id,
                        concerned(campaigns, campaign).getFirst(),
                        campaign.principal(),
                        Optional.of(campaign.name()),
                        campaign.name(),
                        sha256,
                        report(campaign, outcome, sha256, needs.published().apply(exact)),
                        exact,
                        List.of(),
                        outcome.at));
        Cover.Recheck check = new Cover.Recheck(
                id,
                outcome.at,
                actor,
                list.revision(),
                outcome.numbers,
                outcome.opposed,
                outcome.newlyOpposed,
                outcome.newlyCallable,
                certificate);
        rows.addCheck(campaign.id(), check);
        needs.files().rechecked(submissions, outcome.at);
        audit.record(new AuditEntry(
                actor,
                "campaign.rechecked",
                "campaign:" + campaign.id(),
                Map.of("numbers", Long.toString(outcome.numbers), "listRevision", Long.toString(list.revision()))));
        Map<String, Object> data = facts(campaign);
        data.put("numbers", outcome.numbers);
        data.put("opposed", outcome.opposed);
        data.put("listRevision", list.revision());
        data.put("certificate", certificate);
        raise(campaign, Event.Type.CAMPAIGN_RECHECKED, data);
        return check;
    }

    /**
     * What stands for the input: the digest of the file as it was sent or, of several, the digest of their digests, sorted, a line
     * each. A digest of the numbers would give away those of a short file.
     */
    private String digest(UUID campaign, List<UUID> submissions) {
        List<String> digests = needs.files().of(campaign).stream()
                .map(CampaignFiles.Checked::latest)
                .filter(file -> submissions.contains(file.id()))
                .map(Submission::sha256)
                .sorted()
                .toList();
        if (digests.size() == 1) {
            return digests.getFirst();
        }
        return Sha256.hex((String.join("\n", digests) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static ScrubReport report(Campaign campaign, Outcome outcome, String sha256, ScrubReport.ListUsed list) {
        return new ScrubReport(
                campaign.name(),
                "sha256:" + sha256,
                outcome.numbers,
                outcome.numbers - outcome.opposed,
                outcome.opposed,
                0,
                Map.of(),
                new ScrubReport.LayoutUsed("", "", false, List.of()),
                list,
                Map.of(),
                List.of(),
                0);
    }
}
