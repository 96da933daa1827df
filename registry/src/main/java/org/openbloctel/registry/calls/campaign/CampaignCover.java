package org.openbloctel.registry.calls.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.callfiles.submission.CampaignFiles;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.CampaignRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * What companies see and do about the checks of their campaigns. Everything is asked for a company: a campaign that it may not work
 * for is unknown, and one whose mandate has ended says so (BT-0712). A campaign is covered until the first of the checks of its files
 * ends; a check holds for {@link org.openbloctel.registry.callfiles.scrubbing.ScrubQueue#CHECK_HOLDS_DAYS} days behind its own. Thread-safe.
 */
public final class CampaignCover {
    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Campaigns campaigns;
    private final LawBook law;
    private final Outlooks outlooks;
    private final KeptCampaigns held;
    private final KeptRows rows;
    private final Rechecks rechecks;
    private final Rechecks.Needs needs;

    /** Cover of the campaigns in this database. */
    public CampaignCover(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Campaigns campaigns,
            LawBook law,
            MasterKeys master,
            Rechecks.Needs needs) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.campaigns = campaigns;
        this.law = law;
        this.outlooks = new Outlooks(law, clock);
        this.held = new KeptCampaigns(database, master);
        this.rows = held.rows();
        this.rechecks = new Rechecks(database, clock, audit, campaigns, held, needs);
        this.needs = needs;
    }

    /** The work that goes on by itself: {@link Rechecks#follow} every few seconds, {@link Rechecks#nightly} by night. */
    public Rechecks rechecks() {
        return rechecks;
    }

    /** How a campaign stands today. */
    public Cover of(UUID company, UUID campaign) {
        return of(campaigns.require(company, campaign));
    }

    /** The same for a campaign that its company was given already. */
    public Cover of(Campaign campaign) {
        LocalDate today = LegalCalendar.today(clock);
        List<CampaignFiles.Checked> files = needs.files().of(campaign.id());
        Optional<LocalDate> until =
                files.stream().map(CampaignFiles.Checked::coveredUntil).min(LocalDate::compareTo);
        return new Cover(
                campaign,
                state(campaign, until, today),
                Exempt.on(law, campaign.ground(), today),
                until,
                files,
                keeping(campaign.id()),
                change(campaign.id(), files),
                outlooks.of(campaign));
    }

    /** How campaigns stand today, at a glance, each by its id. */
    public Map<UUID, Cover.Glance> glances(Collection<Campaign> some) {
        LocalDate today = LegalCalendar.today(clock);
        Map<UUID, LocalDate> until =
                needs.files().coveredUntil(some.stream().map(Campaign::id).toList());
        Map<UUID, Cover.Glance> glances = new HashMap<>();
        for (Campaign one : some) {
            Optional<LocalDate> last = Optional.ofNullable(until.get(one.id()));
            glances.put(one.id(), new Cover.Glance(state(one, last, today), last, outlooks.of(one)));
        }
        return glances;
    }

    /** Campaigns that have files and are not over. */
    List<UUID> withFiles(LocalDate today) {
        return held.notOver(needs.files().campaigns(), today);
    }

    static Cover.State state(Campaign campaign, Optional<LocalDate> until, LocalDate today) {
        if (today.isAfter(campaign.endsOn())) {
            return Cover.State.ENDED;
        }
        if (until.isEmpty()) {
            return Cover.State.NO_FILE;
        }
        if (today.isAfter(until.get())) {
            return Cover.State.OUT_OF_COVER;
        }
        return today.plusDays(Cover.SOON_DAYS).isBefore(until.get()) ? Cover.State.COVERED : Cover.State.DUE_SOON;
    }

    private Optional<Cover.Keeping> keeping(UUID campaign) {
        return rows.keeping(campaign)
                .map(keeping -> new Cover.Keeping(
                        keeping.consentedAt(),
                        keeping.consentedBy(),
                        rows.files(campaign).stream()
                                .mapToLong(KeptRows.File::numbers)
                                .sum(),
                        rows.checks(campaign, 1).stream().findFirst()));
    }

    private Cover.Change change(UUID campaign, List<CampaignFiles.Checked> files) {
        long opposed = 0;
        long callable = 0;
        long newLines = 0;
        for (CampaignFiles.Checked file : files) {
            newLines += file.latest().counts().chargedLines();
            Optional<Submission> before = file.before();
            // An answer by the law and one by the list alone count other lines as opposed.
            if (before.filter(one -> one.scope() == file.latest().scope()).isPresent()) {
                long more =
                        file.latest().counts().opposed() - before.get().counts().opposed();
                opposed += Math.max(0, more);
                callable += Math.max(0, -more);
            }
        }
        Instant since = files.stream()
                .map(file -> file.latest().settledAt().orElseThrow())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        Cover.Change kept = rows.changedSince(campaign, since);
        return new Cover.Change(opposed + kept.opposed(), callable + kept.callable(), newLines);
    }

    /** What was done for a campaign, each the latest first: the files that were sent, and the checks of kept numbers. */
    public History history(UUID company, UUID campaign, int most) {
        campaigns.require(company, campaign);
        return new History(needs.files().sent(campaign, most), rows.checks(campaign, most));
    }

    /**
     * What was done for a campaign.
     *
     * @param files the submissions, in any state
     * @param checks the checks of kept numbers
     */
    public record History(List<Submission> files, List<Cover.Recheck> checks) {
        /** Copies the lists. */
        public History {
            files = List.copyOf(files);
            checks = List.copyOf(checks);
        }
    }

    /**
     * Checks all kept numbers of a campaign now; it costs nothing, and renews the cover of their files.
     *
     * @throws RefusedException when none are kept, the campaign is over, or the list is not fresh
     */
    public Cover.Recheck recheck(UUID company, UUID campaign, String actor) {
        requireLive(company, campaign);
        return rechecks.now(campaign, actor);
    }

    /** How far a check of the kept numbers of a campaign is, where this server does one now. */
    public Optional<Cover.Progress> recheckUnderWay(UUID company, UUID campaign) {
        campaigns.require(company, campaign);
        return rechecks.underWay(campaign);
    }

    private Campaign requireLive(UUID company, UUID id) {
        Campaign campaign = campaigns.requireReal(company, id);
        if (LegalCalendar.today(clock).isAfter(campaign.endsOn())) {
            throw new RefusedException(new CampaignRefusal.CampaignOver(campaign.endsOn()));
        }
        return campaign;
    }

    /**
     * The company agrees that the numbers of the campaign's files, with its own references and nothing else of them, are kept encrypted
     * until the campaign ends. Files whose returned files are still there are kept within seconds, as will be those to come. To agree
     * again changes nothing.
     */
    public Cover.Keeping keepNumbers(UUID company, UUID campaign, String actor) {
        requireLive(company, campaign);
        return database.inAccounts(() -> {
            if (held.begin(campaign, actor, clock.instant())) {
                audit.record(new AuditEntry(actor, "campaign.keeping-agreed", "campaign:" + campaign, Map.of()));
            }
            return keeping(campaign).orElseThrow();
        });
    }

    /** The company takes that back: what was kept is erased at once, the changes told so far too. */
    public void forgetNumbers(UUID company, UUID campaign, String actor) {
        campaigns.require(company, campaign);
        erase(campaign, actor, "campaign.keeping-withdrawn");
    }

    private boolean erase(UUID campaign, String actor, String action) {
        List<UUID> files = database.inAccounts(() -> {
            if (rows.lock(campaign).isEmpty()) {
                return null;
            }
            List<UUID> ended = rows.end(campaign, clock.instant());
            audit.record(new AuditEntry(actor, action, "campaign:" + campaign, Map.of()));
            return ended;
        });
        if (files == null) {
            return false;
        }
        try {
            for (UUID file : files) {
                needs.kept().erase(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    /** Erases what is kept for campaigns that are over; answers for how many. */
    public int forget() {
        int forgotten = 0;
        for (UUID campaign : rows.over(LegalCalendar.today(clock))) {
            forgotten += erase(campaign, Rechecks.SYSTEM, "campaign.kept-numbers-erased") ? 1 : 0;
        }
        return forgotten;
    }

    /**
     * No number of a file is called any more for the campaign: its checks do not count, and what is kept of it is erased.
     *
     * @throws RefusedException when the campaign has no such file
     */
    public void leaveFile(UUID company, UUID campaign, UUID submission, String actor) {
        campaigns.require(company, campaign);
        database.runInAccounts(() -> {
            if (!needs.files().leave(campaign, submission, clock.instant())) {
                throw new RefusedException(new CampaignRefusal.UnknownFile());
            }
            audit.record(new AuditEntry(
                    actor, "campaign.file-left", "campaign:" + campaign, Map.of("submission", submission.toString())));
        });
    }

    /**
     * Lines whose numbers went on the list or left it since they were kept, with the caller's own references: for a caller who has seen a
     * second factor, or a key that was made behind one. Audited.
     *
     * @param after the cursor of the last one that is known; 0 for all
     */
    public List<Cover.NumberChange> changes(UUID company, UUID campaign, long after, int most, String actor) {
        campaigns.requireReal(company, campaign);
        return rows.keeping(campaign)
                .map(keeping -> {
                    List<Cover.NumberChange> found = held.changes(campaign, held.key(keeping), after, most);
                    if (!found.isEmpty()) {
                        audit.record(new AuditEntry(
                                actor,
                                "campaign.changes-fetched",
                                "campaign:" + campaign,
                                Map.of("lines", Integer.toString(found.size()))));
                    }
                    return found;
                })
                .orElse(List.of());
    }
}
