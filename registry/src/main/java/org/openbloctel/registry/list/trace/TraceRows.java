package org.openbloctel.registry.list.trace;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.InParts;
import org.openbloctel.registry.platform.database.Reading;
import org.openbloctel.registry.platform.filevault.KeptFile;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.filevault.WrappedKey;

/** The tables of volumes, sets and checks, and of the keys under which their numbers become prints. Thread-safe. */
interface TraceRows {
    static TraceRows in(Database database, int bits) {
        return database.rows(TraceRows.class, new Reading<>(VolumeRow.class, Volume.class, row -> row.volume(bits)));
    }

    /**
     * A file of prints as its row names it.
     *
     * @param id its folder in the vault
     * @param key opens the file; null where the prints are in the row
     * @param content the prints in the row; null where they are in a file
     * @param directory where in it the directory begins
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Volume(
            UUID id,
            int year,
            LocalDate madeOn,
            @Nullable WrappedKey key,
            byte @Nullable [] content,
            long entries,
            Shape shape,
            long directory) {
        /** The name of the file in its folder. */
        static final String FILE = "prints";
    }

    /** A set in a volume. */
    @SuppressWarnings("ArrayRecordComponent") // written, never compared
    record SetRow(UUID id, UUID volume, int place, long numbers, byte[] digest) {}

    /** A check with its sets. */
    record CheckRow(@Nested TracedCheck check, UUID numbers, Optional<UUID> answers) {}

    /** A volume as it stands in its row. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record VolumeRow(
            UUID id,
            int year,
            LocalDate madeOn,
            byte @Nullable [] fileKey,
            byte @Nullable [] content,
            long entries,
            int shift,
            int rice,
            int setBits,
            long directory) {
        Volume volume(int bits) {
            WrappedKey key = fileKey == null ? null : new WrappedKey(fileKey);
            return new Volume(
                    id, year, madeOn, key, content, entries, new Shape(bits, shift, rice, setBits), directory);
        }
    }

    /** The finding in a volume. */
    record Hit(UUID volume, int place, Answer answer) {}

    /** The set of a finding, whose place in the list is counted from 1. */
    record HitSet(UUID id, int hit) {}

    /** The file of a volume. */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    record FileRow(UUID id, byte[] fileKey) {
        KeptFile kept() {
            return new KeptFile(Vault.Kind.TRACE, id, Volume.FILE, Optional.empty(), KeptFile.Key.of(fileKey, id));
        }
    }

    @SqlUpdate("""
            insert into accounts.trace_volume (id, year, made_on, file_key, content, entries, shift, rice, set_bits, directory)
            values (:volume.id, :volume.year, :volume.madeOn, :volume.key.stored, :volume.content, :volume.entries,
                :volume.shape.shift, :volume.shape.rice, :volume.shape.setBits, :volume.directory)
            """)
    void add(Volume volume);

    @SqlUpdate("""
            insert into accounts.trace_set (id, volume, place, numbers, digest)
            values (:set.id, :set.volume, :set.place, :set.numbers, :set.digest)
            """)
    void add(SetRow set);

    @SqlUpdate("""
            insert into accounts.trace_check (kind, at, last_at, company, principal, submission, campaign,
                campaign_name, certificate, list_revision, numbers, answers)
            values (:row.check.kind, :row.check.at, :row.check.lastAt, :row.check.company, :row.check.principal,
                :row.check.submission, :row.check.campaign, :row.check.campaignName, :row.check.certificate,
                :row.check.listRevision, :row.numbers, :row.answers)
            """)
    void add(CheckRow row);

    /** A set with this digest. */
    @SqlQuery("select id from accounts.trace_set where digest = :digest limit 1")
    Optional<UUID> find(byte[] digest);

    /** The numbers of a submission. */
    @SqlQuery("select numbers from accounts.trace_check where submission = :submission and kind = 'FILE' limit 1")
    Optional<UUID> numbersOf(UUID submission);

    /** The volumes made until a day. */
    @SqlQuery("select * from accounts.trace_volume where made_on <= :until")
    List<Volume> volumes(LocalDate until);

    /** The sets of what was found that are still there. */
    default Map<UUID, Answer> sets(Collection<Hit> hits) {
        List<Hit> all = List.copyOf(hits);
        Map<UUID, Answer> sets = new HashMap<>();
        hitSets(
                        all.stream().map(Hit::volume).toList(),
                        all.stream().map(Hit::place).toList())
                .forEach(set -> sets.put(set.id(), all.get(set.hit() - 1).answer()));
        return sets;
    }

    @SqlQuery("""
            select s.id, r.hit from unnest(cast(:volumes as uuid[]), cast(:places as int[]))
                with ordinality as r (volume, place, hit)
                join accounts.trace_set s on s.volume = r.volume and s.place = r.place
            """)
    List<HitSet> hitSets(List<UUID> volumes, List<Integer> places);

    /** How many of these volumes are there. */
    @SqlQuery("select count(*) from accounts.trace_volume where id = any(:volumes)")
    int count(Collection<UUID> volumes);

    @SqlQuery("select * from accounts.trace_set where volume = :volume order by place")
    List<SetRow> sets(UUID volume);

    /** The checks of some sets before an instant, the earliest first. */
    @SqlQuery("select * from accounts.trace_check where numbers = any(:sets) and at < :until order by at, id")
    List<CheckRow> checks(Collection<UUID> sets, Instant until);

    /** Those of some companies that checked a number or for whom one was checked. */
    @SqlQuery("""
            select company from unnest(cast(:companies as uuid[])) as asked (company)
            where exists (select from accounts.trace_check c where c.principal = asked.company)
                or exists (select from accounts.trace_check c where c.company = asked.company)
                or exists (select from accounts.trace_lookup l where asked.company in (l.company, l.principal))
            """)
    Set<UUID> askers(Collection<UUID> companies);

    /**
     * The smallest volumes of a day of the past, or of today when there are many; none when no day has several.
     *
     * @param most how many at most, and of today at least
     * @param without those that are left out
     */
    @SqlQuery("""
            with due as (select made_on, year from accounts.trace_volume where id <> all(:without)
                group by made_on, year having count(*) >= case when made_on < :today then 2 else :most end
                order by made_on limit 1)
            select v.* from accounts.trace_volume v join due using (made_on, year)
            where id <> all(:without) order by entries, id limit :most
            """)
    List<Volume> toMerge(LocalDate today, int most, Collection<UUID> without);

    /** Locks volumes until the transaction ends; returns those that are still there. */
    @SqlQuery("select id from accounts.trace_volume where id = any(:volumes) order by id for update")
    List<UUID> lock(Collection<UUID> volumes);

    /** Puts sets into a volume, in this order from its first place on; one that was forgotten meanwhile leaves its place empty. */
    @SqlUpdate("""
            update accounts.trace_set s set volume = :volume, place = r.place - 1
            from unnest(cast(:sets as uuid[])) with ordinality as r (id, place) where r.id = s.id
            """)
    void move(List<UUID> sets, UUID volume);

    @SqlUpdate("delete from accounts.trace_volume where id = any(:volumes)")
    void remove(Collection<UUID> volumes);

    /** Forgets checks whose time is over, then sets that no check needs; returns how many checks. */
    default int forget(Instant before) {
        int erased = InParts.erase(rows -> forgetChecks(before, rows));
        if (erased > 0) {
            InParts.erase(this::forgetSets);
        }
        return erased;
    }

    @SqlUpdate("""
            delete from accounts.trace_check where id in (
                select id from accounts.trace_check where at < :before and last_at < :before limit :rows)
            """)
    int forgetChecks(Instant before, int rows);

    @SqlUpdate("""
            delete from accounts.trace_set where id in (select id from accounts.trace_set s
                where not exists (select from accounts.trace_check c where c.numbers = s.id)
                    and not exists (select from accounts.trace_check c where c.answers = s.id) limit :rows)
            """)
    int forgetSets(int rows);

    /** Forgets volumes without a set, and returns those that had files. */
    @SqlQuery("""
            delete from accounts.trace_volume v
            where not exists (select from accounts.trace_set s where s.volume = v.id) returning id
            """)
    List<UUID> forgetEmpty();

    /** The names of the files in a folder of the vault. */
    @SqlQuery("select 'prints' from accounts.trace_volume where id = :folder and file_key is not null")
    List<String> files(UUID folder);

    /** The files behind a folder. */
    @SqlQuery("""
            select id, file_key from accounts.trace_volume where id > :folder and file_key is not null
            order by id limit :folders
            """)
    List<FileRow> filesAfter(UUID folder, int folders);

    @SqlUpdate("insert into accounts.trace_key (year, wrapped) values (:year, :wrapped) on conflict do nothing")
    void insertKey(int year, byte[] wrapped);

    @SqlQuery("select wrapped from accounts.trace_key where year = :year")
    Optional<byte[]> key(int year);

    /** Forgets unused keys of years before this one. */
    @SqlUpdate("""
            delete from accounts.trace_key k where year < :year and not exists (select from accounts.trace_volume v where v.year = k.year)
                and not exists (select from accounts.trace_lookup l where l.year = k.year)
            """)
    void forgetKeys(int year);
}
