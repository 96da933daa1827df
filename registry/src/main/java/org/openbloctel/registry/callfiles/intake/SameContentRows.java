package org.openbloctel.registry.callfiles.intake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.scrub.file.LayoutOptions;

/** Finds submissions with the content of a file. */
final class SameContentRows {
    private final Database database;

    SameContentRows(Database database) {
        this.database = database;
    }

    /** Until the transaction ends, no other file of this company and content is received. */
    void lockContent(UUID company, String sha256) {
        database.accounts()
                .sql("select 1 from pg_advisory_xact_lock(hashtextextended(:value, 190))")
                .param("value", company + sha256)
                .query(Integer.class)
                .single();
    }

    /** The submissions that a file with this content may be, the latest first. */
    List<Earlier> earlier(Sent sent, String sha256, long revision, Instant since) {
        return database.accounts()
                .sql("""
                        select * from accounts.submission
                        where company = :company and sha256 = :sha256 and principal = :principal and campaign is not distinct
                            from :campaign and campaign_id is not distinct from cast(:campaignId as uuid)
                            and corrects is null and (channel <> :channel or not :deliberate)
                            and (state in ('RECEIVED', 'HELD') or (campaign_id is null
                            and ((state = 'CHECKING' and checking_revision = :revision)
                            or (state in ('READY', 'DELIVERED') and list_revision = :revision and received_at > :since))))
                        order by seq desc
                        """)
                .param("company", sent.company())
                .param("sha256", sha256)
                .param("principal", sent.principal())
                .param("campaign", sent.campaign().orElse(null))
                .param("campaignId", sent.campaignId().orElse(null))
                .param("channel", sent.channel().label())
                .param("deliberate", sent.channel().isDeliberate())
                .param("revision", revision)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Earlier(row.getObject("id", UUID.class), LayoutColumns.of(row)))
                .list();
    }

    record Earlier(UUID id, LayoutOptions options) {}
}
