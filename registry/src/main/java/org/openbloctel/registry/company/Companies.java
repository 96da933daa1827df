package org.openbloctel.registry.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.credential.Credentials;
import org.openbloctel.registry.credential.Email;
import org.openbloctel.registry.credential.Links;
import org.openbloctel.registry.credential.Realm;
import org.openbloctel.registry.credential.Throttle;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.outbox.Message;
import org.openbloctel.registry.outbox.Outbox;
import org.openbloctel.registry.refusal.AccessRefusal;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.springframework.dao.DuplicateKeyException;

/**
 * Accounts of companies: applied for on the web, confirmed by a link in a mail, verified by the operator. Whether an e-mail has an account
 * already is told to its mailbox alone. Thread-safe.
 */
public final class Companies {
    /** How long the link that confirms an application can be used. */
    public static final Duration LINK_VALID = Duration.ofDays(10);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Credentials credentials;
    private final Throttle throttle;
    private final Policy policy;

    /** Accounts in this database. */
    public Companies(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Outbox outbox,
            Credentials credentials,
            Policy policy) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.credentials = credentials;
        this.throttle = new Throttle(database, clock);
        this.policy = policy;
    }

    /**
     * Asks for an account. A link goes to the e-mail; to one that has an account, a mail that says so. The answer is the same.
     *
     * @param from the client's address: its tries are counted
     */
    public void apply(CompanyForm form, String email, Locale locale, String from) {
        CompanyNumber number = CompanyNumber.of(form.number());
        String address = Email.of(email);
        throttle.tryAddress(from);
        throttle.tryAccount("mail " + address);
        String token = Links.token();
        database.runInAccounts(() -> {
            database.accounts()
                    .sql(
                            "insert into accounts.company_application"
                                    + " (link, siren, siret, name, address, representative, email, locale, expires_at)"
                                    + " values (:link, :siren, :siret, :name, :address, :representative, :email, :locale, :expires)")
                    .param("link", Links.hash(token))
                    .param("siren", number.siren())
                    .param("siret", number.siret())
                    .param("name", form.name())
                    .param("address", form.address())
                    .param("representative", form.representative())
                    .param("email", address)
                    .param("locale", locale.toLanguageTag())
                    .param("expires", clock.instant().plus(LINK_VALID).atOffset(ZoneOffset.UTC))
                    .update();
            boolean known = credentials.find(Realm.MEMBER, address).isPresent();
            outbox.put(
                    known
                            ? new Message(address, locale, "company/known", Map.of("company", form.name()))
                            : new Message(
                                    address,
                                    locale,
                                    "company/confirm",
                                    Map.of("company", form.name(), "token", token)));
        });
    }

    /** What an application says, while its link can be used. Changes nothing. */
    public Optional<Application> look(String token) {
        return database.accounts()
                .sql("select * from accounts.company_application where link = ? and expires_at > ?")
                .params(Links.hash(token), now())
                .query(Companies::application)
                .optional();
    }

    /** Makes the account that was applied for, with its first owner. */
    public Member confirm(String token, String ownerName, String password) {
        return database.inAccounts(() -> {
            Application asked = look(token).orElseThrow(() -> new RefusedException(new AccessRefusal.DeadLink()));
            database.accounts()
                    .sql("delete from accounts.company_application where email = ?")
                    .param(asked.email())
                    .update();
            return found(asked.form(), new Owner(ownerName, asked.email(), password, asked.locale()));
        });
    }

    /** Makes a company with its first owner, whose e-mail is known to be theirs. */
    public Member found(CompanyForm form, Owner owner) {
        CompanyNumber number = CompanyNumber.of(form.number());
        String name = CompanyForm.line("ownerName", owner.name());
        UUID company = UUID.randomUUID();
        return database.inAccounts(() -> {
            UUID member = credentials.create(Realm.MEMBER, owner.email(), owner.password(), owner.locale());
            database.accounts()
                    .sql("insert into accounts.company"
                            + " (id, siren, siret, name, address, representative, state, created_at)"
                            + " values (:id, :siren, :siret, :name, :address, :representative, 'TO_VERIFY', :now)")
                    .param("id", company)
                    .param("siren", number.siren())
                    .param("siret", number.siret())
                    .param("name", form.name())
                    .param("address", form.address())
                    .param("representative", form.representative())
                    .param("now", now())
                    .update();
            Members.insert(database, member, company, name, Role.OWNER, now());
            record("member:" + member, "company.founded", company);
            if (!policy.mustBeVerified()) {
                verify(company, "system");
            }
            return Members.find(database, member).orElseThrow();
        });
    }

    /** A company. */
    public Optional<Company> find(UUID id) {
        return database.accounts()
                .sql("select * from accounts.company where id = ?")
                .param(id)
                .query(Companies::company)
                .optional();
    }

    /** A company that is known to exist. */
    public Company get(UUID id) {
        return find(id).orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownCompany()));
    }

    /** Refuses unless the operator has verified the company and not suspended it: else only test keys do anything. */
    public Company requireVerified(UUID id) {
        Company company = get(id);
        if (!company.verified()) {
            throw new RefusedException(new CompanyRefusal.NotVerified());
        }
        return company;
    }

    /** The same, for whoever needs to know no more of it. */
    static void requireVerified(Database database, UUID id) {
        boolean verified = database.accounts()
                .sql("select state = 'VERIFIED' from accounts.company where id = ?")
                .param(id)
                .query(Boolean.class)
                .single();
        if (!verified) {
            throw new RefusedException(new CompanyRefusal.NotVerified());
        }
    }

    /** Companies in a state, the oldest first; {@code text} is looked for in their names and at the start of their SIREN. */
    public List<Company> list(Company.State state, String text, int limit) {
        return database.accounts()
                .sql("select * from accounts.company where state = :state"
                        + " and (strpos(lower(name), lower(:text)) > 0 or starts_with(siren, :digits))"
                        + " order by created_at, id limit :limit")
                .param("state", state.name())
                .param("text", text.strip())
                .param("digits", text.matches("[\\d\\s]+") ? text.replaceAll("\\D", "") : text)
                .param("limit", limit)
                .query(Companies::company)
                .list();
    }

    /** How many companies are in a state. */
    public int count(Company.State state) {
        return database.accounts()
                .sql("select count(*) from accounts.company where state = ?")
                .param(state.name())
                .query(Integer.class)
                .single();
    }

    /** The operator found the company to be what it says. Refused when another account of its SIREN is verified. */
    public void verify(UUID id, String actor) {
        decide(id, Company.State.VERIFIED, "company/verified", "", actor);
    }

    /** The operator found otherwise, and says why. */
    public void refuse(UUID id, String reason, String actor) {
        decide(id, Company.State.REFUSED, "company/refused", CompanyForm.line("reason", reason), actor);
    }

    /** Stops a company: nothing real goes on until it is verified again. */
    public void suspend(UUID id, String reason, String actor) {
        decide(id, Company.State.SUSPENDED, "company/suspended", CompanyForm.line("reason", reason), actor);
    }

    /** An owner corrects what their company said before it was verified; the operator looks again. */
    public void correct(UUID id, CompanyForm form, String actor) {
        CompanyNumber number = CompanyNumber.of(form.number());
        database.runInAccounts(() -> {
            Company company = lock(id);
            if (company.state() != Company.State.REFUSED && company.state() != Company.State.TO_VERIFY) {
                throw new RefusedException(new CompanyRefusal.AlreadyDecided());
            }
            database.accounts()
                    .sql("update accounts.company set siren = :siren, siret = :siret, name = :name, address = :address,"
                            + " representative = :representative, state = 'TO_VERIFY', reason = '' where id = :id")
                    .param("siren", number.siren())
                    .param("siret", number.siret())
                    .param("name", form.name())
                    .param("address", form.address())
                    .param("representative", form.representative())
                    .param("id", id)
                    .update();
            record(actor, "company.corrected", id);
        });
    }

    /** Deletes applications that nobody can confirm any more. */
    public int purge() {
        return database.accounts()
                .sql("delete from accounts.company_application where expires_at <= ?")
                .param(now())
                .update();
    }

    /** Locks a company's row for the rest of the transaction: what is decided over its people is decided in turn. */
    private Company lock(UUID id) {
        return database.accounts()
                .sql("select * from accounts.company where id = ? for update")
                .param(id)
                .query(Companies::company)
                .optional()
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownCompany()));
    }

    private void decide(UUID id, Company.State state, String mail, String reason, String actor) {
        try {
            database.runInAccounts(() -> {
                Company company = lock(id);
                if (company.state() == state) {
                    throw new RefusedException(new CompanyRefusal.AlreadyDecided());
                }
                database.accounts()
                        .sql("update accounts.company set state = ?, reason = ?, decided_at = ? where id = ?")
                        .params(state.name(), reason, now(), id)
                        .update();
                for (Member owner : Members.owners(database, id)) {
                    Map<String, String> says = Map.of("company", company.name(), "reason", reason);
                    outbox.put(new Message(owner.email(), owner.locale(), mail, says));
                }
                record(actor, "company." + state.name().toLowerCase(Locale.ROOT), id);
            });
        } catch (DuplicateKeyException e) {
            throw new RefusedException(new CompanyRefusal.SirenTaken());
        }
    }

    private void record(String actor, String action, UUID company) {
        audit.record(new AuditEntry(actor, action, "company:" + company, Map.of()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Company company(ResultSet row, int n) throws SQLException {
        return new Company(
                row.getObject("id", UUID.class),
                new CompanyNumber(row.getString("siren"), row.getString("siret")),
                row.getString("name"),
                row.getString("address"),
                row.getString("representative"),
                Company.State.valueOf(row.getString("state")),
                row.getString("reason"),
                Columns.instant(row, "created_at"));
    }

    private static Application application(ResultSet row, int n) throws SQLException {
        String siret = row.getString("siret");
        return new Application(
                new CompanyForm(
                        siret == null ? row.getString("siren") : siret,
                        row.getString("name"),
                        row.getString("address"),
                        row.getString("representative")),
                row.getString("email"),
                Locale.forLanguageTag(row.getString("locale")));
    }

    /**
     * What the operator chose.
     *
     * @param mustBeVerified whether a new company waits for the operator before it may have real numbers checked
     */
    public record Policy(boolean mustBeVerified) {}

    /**
     * The first owner of a new company.
     *
     * @param name theirs
     * @param email theirs, known to be
     * @param password theirs
     * @param locale the language of their mails
     */
    public record Owner(String name, String email, String password, Locale locale) {
        @Override
        public String toString() {
            return "Owner";
        }
    }

    /**
     * An account that was asked for.
     *
     * @param form about the company
     * @param email where the link went
     * @param locale the language it was asked in
     */
    public record Application(CompanyForm form, String email, Locale locale) {}
}
