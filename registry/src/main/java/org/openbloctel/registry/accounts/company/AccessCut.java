package org.openbloctel.registry.accounts.company;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.Links;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Cuts every access of a member, or of all members of a company, at once: an owner who was told of an act ({@link ActNotices}) says that
 * it was not them. Sessions, passwords, keys, SFTP keys, open invitations and changes of the sealing key go in one transaction; where the
 * whole company is meant, its returned files stay closed until the operator opens them again. The owners and the operator's people are
 * told. The link works once and only takes power away, so it asks for no sign-in. Thread-safe.
 */
public final class AccessCut {
    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Credentials credentials;
    private final Staff staff;
    private final Exits exits;
    private final Links links;
    private final CompanyRows companies;
    private final MemberRows memberRows;
    private final MemberDirectory members;
    private final ApiKeyRows keys;
    private final SftpKeyRows sftpKeys;
    private final SealingKeys sealing;

    /** Cuts in this database. */
    public AccessCut(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Outbox outbox,
            Credentials credentials,
            Staff staff,
            Exits exits) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.credentials = credentials;
        this.staff = staff;
        this.exits = exits;
        this.links = new Links(database, clock);
        this.companies = database.rows(CompanyRows.class);
        this.memberRows = database.rows(MemberRows.class);
        this.members = new MemberDirectory(database);
        this.keys = database.rows(ApiKeyRows.class);
        this.sftpKeys = database.rows(SftpKeyRows.class);
        this.sealing = new SealingKeys(database, clock, audit);
    }

    /** Whom a link is about, while it can be used; nothing once they left. Changes nothing. */
    public Optional<Member> look(String token) {
        return links.look(ActNotices.PURPOSE, token).map(ActNotices::subject).flatMap(members::find);
    }

    /**
     * Cuts them off.
     *
     * @param whole whether all members of the company are cut off
     */
    public void cut(String token, boolean whole) {
        Member suspect = look(token).orElseThrow(AccessCut::dead);
        UUID company = suspect.company();
        database.runInAccounts(() -> {
            if (links.use(ActNotices.PURPOSE, token).isEmpty()) {
                throw dead();
            }
            companies.takeTurn(company);
            List<Member> cut = whole ? members.of(company) : List.of(suspect);
            int revoked = cut.stream().mapToInt(this::revoke).sum();
            sealing.undo(company, who -> whole || who.equals(suspect.actor()));
            if (whole) {
                exits.close(company);
            }
            audit.record(new AuditEntry(
                    "link:" + ActNotices.PURPOSE,
                    "member.access-cut",
                    whole ? "company:" + company : suspect.actor(),
                    Map.of("members", Integer.toString(cut.size()), "keys", Integer.toString(revoked))));
            notify(suspect, whole, revoked);
        });
    }

    private int revoke(Member member) {
        credentials.shutOut(member.id());
        memberRows.deleteInvitationsBy(member.id());
        return keys.revokeOf(member.id(), clock.instant()) + sftpKeys.revokeOf(member.id(), clock.instant());
    }

    private void notify(Member suspect, boolean whole, int revoked) {
        Map<String, String> says = Map.of(
                "company", companies.name(suspect.company()),
                "id", suspect.company().toString(),
                "member", suspect.name(),
                "whole", Boolean.toString(whole),
                "keys", Integer.toString(revoked));
        for (Member owner : members.owners(suspect.company())) {
            outbox.put(new Outbox.Message(owner.email(), owner.locale(), "company/access-cut", says));
        }
        for (Staff.Person person : staff.all()) {
            outbox.put(new Outbox.Message(person.email(), Locale.FRENCH, "alarm/access-cut", says));
        }
    }

    private static RefusedException dead() {
        return new RefusedException(new AccessRefusal.DeadLink());
    }

    /** Where the files of a company leave the registry. */
    @FunctionalInterface
    public interface Exits {
        /** Nothing of a company's goes out before the operator says so. In the open transaction. */
        void close(UUID company);
    }
}
