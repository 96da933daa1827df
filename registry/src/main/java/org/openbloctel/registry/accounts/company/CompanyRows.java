package org.openbloctel.registry.accounts.company;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;

/** The tables of companies and of the applications that become companies. */
interface CompanyRows {
    /** For those that read a {@link Company}: all other statements do without. */
    static CompanyRows in(Database database) {
        return database.rows(
                CompanyRows.class, new Reading<>(CompanyRow.class, Company.class, row -> row.company(database)));
    }

    static PowerRows powers(Database database) {
        return new PowerRows(database, "company", Set.of("company.verified"), """
                select 'company:' || c.id as subject, c.name, array['company:' || c.id] as about,
                    jsonb_build_array(c.siren, c.siret, c.name, c.reached_siren is not distinct from c.siren)::text as content
                from accounts.company c where c.state = 'VERIFIED'
                """, "c.id = :id", "c");
    }

    /** A company as it stands in its row. */
    record CompanyRow(
            UUID id,
            @Nested CompanyNumber number,
            String name,
            String address,
            String representative,
            Company.State state,
            String reason,
            Instant createdAt,
            @Nullable String reachedSiren,
            @Nullable String lostSiren,
            @Nullable Instant codeDueSince) {
        Company company(Database database) {
            return new Company(
                    id,
                    number,
                    name,
                    address,
                    representative,
                    believed(database, id, state),
                    reason,
                    createdAt,
                    proof(),
                    codeDueSince != null);
        }

        /** Each column counts for the SIREN in it alone: the version before corrects a SIREN and leaves them as they are. */
        private Company.Proof proof() {
            if (number.siren().equals(lostSiren)) {
                return Company.Proof.LOST;
            }
            return number.siren().equals(reachedSiren) ? Company.Proof.LETTER : Company.Proof.DOCUMENTS;
        }
    }

    /** A company by its names, as its row has them. */
    record NamedRow(UUID id, String siren, String name, Company.State state) {
        Company.Named named(Database database) {
            return new Company.Named(id, siren, name, believed(database, id, state) == Company.State.VERIFIED);
        }
    }

    /** Suspended while this server doubts that it was verified. */
    private static Company.State believed(Database database, UUID id, Company.State state) {
        return state == Company.State.VERIFIED && database.isDoubted("company", id) ? Company.State.SUSPENDED : state;
    }

    @SqlUpdate("""
            insert into accounts.company (id, siren, siret, name, address, representative, state, created_at)
            values (:id, :number.siren, :number.siret, :form.name, :form.address, :form.representative, 'TO_VERIFY', :now)
            """)
    void insert(UUID id, CompanyNumber number, Company.Form form, Instant now);

    @SqlQuery("select * from accounts.company where id = :id")
    Optional<Company> find(UUID id);

    /** The same, locked until the transaction ends. */
    @SqlQuery("select * from accounts.company where id = :id for update")
    Optional<Company> lock(UUID id);

    /** Waits for the company's turn, which lasts until the transaction ends. */
    @SqlUpdate("select id from accounts.company where id = :id for update")
    void takeTurn(UUID id);

    @SqlUpdate("select id from accounts.company where id = :id for no key update")
    void lockForUse(UUID id);

    /** Read without the interface: each look-up for a campaign asks for it. */
    static boolean isVerified(Database database, UUID id) {
        return !database.isDoubted("company", id)
                && database.accounts()
                        .sql("select state = 'VERIFIED' from accounts.company where id = :id")
                        .param("id", id)
                        .query(Boolean.class)
                        .single();
    }

    @SqlQuery("select name from accounts.company where id = :id")
    String name(UUID id);

    @SqlQuery("select siren from accounts.company where id = :id")
    String siren(UUID id);

    @SqlQuery("""
            select * from accounts.company
            where state = :state and (strpos(lower(name), lower(:text)) > 0 or starts_with(siren, :digits))
            order by created_at, id limit :limit
            """)
    List<Company> list(Company.State state, String text, String digits, int limit);

    @SqlQuery("select count(*) from accounts.company where state = :state")
    int count(Company.State state);

    @SqlUpdate("""
            update accounts.company
            set siren = :number.siren, siret = :number.siret, name = :form.name, address = :form.address,
                representative = :form.representative, state = 'TO_VERIFY', reason = ''
            where id = :id
            """)
    void correct(UUID id, CompanyNumber number, Company.Form form);

