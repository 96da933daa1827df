package org.openbloctel.registry.calls.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Consents as people and companies see them. What companies are called is asked of their directory, once for all rows. */
final class GivenConsentRows {
    private static final int FETCHED = 500;

    private static final String WANTED = """
            starts_with(reference, :search)
                        and case :state
                            when 'OPEN' then withdrawn_at is null and until > :now
                            when 'WITHDRAWN' then withdrawn_at is not null
                            when 'OVER' then withdrawn_at is null and until <= :now
                            when 'INCOMPLETE' then (sectors = '{}' or ('other' = any(sectors) and subject is null
                                and recorded_by is not null and confirmed_at is null)) and withdrawn_at is null and until > :now
                            else true end
                    order by seq desc
                    limit :upto""";

    /** Each side by its own index: for an “or” of both the whole table would be read. */
    private static final String OF_COMPANY = """
            select * from accounts.consent
            where id in (
                select id from (
                    select id, seq from accounts.consent
                    where principal = :company and %1$s) p
                union
                select id from (
                    select id, seq from accounts.consent
                    where recorded_by = :company and %1$s) r)
            order by seq desc
            limit :most offset :skipped
            """.formatted(WANTED);

    private final Database database;
    private final CompanyDirectory companies;

    GivenConsentRows(Database database) {
        this.database = database;
        this.companies = new CompanyDirectory(database);
    }

    /** Which consents of a company are wanted: those whose reference begins so, in a state as of now. */
    record Wanted(UUID company, String search, GivenConsent.State state, Instant now, long skipped, int most) {}

    /** By the company's name and SIREN; the latest of each first. */
    List<GivenConsent> ofNumber(byte[] number) {
        List<Unnamed> found = database.accounts()
                .sql("select * from accounts.consent where number = :number order by given_at desc, seq desc")
                .param("number", number)
                .query(GivenConsentRows::unnamed)
                .list();
        Names names = names(found);
        return found.stream()
                .sorted(Comparator.comparingInt(one -> names.place(one.principal())))
                .map(one -> one.named(names))
                .toList();
    }

    Optional<GivenConsent> find(UUID consent) {
        return named(database.accounts()
                        .sql("select * from accounts.consent where id = :id")
                        .param("id", consent)
                        .query(GivenConsentRows::unnamed)
                        .list())
                .stream()
                .findFirst();
    }

    /** One that a company recorded or that was given to it. */
    Optional<GivenConsent> find(UUID company, UUID consent) {
        return named(database.accounts()
                        .sql("""
                                select * from accounts.consent
                                where id = :id and :company in (principal, recorded_by)
                                """)
                        .param("id", consent)
                        .param("company", company)
                        .query(GivenConsentRows::unnamed)
                        .list())
                .stream()
                .findFirst();
    }

    /** The latest first. */
    List<GivenConsent> ofCompany(Wanted wanted) {
        return named(statement(wanted).query(GivenConsentRows::unnamed).list());
    }

    /** The same one by one, {@value #FETCHED} in memory; in an open transaction. */
    void each(Wanted wanted, Consumer<GivenConsent> taker) {
        List<Unnamed> some = new ArrayList<>();
        statement(wanted).withFetchSize(FETCHED).query((ResultSet row) -> {
            some.add(unnamed(row, 0));
            if (some.size() == FETCHED) {
                named(some).forEach(taker);
                some.clear();
            }
        });
        named(some).forEach(taker);
    }

