package org.openbloctel.registry.callfiles.intake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The statements by which received files become submissions. Thread-safe. */
final class ReceivedRows {
    private final Database database;
    private final int inputDays;

    /**
     * Rows in this database.
     *
     * @param inputDays how many days a file is kept as it was sent
     */
    ReceivedRows(Database database, int inputDays) {
        this.database = database;
        this.inputDays = inputDays;
    }

    void insert(UUID id, Sent sent, Stored stored, Optional<UUID> corrects, Instant at) {
        database.accounts()
                .sql("""
                        insert into accounts.submission (id, company, principal, submitted_by, file_name, received_at, size,
                            sha256, corrects, option_columns, option_separator, option_encoding, option_header,
                            option_quotes, option_sheet, campaign, channel, campaign_id, state, file_key, inputs, input_until)
                        values (:id, :company, :principal, :actor, :name, :at, :size, :sha256, :corrects, :columns,
                            :separator, :encoding, :header, :quotes, :sheet, :campaign, :channel, :campaignId, 'RECEIVED',
                            :key, :inputs, :until)
                        """)
                .param("id", id)
                .param("company", sent.company())
                .param("principal", sent.principal())
                .param("actor", sent.actor())
                .param("name", sent.fileName())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("size", stored.size())
                .param("sha256", stored.sha256())
                .param("corrects", corrects.orElse(null))
                .params(LayoutColumns.parameters(sent.options()))
                .param("campaign", sent.campaign().orElse(null))
                .param("channel", sent.channel().label())
                .param("campaignId", sent.campaignId().orElse(null))
                .param("key", stored.key().stored())
                .param("inputs", stored.parts().toArray(String[]::new))
                .param("until", LegalCalendar.daysAfter(at, inputDays).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** How many submissions of a company wait. */
    int waiting(UUID company) {
        return database.accounts()
                .sql("""
                        select count(*) from accounts.submission
                        where company = :company and state in ('RECEIVED', 'CHECKING', 'HELD')
                        """)
                .param("company", company)
                .query(Integer.class)
                .single();
    }

    /**
     * A submission as its sender, or the principal of its campaign, knows it.
     *
     * @param campaignId its campaign, if it has one
     */
    record Known(UUID principal, Optional<UUID> campaignId, long size, Instant receivedAt) {}

    Optional<Known> known(UUID company, UUID id) {
        return database.accounts()
                .sql("""
                        select * from accounts.submission
                        where id = :id and (company = :company or (campaign_id is not null and principal = :company))
                        """)
                .param("id", id)
                .param("company", company)
                .query((row, n) -> new Known(
                        row.getObject("principal", UUID.class),
                        Optional.ofNullable(row.getObject("campaign_id", UUID.class)),
                        row.getLong("size"),
                        Columns.instant(row, "received_at")))
                .optional();
    }

    /** The bytes that a company keeps: its files as they were sent, its returned files, and its uploads and dropped files that are not whole yet. */
    long keptBytes(UUID company) {
        return database.accounts()
                .sql("""
                        select (
                            select coalesce(sum(returned_bytes + case when cardinality(inputs) > 0 then size else 0 end), 0)
                            from accounts.submission where company = :company and file_key is not null)
                        + (select coalesce(sum(received), 0) from accounts.submission_upload where company = :company)
                        + (select coalesce(sum(received), 0) from accounts.incoming_file where company = :company)
                        """)
                .param("company", company)
                .query(Long.class)
                .single();
    }
}
