package org.openbloctel.registry.list.guard;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;

/** The table of notes. */
interface NoteRows {
    static NoteRows in(Database database) {
        return database.rows(NoteRows.class, new Reading<>(NoteRow.class, GuardDesk.Note.class, NoteRow::note));
    }

    record NoteRow(UUID company, LocalDate day, Sign sign, int figure) {
        GuardDesk.Note note() {
            return new GuardDesk.Note(company, day, new Sign.Found(sign, figure, false).toString());
        }
    }

    @SqlUpdate("""
            insert into accounts.guard_note as n (company, sign, day, figure) values (:company, :sign, :day, :figure)
            on conflict (company, sign, day) do update set figure = excluded.figure
            where n.figure < excluded.figure
            """)
    void note(UUID company, Sign sign, int figure, LocalDate day);

    /** Of one company or of all, the latest first. Signs that a newer version wrote, which runs beside this one, are left out. */
    default List<GuardDesk.Note> since(LocalDate day, @Nullable UUID company, int limit) {
        return since(day, company, List.of(Sign.values()), limit);
    }

    @SqlQuery("""
            select * from accounts.guard_note
            where day >= :day and sign = any(:known) and (cast(:company as uuid) is null or company = :company)
            order by day desc, company, sign limit :limit
            """)
    List<GuardDesk.Note> since(LocalDate day, @Nullable UUID company, List<Sign> known, int limit);

    @SqlUpdate("delete from accounts.guard_note where day < :before or company = any(:gone)")
    int forget(LocalDate before, Collection<UUID> gone);

    @SqlQuery("select distinct company from accounts.guard_note")
    List<UUID> companies();
}
