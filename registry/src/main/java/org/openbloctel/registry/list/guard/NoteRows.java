package org.openbloctel.registry.list.guard;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;

/** The table of notes. */
final class NoteRows {
    private static final String[] KNOWN =
            Arrays.stream(Sign.values()).map(Enum::name).toArray(String[]::new);

    private final Database database;

    NoteRows(Database database) {
        this.database = database;
    }

    void note(UUID company, Sign sign, int figure, LocalDate day) {
        database.accounts()
                .sql("""
                        insert into accounts.guard_note as n (company, sign, day, figure) values (:company, :sign, :day, :figure)
                        on conflict (company, sign, day) do update set figure = excluded.figure
                        where n.figure < excluded.figure
                        """)
                .param("company", company)
                .param("sign", sign.name())
                .param("day", day)
                .param("figure", figure)
                .update();
    }

    /** Of one company or of all, the latest first. Signs that a newer version wrote, which runs beside this one, are left out. */
    List<Note> since(LocalDate day, @Nullable UUID company, int limit) {
        return database.accounts()
                .sql("""
                        select * from accounts.guard_note
                        where day >= :day and sign = any(:known) and (cast(:company as uuid) is null or company = :company)
                        order by day desc, company, sign limit :limit
                        """)
                .param("day", day)
                .param("known", KNOWN)
                .param("company", company)
                .param("limit", limit)
                .query((row, n) -> new Note(
                        row.getObject("company", UUID.class),
                        row.getObject("day", LocalDate.class),
                        new Sign.Found(Sign.valueOf(row.getString("sign")), row.getInt("figure"), false).toString()))
                .list();
    }

    int forget(LocalDate before, Collection<UUID> gone) {
        return database.accounts()
                .sql("delete from accounts.guard_note where day < :before or company = any(:gone)")
                .param("before", before)
                .param("gone", gone.toArray(UUID[]::new))
                .update();
    }

    List<UUID> companies() {
        return database.accounts()
                .sql("select distinct company from accounts.guard_note")
                .query(UUID.class)
                .list();
    }
}
