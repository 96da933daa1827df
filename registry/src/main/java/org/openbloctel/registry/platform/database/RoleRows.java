package org.openbloctel.registry.platform.database;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The roles of a restored database: no dump contains them or their memberships. Stateless. */
public final class RoleRows {
    private static final List<String> ROLES = List.of("openbloctel_accounts", "openbloctel_list", "openbloctel_eraser");

    private RoleRows() {}

    /** Whether the database has neither of the service's schemas. */
    public static boolean isEmpty(DataSource owner) {
        return JdbcClient.create(owner)
                .sql("select to_regnamespace('accounts') is null and to_regnamespace('list') is null")
                .query(Boolean.class)
                .single();
    }

    /**
     * Makes the roles where they are missing, and lets the owner take them, as the migrations do.
     *
     * @param owner connections as the owner of the database, who may create roles
     */
    public static void make(DataSource owner) {
        JdbcClient client = JdbcClient.create(owner);
        for (String role : ROLES) {
            // None of these takes parameters; the names are those above.
            client.sql("do $$ begin if not exists (select from pg_roles where rolname = '" + role
                            + "') then create role " + role + " nologin; end if; end $$")
                    .update();
            client.sql("grant " + role + " to current_user").update();
        }
    }

    /** Lets the roles own what is restored into the schemas: PostgreSQL gives a function only to a role that could have made it. */
    public static void letCreate(DataSource owner) {
        JdbcClient.create(owner)
                .sql(
                        "grant create on schema accounts, list to openbloctel_accounts, openbloctel_list, openbloctel_eraser")
                .update();
    }

    /** Takes that right away again. */
    public static void letCreateNoMore(DataSource owner) {
        JdbcClient.create(owner)
                .sql(
                        "revoke create on schema accounts, list from openbloctel_accounts, openbloctel_list, openbloctel_eraser")
                .update();
    }
}
