package org.openbloctel.registry.accounts.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.CredentialDirectory;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The tables of members and invitations. What a member signs in with is asked of the credentials, once for all rows. */
final class MemberRows {
    private static final String INVITATIONS =
            "select i.*, c.name from accounts.invitation i join accounts.company c on c.id = i.company ";

    private final Database database;
    private final CredentialDirectory credentials;

    MemberRows(Database database) {
        this.database = database;
        this.credentials = new CredentialDirectory(database);
    }

    static PowerRows powers(Database database) {
        return new PowerRows(
                database,
                "member",
                Set.of("member.joined", "member.role-changed", "company.founded"),
                """
                select 'member:' || m.id as subject, m.name,
                    array['member:' || m.id, 'company:' || m.company] as about,
                    jsonb_build_array(m.company, m.role)::text as content
                from accounts.member m where true
                """,
                "m.id = :id",
                "m");
    }

    void insert(UUID id, UUID company, String name, Member.Role role, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.member (id, company, name, role, joined_at)
                        values (:id, :company, :name, :role, :now)
                        """)
                .param("id", id)
                .param("company", company)
                .param("name", name)
                .param("role", role.name())
                .param("now", Columns.timestamp(now))
                .update();
    }

    /** None while the member, or what they sign in with, is doubted. */
    Optional<Member> find(UUID id) {
        if (database.isDoubted("member", id) || credentials.isDoubted(id)) {
            return Optional.empty();
        }
        return members(database.accounts()
                        .sql("select * from accounts.member where id = :id")
                        .param("id", id)
                        .query(MemberRows::row)
                        .list())
                .stream()
                .findFirst();
    }

    List<Member> of(UUID company) {
        return members(database.accounts()
                .sql("select * from accounts.member where company = :company order by lower(name), id")
                .param("company", company)
                .query(MemberRows::row)
                .list());
    }

    List<Member> owners(UUID company) {
        return members(database.accounts()
                .sql("select * from accounts.member where company = :company and role = 'OWNER' order by id")
                .param("company", company)
                .query(MemberRows::row)
                .list());
    }

    /** The companies of some members. */
    List<UUID> companies(Collection<UUID> members) {
        return database.accounts()
                .sql("select distinct company from accounts.member where id = any(:members)")
                .param("members", members.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    List<UUID> ids(UUID company) {
        return database.accounts()
                .sql("select id from accounts.member where company = :company")
                .param("company", company)
                .query(UUID.class)
                .list();
    }

    void changeRole(UUID id, Member.Role role) {
        database.accounts()
                .sql("update accounts.member set role = :role where id = :id")
                .param("role", role.name())
                .param("id", id)
                .update();
    }

    int keysMadeBy(UUID id) {
        return database.accounts().sql("""
                        select (select count(*) from accounts.api_key where made_by = :id and revoked_at is null)
                             + (select count(*) from accounts.sftp_key where made_by = :id and revoked_at is null)
                        """).param("id", id).query(Integer.class).single();
    }

    void invite(UUID id, String link, Member by, String email, Member.Role role, Instant now, Instant expires) {
        database.accounts()
                .sql("""
                        insert into accounts.invitation
                            (id, link, company, email, role, invited_by, invited_at, expires_at)
                        values (:id, :link, :company, :email, :role, :by, :now, :expires)
                        """)
                .param("id", id)
                .param("link", link)
                .param("company", by.company())
                .param("email", email)
                .param("role", role.name())
                .param("by", by.id())
                .param("now", Columns.timestamp(now))
                .param("expires", Columns.timestamp(expires))
                .update();
    }

    int deleteInvitationsBy(UUID member) {
        return database.accounts()
                .sql("delete from accounts.invitation where invited_by = :member")
                .param("member", member)
                .update();
    }

    List<Member.Invitation> invitations(UUID company, Instant now) {
        return database.accounts()
                .sql(INVITATIONS + "where i.company = :company and i.expires_at > :now order by i.invited_at desc")
                .param("company", company)
                .param("now", Columns.timestamp(now))
                .query(MemberRows::invitation)
                .list();
    }

    Optional<Member.Invitation> invitation(String link, Instant now) {
        return database.accounts()
                .sql(INVITATIONS + "where i.link = :link and i.expires_at > :now")
                .param("link", link)
                .param("now", Columns.timestamp(now))
                .query(MemberRows::invitation)
                .optional();
    }

    int deleteInvitation(UUID id, UUID company) {
        return database.accounts()
                .sql("delete from accounts.invitation where id = :id and company = :company")
                .param("id", id)
                .param("company", company)
                .update();
    }

    void deleteInvitations(UUID company, String email) {
        database.accounts()
                .sql("delete from accounts.invitation where company = :company and email = :email")
                .param("company", company)
                .param("email", email)
                .update();
    }

    void deleteInvitations(UUID company) {
        database.accounts()
                .sql("delete from accounts.invitation where company = :company")
                .param("company", company)
                .update();
    }

    int forgetInvitations(Instant expiredBy) {
        return database.accounts()
                .sql("delete from accounts.invitation where expires_at <= :now")
                .param("now", Columns.timestamp(expiredBy))
                .update();
    }

    /** A member whose credential went since is none. */
    private List<Member> members(List<Row> rows) {
        Map<UUID, Credential> known =
                credentials.find(rows.stream().map(Row::id).toList());
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(known.get(row.id())).map(row::member).stream())
                .toList();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("company", UUID.class),
                row.getString("name"),
                Member.Role.valueOf(row.getString("role")),
                Columns.instant(row, "joined_at"));
    }

    private static Member.Invitation invitation(ResultSet row, int n) throws SQLException {
        return new Member.Invitation(
                row.getObject("id", UUID.class),
                row.getObject("company", UUID.class),
                row.getString("name"),
                row.getString("email"),
                Member.Role.valueOf(row.getString("role")),
                Columns.instant(row, "expires_at"));
    }

    private record Row(UUID id, UUID company, String name, Member.Role role, Instant joinedAt) {
        Member member(Credential credential) {
            return new Member(
                    id,
                    company,
                    name,
                    credential.email(),
                    credential.locale(),
                    role,
                    credential.secondFactor(),
                    joinedAt);
        }
    }
}
