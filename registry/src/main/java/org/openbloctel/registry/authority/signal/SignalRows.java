package org.openbloctel.registry.authority.signal;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The table of signals. Notes are wrapped by the master key. Figures stand as one text of names and counts, in the order in which they are shown. */
final class SignalRows {
    private final Database database;
    private final MasterKeys keys;

    SignalRows(Database database, MasterKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    private static String context(UUID id) {
        return "signal:" + id;
    }

    /**
     * What the findings of one detector have in common.
     *
     * @param quietSince a signal that was settled since then is not raised again
     */
    record Raised(Signal.Kind kind, Map<String, Long> parameters, Instant now, Instant quietSince) {}

    /** A change by an inspector. */
    record Change(
            Signal.State state,
            @Nullable String note,
            @Nullable UUID caseFile) {}

    /** Keeps a finding; returns the id of a new signal, empty for one that is known or was settled recently. */
    Optional<UUID> raise(UUID id, Detection finding, Raised raised) {
        return database.accounts()
                .sql("""
                        insert into accounts.signal as known
                            (id, kind, company, caller, state, figures, parameters, first_at, last_at, changed_at)
                        select :id, :kind, cast(:company as uuid), cast(:caller as uuid), 'NEW', :figures, :parameters, :now, :now, :now
                        where not exists (select from accounts.signal s where s.kind = :kind and s.changed_at > :quiet
                            and s.state in ('DISMISSED', 'IN_CASE') and s.company is not distinct from cast(:company as uuid)
                            and s.caller is not distinct from cast(:caller as uuid))
                        on conflict (kind, company, caller) where state in ('NEW', 'SEEN')
                        do update set figures = excluded.figures, parameters = excluded.parameters, last_at = excluded.last_at,
                            days = known.days + case when known.last_at < :today then 1 else 0 end
                        returning id
                        """)
                .param("id", id)
                .param("kind", raised.kind().name())
                .param("company", finding.company())
                .param("caller", sealed(finding.caller()))
                .param("figures", written(finding.figures()))
                .param("parameters", written(raised.parameters()))
                .param("now", Columns.timestamp(raised.now()))
                .param("quiet", Columns.timestamp(raised.quietSince()))
                .param("today", Columns.timestamp(LegalCalendar.startOf(LegalCalendar.dayOf(raised.now()))))
                .query(UUID.class)
                .optional()
                .filter(id::equals);
    }

    private @Nullable UUID sealed(@Nullable CallingNumber caller) {
        return caller == null ? null : database.accountsNumbers().seal(caller.value());
    }

    boolean move(UUID id, Change change, Instant now) {
        String note = change.note();
        return database.accounts()
                        .sql("""
                                update accounts.signal set state = :state, note = :note, case_file = cast(:caseFile as uuid),
                                    changed_at = :now
                                where id = :id and state = any(:sources)
                                """)
                        .param("state", change.state().name())
                        .param(
                                "note",
                                note == null ? null : keys.wrap(note.getBytes(StandardCharsets.UTF_8), context(id)))
                        .param("caseFile", change.caseFile())
                        .param("now", Columns.timestamp(now))
                        .param("id", id)
                        .param("sources", change.state().sources())
                        .update()
                == 1;
    }

    /** A signal whose kind and state this version knows. */
    Optional<Signal> find(UUID id) {
        return database.accounts()
                .sql("select * from accounts.signal where id = :id and kind = any(:kinds) and state = any(:states)")
                .param("id", id)
                .param("kinds", names(null, Signal.Kind.values()))
                .param("states", names(null, Signal.State.values()))
                .query(this::signal)
                .optional();
    }

    /** How many are not settled, by company. */
    Map<UUID, Long> unsettled() {
        Map<UUID, Long> counts = new LinkedHashMap<>();
        database.accounts()
                .sql("""
                        select company, count(*) as n from accounts.signal
                        where company is not null and state in ('NEW', 'SEEN') and kind = any(:kinds) group by company
                        """)
                .param("kinds", names(null, Signal.Kind.values()))
                .query((row, n) -> Map.entry(row.getObject("company", UUID.class), row.getLong("n")))
                .list()
                .forEach(one -> counts.put(one.getKey(), one.getValue()));
        return counts;
    }

    /** The latest, without those of a kind or state that a later version writes. */
    List<Signal> list(SignalQuery query, int limit) {
        return database.accounts()
                .sql("""
                        select * from accounts.signal
                        where kind = any(:kinds) and state = any(:states) and (cast(:company as uuid) is null or company = :company)
                        order by last_at desc, id
                        limit :limit
                        """)
                .param("kinds", names(query.kind(), Signal.Kind.values()))
                .param("states", names(query.state(), Signal.State.values()))
                .param("company", query.company(), Types.OTHER)
                .param("limit", limit)
                .query(this::signal)
                .list();
    }

    /** Those that led to a case, the latest first. */
    List<Signal> ofCase(UUID caseFile) {
        return database.accounts()
                .sql("""
                        select * from accounts.signal
                        where case_file = :case and kind = any(:kinds) and state = any(:states)
                        order by last_at desc, id
                        """)
                .param("case", caseFile)
                .param("kinds", names(null, Signal.Kind.values()))
                .param("states", names(null, Signal.State.values()))
                .query(this::signal)
                .list();
    }

    private static <E extends Enum<E>> String[] names(@Nullable E one, E[] all) {
        return (one == null ? Arrays.stream(all) : Stream.of(one))
                .map(Enum::name)
                .toArray(String[]::new);
    }

    int forget(Instant before) {
        return database.accounts()
                .sql("delete from accounts.signal where last_at < :before and changed_at < :before")
                .param("before", Columns.timestamp(before))
                .update();
    }

    private Signal signal(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        UUID caller = row.getObject("caller", UUID.class);
        byte[] note = row.getBytes("note");
        return new Signal(
                id,
                Signal.Kind.valueOf(row.getString("kind")),
                row.getObject("company", UUID.class),
                caller == null
                        ? null
                        : new CallingNumber(database.accountsNumbers().open(caller)),
                Signal.State.valueOf(row.getString("state")),
                read(row.getString("figures")),
                read(row.getString("parameters")),
                new Signal.Found(
                        Columns.instant(row, "first_at"),
                        Columns.instant(row, "last_at"),
                        row.getInt("days"),
                        Columns.instant(row, "changed_at")),
                note == null ? null : new String(keys.unwrap(note, context(id)), StandardCharsets.UTF_8),
                row.getObject("case_file", UUID.class));
    }

    /** {@code people=7 complaints=9}. */
    private static String written(Map<String, Long> counts) {
        StringBuilder text = new StringBuilder();
        counts.forEach((name, count) ->
                text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(count));
        return text.toString();
    }

    private static Map<String, Long> read(String written) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String one : written.split(" ", -1)) {
            int at = one.indexOf('=');
            counts.put(one.substring(0, at), Long.valueOf(one.substring(at + 1)));
        }
        return counts;
    }
}
