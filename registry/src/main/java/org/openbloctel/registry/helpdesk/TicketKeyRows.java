package org.openbloctel.registry.helpdesk;

import java.util.List;
import org.openbloctel.registry.database.Database;

/** The table of the one key of tickets, and the stems of words, which PostgreSQL knows. */
final class TicketKeyRows {
    private final Database database;

    TicketKeyRows(Database database) {
        this.database = database;
    }

    void insert(byte[] wrapped) {
        database.accounts()
                .sql("insert into accounts.ticket_key (wrapped) values (:wrapped) on conflict do nothing")
                .param("wrapped", wrapped)
                .update();
    }

    byte[] key() {
        return database.accounts()
                .sql("select wrapped from accounts.ticket_key")
                .query(byte[].class)
                .single();
    }

    /** The stems of a text's words, in French. */
    List<String> stems(String text) {
        return database.accounts()
                .sql("select unnest(tsvector_to_array(to_tsvector('pg_catalog.french', :text)))")
                .param("text", text)
                .query(String.class)
                .list();
    }
}
