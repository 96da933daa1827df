package org.openbloctel.registry.calls.campaign;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.list.guard.Stops;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * The tables of what is kept for campaigns. All of a campaign hangs on one key, wrapped by the master key for that campaign; without
 * it neither the files nor the sealed changes can be read.
 */
final class KeptRows {
    private final Database database;
    private final CompanyDirectory companies;
    private final Stops stops;
    private final MasterKeys master;

    KeptRows(Database database, MasterKeys master) {
        this.database = database;
        this.companies = new CompanyDirectory(database);
        this.stops = new Stops(database);
        this.master = master;
    }

    /** A consent that is in force. */
    @SuppressWarnings("ArrayRecordComponent") // the wrapped key: opened, never compared
    record Keeping(UUID campaign, Instant since, String by, byte[] wrapped) {}

    /** What is kept of a file. */
    record File(UUID id, UUID submission, String fileName, long numbers, long revision) {}

    Optional<Keeping> keeping(UUID campaign) {
        return keeping(campaign, "");
    }

    /** The same, locked until the transaction ends: who compares, keeps or forgets takes turns here. */
    Optional<Keeping> lock(UUID campaign) {
        return keeping(campaign, " for update");
    }

    private Optional<Keeping> keeping(UUID campaign, String lock) {
        return database.accounts()
                .sql("select * from accounts.campaign_keeping where campaign = :campaign and key is not null" + lock)
                .param("campaign", campaign)
                .query((row, n) -> new Keeping(
                        campaign,
                        Columns.instant(row, "consented_at"),
                        row.getString("consented_by"),
                        row.getBytes("key")))
                .optional();
    }

    /** Consents from now on; false when a member has agreed already. */
    boolean begin(UUID campaign, String by, Instant now) {
        return database.accounts()
                        .sql("""
                                insert into accounts.campaign_keeping as k (campaign, consented_at, consented_by, key)
                                values (:campaign, :now, :by, :key)
                                on conflict (campaign) do update set consented_at = :now, consented_by = :by, key = :key,
                                    ended_at = null
                                where k.key is null
                                """)
                        .param("campaign", campaign)
                        .param("now", Columns.timestamp(now))
                        .param("by", by)
                        .param("key", master.wrap(MasterKeys.newDataKey(), KeptFileRows.context(campaign)))
                        .update()
                == 1;
    }

    /** Forgets the key and all that hangs on it; answers which files may go. */
    List<UUID> end(UUID campaign, Instant now) {
        List<UUID> files = database.accounts()
                .sql("delete from accounts.campaign_kept where campaign = :campaign returning id")
                .param("campaign", campaign)
                .query(UUID.class)
                .list();
        database.accounts()
                .sql("delete from accounts.campaign_change where campaign = :campaign")
                .param("campaign", campaign)
                .update();
        database.accounts()
                .sql("""
                        update accounts.campaign_keeping set key = null, ended_at = :now
                        where campaign = :campaign and key is not null
                        """)
                .param("now", Columns.timestamp(now))
                .param("campaign", campaign)
                .update();
        return files;
    }

    byte[] key(Keeping keeping) {
        return KeptFileRows.key(master, keeping.campaign(), keeping.wrapped());
    }

    /** Campaigns whose numbers are kept, that are not over on a day, and whose principal is not suspended. */
    List<UUID> live(LocalDate today) {
        return ofVerified(database.accounts()
                .sql("""
                        select c.id, c.principal
                        from accounts.campaign_keeping k join accounts.campaign c on c.id = k.campaign
                        where k.key is not null and c.ends_on >= :today
                        order by c.seq
                        """)
                .param("today", today)
                .query(Owned.class)
                .list());
    }

    /** Campaigns whose numbers are kept though they are over. */
    List<UUID> over(LocalDate today) {
        return database.accounts()
                .sql("""
                        select k.campaign from accounts.campaign_keeping k
                            join accounts.campaign c on c.id = k.campaign
                        where k.key is not null and c.ends_on < :today
                        """)
                .param("today", today)
                .query(UUID.class)
                .list();
    }

