package org.openbloctel.registry.accounts.company;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.Email;
import org.openbloctel.registry.accounts.credential.Links;
import org.openbloctel.registry.accounts.credential.Throttle;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.accounts.operator.Shown;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
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
    private final CompanyRows rows;
    private final PowerRows powers;
    private final PowerRows people;
    private final MemberRows memberRows;
    private final MemberDirectory members;
    private final RegisterLetterRows letters;

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
        this.rows = CompanyRows.in(database);
        this.powers = powers(database);
        this.people = MemberRows.powers(database);
        this.memberRows = database.rows(MemberRows.class);
        this.members = new MemberDirectory(database);
        this.letters = database.rows(RegisterLetterRows.class);
    }

    /** That companies are verified, for the comparison with the audit trail. */
    public static PowerRows powers(Database database) {
        return CompanyRows.powers(database);
    }

    /**
     * Asks for an account. A link goes to the e-mail; to one that has an account, a mail that says so. The answer is the same.
     *
     * @param from the client's address: its tries are counted
     */
    public void apply(Company.Form form, String email, Locale locale, String from) {
        CompanyNumber number = CompanyNumber.of(form.number());
        String address = Email.of(email);
        throttle.tryAddress(from);
        throttle.tryAccount("mail " + address);
        String token = Links.token();
        database.runInAccounts(() -> {
            Company.Application application = new Company.Application(form, address, locale);
            rows.apply(Links.hash(token), application, number, clock.instant().plus(LINK_VALID));
            boolean known = credentials.find(Credential.Realm.MEMBER, address).isPresent();
            outbox.put(
                    known
                            ? new Outbox.Message(address, locale, "company/known", Map.of("company", form.name()))
                            : new Outbox.Message(
                                    address,
                                    locale,
                                    "company/confirm",
                                    Map.of("company", form.name(), "token", token)));
        });
    }

    /** What an application says, while its link can be used. Changes nothing. */
    public Optional<Company.Application> look(String token) {
        return rows.application(Links.hash(token), clock.instant());
    }

    /** Makes the account that was applied for, with its first owner. */
    public Member confirm(String token, String ownerName, String password) {
        return database.inAccounts(() -> {
            Company.Application asked =
                    look(token).orElseThrow(() -> new RefusedException(new AccessRefusal.DeadLink()));
            rows.deleteApplications(asked.email());
            return found(asked.form(), new Member.Details(ownerName, asked.email(), password, asked.locale()));
        });
    }

    /** Makes a company with its first owner, whose e-mail is known to be theirs. */
    public Member found(Company.Form form, Member.Details owner) {
        CompanyNumber number = CompanyNumber.of(form.number());
        String name = Company.Form.line("ownerName", owner.name());
        UUID company = UUID.randomUUID();
        return database.inAccounts(() -> {
            UUID member = credentials.create(Credential.Realm.MEMBER, owner.email(), owner.password(), owner.locale());
            PowerRows.Change change = people.change(member);
            rows.insert(company, number, form, clock.instant());
            memberRows.insert(member, company, name, Member.Role.OWNER, clock.instant());
            record("member:" + member, "company.founded", company, change.made());
            if (!policy.mustBeVerified()) {
                verify(company, "system");
            }
            return members.find(member).orElseThrow();
        });
    }

    public Optional<Company> find(UUID id) {
        return rows.find(id);
    }

    /** A company that is known to exist. */
    public Company get(UUID id) {
        return find(id).orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownCompany()));
    }

    /** The same, with its row locked for the rest of the open transaction. */
    public Company locked(UUID id) {
        return lock(id);
    }

    /** A company as the pages of the operator show it. */
    public static Shown shown(Company company) {
        return Shown.NOTHING
                .with("name", company.name())
                .with("number", company.number().siren(), company.number().siret())
                .with("address", company.address())
                .with("representative", company.representative())
                .with("state", company.state(), company.reason());
    }

    /** The subject of a letter's code: all facts that two people compared with the register, without the state, which may lapse meanwhile. */
    static String approved(Company company) {
        return shown(company).with("state").written();
    }

    /** Refuses unless the operator has verified the company and not suspended it: else only test keys do anything. */
    public Company requireVerified(UUID id) {
        Company company = get(id);
        if (!company.verified()) {
            throw new RefusedException(new CompanyRefusal.NotVerified());
        }
        return company;
    }

    /** The same, for callers that need no more of it. */
    static void requireVerified(Database database, UUID id) {
        if (!CompanyRows.isVerified(database, id)) {
            throw new RefusedException(new CompanyRefusal.NotVerified());
        }
    }

    /** Companies in a state, the oldest first; {@code text} is looked for in their names and at the start of their SIREN. */
    public List<Company> list(Company.State state, String text, int limit) {
        String digits = text.matches("[\\d\\s]+") ? text.replaceAll("\\D", "") : text;
        return rows.list(state, text.strip(), digits, limit);
    }

    /** How many companies are in a state. */
    public int count(Company.State state) {
        return rows.count(state);
    }

    /** Refuses when there is nothing to verify any more. */
    public void requireUndecided(UUID id) {
        Company company = get(id);
        if (company.verified() && !company.unreached()) {
            throw new RefusedException(new CompanyRefusal.AlreadyDecided());
        }
    }

    /** The company's SIREN is proved, or needs no proof here. Refused when another account of its SIREN is verified. */
    void verify(UUID id, String actor) {
        decide(id, Company.State.VERIFIED, "company/verified", "", actor);
    }

    /** The operator found otherwise, and says why. */
    public void refuse(UUID id, String reason, String actor) {
        decide(id, Company.State.REFUSED, "company/refused", Company.Form.line("reason", reason), actor);
    }

    /** Stops a company: nothing real goes on until it is verified again. */
    public void suspend(UUID id, String reason, String actor) {
        decide(id, Company.State.SUSPENDED, "company/suspended", Company.Form.line("reason", reason), actor);
    }

    /** An owner corrects what their company said before it was verified; the operator looks again. */
    public void correct(UUID id, Company.Form form, String actor) {
        CompanyNumber number = CompanyNumber.of(form.number());
        database.runInAccounts(() -> {
            Company company = lock(id);
            if (company.state() != Company.State.REFUSED && company.state() != Company.State.TO_VERIFY) {
                throw new RefusedException(new CompanyRefusal.AlreadyDecided());
            }
            rows.correct(id, number, form);
            letters.delete(id);
            FourEyes.stopAll(database, audit, id, actor);
            record(actor, "company.corrected", id, Map.of());
        });
    }

    /** Deletes applications that cannot be confirmed any more. */
    public int purge() {
        return rows.deleteApplications(clock.instant());
    }

    /** Locks a company's row for the rest of the transaction: what is decided over its people is decided in turn. */
    private Company lock(UUID id) {
        return rows.lock(id).orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownCompany()));
    }

    private void decide(UUID id, Company.State state, String mail, String reason, String actor) {
        try {
            database.runInAccounts(() -> {
                Company company = lock(id);
                if (company.state() == state) {
                    throw new RefusedException(new CompanyRefusal.AlreadyDecided());
                }
                PowerRows.Change change = powers.change(id);
                rows.decide(id, state, reason, clock.instant());
                letters.delete(id);
                FourEyes.stopAll(database, audit, id, actor);
                notify(company, mail, Map.of("company", company.name(), "reason", reason));
                record(actor, "company." + state.name().toLowerCase(Locale.ROOT), id, change.made());
            });
        } catch (DuplicateKeyException e) {
            throw new RefusedException(new CompanyRefusal.SirenTaken());
        }
    }

    /** A mail to each owner. In the open transaction. */
    void notify(Company company, String mail, Map<String, String> says) {
        for (Member owner : members.owners(company.id())) {
            outbox.put(new Outbox.Message(owner.email(), owner.locale(), mail, says));
        }
    }

    /** An entry about a company. In the open transaction. */
    void record(String actor, String action, UUID company) {
        record(actor, action, company, Map.of());
    }

    void record(String actor, String action, UUID company, Map<String, String> details) {
        audit.record(new AuditEntry(actor, action, "company:" + company, details));
    }

    /** The powers of an account before an act, for the entry of the act. */
    PowerRows.Change change(UUID company) {
        return powers.change(company);
    }

    /** Whether new accounts are verified at all. */
    boolean mustBeVerified() {
        return policy.mustBeVerified();
    }

    /**
     * What the operator chose.
     *
     * @param mustBeVerified whether a new company waits for the operator before it may have real numbers checked
     */
    public record Policy(boolean mustBeVerified) {}
}
