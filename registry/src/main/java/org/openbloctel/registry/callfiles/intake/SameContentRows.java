package org.openbloctel.registry.callfiles.intake;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Finds submissions with the content of a file. */
interface SameContentRows {
    record Earlier(UUID id, @Nested("option_") LayoutColumns layout) {}

    /** Until the transaction ends, no other file of this company and content is received. */
    @SqlUpdate("select 1 from pg_advisory_xact_lock(hashtextextended(:companyAndContent, 190))")
    void lockContent(String companyAndContent);

    /** The submissions that a file with this content may be, the latest first. */
    @SqlQuery("""
            select * from accounts.submission
            where company = :sent.company and sha256 = :sha256 and principal = :sent.principal and campaign is not distinct
                from :sent.campaign and campaign_id is not distinct from cast(:sent.campaignId as uuid)
                and corrects is null and (channel <> :sent.channel.label or not :sent.channel.isDeliberate)
                and (state in ('RECEIVED', 'HELD') or (campaign_id is null
                and ((state = 'CHECKING' and checking_revision = :revision)
                or (state in ('READY', 'DELIVERED') and list_revision = :revision and received_at > :since))))
            order by seq desc
            """)
    List<Earlier> earlier(Sent sent, String sha256, long revision, Instant since);
}