    /** Those of some campaigns that are not over, and whose principal is not suspended. */
    List<UUID> notOver(List<UUID> campaigns, LocalDate today) {
        return ofVerified(database.accounts()
                .sql("""
                        select id, principal from accounts.campaign
                        where id = any(:campaigns) and ends_on >= :today
                        order by seq
                        """)
                .param("campaigns", campaigns.toArray(UUID[]::new))
                .param("today", today)
                .query(Owned.class)
                .list());
    }

    private record Owned(UUID id, UUID principal) {}

    /** Without those whose principal is suspended, or stopped by the guard. */
    private List<UUID> ofVerified(List<Owned> campaigns) {
        Set<UUID> verified = companies.verified(
                campaigns.stream().map(Owned::principal).distinct().toList());
        Set<UUID> stopped = stops.companies();
        return campaigns.stream()
                .filter(campaign -> !stopped.contains(campaign.principal()))
                .filter(campaign -> verified.contains(campaign.principal()))
                .map(Owned::id)
                .toList();
    }

    List<File> files(UUID campaign) {
        return database.accounts()
                .sql("select * from accounts.campaign_kept where campaign = :campaign order by file_name, id")
                .param("campaign", campaign)
                .query((row, n) -> new File(
                        row.getObject("id", UUID.class),
                        row.getObject("submission", UUID.class),
                        row.getString("file_name"),
                        row.getLong("numbers"),
                        row.getLong("revision")))
                .list();
    }

    void addFile(UUID campaign, File file, long lines) {
        database.accounts()
                .sql("""
                        insert into accounts.campaign_kept (id, campaign, submission, file_name, lines, numbers, revision)
                        values (:id, :campaign, :submission, :fileName, :lines, :numbers, :revision)
                        """)
                .param("id", file.id())
                .param("campaign", campaign)
                .param("submission", file.submission())
                .param("fileName", file.fileName())
                .param("lines", lines)
                .param("numbers", file.numbers())
                .param("revision", file.revision())
                .update();
    }

    void removeFile(UUID id) {
        database.accounts()
                .sql("delete from accounts.campaign_kept where id = :id")
                .param("id", id)
                .update();
    }

    void compared(UUID file, long revision) {
        database.accounts()
                .sql("update accounts.campaign_kept set revision = :revision where id = :file")
                .param("revision", revision)
                .param("file", file)
                .update();
    }

    /** What was last told of numbers of a file, since they were kept. */
    Map<Long, Boolean> toldSince(UUID file, byte[] key) {
        MasterKeys ring = ring(key);
        Map<Long, Boolean> told = new HashMap<>();
        database.accounts()
                .sql("select * from accounts.campaign_change where kept = :file order by seq")
                .param("file", file)
                .query(row -> {
                    Sealed sealed = open(ring, file, row.getBytes("sealed"));
                    told.put(sealed.number(), row.getString("kind").equals("opposed"));
                });
        return told;
    }

    /** Records a change, once; false when it is known. */
    boolean addChange(UUID campaign, UUID file, byte[] key, KeptNumbers.Line line, boolean opposed, At when) {
        return database.accounts()
                        .sql("""
                                insert into accounts.campaign_change (campaign, kept, line, revision, kind, at, sealed)
                                values (:campaign, :kept, :line, :revision, :kind, :at, :sealed)
                                on conflict do nothing
                                """)
                        .param("campaign", campaign)
                        .param("kept", file)
                        .param("line", line.place())
                        .param("revision", when.revision())
                        .param("kind", opposed ? "opposed" : "callable")
                        .param("at", Columns.timestamp(when.at()))
                        .param("sealed", ring(key).wrap(sealed(line), changeContext(file)))
                        .update()
                == 1;
    }

    /** When, and by which revision. */
    record At(Instant at, long revision) {}

