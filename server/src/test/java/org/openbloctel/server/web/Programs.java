package org.openbloctel.server.web;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.openbloctel.registry.credential.Links;
import org.openbloctel.registry.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A verified company in a test database, with keys for its programs. */
public final class Programs {
    private static final OffsetDateTime MADE = OffsetDateTime.parse("2026-11-01T00:00:00Z");

    private final UUID company = UUID.randomUUID();
    private final UUID member = UUID.randomUUID();
    private final JdbcClient owner;

    /** A company with this SIREN. */
    public Programs(TestDatabase database, String siren) {
        owner = JdbcClient.create(database.owner());
        owner.sql("insert into accounts.company (id, siren, name, address, representative, state, created_at)"
                        + " values (?, ?, 'Exemple', '1 rue de l’Exemple', 'Dominique Exemple', 'VERIFIED', ?)")
                .params(company, siren, MADE)
                .update();
        owner.sql("insert into accounts.credential (id, realm, email, locale, password_hash, created_at)"
                        + " values (?, 'MEMBER', ?, 'fr', '', ?)")
                .params(member, siren + "@example.org", MADE)
                .update();
        owner.sql("insert into accounts.member (id, company, name, role, joined_at)"
                        + " values (?, ?, 'Camille Exemple', 'OWNER', ?)")
                .params(member, company, MADE)
                .update();
    }

    public UUID company() {
        return company;
    }

    UUID member() {
        return member;
    }

    /** A key with this text and scopes. */
    public String key(String text, String... scopes) {
        owner.sql("insert into accounts.api_key (id, company, made_by, name, test, beginning, hash, scopes, networks,"
                        + " made_at) values (?, ?, ?, 'test', ?, ?, ?, ?, '{}', ?)")
                .params(
                        UUID.randomUUID(),
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

    public void revoke(String text) {
        owner.sql("update accounts.api_key set revoked_at = ? where hash = ?")
                .params(MADE, Links.hash(text))
                .update();
    }
}
