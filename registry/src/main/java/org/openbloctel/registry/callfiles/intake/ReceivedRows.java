package org.openbloctel.registry.callfiles.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The statements by which received files become submissions. Thread-safe. */
interface ReceivedRows {
    /**
     * A submission as its sender, or the principal of its campaign, knows it.
     *
     * @param campaignId its campaign, if it has one
     */
    record Known(UUID principal, Optional<UUID> campaignId, long size, Instant receivedAt) {}

    /** Writes a submission; the file is kept as it was sent until an instant. */
    @SqlUpdate("""
            insert into accounts.submission (id, company, principal, submitted_by, file_name, received_at, size,
                sha256, corrects, option_columns, option_separator, option_encoding, option_header,
                option_quotes, option_sheet, option_blanks, campaign, channel, campaign_id, state, file_key, inputs, input_until)
            values (:id, :sent.company, :sent.principal, :sent.actor, :sent.fileName, :at, :stored.size, :stored.sha256, :corrects,
                :sent.layout.columns, :sent.layout.separator, :sent.layout.encoding, :sent.layout.header, :sent.layout.quotes,
                :sent.layout.sheet, :sent.layout.blanks, :sent.campaign, :sent.channel.label, :sent.campaignId, 'RECEIVED', :stored.key, :stored.parts, :until)
            """)
    void insert(UUID id, Sent sent, Receiver.Stored stored, Optional<UUID> corrects, Instant at, Instant until);

    /** The number of a company's submissions that wait. */
    @SqlQuery("""
            select count(*) from accounts.submission
            where company = :company and state in ('RECEIVED', 'CHECKING', 'HELD')
            """)
    int waiting(UUID company);

    @SqlQuery("""
            select * from accounts.submission
            where id = :id and (company = :company or (campaign_id is not null and principal = :company))
            """)
    Optional<Known> known(UUID company, UUID id);

    /** The bytes that a company keeps: its files as they were sent, its returned files, and its uploads and dropped files that are not whole yet. */
    @SqlQuery("""
            select (
                select coalesce(sum(returned_bytes + case when cardinality(inputs) > 0 then size else 0 end), 0)
                from accounts.submission where company = :company and file_key is not null)
            + (select coalesce(sum(received), 0) from accounts.submission_upload where company = :company)
            + (select coalesce(sum(received), 0) from accounts.incoming_file where company = :company)
            """)
    long keptBytes(UUID company);

    /** A submission with the content of a file. */
    record Same(UUID id, @Nested("option_") Sent.Layout layout) {}

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
    List<Same> same(Sent sent, String sha256, long revision, Instant since);
}
