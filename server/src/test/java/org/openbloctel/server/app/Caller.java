package org.openbloctel.server.app;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.openbloctel.registry.accounts.credential.Links;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A verified company that calls, in a server's database: with an owner, a plan of so many lines, keys for its programs. */
public final class Caller {
    private static final OffsetDateTime MADE = OffsetDateTime.parse("2026-11-01T00:00:00Z");

    private final UUID company = UUID.randomUUID();
    private final UUID member = UUID.randomUUID();
    private final String siren;
    private final JdbcClient owner;

    /** A company without a plan. */
    public Caller(ServerFixture server, String siren, String name) {
        this(server.database(), siren, name);
    }

    /** A company without a plan, in a database that was migrated. */
    public Caller(TestDatabase database, String siren, String name) {
        this(database.owner(), siren, name);
    }

    /** The same, by connections as the owner. */
    public Caller(DataSource database, String siren, String name) {
        this.siren = siren;
        this.owner = JdbcClient.create(database);
        owner.sql("insert into accounts.company (id, siren, name, address, representative, state, created_at)"
                        + " values (?, ?, ?, '1 rue de l’Exemple', 'Dominique Exemple', 'VERIFIED', ?)")
                .params(company, siren, name, MADE)
                .update();
        person(member, email(), SignedIn.Role.OWNER);
    }

    /** A person who can sign in and has set up a second factor. */
    private void person(UUID id, String email, SignedIn.Role role) {
        owner.sql("insert into accounts.credential (id, realm, email, locale, password_hash, totp_secret, created_at)"
                        + " values (?, 'MEMBER', ?, 'fr', '', '', ?)")
                .params(id, email, MADE)
                .update();
        owner.sql("insert into accounts.member (id, company, name, role, joined_at)"
                        + " values (?, ?, 'Camille Exemple', ?, ?)")
                .params(id, company, role.name(), MADE)
                .update();
    }

    /** Gives it a plan for the year. */
    public Caller withPlan(long linesPerSubmission, long linesPerYear) {
        owner.sql("insert into accounts.subscription (id, company, plan, grid, lines_per_submission, lines_per_year,"
                        + " price_cents, ordered_at, ordered_by, starts_on, ends_on)"
                        + " values (?, ?, 'large', '2021-02-01', ?, ?, 4000000, ?, 'test', '2026-01-01', '2028-01-01')")
                .params(UUID.randomUUID(), company, linesPerSubmission, linesPerYear, MADE)
                .update();
        return this;
    }

    /** Lets another company act for it from a day on. */
    public void mandates(Caller agent) {
        owner.sql("insert into accounts.mandate (id, principal, agent, proposed_by, other_siren, starts_on, ends_on,"
                        + " proposed_at, accepted_at) values (?, ?, ?, ?, ?, '2026-01-01', '2027-01-01', ?, ?)")
                .params(UUID.randomUUID(), company, agent.company, company, agent.siren, MADE, MADE)
                .update();
    }

    /** Ends what it let others do. */
    public void endMandates(ServerFixture server) {
        OffsetDateTime now = server.clock().instant().atOffset(ZoneOffset.UTC);
        owner.sql("update accounts.mandate set ended_at = ?, ended_on = ? where principal = ?")
                .params(now, now.toLocalDate(), company)
                .update();
    }

    /** Lines of the plan that are used. */
    public long usedLines() {
        return owner.sql("select used_lines from accounts.subscription where company = ?")
                .param(company)
                .query(Long.class)
                .single();
    }

    /** A key with this text and scopes. */
    public String key(String text, String... scopes) {
        owner.sql("insert into accounts.api_key (id, company, made_by, name, test, beginning, hash, scopes, networks,"
                        + " made_at) values (?, ?, ?, 'test', ?, ?, ?, ?, '{}', ?)")
                .params(
                        UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)),
                        company,
                        member,
                        text.startsWith("obt_test_"),
                        text.substring(0, 13),
                        Links.hash(text),
                        scopes,
                        MADE)
                .update();
        return text;
    }

    /** Ends a key. */
    public void revoke(String text) {
        owner.sql("update accounts.api_key set revoked_at = ? where hash = ?")
                .params(MADE, Links.hash(text))
                .update();
    }

    /** Its id. */
    public UUID company() {
        return company;
    }

    /** Its SIREN. */
    public String siren() {
        return siren;
    }

    /** Its owner's address. */
    public String email() {
        return siren + "@example.org";
    }

    /** Its owner, signed in. */
    public SignedIn.Member owner(boolean secondFactor) {
        return new SignedIn.Member(member, company, SignedIn.Role.OWNER, secondFactor);
    }

    /** Another member of it, signed in. */
    public SignedIn.Member colleague(SignedIn.Role role) {
        UUID id = UUID.randomUUID();
        person(id, id + "@example.org", role);
        return new SignedIn.Member(id, company, role, true);
    }
}
