package org.openbloctel.registry.accounts.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The tables of companies and of the applications that become companies. */
final class CompanyRows {
    private final Database database;

    CompanyRows(Database database) {
        this.database = database;
    }

    static PowerRows powers(Database database) {
        return new PowerRows(database, "company", Set.of("company.verified"), """
                select 'company:' || c.id as subject, c.name, array['company:' || c.id] as about,
                    jsonb_build_array(c.siren, c.siret, c.name, c.reached_siren is not distinct from c.siren)::text
                        as content
                from accounts.company c where c.state = 'VERIFIED'
                """, "c.id = :id", "c");
    }

    void insert(UUID id, CompanyNumber number, Company.Form form, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.company (id, siren, siret, name, address, representative, state, created_at)
                        values (:id, :siren, :siret, :name, :address, :representative, 'TO_VERIFY', :now)
                        """)
                .param("id", id)
                .param("siren", number.siren())
                .param("siret", number.siret())
                .param("name", form.name())
                .param("address", form.address())
                .param("representative", form.representative())
                .param("now", Columns.timestamp(now))
                .update();
    }

    Optional<Company> find(UUID id) {
        return database.accounts()
                .sql("select * from accounts.company where id = :id")
                .param("id", id)
                .query(this::company)
                .optional();
    }

    /** The same, locked until the transaction ends. */
    Optional<Company> lock(UUID id) {
        return database.accounts()
                .sql("select * from accounts.company where id = :id for update")
                .param("id", id)
                .query(this::company)
                .optional();
    }

    /** Waits for the company's turn, which lasts until the transaction ends. */
    void takeTurn(UUID id) {
        database.accounts()
                .sql("select id from accounts.company where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .single();
    }

    void lockForUse(UUID id) {
        database.accounts()
                .sql("select id from accounts.company where id = :id for no key update")
                .param("id", id)
                .query(UUID.class)
                .single();
    }

    boolean isVerified(UUID id) {
        return !isDoubted(id)
                && database.accounts()
                        .sql("select state = 'VERIFIED' from accounts.company where id = :id")
                        .param("id", id)
                        .query(Boolean.class)
                        .single();
    }

    String name(UUID id) {
        return database.accounts()
                .sql("select name from accounts.company where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    String siren(UUID id) {
        return database.accounts()
                .sql("select siren from accounts.company where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    List<Company> list(Company.State state, String text, String digits, int limit) {
        return database.accounts()
                .sql("""
                        select * from accounts.company
                        where state = :state and (strpos(lower(name), lower(:text)) > 0 or starts_with(siren, :digits))
                        order by created_at, id
                        limit :limit
                        """)
                .param("state", state.name())
                .param("text", text)
                .param("digits", digits)
                .param("limit", limit)
                .query(this::company)
                .list();
    }

    int count(Company.State state) {
        return database.accounts()
                .sql("select count(*) from accounts.company where state = :state")
                .param("state", state.name())
                .query(Integer.class)
                .single();
    }

    void correct(UUID id, CompanyNumber number, Company.Form form) {
        database.accounts()
                .sql("""
                        update accounts.company
                        set siren = :siren, siret = :siret, name = :name, address = :address,
                            representative = :representative, state = 'TO_VERIFY', reason = ''
                        where id = :id
                        """)
                .param("siren", number.siren())
                .param("siret", number.siret())
                .param("name", form.name())
                .param("address", form.address())
                .param("representative", form.representative())
                .param("id", id)
                .update();
    }

    void decide(UUID id, Company.State state, String reason, Instant now) {
        database.accounts()
                .sql("update accounts.company set state = :state, reason = :reason, decided_at = :now where id = :id")
                .param("state", state.name())
                .param("reason", reason)
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    /** All accounts that typed a SIREN, locked in one order until the transaction ends. */
    List<Company> lockAll(String siren) {
        return database.accounts()
                .sql("select * from accounts.company where siren = :siren order by id for update")
                .param("siren", siren)
                .query(this::company)
                .list();
    }

    /** Accounts with one of these ids, or that typed a SIREN; the oldest first. */
    List<Company> all(Collection<UUID> ids, String siren) {
        return database.accounts()
                .sql("select * from accounts.company where id = any(:ids) or siren = :siren order by created_at, id")
                .param("ids", ids.toArray(UUID[]::new))
                .param("siren", siren)
                .query(this::company)
                .list();
    }

    /** The SIREN of a company was proved by a letter. */
    void reached(UUID id) {
        database.accounts().sql("""
                        update accounts.company set reached_siren = siren, lost_siren = null, code_due_since = null
                        where id = :id
                        """).param("id", id).update();
    }

    /** Another account proved the company's SIREN. It is suspended, with its reason if it was already. */
    void lose(UUID id, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.company
                        set state = 'SUSPENDED', lost_siren = siren, code_due_since = null, decided_at = :now
                        where id = :id
                        """)
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    /** An account that is verified by documents alone owes the code; returns 0 for any other, and for one that owes it already. */
    int oweCode(UUID id, Instant now) {
        return database.accounts()
                .sql("""
                        update accounts.company set code_due_since = :now
                        where id = :id and state = 'VERIFIED' and code_due_since is null
                            and reached_siren is distinct from siren
                        """)
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    /** Verified companies that owe the code, the longest first. */
    List<Company> owing() {
        return database.accounts().sql("""
                        select * from accounts.company
                        where state = 'VERIFIED' and code_due_since is not null and reached_siren is distinct from siren
                        order by code_due_since, id
                        """).query(this::company).list();
    }

    /** A company whose code did not come back waits for it like a new one. */
    void lapse(UUID id) {
        database.accounts()
                .sql("update accounts.company set state = 'TO_VERIFY', reason = '' where id = :id")
                .param("id", id)
                .update();
    }

    /** Companies refused before an instant, without the ones that ever ordered something. */
    List<UUID> refusedWithoutOrders(Instant before) {
        return database.accounts()
                .sql("""
                        select c.id from accounts.company c
                        where c.state = 'REFUSED' and c.decided_at < :before
                            and not exists (select from accounts.subscription s where s.company = c.id)
                            and not exists (select from accounts.invoice i where i.company = c.id)
                        """)
                .param("before", Columns.timestamp(before))
                .query(UUID.class)
                .list();
    }

    void delete(UUID id) {
        database.accounts()
                .sql("delete from accounts.company where id = :id")
                .param("id", id)
                .update();
    }

    List<Company.Named> named(Collection<UUID> ids, Collection<String> sirens) {
        return database.accounts()
                .sql("""
                        select id, siren, name, state from accounts.company
                        where id = any(:ids) or (siren = any(:sirens) and state = 'VERIFIED')
                        order by name, siren
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("sirens", sirens.toArray(String[]::new))
                .query(this::namedCompany)
                .list();
    }

    List<Company.Named> search(String text, int limit) {
        return database.accounts()
                .sql("""
                        select id, siren, name, state from accounts.company
                        where state = 'VERIFIED' and position(lower(:text) in lower(name)) > 0
                        order by name, siren
                        limit :limit
                        """)
                .param("text", text)
                .param("limit", limit)
                .query(this::namedCompany)
                .list();
    }

    Set<UUID> verified(Collection<UUID> ids) {
        return Set.copyOf(database.accounts()
                .sql("select id from accounts.company where id = any(:ids) and state = 'VERIFIED'")
                .param("ids", ids.stream().filter(id -> !isDoubted(id)).toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    Set<UUID> suspended() {
        return Set.copyOf(database.accounts()
                .sql("select id from accounts.company where state = 'SUSPENDED' or 'company:' || id = any(:doubted)")
                .param("doubted", database.doubted().toArray(String[]::new))
                .query(UUID.class)
                .list());
    }

    Set<UUID> gone(Collection<UUID> ids) {
        return Set.copyOf(database.accounts()
                .sql(
                        "select distinct id from unnest(:ids) as asked (id) where id not in (select id from accounts.company)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    void apply(String link, Company.Application application, CompanyNumber number, Instant expires) {
        Company.Form form = application.form();
        database.accounts()
                .sql("""
                        insert into accounts.company_application
                            (link, siren, siret, name, address, representative, email, locale, expires_at)
                        values (:link, :siren, :siret, :name, :address, :representative, :email, :locale, :expires)
                        """)
                .param("link", link)
                .param("siren", number.siren())
                .param("siret", number.siret())
                .param("name", form.name())
                .param("address", form.address())
                .param("representative", form.representative())
                .param("email", application.email())
                .param("locale", application.locale().toLanguageTag())
                .param("expires", Columns.timestamp(expires))
                .update();
    }

    Optional<Company.Application> application(String link, Instant now) {
        return database.accounts()
                .sql("select * from accounts.company_application where link = :link and expires_at > :now")
                .param("link", link)
                .param("now", Columns.timestamp(now))
                .query(CompanyRows::application)
                .optional();
    }

    void deleteApplications(String email) {
        database.accounts()
                .sql("delete from accounts.company_application where email = :email")
                .param("email", email)
                .update();
    }

    int deleteApplications(Instant expiredBy) {
        return database.accounts()
                .sql("delete from accounts.company_application where expires_at <= :now")
                .param("now", Columns.timestamp(expiredBy))
                .update();
    }

    private Company.Named namedCompany(ResultSet row, int n) throws SQLException {
        return new Company.Named(
                row.getObject("id", UUID.class),
                row.getString("siren"),
                row.getString("name"),
                state(row) == Company.State.VERIFIED);
    }

    /** Suspended while this server doubts that it was verified. */
    private Company.State state(ResultSet row) throws SQLException {
        Company.State state = Company.State.valueOf(row.getString("state"));
        return state == Company.State.VERIFIED && isDoubted(row.getObject("id", UUID.class))
                ? Company.State.SUSPENDED
                : state;
    }

    private boolean isDoubted(UUID id) {
        return database.isDoubted("company", id);
    }

    private Company company(ResultSet row, int n) throws SQLException {
        return new Company(
                row.getObject("id", UUID.class),
                new CompanyNumber(row.getString("siren"), row.getString("siret")),
                row.getString("name"),
                row.getString("address"),
                row.getString("representative"),
                state(row),
                row.getString("reason"),
                Columns.instant(row, "created_at"),
                proof(row),
                row.getString("code_due_since") != null);
    }

    /** Each column counts for the SIREN in it alone: the version before corrects a SIREN and leaves them as they are. */
    private static Company.Proof proof(ResultSet row) throws SQLException {
        String siren = row.getString("siren");
        if (siren.equals(row.getString("lost_siren"))) {
            return Company.Proof.LOST;
        }
        return siren.equals(row.getString("reached_siren")) ? Company.Proof.LETTER : Company.Proof.DOCUMENTS;
    }

    private static Company.Application application(ResultSet row, int n) throws SQLException {
        String siret = row.getString("siret");
        return new Company.Application(
                new Company.Form(
                        siret == null ? row.getString("siren") : siret,
                        row.getString("name"),
                        row.getString("address"),
                        row.getString("representative")),
                row.getString("email"),
                Locale.forLanguageTag(row.getString("locale")));
    }
}