    /** The changes after a cursor. */
    List<Cover.NumberChange> changes(UUID campaign, byte[] key, long after, int most) {
        MasterKeys ring = ring(key);
        return database.accounts()
                .sql("""
                        select * from accounts.campaign_change where campaign = :campaign and seq > :after
                        order by seq limit :most
                        """)
                .param("campaign", campaign)
                .param("after", after)
                .param("most", most)
                .query((row, n) -> {
                    Sealed sealed = open(ring, row.getObject("kept", UUID.class), row.getBytes("sealed"));
                    return new Cover.NumberChange(
                            row.getLong("seq"),
                            Columns.instant(row, "at"),
                            row.getString("kind").equals("opposed"),
                            sealed.reference(),
                            sealed.written(),
                            row.getLong("revision"));
                })
                .list();
    }

    /** How many lines went on the list, and how many left it, since then. */
    Cover.Change changedSince(UUID campaign, Instant since) {
        return database.accounts()
                .sql("""
                        select count(*) filter (where kind = 'opposed') as opposed,
                            count(*) filter (where kind = 'callable') as callable
                        from accounts.campaign_change
                        where campaign = :campaign and at >= :since
                        """)
                .param("campaign", campaign)
                .param("since", Columns.timestamp(since))
                .query((row, n) -> new Cover.Change(row.getLong("opposed"), row.getLong("callable"), 0))
                .single();
    }

    /** The cursor after the last change; 0 without one. */
    long lastChange(UUID campaign) {
        return database.accounts()
                .sql("select coalesce(max(seq), 0) from accounts.campaign_change where campaign = :campaign")
                .param("campaign", campaign)
                .query(Long.class)
                .single();
    }

    void addCheck(UUID campaign, Cover.Recheck check) {
        database.accounts()
                .sql("""
                        insert into accounts.campaign_check (id, campaign, at, asked_by, list_revision, numbers, opposed,
                            newly_opposed, newly_callable, certificate)
                        values (:id, :campaign, :at, :askedBy, :listRevision, :numbers, :opposed, :newlyOpposed,
                            :newlyCallable, :certificate)
                        """)
                .param("id", check.id())
                .param("campaign", campaign)
                .param("at", Columns.timestamp(check.at()))
                .param("askedBy", check.askedBy())
                .param("listRevision", check.listRevision())
                .param("numbers", check.numbers())
                .param("opposed", check.opposed())
                .param("newlyOpposed", check.newlyOpposed())
                .param("newlyCallable", check.newlyCallable())
                .param("certificate", check.certificate())
                .update();
    }

    List<Cover.Recheck> checks(UUID campaign, int most) {
        return database.accounts()
                .sql("select * from accounts.campaign_check where campaign = :campaign order by seq desc limit :most")
                .param("campaign", campaign)
                .param("most", most)
                .query((row, n) -> new Cover.Recheck(
                        row.getObject("id", UUID.class),
                        Columns.instant(row, "at"),
                        row.getString("asked_by"),
                        row.getLong("list_revision"),
                        row.getLong("numbers"),
                        row.getLong("opposed"),
                        row.getLong("newly_opposed"),
                        row.getLong("newly_callable"),
                        row.getString("certificate")))
                .list();
    }

    private record Sealed(long number, String written, String reference) {}

    /** The campaign's key as a ring of its own: it seals what is short, bound to its file. */
    private static MasterKeys ring(byte[] key) {
        return MasterKeys.parse(Base64.getEncoder().encodeToString(key));
    }

    private static String changeContext(UUID file) {
        return "change:" + file;
    }

    private static byte[] sealed(KeptNumbers.Line line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(line.number());
            out.writeUTF(line.written());
            out.writeUTF(line.reference());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Sealed open(MasterKeys ring, UUID file, byte[] sealed) {
        byte[] plain = ring.unwrap(sealed, changeContext(file));
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
            return new Sealed(in.readLong(), in.readUTF(), in.readUTF());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
