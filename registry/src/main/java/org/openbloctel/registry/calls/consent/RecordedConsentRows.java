package org.openbloctel.registry.calls.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/**
 * Consents as the judge of calls asks for them: of many numbers with one statement. What a person withdrew with a company ends for that company,
 * also where the consent was given to another one and only names it.
 */
final class RecordedConsentRows {
    private final Database database;

    RecordedConsentRows(Database database) {
        this.database = database;
    }

    /** The consents of each pair of a company and a number, with the place of the pair, from 1. */
    void each(
            String[] principals,
            @Nullable String[] sirens,
            byte[][] numbers,
            BiConsumer<Integer, RecordedConsent> taker) {
        database.accounts()
                .sql("""
                        with asked as (
                            select * from unnest(cast(:principals as uuid[]), cast(:sirens as text[]), cast(:numbers as bytea[]))
                                with ordinality as r (asker, siren, number, place))
                        select place, c.id, c.reference, c.sectors, c.subject, c.goods, c.given_at, c.until, c.recorded_by, c.confirmed_at,
                            case when c.principal = asker then c.withdrawn_at else least(c.withdrawn_at, (
                                select w.withdrawn_at from accounts.consent_withdrawal w
                                where w.number = c.number and w.principal = asker
                                    and w.withdrawn_at >= greatest(c.given_at, c.confirmed_at))) end as withdrawn_at
                        from asked join accounts.consent c using (number)
                        where c.principal = asker or siren = any(c.third_parties)
                        order by place, c.until
                        """)
                .param("sirens", sirens)
                .param("principals", principals)
                .param("numbers", numbers)
                .query((ResultSet row) -> taker.accept(row.getInt("place"), consent(row)));
    }

    /** The same for many numbers of one company. */
    void each(UUID principal, @Nullable String siren, byte[][] numbers, BiConsumer<Integer, RecordedConsent> taker) {
        database.accounts()
                .sql("""
                        select place, c.id, c.reference, c.sectors, c.subject, c.goods, c.given_at, c.until, c.recorded_by, c.confirmed_at,
                            case when c.principal = :principal then c.withdrawn_at else least(c.withdrawn_at, (
                                select w.withdrawn_at from accounts.consent_withdrawal w
                                where w.number = c.number and w.principal = :principal
                                    and w.withdrawn_at >= greatest(c.given_at, c.confirmed_at))) end as withdrawn_at
                        from unnest(cast(:numbers as bytea[])) with ordinality as asked (number, place)
                            cross join lateral (
                                select * from accounts.consent c where c.number = asked.number offset 0) c
                        where c.principal = :principal or cast(:siren as text) = any(c.third_parties)
                        """)
                .param("siren", siren)
                .param("principal", principal)
                .param("numbers", numbers)
                .query((ResultSet row) -> taker.accept(row.getInt("place"), consent(row)));
    }

    private static RecordedConsent consent(ResultSet row) throws SQLException {
        return new RecordedConsent(
                row.getObject("id", UUID.class),
                row.getString("reference"),
                RecordedConsent.scope(Columns.texts(row, "sectors"), row.getString("subject"), row.getString("goods")),
                row.getString("goods"),
                Columns.instant(row, "given_at"),
                Columns.instant(row, "until"),
                Columns.optionalInstant(row, "withdrawn_at").orElse(null),
                row.getObject("recorded_by") == null,
                Columns.optionalInstant(row, "confirmed_at").orElse(null));
    }
}