    @SqlUpdate("update accounts.company set state = :state, reason = :reason, decided_at = :now where id = :id")
    void decide(UUID id, Company.State state, String reason, Instant now);

    /** All accounts that typed a SIREN, locked in one order until the transaction ends. */
    @SqlQuery("select * from accounts.company where siren = :siren order by id for update")
    List<Company> lockAll(String siren);

    /** Accounts with one of these ids, or that typed a SIREN; the oldest first. */
    @SqlQuery("select * from accounts.company where id = any(:ids) or siren = :siren order by created_at, id")
    List<Company> all(Collection<UUID> ids, String siren);

    /** The SIREN of a company was proved by a letter. */
    @SqlUpdate("""
            update accounts.company set reached_siren = siren, lost_siren = null, code_due_since = null
            where id = :id
            """)
    void reached(UUID id);

    /** Another account proved the company's SIREN. It is suspended, with its reason if it was already. */
    @SqlUpdate("""
            update accounts.company
            set state = 'SUSPENDED', lost_siren = siren, code_due_since = null, decided_at = :now
            where id = :id
            """)
    void lose(UUID id, Instant now);

    /** An account that is verified by documents alone owes the code; false for any other, and for one that owes it already. */
    @SqlUpdate("""
            update accounts.company set code_due_since = :now
            where id = :id and state = 'VERIFIED' and code_due_since is null and reached_siren is distinct from siren
            """)
    boolean oweCode(UUID id, Instant now);

    /** Verified companies that owe the code, the longest first. */
    @SqlQuery("""
            select * from accounts.company
            where state = 'VERIFIED' and code_due_since is not null and reached_siren is distinct from siren
            order by code_due_since, id
            """)
    List<Company> owing();

    /** A company whose code did not come back waits for it like a new one. */
    @SqlUpdate("update accounts.company set state = 'TO_VERIFY', reason = '' where id = :id")
    void lapse(UUID id);

    /** Companies refused before an instant, without the ones that ever ordered something. */
    @SqlQuery("""
            select c.id from accounts.company c
            where c.state = 'REFUSED' and c.decided_at < :before and not exists (select from accounts.subscription s where s.company = c.id)
                and not exists (select from accounts.invoice i where i.company = c.id)
            """)
    List<UUID> refusedWithoutOrders(Instant before);

    @SqlUpdate("delete from accounts.company where id = :id")
    void delete(UUID id);

    @SqlQuery("""
            select id, siren, name, state from accounts.company
            where id = any(:ids) or (siren = any(:sirens) and state = 'VERIFIED')
            order by name, siren
            """)
    List<NamedRow> named(Collection<UUID> ids, Collection<String> sirens);

    @SqlQuery("""
            select id, siren, name, state from accounts.company
            where state = 'VERIFIED' and position(lower(:text) in lower(name)) > 0
            order by name, siren limit :limit
            """)
    List<NamedRow> search(String text, int limit);

    @SqlQuery("select id from accounts.company where id = any(:ids) and state = 'VERIFIED'")
    Set<UUID> verified(Collection<UUID> ids);

    /** Those that are suspended, and those among subjects that are doubted. */
    @SqlQuery("select id from accounts.company where state = 'SUSPENDED' or 'company:' || id = any(:doubted)")
    Set<UUID> suspended(Collection<String> doubted);

    @SqlQuery("select distinct id from unnest(:ids) as asked (id) where id not in (select id from accounts.company)")
    Set<UUID> gone(Collection<UUID> ids);

    @SqlUpdate("""
            insert into accounts.company_application (link, siren, siret, name, address, representative, email, locale, expires_at)
            values (:link, :number.siren, :number.siret, :asked.form.name, :asked.form.address, :asked.form.representative,
                :asked.email, :asked.locale, :expires)
            """)
    void apply(String link, Company.Application asked, CompanyNumber number, Instant expires);

    @SqlQuery("""
            select *, coalesce(siret, siren) as number from accounts.company_application
            where link = :link and expires_at > :now
            """)
    Optional<Company.Application> application(String link, Instant now);

    @SqlUpdate("delete from accounts.company_application where email = :email")
    void deleteApplications(String email);

    @SqlUpdate("delete from accounts.company_application where expires_at <= :now")
    int deleteApplications(Instant now);
}
