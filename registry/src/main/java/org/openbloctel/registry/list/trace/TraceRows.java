package org.openbloctel.registry.list.trace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.InParts;
import org.openbloctel.registry.platform.filevault.WrappedKey;

/** The tables of volumes, sets and checks. Thread-safe. */
final class TraceRows {
    private final Database database;
    private final int bits;

    TraceRows(Database database, int bits) {
        this.database = database;
        this.bits = bits;
    }

    /** A set in a volume. */
    @SuppressWarnings("ArrayRecordComponent") // written, never compared
    record SetRow(UUID id, UUID volume, int place, long numbers, byte[] digest) {}

    /** A check with its sets. */
    record CheckRow(TracedCheck check, UUID numbers, Optional<UUID> answers) {}

    void add(Volume volume) {
        database.accounts()
                .sql("""
                        insert into accounts.trace_volume
                            (id, year, made_on, file_key, content, entries, shift, rice, set_bits, directory)
                        values (:id, :year, :madeOn, :key, :content, :entries, :shift, :rice, :setBits, :directory)
                        """)
                .param("id", volume.id())
                .param("year", volume.year())
                .param("madeOn", volume.madeOn())
                .param("key", volume.key() == null ? null : volume.key().stored())
                .param("content", volume.content())
                .param("entries", volume.entries())
                .param("shift", volume.shape().shift())
                .param("rice", volume.shape().rice())
                .param("setBits", volume.shape().setBits())
                .param("directory", volume.directory())
                .update();
    }

    void add(SetRow set) {
        database.accounts()
                .sql("""
                        insert into accounts.trace_set (id, volume, place, numbers, digest)
                        values (:id, :volume, :place, :numbers, :digest)
                        """)
                .param("id", set.id())
                .param("volume", set.volume())
                .param("place", set.place())
                .param("numbers", set.numbers())
                .param("digest", set.digest())
                .update();
    }

    void add(CheckRow row) {
        TracedCheck check = row.check();
        database.accounts()
                .sql("""
                        insert into accounts.trace_check (kind, at, last_at, company, principal, submission, campaign,
                            campaign_name, certificate, list_revision, numbers, answers)
                        values (:kind, :at, :lastAt, :company, :principal, :submission, :campaign,
                            :campaignName, :certificate, :revision, :numbers, :answers)
                        """)
                .param("kind", check.kind().name())
                .param("at", Columns.timestamp(check.at()))
                .param("lastAt", Columns.timestamp(check.lastAt()))
                .param("company", check.company())
                .param("principal", check.principal())
                .param("submission", check.submission())
                .param("campaign", check.campaign())
                .param("campaignName", check.campaignName())
                .param("certificate", check.certificate())
                .param("revision", check.listRevision())
                .param("numbers", row.numbers())
                .param("answers", row.answers().orElse(null))
                .update();
    }

    /** A set with this digest. */
    Optional<UUID> find(byte[] digest) {
        return database.accounts()
                .sql("select id from accounts.trace_set where digest = :digest limit 1")
                .param("digest", digest)
                .query(UUID.class)
                .optional();
    }

    /** The numbers of a submission. */
    Optional<UUID> numbersOf(UUID submission) {
        return database.accounts()
                .sql("select numbers from accounts.trace_check where submission = :id and kind = 'FILE' limit 1")
                .param("id", submission)
                .query(UUID.class)
                .optional();
    }

    /** The volumes made until a day. */
    List<Volume> volumes(LocalDate until) {
        return database.accounts()
                .sql("select * from accounts.trace_volume where made_on <= :until")
                .param("until", until)
                .query(this::volume)
                .list();
    }

    /** The finding in a volume. */
    record Hit(UUID volume, int place, Answer answer) {}

    /** The sets of what was found that are still there. */
    Map<UUID, Answer> sets(Collection<Hit> hits) {
        List<Hit> all = List.copyOf(hits);
        Map<UUID, Answer> sets = new HashMap<>();
        database.accounts()
                .sql("""
                        select s.id, r.hit from unnest(cast(:volumes as uuid[]), cast(:places as int[]))
                            with ordinality as r (volume, place, hit)
                            join accounts.trace_set s on s.volume = r.volume and s.place = r.place
                        """)
                .param("volumes", all.stream().map(Hit::volume).toArray(UUID[]::new))
                .param("places", all.stream().map(Hit::place).toArray(Integer[]::new))
                .query((ResultSet row) -> {
                    Hit hit = all.get(row.getInt("hit") - 1);
                    sets.put(row.getObject("id", UUID.class), hit.answer());
                });
        return sets;
    }

    /** How many of these volumes are there. */
    int count(Collection<UUID> volumes) {
        return database.accounts()
                .sql("select count(*) from accounts.trace_volume where id = any(:volumes)")
                .param("volumes", volumes.toArray(UUID[]::new))
                .query(Integer.class)
                .single();
    }

    List<SetRow> sets(UUID volume) {
        return database.accounts()
                .sql("select * from accounts.trace_set where volume = :volume order by place")
                .param("volume", volume)
                .query(TraceRows::set)
                .list();
    }

