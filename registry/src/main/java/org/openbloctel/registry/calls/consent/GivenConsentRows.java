package org.openbloctel.registry.calls.consent;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.sqlobject.customizer.FetchSize;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;

/** Consents as people and companies see them, without the names of the companies in them. */
interface GivenConsentRows {
    int FETCHED = 500;

    String WANTED = """
            starts_with(reference, :wanted.search) and case :wanted.state
                            when 'OPEN' then withdrawn_at is null and until > :wanted.now
                            when 'WITHDRAWN' then withdrawn_at is not null
                            when 'OVER' then withdrawn_at is null and until <= :wanted.now
                            when 'INCOMPLETE' then (sectors = '{}' or ('other' = any(sectors) and subject is null
                                and recorded_by is not null and confirmed_at is null)) and withdrawn_at is null and until > :wanted.now
                            else true end
                    order by seq desc
                    limit :wanted.upto""";

    /** Each side by its own index: for an “or” of both the whole table would be read. */
    String OF_COMPANY = """
            select * from accounts.consent
            where id in (
                select id from (
                    select id, seq from accounts.consent
                    where principal = :wanted.company and
            """ + WANTED + """
            ) p
                union
                select id from (
                    select id, seq from accounts.consent
                    where recorded_by = :wanted.company and
            """ + WANTED + """
            ) r)
            order by seq desc
            limit :wanted.most offset :wanted.skipped
            """;

    static GivenConsentRows in(Database database) {
        return database.rows(
                GivenConsentRows.class, new Reading<>(MonthRow.class, CompanyConsents.Month.class, MonthRow::read));
    }

    /** Which consents of a company are wanted: those whose reference begins so, in a state as of now. */
    record Wanted(UUID company, String search, GivenConsent.State state, Instant now, long skipped, int most) {
        long upto() {
            return skipped + most;
        }
    }

    @SqlQuery("select * from accounts.consent where number = :number order by given_at desc, seq desc")
    List<GivenConsents.Unnamed> ofNumber(byte[] number);

    @SqlQuery("select * from accounts.consent where id = :id")
    Optional<GivenConsents.Unnamed> find(UUID id);

    /** One that a company recorded or that was given to it. */
    @SqlQuery("select * from accounts.consent where id = :id and :company in (principal, recorded_by)")
    Optional<GivenConsents.Unnamed> find(UUID company, UUID id);

    /** The latest first. */
    @SqlQuery(OF_COMPANY)
    List<GivenConsents.Unnamed> ofCompany(Wanted wanted);

    /** The same one by one, {@value #FETCHED} in memory; in an open transaction. */
    @SqlQuery(OF_COMPANY)
    @FetchSize(FETCHED)
    void each(Wanted wanted, Consumer<GivenConsents.Unnamed> taker);

    record MonthRow(String month, long given, long recorded, long withdrawn) {
        CompanyConsents.Month read() {
            return new CompanyConsents.Month(YearMonth.parse(month), given, recorded, withdrawn);
        }
    }

    @SqlQuery("""
            select to_char(at at time zone 'Europe/Paris', 'YYYY-MM') as month, count(*) filter (where what = 'given') as given,
                count(*) filter (where what = 'recorded') as recorded,
                count(*) filter (where what = 'withdrawn') as withdrawn
            from (
                select recorded_at as at, case when recorded_by is null then 'given' else 'recorded' end as what
                from accounts.consent where principal = :principal
                union all
                select withdrawn_at, 'withdrawn' from accounts.consent
                where principal = :principal and withdrawn_at is not null) as happened
            where at >= :from and at < :until
            group by month order by month
            """)
    List<CompanyConsents.Month> byMonth(UUID principal, Instant from, Instant until);
}
