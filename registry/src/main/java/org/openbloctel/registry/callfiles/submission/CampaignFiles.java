package org.openbloctel.registry.callfiles.submission;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.callfiles.scrubbing.ScrubQueue;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * The files that were checked for a campaign. Files of one name are one file: its latest check counts. What was read in another way
 * since counts in that way; what is called for no more does not count. Erased files count: their lines are out there. The caller
 * has seen to it that the company may see the campaign. Thread-safe.
 */
public final class CampaignFiles {

    private final SubmissionRows rows;

    public CampaignFiles(Database database, SpaceSettings settings) {
        this.rows = SubmissionRows.in(database, settings);
    }

    /**
     * A file as it was last checked.
     *
     * @param latest its latest check
     * @param before the check of the same file before that one
     */
    public record Checked(Submission latest, Optional<Submission> before) {
        /** The last day for which the check holds. */
        public LocalDate coveredUntil() {
            return lastDay(latest.checkedAt().orElseThrow());
        }
    }

    private static LocalDate lastDay(Instant checked) {
        return LegalCalendar.dayOf(checked).plusDays(ScrubQueue.CHECK_HOLDS_DAYS);
    }

    /** The files of a campaign, the first to end first. */
    public List<Checked> of(UUID campaign) {
        List<Submission> all = rows.latestOf(campaign);
        return all.stream()
                .filter(one -> all.stream()
                        .filter(other -> other.fileName().equals(one.fileName()))
                        .findFirst()
                        .orElseThrow()
                        .equals(one))
                .map(latest -> new Checked(
                        latest,
                        all.stream()
                                .filter(other -> other.fileName().equals(latest.fileName()) && !other.equals(latest))
                                .findFirst()))
                .toList();
    }

    /** The last day on which all files of a campaign have a check that holds; empty when it has no file. */
    public Optional<LocalDate> coveredUntil(UUID campaign) {
        return Optional.ofNullable(coveredUntil(List.of(campaign)).get(campaign));
    }

    /** The same for several, those without a file left out. One statement. */
    public Map<UUID, LocalDate> coveredUntil(Collection<UUID> campaigns) {
        Map<UUID, LocalDate> until = new HashMap<>();
        rows.oldestChecks(campaigns).forEach((campaign, at) -> until.put(campaign, lastDay(at)));
        return until;
    }

    /** Campaigns that have files. */
    public List<UUID> campaigns() {
        return rows.campaigns();
    }

    /** Files that were sent for a campaign, in any state, the latest first. */
    public List<Submission> sent(UUID campaign, int most) {
        return rows.sent(campaign, most);
    }

    /** Nobody of a file is called any more for the campaign: it and its earlier checks count no more. False when there is none. */
    public boolean leave(UUID campaign, UUID submission, Instant now) {
        return rows.leave(campaign, submission, now);
    }

    /** The numbers of these were checked again; in the open transaction. */
    public void rechecked(Collection<UUID> submissions, Instant now) {
        rows.rechecked(submissions, now);
    }
}
