package org.openbloctel.registry.calls.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** Consents that people give here themselves. */
final class PermissionRows {
    private final Database database;

    PermissionRows(Database database) {
        this.database = database;
    }

    /** What makes two permissions the same. */
    @SuppressWarnings("ArrayRecordComponent") // handed to the database, never compared
    record Terms(Company.Named company, byte[] number, String goods, Subject subject, LocalDate until) {}

    Optional<UUID> open(Terms terms) {
        return database.accounts()
                .sql("""
                        select id from accounts.consent
                        where recorded_by is null and principal = :principal and number = :number and goods = :goods
                            and subject = :subject and until = :until and withdrawn_at is null
                        limit 1
                        """)
                .param("principal", terms.company().id())
                .param("number", terms.number())
                .param("goods", terms.goods())
                .param("subject", terms.subject().id())
                .param("until", Columns.timestamp(LegalCalendar.endOf(terms.until())))
                .query(UUID.class)
                .optional();
    }

    void insert(UUID id, Terms terms, String reference, String text, String evidence, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.consent (id, principal, reference, number, third_parties, goods, sectors,
                            subject, shown_text, channel, evidence, given_at, until, recorded_at, confirmed_at)
                        values (:id, :principal, :reference, :number, '{}', :goods, array[:sector], :subject, :text,
                            'portal', :evidence, :now, :until, :now, :now)
                        """)
                .param("id", id)
                .param("principal", terms.company().id())
                .param("reference", reference)
                .param("number", terms.number())
                .param("goods", terms.goods())
                .param("sector", terms.subject().sector().code())
                .param("subject", terms.subject().id())
                .param("text", text)
                .param("evidence", evidence)
                .param("now", Columns.timestamp(now))
                .param("until", Columns.timestamp(LegalCalendar.endOf(terms.until())))
                .update();
    }
}
