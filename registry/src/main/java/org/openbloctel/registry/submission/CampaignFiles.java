package org.openbloctel.registry.submission;

import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.scrubbing.ScrubQueue;

/**
 * The files that were checked for a campaign. Files of one name are one file: its latest check counts. What was read in another way
 * since counts in that way; what is called for no more does not count. Erased files count: their lines are out there. The caller
 * has seen to it that the company may see the campaign. Thread-safe.
 */
public final class CampaignFiles {
    private static final String CHECKED = """
            settled_at is not null and state in ('READY', 'DELIVERED', 'PURGED') and left_at is null
                and not exists (select from accounts.submission c where c.corrects = s.id)
            """;

    private final Database database;
    private final SubmissionRows rows;

    public CampaignFiles(Database database, SpaceSettings settings) {
        this.database = database;
        this.rows = new SubmissionRows(database, settings);
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
        List<Submission> all = database.accounts()
                .sql("""
                        select * from (select s.*, row_number() over (partition by file_name order by settled_at desc,
                            seq desc) as place from accounts.submission s where campaign_id = :campaign and
                        """ + CHECKED
                        + ") ranked where place <= 2 order by place, coalesce(rechecked_at, settled_at), seq")
                .param("campaign", campaign)
                .query((row, n) -> rows.row(row, n).submission())
                .list();
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
        database.accounts()
                .sql("""
                        select campaign_id, min(at) as at
                        from (select campaign_id, max(coalesce(rechecked_at, settled_at)) as at from accounts.submission s
                            where campaign_id = any(:campaigns) and
                        """ + CHECKED + " group by campaign_id, file_name) files group by campaign_id")
                .param("campaigns", campaigns.toArray(UUID[]::new))
                .query((ResultSet row) -> {
                    until.put(row.getObject("campaign_id", UUID.class), lastDay(Columns.instant(row, "at")));
                });
        return until;
    }

    /** Campaigns that have files. */
    public List<UUID> campaigns() {
        return database.accounts().sql("""
                        select distinct campaign_id from accounts.submission
                        where campaign_id is not null and settled_at is not null and left_at is null
                        """).query(UUID.class).list();
    }

    /** Files that were sent for a campaign, in any state, the latest first. */
    public List<Submission> sent(UUID campaign, int most) {
        return database.accounts()
                .sql("select * from accounts.submission where campaign_id = :campaign order by seq desc limit :most")
                .param("campaign", campaign)
                .param("most", most)
                .query((row, n) -> rows.row(row, n).submission())
                .list();
    }

    /** Nobody of a file is called any more for the campaign: it and its earlier checks count no more. False when there is none. */
    public boolean leave(UUID campaign, UUID submission, Instant now) {
        return database.accounts()
                        .sql("""
                                update accounts.submission set left_at = :now
                                where campaign_id = :campaign and left_at is null and state in ('READY', 'DELIVERED', 'PURGED')
                                    and file_name = (select file_name from accounts.submission where id = :id
                                    and campaign_id = :campaign)
                                """)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("campaign", campaign)
                        .param("id", submission)
                        .update()
                > 0;
    }

    /** The numbers of these were checked again; in the open transaction. */
    public void rechecked(Collection<UUID> submissions, Instant now) {
        database.accounts()
                .sql("update accounts.submission set rechecked_at = :now where id = any(:submissions)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("submissions", submissions.toArray(UUID[]::new))
                .update();
    }
}
