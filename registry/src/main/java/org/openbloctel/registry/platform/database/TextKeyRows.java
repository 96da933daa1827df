package org.openbloctel.registry.platform.database;

import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.platform.vault.SealedTexts;

/** The table of the one key of a feature's texts, which the feature names, and the stems of words, which PostgreSQL knows. Thread-safe. */
public final class TextKeyRows implements SealedTexts.Rows {
    private final Database database;
    private final String table;

    /** The key in a table of the schema of accounts. */
    public TextKeyRows(Database database, String table) {
        this.database = database;
        this.table = table;
    }

    @Override
    public byte[] keyOr(byte[] wrapped) {
        return stored().orElseGet(() -> database.alone(() -> {
            database.accounts()
                    .sql("insert into " + table + " (wrapped) values (:wrapped) on conflict do nothing")
                    .param("wrapped", wrapped)
                    .update();
            return stored().orElseThrow();
        }));
    }

    /** A reader that finds the key need not be able to write. */
    private Optional<byte[]> stored() {
        return database.accounts()
                .sql("select wrapped from " + table)
                .query(byte[].class)
                .optional();
    }

    /** The stems of a text's words, in French. */
    @Override
    public List<String> stems(String text) {
        return database.accounts()
                .sql("select unnest(tsvector_to_array(to_tsvector('pg_catalog.french', :text)))")
                .param("text", text)
                .query(String.class)
                .list();
    }
}
