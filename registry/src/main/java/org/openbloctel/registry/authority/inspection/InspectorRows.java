package org.openbloctel.registry.authority.inspection;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.CredentialDirectory;
import org.openbloctel.registry.authority.inspection.InspectorAccount.Rank;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.Sha256;

/** The tables of inspectors, and of those who were removed. What they sign in with is asked of the credentials, once for all rows. */
final class InspectorRows {
    private final Database database;
    private final CredentialDirectory credentials;

    InspectorRows(Database database) {
        this.database = database;
        this.credentials = new CredentialDirectory(database);
    }

    static PowerRows powers(Database database) {
        return new PowerRows(
                database, "inspector", Set.of("inspector.added", "inspector.changed"), """
                select 'inspector:' || i.id as subject, i.name, array['inspector:' || i.id] as about,
                    jsonb_build_array(i.name, i.rank, i.invited_by)::text as content
                from accounts.inspector i where true
                """, "i.id = :id", "i");
    }

    void insert(UUID id, String name, Rank rank, @Nullable UUID invitedBy, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.inspector (id, name, rank, since, invited_by)
                        values (:id, :name, :rank, :now, cast(:invitedBy as uuid))
                        """)
                .param("invitedBy", invitedBy)
                .param("id", id)
                .param("name", name)
                .param("rank", rank.name())
                .param("now", Columns.timestamp(now))
                .update();
    }

    void change(UUID id, Rank rank) {
        database.accounts()
                .sql("update accounts.inspector set rank = :rank where id = :id")
                .param("rank", rank.name())
                .param("id", id)
                .update();
    }

    /** When they became an inspector, and by whom. */
    Optional<InspectorBeginning> beginning(UUID id) {
        return database.accounts()
                .sql("select since, invited_by from accounts.inspector where id = :id")
                .param("id", id)
                .query((row, n) ->
                        new InspectorBeginning(Columns.instant(row, "since"), row.getObject("invited_by", UUID.class)))
                .optional();
    }

    void rememberRemoved(String email, Instant now) {
        database.accounts()
                .sql("insert into accounts.inspector_removed (print, at) values (:print, :now) on conflict do nothing")
                .param("print", print(email))
                .param("now", Columns.timestamp(now))
                .update();
    }

    void forgetRemoved(String email) {
        database.accounts()
                .sql("delete from accounts.inspector_removed where print = :print")
                .param("print", print(email))
                .update();
    }

    boolean isRemoved(String email) {
        return database.accounts()
                .sql("select exists (select from accounts.inspector_removed where print = :print)")
                .param("print", print(email))
                .query(Boolean.class)
                .single();
    }

    private static String print(String email) {
        return Sha256.hex(email.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    Set<UUID> lockHeads() {
        return database.accounts()
                .sql("select id from accounts.inspector where rank = 'HEAD' order by id for update")
                .query(UUID.class)
                .set();
    }

    Optional<InspectorAccount> find(UUID id) {
        if (database.isDoubted("inspector", id) || credentials.isDoubted(id)) {
            return Optional.empty();
        }
        return accounts(database.accounts()
                        .sql("select id, name, rank from accounts.inspector where id = :id")
                        .param("id", id)
                        .query(Row.class)
                        .list())
                .stream()
                .findFirst();
    }

    List<InspectorAccount> all() {
        return accounts(database.accounts()
                .sql("select id, name, rank from accounts.inspector order by lower(name), id")
                .query(Row.class)
                .list());
    }

    private List<InspectorAccount> accounts(List<Row> rows) {
        Map<UUID, Credential> known =
                credentials.find(rows.stream().map(Row::id).toList());
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(known.get(row.id())).map(row::account).stream())
                .toList();
    }

    private record Row(UUID id, String name, Rank rank) {
        InspectorAccount account(Credential credential) {
            return new InspectorAccount(
                    id, name, credential.email(), credential.locale(), rank, credential.secondFactor());
        }
    }
}
