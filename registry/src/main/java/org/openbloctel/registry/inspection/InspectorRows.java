package org.openbloctel.registry.inspection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.credential.Credential;
import org.openbloctel.registry.credential.CredentialDirectory;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.inspection.InspectorAccount.Rank;

/** The table of inspectors. What they sign in with is asked of the credentials, once for all rows. */
final class InspectorRows {
    private final Database database;
    private final CredentialDirectory credentials;

    InspectorRows(Database database) {
        this.database = database;
        this.credentials = new CredentialDirectory(database);
    }

    void insert(UUID id, String name, Rank rank, Instant now) {
        database.accounts()
                .sql("insert into accounts.inspector (id, name, rank, since) values (:id, :name, :rank, :now)")
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

    Set<UUID> lockHeads() {
        return database.accounts()
                .sql("select id from accounts.inspector where rank = 'HEAD' order by id for update")
                .query(UUID.class)
                .set();
    }

    Optional<InspectorAccount> find(UUID id) {
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
