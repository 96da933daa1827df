package org.openbloctel.registry.submission;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.database.Database;

/**
 * Finds the submission that a file already is: the same bytes, of the same company for the same principal and campaign, read in the
 * same way, while that submission is in work, or came less than an hour ago and has its results. An hour bridges two ways at once
 * and whatever sends again after a fault; it is too short for somebody who checks the same file day by day to be given yesterday's
 * answer. Two that arrive at the same moment wait for each other, on a lock of the content. Thread-safe.
 */
final class SameContent {
    /** How long a settled submission stands for a file that comes again. */
    static final Duration STANDS = Duration.ofHours(1);

    private final Database database;
    private final SubmissionRows rows;

    SameContent(Database database, SubmissionRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** The submission that this file is; in the open transaction, in which else the file's own row is written. */
    Optional<UUID> earlier(Sent sent, String sha256, Instant now) {
        database.accounts()
                .sql("select 1 from pg_advisory_xact_lock(hashtextextended(?, 190))")
                .param(sent.company() + sha256)
                .query(Integer.class)
                .single();
        return database
                .accounts()
                .sql("select * from accounts.submission where company = :company and sha256 = :sha256"
                        + " and principal = :principal and campaign is not distinct from :campaign"
                        + " and campaign_id is not distinct from cast(:campaignId as uuid) and corrects is null"
                        + " and (channel <> :channel or not :deliberate) and (state in ('RECEIVED', 'CHECKING')"
                        + " or (state in ('READY', 'DELIVERED') and received_at > :since)) order by seq desc")
                .param("company", sent.company())
                .param("sha256", sha256)
                .param("principal", sent.principal())
                .param("campaign", sent.campaign().orElse(null))
                .param("campaignId", sent.campaignId().orElse(null))
                .param("channel", sent.channel().label())
                .param("deliberate", sent.channel().isDeliberate())
                .param("since", now.minus(STANDS).atOffset(ZoneOffset.UTC))
                .query((row, n) -> rows.row(row, n).submission())
                .list()
                .stream()
                .filter(same -> same.options().equals(sent.options()))
                .map(Submission::id)
                .findFirst();
    }
}
