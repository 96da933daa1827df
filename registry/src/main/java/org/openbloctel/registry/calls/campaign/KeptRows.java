package org.openbloctel.registry.calls.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;
import org.openbloctel.registry.platform.filevault.KeptFile;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The tables of what is kept for campaigns, and the files of kept numbers. */
interface KeptRows {
    String KEEPING = "select * from accounts.campaign_keeping where campaign = :campaign and key is not null";

    static KeptRows in(Database database) {
        return database.rows(KeptRows.class, new Reading<>(FileRow.class, KeptFile.class, FileRow::file));
    }

    /** The key on which all that is kept of a campaign hangs. */
    static byte[] key(MasterKeys master, UUID campaign, byte[] wrapped) {
        return master.unwrap(wrapped, context(campaign));
    }

    static String context(UUID campaign) {
        return "campaign:" + campaign;
    }

    /** A consent that is in force. */
    @SuppressWarnings("ArrayRecordComponent") // the wrapped key: opened, never compared
    record Keeping(UUID campaign, Instant consentedAt, String consentedBy, byte[] key) {}

    /** What is kept of a file. */
    record File(UUID id, UUID submission, String fileName, long numbers, long revision) {}

    @SqlQuery(KEEPING)
    Optional<Keeping> keeping(UUID campaign);

    /** The same, locked until the transaction ends: who compares, keeps or forgets takes turns here. */
    @SqlQuery(KEEPING + " for update")
    Optional<Keeping> lock(UUID campaign);

    /** Consents from now on; false when a member has agreed already. */
    @SqlUpdate("""
            insert into accounts.campaign_keeping as k (campaign, consented_at, consented_by, key)
            values (:campaign, :now, :by, :key)
            on conflict (campaign) do update set consented_at = :now, consented_by = :by, key = :key, ended_at = null
            where k.key is null
            """)
    boolean begin(UUID campaign, String by, byte[] key, Instant now);

    /** Forgets the key and all that hangs on it; answers which files may go. */
    default List<UUID> end(UUID campaign, Instant now) {
        List<UUID> files = removeFiles(campaign);
        removeChanges(campaign);
        removeKey(campaign, now);
        return files;
    }

    @SqlQuery("delete from accounts.campaign_kept where campaign = :campaign returning id")
    List<UUID> removeFiles(UUID campaign);

    @SqlUpdate("delete from accounts.campaign_change where campaign = :campaign")
    void removeChanges(UUID campaign);

    @SqlUpdate("""
            update accounts.campaign_keeping set key = null, ended_at = :now
            where campaign = :campaign and key is not null
            """)
    void removeKey(UUID campaign, Instant now);

    record Owned(UUID id, UUID principal) {}

    /** Campaigns whose numbers are kept and that are not over on a day. */
    @SqlQuery("""
            select c.id, c.principal
            from accounts.campaign_keeping k join accounts.campaign c on c.id = k.campaign
            where k.key is not null and c.ends_on >= :today
            order by c.seq
            """)
    List<Owned> live(LocalDate today);

    /** Campaigns whose numbers are kept though they are over. */
    @SqlQuery("""
            select k.campaign from accounts.campaign_keeping k
                join accounts.campaign c on c.id = k.campaign
            where k.key is not null and c.ends_on < :today
            """)
    List<UUID> over(LocalDate today);

    /** Those of some campaigns that are not over. */
    @SqlQuery("""
            select id, principal from accounts.campaign
            where id = any(:campaigns) and ends_on >= :today
            order by seq
            """)
    List<Owned> notOver(List<UUID> campaigns, LocalDate today);

    @SqlQuery("select * from accounts.campaign_kept where campaign = :campaign order by file_name, id")
    List<File> files(UUID campaign);

    @SqlUpdate("""
            insert into accounts.campaign_kept (id, campaign, submission, file_name, lines, numbers, revision)
            values (:file.id, :campaign, :file.submission, :file.fileName, :lines, :file.numbers, :file.revision)
            """)
    void addFile(UUID campaign, File file, long lines);

    @SqlUpdate("delete from accounts.campaign_kept where id = :id")
    void removeFile(UUID id);

    @SqlUpdate("update accounts.campaign_kept set revision = :revision where id = :file")
    void compared(UUID file, long revision);

    /** A change as it stands in its row. */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    record Change(long seq, UUID kept, Instant at, String kind, byte[] sealed, long revision) {
        boolean opposed() {
            return kind.equals("opposed");
        }
    }

    /** When, and by which revision. */
    record At(Instant at, long revision) {}

    @SqlQuery("select * from accounts.campaign_change where kept = :file order by seq")
    List<Change> changes(UUID file);

    /** Records a change, once; false when it is known. */
    @SqlUpdate("""
            insert into accounts.campaign_change (campaign, kept, line, revision, kind, at, sealed)
            values (:campaign, :file, :line.place, :when.revision, :kind, :when.at, :sealed)
            on conflict do nothing
            """)
    boolean addChange(UUID campaign, UUID file, KeptNumbers.Line line, String kind, At when, byte[] sealed);

    /** The changes after a cursor. */
    @SqlQuery("""
            select * from accounts.campaign_change where campaign = :campaign and seq > :after
            order by seq limit :most
            """)
    List<Change> changes(UUID campaign, long after, int most);

    /** How many lines went on the list, and how many left it, since then. */
    @SqlQuery("""
            select count(*) filter (where kind = 'opposed') as opposed,
                count(*) filter (where kind = 'callable') as callable, 0 as new_lines
            from accounts.campaign_change
            where campaign = :campaign and at >= :since
            """)
    Cover.Change changedSince(UUID campaign, Instant since);

    /** The cursor after the last change; 0 without one. */
    @SqlQuery("select coalesce(max(seq), 0) from accounts.campaign_change where campaign = :campaign")
    long lastChange(UUID campaign);

    @SqlUpdate("""
            insert into accounts.campaign_check (id, campaign, at, asked_by, list_revision, numbers, opposed,
                newly_opposed, newly_callable, certificate)
            values (:check.id, :campaign, :check.at, :check.askedBy, :check.listRevision, :check.numbers, :check.opposed,
                :check.newlyOpposed, :check.newlyCallable, :check.certificate)
            """)
    void addCheck(UUID campaign, Cover.Recheck check);

    @SqlQuery("select * from accounts.campaign_check where campaign = :campaign order by seq desc limit :most")
    List<Cover.Recheck> checks(UUID campaign, int most);

    /** The files of kept numbers in a folder of the vault. */
    @SqlQuery("select unnest(array['numbers', 'lines']) from accounts.campaign_kept where id = :folder")
    List<String> kept(UUID folder);

    /** A file of kept numbers as rows name it, and the wrapped key of its campaign. */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    record FileRow(UUID id, String name, UUID campaign, byte @Nullable [] key) {
        KeptFile file() {
            byte[] wrapped = key == null ? new byte[0] : key;
            return new KeptFile(id, name, Optional.empty(), master -> KeptRows.key(master, campaign, wrapped));
        }
    }

    /** The files of kept numbers, by folder. */
    @SqlQuery("""
            select page.id, unnest(array['numbers', 'lines']) as name, k.campaign, k.key
            from (select id, campaign from accounts.campaign_kept
                where id > :folder order by id limit :folders) as page
            join accounts.campaign_keeping k on k.campaign = page.campaign
            order by page.id, name
            """)
    List<KeptFile> after(UUID folder, int folders);
}
