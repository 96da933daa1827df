package org.openbloctel.registry.accounts.company;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;

/** The tables of members and invitations. */
interface MemberRows {
    String INVITATIONS =
            "select i.*, c.name as company_name from accounts.invitation i join accounts.company c on c.id = i.company ";

    static PowerRows powers(Database database) {
        return new PowerRows(
                database,
                "member",
                Set.of("member.joined", "member.role-changed", "company.founded"),
                """
                select 'member:' || m.id as subject, m.name, array['member:' || m.id, 'company:' || m.company] as about,
                    jsonb_build_array(m.company, m.role)::text as content
                from accounts.member m where true
                """,
                "m.id = :id",
                "m");
    }

    /** A member without what they sign in with. */
    record MemberRow(UUID id, UUID company, String name, Member.Role role, Instant joinedAt) {
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

    @SqlUpdate("""
            insert into accounts.member (id, company, name, role, joined_at)
            values (:id, :company, :name, :role, :now)
            """)
    void insert(UUID id, UUID company, String name, Member.Role role, Instant now);

    @SqlQuery("select * from accounts.member where id = :id")
    List<MemberRow> find(UUID id);

    @SqlQuery("select * from accounts.member where company = :company order by lower(name), id")
    List<MemberRow> of(UUID company);

    @SqlQuery("select * from accounts.member where company = :company and role = 'OWNER' order by id")
    List<MemberRow> owners(UUID company);

    /** The companies of some members. */
    @SqlQuery("select distinct company from accounts.member where id = any(:members)")
    List<UUID> companies(Collection<UUID> members);

    @SqlQuery("select id from accounts.member where company = :company")
    List<UUID> ids(UUID company);

    @SqlUpdate("update accounts.member set role = :role where id = :id")
    void changeRole(UUID id, Member.Role role);

    @SqlQuery("""
            select (select count(*) from accounts.api_key where made_by = :id and revoked_at is null)
                 + (select count(*) from accounts.sftp_key where made_by = :id and revoked_at is null)
            """)
    int keysMadeBy(UUID id);

    @SqlUpdate("""
            insert into accounts.invitation (id, link, company, email, role, invited_by, invited_at, expires_at)
            values (:id, :link, :by.company, :email, :role, :by.id, :now, :expires)
            """)
    void invite(UUID id, String link, Member by, String email, Member.Role role, Instant now, Instant expires);

    @SqlUpdate("delete from accounts.invitation where invited_by = :member")
    void deleteInvitationsBy(UUID member);

    @SqlQuery(INVITATIONS + "where i.company = :company and i.expires_at > :now order by i.invited_at desc")
    List<Member.Invitation> invitations(UUID company, Instant now);

    @SqlQuery(INVITATIONS + "where i.link = :link and i.expires_at > :now")
    Optional<Member.Invitation> invitation(String link, Instant now);

    @SqlUpdate("delete from accounts.invitation where id = :id and company = :company")
    boolean deleteInvitation(UUID id, UUID company);

    @SqlUpdate("delete from accounts.invitation where company = :company and email = :email")
    void deleteInvitations(UUID company, String email);

    @SqlUpdate("delete from accounts.invitation where company = :company")
    void deleteInvitations(UUID company);

    @SqlUpdate("delete from accounts.invitation where expires_at <= :now")
    int forgetInvitations(Instant now);
}
