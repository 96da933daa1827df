package org.openbloctel.registry.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.outbox.Message;
import org.openbloctel.registry.outbox.Outbox;
import org.openbloctel.registry.refusal.AccessRefusal;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.RefusedException;

/**
 * People of companies. A company has an owner at any time: changes take their turn at the company's row. Somebody who
 * leaves takes their keys along. Thread-safe.
 */
public final class Members {
    /** How long an invitation can be accepted. */
    public static final Duration INVITATION_VALID = Duration.ofDays(7);

    private static final String MEMBERS =
            "select m.*, c.email, c.locale, c.id in (select credential from accounts.second_factor) as second_factor"
                    + " from accounts.member m join accounts.credential c on c.id = m.id ";

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Credentials credentials;

    /** People in this database. */
    public Members(Database database, InstantSource clock, AuditTrail audit, Outbox outbox, Credentials credentials) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.credentials = credentials;
    }

    /** A member, while they are one: whoever signed in is looked up again at each request. */
    public Optional<Member> find(UUID id) {
        return find(database, id);
    }

    /** The people of a company, by name. */
    public List<Member> of(UUID company) {
        return database.accounts()
                .sql(MEMBERS + "where m.company = ? order by lower(m.name), m.id")
                .param(company)
                .query(Members::member)
                .list();
    }

    /** Invites somebody; an earlier invitation of theirs to this company is void. Whether they have an account is not told. */
    public void invite(Member by, String email, Role role, Locale locale) {
        String address = Email.of(email);
        String token = Links.token();
        UUID id = UUID.randomUUID();
        database.runInAccounts(() -> {
            database.accounts()
                    .sql("delete from accounts.invitation where company = ? and email = ?")
                    .params(by.company(), address)
                    .update();
            database.accounts()
                    .sql("insert into accounts.invitation"
                            + " (id, link, company, email, role, invited_by, invited_at, expires_at)"
                            + " values (:id, :link, :company, :email, :role, :by, :now, :expires)")
                    .param("id", id)
                    .param("link", Links.hash(token))
                    .param("company", by.company())
                    .param("email", address)
                    .param("role", role.name())
                    .param("by", by.id())
                    .param("now", now())
                    .param("expires", now().plus(INVITATION_VALID))
                    .update();
            Map<String, String> says = Map.of("token", token, "company", nameOf(by.company()), "inviter", by.name());
            outbox.put(new Message(address, locale, "company/invitation", says));
            record(by, "member.invited", "invitation:" + id, Map.of("role", role.name()));
        });
    }

    /** Invitations of a company that can be accepted still, the latest first. */
    public List<Invitation> invitations(UUID company) {
        return database.accounts()
                .sql("select i.*, c.name from accounts.invitation i join accounts.company c on c.id = i.company"
                        + " where i.company = ? and i.expires_at > ? order by i.invited_at desc")
                .params(company, now())
                .query(Members::invitation)
                .list();
    }

    /** Takes an invitation back. */
    public void takeBack(Member by, UUID invitation) {
        database.runInAccounts(() -> {
            int taken = database.accounts()
                    .sql("delete from accounts.invitation where id = ? and company = ?")
                    .params(invitation, by.company())
                    .update();
            if (taken > 0) {
                record(by, "member.invitation-taken-back", "invitation:" + invitation, Map.of());
            }
        });
    }

    /** What an invitation says, while its link can be used. Changes nothing. */
    public Optional<Invitation> look(String token) {
        return database.accounts()
                .sql("select i.*, c.name from accounts.invitation i join accounts.company c on c.id = i.company"
                        + " where i.link = ? and i.expires_at > ?")
                .params(Links.hash(token), now())
                .query(Members::invitation)
                .optional();
    }

    /** Accepts an invitation: the invited person becomes a member. */
    public Member accept(String token, String name, String password, Locale locale) {
        String line = CompanyForm.line("name", name);
        return database.inAccounts(() -> {
            Invitation invited = look(token).orElseThrow(() -> new RefusedException(new AccessRefusal.DeadLink()));
            database.accounts()
                    .sql("delete from accounts.invitation where id = ?")
                    .param(invited.id())
                    .update();
            return add(invited.company(), invited.role(), new Companies.Owner(line, invited.email(), password, locale));
        });
    }

    /** Adds somebody whose e-mail is known to be theirs. */
    public Member add(UUID company, Role role, Companies.Owner person) {
        String name = CompanyForm.line("name", person.name());
        return database.inAccounts(() -> {
            UUID id = credentials.create(Realm.MEMBER, person.email(), person.password(), person.locale());
            insert(database, id, company, name, role, now());
            Member member = find(id).orElseThrow();
            record(member, "member.joined", member.actor(), Map.of("role", role.name()));
            return member;
        });
    }

    /** Gives somebody another role; the last owner stays one. */
    public void changeRole(Member by, UUID id, Role role) {
        database.runInAccounts(() -> {
            Member member = inTurn(by, id);
            if (member.role() == Role.OWNER && role != Role.OWNER) {
                refuseLastOwner(member);
            }
            database.accounts()
                    .sql("update accounts.member set role = ? where id = ?")
                    .params(role.name(), id)
                    .update();
            record(by, "member.role-changed", member.actor(), Map.of("role", role.name()));
        });
    }

    /**
     * Takes somebody out of their company, or lets them leave.
     *
     * @param knowing whether it was said that their keys die with them: refused without, when they have keys
     */
    public void remove(Member by, UUID id, boolean knowing) {
        database.runInAccounts(() -> {
            Member member = inTurn(by, id);
            if (member.role() == Role.OWNER) {
                refuseLastOwner(member);
            }
            int keys = database.accounts()
                    .sql("select (select count(*) from accounts.api_key where made_by = :id and revoked_at is null)"
                            + " + (select count(*) from accounts.sftp_key where made_by = :id and revoked_at is null)")
                    .param("id", id)
                    .query(Integer.class)
                    .single();
            if (keys > 0 && !knowing) {
                throw new RefusedException(new CompanyRefusal.KeysWouldDie(keys));
            }
            // Their keys go by the same statement's cascade: nobody could use one in between.
            credentials.delete(id);
            for (Member owner : owners(database, by.company())) {
                Map<String, String> says = Map.of("member", member.name(), "keys", Integer.toString(keys));
                outbox.put(new Message(owner.email(), owner.locale(), "company/member-left", says));
            }
            record(by, "member.removed", member.actor(), Map.of("keys", Integer.toString(keys)));
        });
    }

    private Member inTurn(Member by, UUID id) {
        database.accounts()
                .sql("select id from accounts.company where id = ? for update")
                .param(by.company())
                .query(UUID.class)
                .single();
        return find(id).filter(member -> member.company().equals(by.company()))
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownMember()));
    }

    private void refuseLastOwner(Member member) {
        if (owners(database, member.company()).size() <= 1) {
            throw new RefusedException(new CompanyRefusal.LastOwner());
        }
    }

    private String nameOf(UUID company) {
        return database.accounts()
                .sql("select name from accounts.company where id = ?")
                .param(company)
                .query(String.class)
                .single();
    }

    private void record(Member by, String action, String subject, Map<String, String> details) {
        audit.record(new AuditEntry(by.actor(), action, subject, details));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static void insert(Database database, UUID id, UUID company, String name, Role role, OffsetDateTime at) {
        database.accounts()
                .sql("insert into accounts.member (id, company, name, role, joined_at) values (?, ?, ?, ?, ?)")
                .params(id, company, name, role.name(), at)
                .update();
    }

    static Optional<Member> find(Database database, UUID id) {
        return database.accounts()
                .sql(MEMBERS + "where m.id = ?")
                .param(id)
                .query(Members::member)
                .optional();
    }

    /** A company's owners, for other features to write to. */
    public static List<Member> owners(Database database, UUID company) {
        return database.accounts()
                .sql(MEMBERS + "where m.company = ? and m.role = 'OWNER' order by m.id")
                .param(company)
                .query(Members::member)
                .list();
    }

    private static Member member(ResultSet row, int n) throws SQLException {
        return new Member(
                row.getObject("id", UUID.class),
                row.getObject("company", UUID.class),
                row.getString("name"),
                row.getString("email"),
                Locale.forLanguageTag(row.getString("locale")),
                Role.valueOf(row.getString("role")),
                row.getBoolean("second_factor"),
                Columns.instant(row, "joined_at"));
    }

    private static Invitation invitation(ResultSet row, int n) throws SQLException {
        return new Invitation(
                row.getObject("id", UUID.class),
                row.getObject("company", UUID.class),
                row.getString("name"),
                row.getString("email"),
                Role.valueOf(row.getString("role")),
                Columns.instant(row, "expires_at"));
    }

    /**
     * Somebody who was invited.
     *
     * @param id the invitation's
     * @param company into which company
     * @param companyName its name
     * @param email where the link went
     * @param role what they will be
     * @param expiresAt until when
     */
    public record Invitation(UUID id, UUID company, String companyName, String email, Role role, Instant expiresAt) {}
}
