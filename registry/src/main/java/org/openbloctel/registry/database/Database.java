package org.openbloctel.registry.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The two sides of the database. The law wants the list to hold a number, its date and hour, and nothing else, so accounts and
 * list are two schemas, reached by two roles that cannot read each other's: who a number belongs to is known on one side, what
 * is published on the other. The accounts' side changes the list by two functions, in its own transaction. Thread-safe.
 */
public final class Database {
    private final JdbcClient accounts;
    private final JdbcClient list;
    private final DataSource listConnections;
    private final TransactionTemplate inAccounts;
    private final TransactionTemplate inList;

    /**
     * Over two pools.
     *
     * @param accounts connections in the role {@code openbloctel_accounts}
     * @param list connections in the role {@code openbloctel_list}
     */
    public Database(DataSource accounts, DataSource list) {
        this.accounts = JdbcClient.create(accounts);
        this.list = JdbcClient.create(list);
        this.listConnections = list;
        this.inAccounts = new TransactionTemplate(new JdbcTransactionManager(accounts));
        this.inList = new TransactionTemplate(new JdbcTransactionManager(list));
    }

    /** Statements on the schema {@code accounts}. */
    public JdbcClient accounts() {
        return accounts;
    }

    /** Statements on the schema {@code list}. */
    public JdbcClient list() {
        return list;
    }

    /** A connection of the list's side, for what only PostgreSQL's driver can do (COPY, LISTEN); to be closed. */
    public Connection listConnection() throws SQLException {
        return listConnections.getConnection();
    }

    /** Asks the accounts' side for anything, to see that it answers. */
    public void ask() {
        accounts.sql("select 1").query(Integer.class).single();
    }

    /** Does all of it or nothing on the accounts' side; joins a transaction that is already open on this thread. */
    public <T extends @Nullable Object> T inAccounts(Supplier<T> work) {
        return inAccounts.execute(status -> work.get());
    }

    /** The same, for work without a result. */
    public void runInAccounts(Runnable work) {
        inAccounts.executeWithoutResult(status -> work.run());
    }

    /** Does all of it or nothing on the list's side; joins a transaction that is already open on this thread. */
    public <T extends @Nullable Object> T inList(Supplier<T> work) {
        return inList.execute(status -> work.get());
    }
}
