package org.openbloctel.registry.authority.signal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The table of signals. Notes are wrapped by the master key. Figures stand as one text of names and counts, in the order in which they are shown. */
interface SignalRows {
    static SignalRows in(Database database, MasterKeys keys) {
        return database.rows(
                SignalRows.class, new Reading<>(Row.class, Signal.class, row -> row.signal(database, keys)));
    }

    /** A signal as it stands in its row. */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    record Row(
            UUID id,
            Signal.Kind kind,
            @Nullable UUID company,
            @Nullable UUID caller,
            Signal.State state,
            String figures,
            String parameters,
            Instant firstAt,
            Instant lastAt,
            int days,
            Instant changedAt,
            byte @Nullable [] note,
            @Nullable UUID caseFile) {
        Signal signal(Database database, MasterKeys keys) {
            return new Signal(
                    id,
                    kind,
                    company,
                    CallingNumber.opened(caller, database),
                    state,
                    Detector.Detection.read(figures),
                    Detector.Detection.read(parameters),
                    new Signal.Found(firstAt, lastAt, days, changedAt),
                    note == null ? null : new String(keys.unwrap(note, "signal:" + id), StandardCharsets.UTF_8),
                    caseFile);
        }
    }

    /**
     * What the findings of one detector have in common.
     *
     * @param quietSince a signal that was settled since then is not raised again
     */
    record Raised(Signal.Kind kind, String parameters, Instant now, Instant today, Instant quietSince) {}

    /** A change by an inspector. */
    record Change(
            Signal.State state,
            @Nullable String note,
            @Nullable UUID caseFile) {}

    /** Keeps a finding; returns this id for a new signal, another one for one that is known, and none where it was settled recently. */
    @SqlQuery("""
            insert into accounts.signal as known (id, kind, company, caller, state, figures, parameters, first_at, last_at, changed_at)
            select :id, :raised.kind, cast(:finding.company as uuid), cast(:caller as uuid), 'NEW', :finding.written, :raised.parameters,
                :raised.now, :raised.now, :raised.now
            where not exists (select from accounts.signal s where s.kind = :raised.kind and s.changed_at > :raised.quietSince
                and s.state in ('DISMISSED', 'IN_CASE') and s.company is not distinct from cast(:finding.company as uuid)
                and s.caller is not distinct from cast(:caller as uuid))
            on conflict (kind, company, caller) where state in ('NEW', 'SEEN')
            do update set figures = excluded.figures, parameters = excluded.parameters, last_at = excluded.last_at,
                days = known.days + case when known.last_at < :raised.today then 1 else 0 end
            returning id
            """)
    Optional<UUID> raise(UUID id, Detector.Detection finding, @Nullable UUID caller, Raised raised);

    default boolean move(MasterKeys keys, UUID id, Change change, Instant now) {
        String note = change.note();
        byte[] wrapped = note == null ? null : keys.wrap(note.getBytes(StandardCharsets.UTF_8), "signal:" + id);
        return move(id, change, wrapped, now);
    }

    @SqlUpdate("""
            update accounts.signal set state = :change.state, note = :note, case_file = cast(:change.caseFile as uuid), changed_at = :now
            where id = :id and state = any(:change.state.sources)
            """)
    boolean move(UUID id, Change change, byte @Nullable [] note, Instant now);

    /** A signal of these kinds and states. */
    @SqlQuery(
            "select * from accounts.signal where id = :id and kind = any(:among.kinds) and state = any(:among.states)")
    Optional<Signal> find(UUID id, Signal.Query among);

    /** Counts of those of these kinds that are not settled, by company. */
    @SqlQuery("""
            select company, count(*) as n from accounts.signal
            where company is not null and state in ('NEW', 'SEEN') and kind = any(:among.kinds) group by company
            """)
    @KeyColumn("company")
    @ValueColumn("n")
    Map<UUID, Long> unsettled(Signal.Query among);

    /** The latest. */
    @SqlQuery("""
            select * from accounts.signal
            where kind = any(:query.kinds) and state = any(:query.states)
                and (cast(:query.company as uuid) is null or company = :query.company)
            order by last_at desc, id limit :limit
            """)
    List<Signal> list(Signal.Query query, int limit);

    /** Those of these kinds and states that led to a case, the latest first. */
    @SqlQuery("""
            select * from accounts.signal
            where case_file = :caseFile and kind = any(:among.kinds) and state = any(:among.states)
            order by last_at desc, id
            """)
    List<Signal> ofCase(UUID caseFile, Signal.Query among);

    @SqlUpdate("delete from accounts.signal where last_at < :before and changed_at < :before")
    int forget(Instant before);
}
