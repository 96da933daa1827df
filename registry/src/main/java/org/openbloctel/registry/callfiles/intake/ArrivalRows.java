package org.openbloctel.registry.callfiles.intake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.springframework.jdbc.core.RowMapper;

/** The table of files that were dropped, and of what became of them. */
final class ArrivalRows {
    private final Database database;

    ArrivalRows(Database database) {
        this.database = database;
    }

    void insert(
            UUID id,
            DropFolder place,
            String name,
            Instant at,
            long size,
            Optional<UUID> submission,
            Optional<Refusal.Stored> refusal) {
        database.accounts()
                .sql("""
                        insert into accounts.arrival (id, company, folder, name, arrived_at, size, submission, refusal_code,
                            refusal_arguments)
                        values (:id, :company, :folder, :name, :at, :size, :submission, :code, :arguments)
                        """)
                .param("id", id)
                .param("company", place.company())
                .param("folder", place.folder())
                .param("name", name)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("size", size)
                .param("submission", submission.orElse(null))
                .param("code", refusal.map(Refusal.Stored::code).orElse(null))
                .param(
                        "arguments",
                        refusal.map(Refusal.Stored::arguments).orElse(List.of()).toArray(String[]::new))
                .update();
    }

    <T> List<T> of(UUID company, String folder, int most, RowMapper<T> arrival) {
        return database.accounts()
                .sql("""
                        select * from accounts.arrival where company = :company and folder = :folder
                        order by seq desc limit :limit
                        """)
                .param("company", company)
                .param("folder", folder)
                .param("limit", most)
                .query(arrival)
                .list();
    }

    int forget(Instant arrivedBefore) {
        return database.accounts()
                .sql("delete from accounts.arrival where arrived_at <= :arrivedAt")
                .param("arrivedAt", arrivedBefore.atOffset(ZoneOffset.UTC))
                .update();
    }
}