    /** The checks of some sets before an instant, the earliest first. */
    List<CheckRow> checks(Collection<UUID> sets, Instant until) {
        return database.accounts()
                .sql("""
                        select * from accounts.trace_check where numbers = any(:sets) and at < :until order by at, id
                        """)
                .param("sets", sets.toArray(UUID[]::new))
                .param("until", Columns.timestamp(until))
                .query(TraceRows::check)
                .list();
    }

    /** Those of some companies that checked a number or for whom one was checked. */
    Set<UUID> askers(Collection<UUID> companies) {
        return new HashSet<>(database.accounts()
                .sql("""
                        select company from unnest(cast(:companies as uuid[])) as asked (company)
                        where exists (select from accounts.trace_check c where c.principal = asked.company)
                            or exists (select from accounts.trace_check c where c.company = asked.company)
                            or exists (select from accounts.trace_lookup l where asked.company in (l.company, l.principal))
                        """)
                .param("companies", companies.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /**
     * The smallest volumes of a day of the past, or of today when there are many; none when no day has several.
     *
     * @param most how many at most, and of today at least
     * @param without those that are left out
     */
    List<Volume> toMerge(LocalDate today, int most, Collection<UUID> without) {
        return database.accounts()
                .sql("""
                        with due as (select made_on, year from accounts.trace_volume where id <> all(:without)
                            group by made_on, year having count(*) >= case when made_on < :today then 2 else :most end
                            order by made_on limit 1)
                        select v.* from accounts.trace_volume v join due using (made_on, year)
                        where id <> all(:without) order by entries, id limit :most
                        """)
                .param("today", today)
                .param("most", most)
                .param("without", without.toArray(UUID[]::new))
                .query(this::volume)
                .list();
    }

    /** Locks volumes until the transaction ends; returns how many are still there. */
    int lock(Collection<UUID> volumes) {
        return database.accounts()
                .sql("select id from accounts.trace_volume where id = any(:volumes) order by id for update")
                .param("volumes", volumes.toArray(UUID[]::new))
                .query(UUID.class)
                .list()
                .size();
    }

    /** Puts sets into a volume, in this order from its first place on; one that was forgotten meanwhile leaves its place empty. */
    void move(List<UUID> sets, UUID volume) {
        database.accounts()
                .sql("""
                        update accounts.trace_set s set volume = :volume, place = r.place - 1
                        from unnest(cast(:sets as uuid[])) with ordinality as r (id, place) where r.id = s.id
                        """)
                .param("volume", volume)
                .param("sets", sets.toArray(UUID[]::new))
                .update();
    }

    void remove(Collection<UUID> volumes) {
        database.accounts()
                .sql("delete from accounts.trace_volume where id = any(:volumes)")
                .param("volumes", volumes.toArray(UUID[]::new))
                .update();
    }

    /** Forgets checks whose time is over, then sets that no check needs; returns how many checks. */
    int forget(Instant before) {
        int erased = InParts.erase(rows -> database.accounts()
                .sql("""
                        delete from accounts.trace_check where id in (
                            select id from accounts.trace_check where at < :before and last_at < :before limit :rows)
                        """)
                .param("before", Columns.timestamp(before))
                .param("rows", rows)
                .update());
        if (erased > 0) {
            InParts.erase(
                    rows -> database.accounts().sql("""
                            delete from accounts.trace_set where id in (select id from accounts.trace_set s
                                where not exists (select from accounts.trace_check c where c.numbers = s.id)
                                    and not exists (select from accounts.trace_check c where c.answers = s.id) limit :rows)
                            """).param("rows", rows).update());
        }
        return erased;
    }

    /** Forgets volumes without a set, and returns those that had files. */
    List<UUID> forgetEmpty() {
        return database.accounts().sql("""
                        delete from accounts.trace_volume v
                        where not exists (select from accounts.trace_set s where s.volume = v.id) returning id
                        """).query(UUID.class).list();
    }

    private Volume volume(ResultSet row, int n) throws SQLException {
        byte[] key = row.getBytes("file_key");
        return new Volume(
                row.getObject("id", UUID.class),
                row.getInt("year"),
                row.getObject("made_on", LocalDate.class),
                key == null ? null : new WrappedKey(key),
                row.getBytes("content"),
                row.getLong("entries"),
                new Shape(bits, row.getInt("shift"), row.getInt("rice"), row.getInt("set_bits")),
                row.getLong("directory"));
    }

    private static SetRow set(ResultSet row, int n) throws SQLException {
        return new SetRow(
                row.getObject("id", UUID.class),
                row.getObject("volume", UUID.class),
                row.getInt("place"),
                row.getLong("numbers"),
                row.getBytes("digest"));
    }

    private static CheckRow check(ResultSet row, int n) throws SQLException {
        return new CheckRow(
                new TracedCheck(
                        TracedCheck.Kind.valueOf(row.getString("kind")),
                        Columns.instant(row, "at"),
                        Columns.instant(row, "last_at"),
                        row.getObject("company", UUID.class),
                        row.getObject("principal", UUID.class),
                        row.getObject("submission", UUID.class),
                        row.getObject("campaign", UUID.class),
                        row.getString("campaign_name"),
                        row.getString("certificate"),
                        row.getLong("list_revision")),
                row.getObject("numbers", UUID.class),
                Optional.ofNullable(row.getObject("answers", UUID.class)));
    }
}
