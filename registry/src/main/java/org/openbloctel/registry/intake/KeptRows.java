package org.openbloctel.registry.intake;

import java.util.UUID;
import org.openbloctel.registry.database.Database;

/** The sum of the bytes that a company keeps in the vault. Thread-safe. */
final class KeptRows {
    private final Database database;

    KeptRows(Database database) {
        this.database = database;
    }

    /** The bytes of its files as they were sent, of its returned files, and of its uploads and dropped files that are not whole yet. */
    long bytes(UUID company) {
        return database.accounts()
                .sql("""
                        select (
                            select coalesce(sum(returned_bytes + case when cardinality(inputs) > 0 then size else 0 end), 0)
                            from accounts.submission where company = :company and file_key is not null)
                        + (select coalesce(sum(received), 0) from accounts.submission_upload where company = :company)
                        + (select coalesce(sum(received), 0) from accounts.incoming_file where company = :company)
                        """)
                .param("company", company)
                .query(Long.class)
                .single();
    }
}
