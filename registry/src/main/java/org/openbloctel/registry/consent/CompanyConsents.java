package org.openbloctel.registry.consent;

import java.sql.ResultSet;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The consents that a company recorded or that were given to it, the latest first. Thread-safe. */
public final class CompanyConsents {
    /** Consents of one page. */
    public static final int PAGE = 50;

    /** As many consents under one digest of evidence are told to the company. */
    public static final int MANY = 100;

    private static final int FETCHED = 500;

    private final Database database;
    private final InstantSource clock;

    /** Over this database. */
    public CompanyConsents(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Which of them are wanted. */
    public enum State {
        /** All. */
        ALL,
        /** Those that hold. */
        OPEN,
        /** Those that were withdrawn. */
        WITHDRAWN,
        /** Those whose time is over. */
        OVER,
        /** Those that name no sector yet, and so allow nothing. */
        INCOMPLETE
    }

    /**
     * A page of them, and one more when there is a next page.
     *
     * @param search the beginning of a reference; empty for all
     * @param page from 0
     */
    public List<GivenConsent> page(UUID company, String search, State state, int page) {
        return some(company, search, state, (long) page * PAGE, PAGE + 1)
                .query(NumberConsents::given)
                .list();
    }

    /** The first so many of them one by one: their texts are too long to be held at once. */
    public void each(UUID company, String search, State state, int most, Consumer<GivenConsent> taker) {
        database.runInAccounts(() -> {
            some(company, search, state, 0, most)
                    .withFetchSize(FETCHED)
                    .query((ResultSet row) -> taker.accept(NumberConsents.given(row, 0)));
        });
    }

    /** One of them. */
    public GivenConsent one(UUID company, UUID consent) {
        return database.accounts()
                .sql(NumberConsents.CONSENTS + " where c.id = :id and :company in (c.principal, c.recorded_by)")
                .param("id", consent)
                .param("company", company)
                .query(NumberConsents::given)
                .optional()
                .orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
    }

    /** Whether the company itself recorded it. */
    public boolean isRecordedBy(UUID company, UUID consent) {
        return database.accounts()
                .sql("select exists (select from accounts.consent where id = ? and recorded_by = ?)")
                .params(consent, company)
                .query(Boolean.class)
                .single();
    }

    /**
     * Of some digests those under which the company recorded {@value #MANY} consents or more: one file can hardly prove that many
     * people agreed, and whoever has to prove one of them may not manage to.
     */
    public Set<String> repeated(UUID company, Collection<String> digests) {
        return Set.copyOf(database.accounts()
                .sql(
                        "select d from unnest(cast(:digests as text[])) as u (d) where (select count(*) from (select"
                                + " from accounts.consent where recorded_by = :company and evidence = d limit :many) c) = :many")
                .param("digests", digests.stream().distinct().toArray(String[]::new))
                .param("company", company)
                .param("many", MANY)
                .query(String.class)
                .list());
    }

    /** Each side by its own index: for an “or” of both the whole table would be read. */
    private JdbcClient.StatementSpec some(UUID company, String search, State state, long skipped, int most) {
        String wanted = " = :company and starts_with(reference, :search) and case :state when 'OPEN' then"
                + " withdrawn_at is null and until > :now when 'WITHDRAWN' then withdrawn_at is not null when 'OVER' then"
                + " withdrawn_at is null and until <= :now when 'INCOMPLETE' then sectors = '{}' and withdrawn_at is null"
                + " and until > :now else true end order by seq desc limit :upto";
        String mine = "select id from (select id, seq from accounts.consent where principal" + wanted + ") p union"
                + " select id from (select id, seq from accounts.consent where recorded_by" + wanted + ") r";
        return database.accounts()
                .sql(NumberConsents.CONSENTS + " where c.id in (" + mine
                        + ") order by c.seq desc limit :most offset :skipped")
                .param("company", company)
                .param("search", search.replace("\0", "").strip())
                .param("state", state.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("upto", skipped + most)
                .param("most", most)
                .param("skipped", skipped);
    }
}