    List<ConsentMonth> byMonth(UUID principal, Instant from, Instant until) {
        return database.accounts()
                .sql("""
                        select to_char(at at time zone 'Europe/Paris', 'YYYY-MM') as month,
                            count(*) filter (where what = 'given') as given,
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
                .param("principal", principal)
                .param("from", Columns.timestamp(from))
                .param("until", Columns.timestamp(until))
                .query((row, n) -> new ConsentMonth(
                        YearMonth.parse(row.getString("month")),
                        row.getLong("given"),
                        row.getLong("recorded"),
                        row.getLong("withdrawn")))
                .list();
    }

    private JdbcClient.StatementSpec statement(Wanted wanted) {
        return database.accounts()
                .sql(OF_COMPANY)
                .param("company", wanted.company())
                .param("search", wanted.search())
                .param("state", wanted.state().name())
                .param("now", Columns.timestamp(wanted.now()))
                .param("upto", wanted.skipped() + wanted.most())
                .param("most", wanted.most())
                .param("skipped", wanted.skipped());
    }

    private List<GivenConsent> named(List<Unnamed> consents) {
        Names names = names(consents);
        return consents.stream().map(one -> one.named(names)).toList();
    }

    private Names names(List<Unnamed> consents) {
        Set<UUID> ids = new HashSet<>();
        Set<String> sirens = new HashSet<>();
        for (Unnamed one : consents) {
            ids.add(one.principal());
            Optional.ofNullable(one.recordedBy()).ifPresent(ids::add);
            sirens.addAll(one.consent().thirdPartySirens());
        }
        return new Names(companies.find(ids, sirens));
    }

    private static Unnamed unnamed(ResultSet row, int n) throws SQLException {
        return new Unnamed(
                row.getObject("principal", UUID.class),
                row.getObject("recorded_by", UUID.class),
                new GivenConsent(
                        row.getObject("id", UUID.class),
                        "",
                        "",
                        List.of(),
                        Columns.texts(row, "third_parties"),
                        null,
                        row.getString("reference"),
                        row.getString("goods"),
                        RecordedConsent.sectors(Columns.texts(row, "sectors")),
                        Optional.ofNullable(row.getString("subject"))
                                .flatMap(Subject::of)
                                .orElse(null),
                        row.getString("shown_text"),
                        row.getString("channel"),
                        row.getString("evidence"),
                        Columns.instant(row, "given_at"),
                        Columns.instant(row, "until"),
                        Columns.instant(row, "recorded_at"),
                        Columns.optionalInstant(row, "withdrawn_at").orElse(null),
                        Columns.optionalInstant(row, "confirmed_at").orElse(null),
                        Columns.optionalInstant(row, "completed_at").orElse(null),
                        Columns.optionalInstant(row, "subject_at").orElse(null)));
    }

    /** A consent without the names of the companies in it. */
    private record Unnamed(UUID principal, @Nullable UUID recordedBy, GivenConsent consent) {
        GivenConsent named(Names names) {
            Company.Named to = names.get(principal);
            return consent.named(
                    to.name(),
                    to.siren(),
                    consent.thirdPartySirens().stream().map(names::ofSiren).toList(),
                    recordedBy == null ? null : names.get(recordedBy).name());
        }
    }

    /** The companies that some consents name. */
    private static final class Names {
        private final Map<UUID, Company.Named> byId = new HashMap<>();
        private final Map<UUID, Integer> places = new HashMap<>();
        private final Map<String, String> bySiren = new HashMap<>();

        /**
         * Sorts them in.
         *
         * @param companies by name, then by SIREN
         */
        Names(List<Company.Named> companies) {
            Company.Named before = null;
            int place = 0;
            for (Company.Named company : companies) {
                if (before != null
                        && !(before.name().equals(company.name())
                                && before.siren().equals(company.siren()))) {
                    place++;
                }
                before = company;
                byId.put(company.id(), company);
                places.put(company.id(), place);
                if (company.verified()) {
                    bySiren.put(company.siren(), company.name());
                }
            }
        }

        Company.Named get(UUID id) {
            return Objects.requireNonNull(byId.get(id));
        }

        int place(UUID id) {
            return Objects.requireNonNull(places.get(id));
        }

        /** The name, if a verified company has this SIREN, and the SIREN. */
        String ofSiren(String siren) {
            String name = bySiren.get(siren);
            return (name == null ? "" : name + ", ") + "SIREN " + siren;
        }
    }
}
