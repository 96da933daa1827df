package org.openbloctel.registry.platform.database;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The logins that a server works with: each a member of one role, and of nothing else. An intruder in the server can then do what the
 * server does, and not become the owner of the tables or the eraser of the audit trail. Stateless.
 */
public final class ServingLogins {
    /** The login of the accounts' side, where the server makes it. */
    public static final String ACCOUNTS = "openbloctel_serving_accounts";

    /** The login of the list's side, where the server makes it. */
    public static final String LIST = "openbloctel_serving_list";

    private static final int PASSWORD_BYTES = 32;

    private ServingLogins() {}

    /**
     * Makes one of them in a migrated database, or gives it a new password.
     *
     * @param owner connections as the owner of the database, who may create roles
     * @return the password, which stands nowhere
     */
    public static String make(DataSource owner, String login) {
        String role = login.equals(ACCOUNTS) ? "openbloctel_accounts" : "openbloctel_list";
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        JdbcClient client = JdbcClient.create(owner);
        boolean missing = client.sql("select not exists (select from pg_roles where rolname = ?)")
                .param(login)
                .query(Boolean.class)
                .single();
        // Neither takes parameters; both texts are made here, of letters, digits, - and _.
        client.sql((missing ? "create" : "alter") + " role " + login + " login password '" + password + "'")
                .update();
        client.sql("grant " + role + " to " + login).update();
        return password;
    }

    /**
     * What a login may do that a serving login must not, in the words of an operator; empty when it is as it should be.
     *
     * @param serving connections as this login, to a migrated database
     */
    public static List<String> excess(DataSource serving) {
        return JdbcClient.create(serving).sql("""
                        select what from (values
                            ('is a superuser', exists (select from pg_roles where rolname = session_user and rolsuper)),
                            ('may create roles', exists (select from pg_roles where rolname = session_user and rolcreaterole)),
                            ('can become openbloctel_eraser', pg_has_role(session_user, 'openbloctel_eraser', 'member')),
                            ('owns tables, or can become their owner', exists (
                                select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                where n.nspname in ('accounts', 'list') and pg_has_role(session_user, c.relowner, 'member'))),
                            ('has both roles', pg_has_role(session_user, 'openbloctel_accounts', 'member')
                                and pg_has_role(session_user, 'openbloctel_list', 'member'))
                        ) as questions (what, yes) where yes
                        """).query(String.class).list();
    }
}
