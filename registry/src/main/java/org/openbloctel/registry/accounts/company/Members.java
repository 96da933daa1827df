package org.openbloctel.registry.accounts.company;

import java.time.Duration;
import java.time.Instant;
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
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * People of companies. A company has an owner at any time: changes take their turn at the company's row. Somebody who
 * leaves takes their keys along. Thread-safe.
 */
public final class Members {
    /** How long an invitation can be accepted. */
    public static final Duration INVITATION_VALID = Duration.ofDays(7);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Credentials credentials;
    private final CompanyRows companies;
    private final MemberRows rows;
    private final MemberDirectory people;
    private final PowerRows powers;

    /** People in this database. */
    public Members(Database database, InstantSource clock, AuditTrail audit, Outbox outbox, Credentials credentials) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.credentials = credentials;
        this.companies = database.rows(CompanyRows.class);
        this.rows = database.rows(MemberRows.class);
        this.people = new MemberDirectory(database);
        this.powers = powers(database);
    }

    /** That people act for companies, for the comparison with the audit trail. */
    public static PowerRows powers(Database database) {
        return MemberRows.powers(database);
    }

    /** A member, while they are one: looked up again at each request. */
    public Optional<Member> find(UUID id) {
        return people.find(id);
    }

    /** The people of a company, by name. */
    public List<Member> of(UUID company) {
        return people.of(company);
    }

    /** Invites a person; an earlier invitation of theirs to this company is void. Whether they have an account is not told. */
    public void invite(Member by, String email, Member.Role role, Locale locale) {
        String address = Email.of(email);
        String token = Links.token();
        UUID id = UUID.randomUUID();
        database.runInAccounts(() -> {
            rows.deleteInvitations(by.company(), address);
            Instant now = clock.instant();
            rows.invite(id, Links.hash(token), by, address, role, now, now.plus(INVITATION_VALID));
            Map<String, String> says =
                    Map.of("token", token, "company", companies.name(by.company()), "inviter", by.name());
            outbox.put(new Outbox.Message(address, locale, "company/invitation", says));
            record(by, "member.invited", "invitation:" + id, Map.of("role", role.name()));
        });
    }

    /** Invitations of a company that can be accepted still, the latest first. */
    public List<Member.Invitation> invitations(UUID company) {
        return rows.invitations(company, clock.instant());
    }

    /** Takes an invitation back. */
    public void takeBack(Member by, UUID invitation) {
        database.runInAccounts(() -> {
            if (rows.deleteInvitation(invitation, by.company())) {
                record(by, "member.invitation-taken-back", "invitation:" + invitation, Map.of());
            }
        });
    }

    /** What an invitation says, while its link can be used. Changes nothing. */
    public Optional<Member.Invitation> look(String token) {
        return rows.invitation(Links.hash(token), clock.instant());
    }

    /** Accepts an invitation: the invited person becomes a member. */
    public Member accept(String token, String name, String password, Locale locale) {
        String line = Company.Form.line("name", name);
        return database.inAccounts(() -> {
            Member.Invitation invited =
                    look(token).orElseThrow(() -> new RefusedException(new AccessRefusal.DeadLink()));
            rows.deleteInvitation(invited.id(), invited.company());
            return add(invited.company(), invited.role(), new Member.Details(line, invited.email(), password, locale));
        });
    }

    /** Adds a person whose e-mail is known to be theirs. */
    public Member add(UUID company, Member.Role role, Member.Details person) {
        String name = Company.Form.line("name", person.name());
        return database.inAccounts(() -> {
            UUID id = credentials.create(Credential.Realm.MEMBER, person.email(), person.password(), person.locale());
            PowerRows.Change change = powers.change(id);
            rows.insert(id, company, name, role, clock.instant());
            Member member = find(id).orElseThrow();
            record(member, "member.joined", member.actor(), change.made(Map.of("role", role.name())));
            return member;
        });
    }

    /** Gives a member another role; the last owner stays one. */
    public void changeRole(Member by, UUID id, Member.Role role) {
        database.runInAccounts(() -> {
            Member member = inTurn(by, id);
            if (member.role() == Member.Role.OWNER && role != Member.Role.OWNER) {
                refuseLastOwner(member);
            }
            PowerRows.Change change = powers.change(id);
            rows.changeRole(id, role);
            record(by, "member.role-changed", member.actor(), change.made(Map.of("role", role.name())));
        });
    }

    /**
     * Removes a member from their company, or lets them leave.
     *
     * @param knowing whether it was said that their keys die with them: refused without, when they have keys
     */
    public void remove(Member by, UUID id, boolean knowing) {
        database.runInAccounts(() -> {
            Member member = inTurn(by, id);
            if (member.role() == Member.Role.OWNER) {
                refuseLastOwner(member);
            }
            int keys = rows.keysMadeBy(id);
            if (keys > 0 && !knowing) {
                throw new RefusedException(new CompanyRefusal.KeysWouldDie(keys));
            }
            PowerRows.Change change = powers.change(id);
            // Their keys go by the same statement's cascade: none can be used in between.
            credentials.delete(id);
            for (Member owner : people.owners(by.company())) {
                Map<String, String> says = Map.of("member", member.name(), "keys", Integer.toString(keys));
                outbox.put(new Outbox.Message(owner.email(), owner.locale(), "company/member-left", says));
            }
            record(by, "member.removed", member.actor(), change.made(Map.of("keys", Integer.toString(keys))));
        });
    }

    private Member inTurn(Member by, UUID id) {
        companies.takeTurn(by.company());
        return find(id).filter(member -> member.company().equals(by.company()))
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownMember()));
    }

    private void refuseLastOwner(Member member) {
        if (people.owners(member.company()).size() <= 1) {
            throw new RefusedException(new CompanyRefusal.LastOwner());
        }
    }

    private void record(Member by, String action, String subject, Map<String, String> details) {
        audit.record(new AuditEntry(by.actor(), action, subject, details));
    }

    /** A company's owners, for other features to write to. */
    public static List<Member> owners(Database database, UUID company) {
        return new MemberDirectory(database).owners(company);
    }
}
