package org.openbloctel.registry.accounts.company;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Verified companies and their members as rows, for tests that are not about accounts. */
public final class SampleCompany {
    private SampleCompany() {}

    /** Inserts a verified company. */
    public static void insert(JdbcClient rows, UUID id, String siren, String name) {
        rows.sql("""
                        insert into accounts.company (id, siren, name, address, representative, state, created_at)
                        values (?, ?, ?, 'rue', 'Camille', 'VERIFIED', now())
                        """).params(id, siren, name).update();
    }

    /** Inserts a member who reads French and has no password. */
    public static void insertMember(JdbcClient rows, UUID id, UUID company, String email, String role) {
        rows.sql("""
                        insert into accounts.credential (id, realm, email, locale, password_hash, created_at)
                        values (?, 'MEMBER', ?, 'fr', '', now())
                        """).params(id, email).update();
        rows.sql("""
                        insert into accounts.member (id, company, name, role, joined_at)
                        values (?, ?, 'Camille Exemple', ?, now())
                        """).params(id, company, role).update();
    }
}
