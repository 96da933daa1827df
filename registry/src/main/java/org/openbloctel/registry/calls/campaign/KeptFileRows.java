package org.openbloctel.registry.calls.campaign;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.FileKeeper;
import org.openbloctel.registry.platform.filevault.KeptFile;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The files of kept numbers. Thread-safe. */
final class KeptFileRows implements FileKeeper {
    private final Database database;

    KeptFileRows(Database database) {
        this.database = database;
    }

    @Override
    public List<String> kept(UUID folder) {
        return database.accounts()
                .sql("select unnest(array['numbers', 'lines']) from accounts.campaign_kept where id = :folder")
                .param("folder", folder)
                .query(String.class)
                .list();
    }

    /** The files of kept numbers, by folder. */
    List<KeptFile> after(UUID folder, int folders) {
        return database.accounts()
                .sql("""
                        select page.id, unnest(array['numbers', 'lines']) as name, k.campaign, k.key
                        from (select id, campaign from accounts.campaign_kept
                            where id > :after order by id limit :folders) as page
                        join accounts.campaign_keeping k on k.campaign = page.campaign
                        order by page.id, name
                        """)
                .param("after", folder)
                .param("folders", folders)
                .query((row, n) -> {
                    UUID campaign = row.getObject("campaign", UUID.class);
                    byte[] key = row.getBytes("key");
                    byte[] wrapped = key == null ? new byte[0] : key;
                    return new KeptFile(
                            row.getObject("id", UUID.class),
                            row.getString("name"),
                            Optional.empty(),
                            master -> key(master, campaign, wrapped));
                })
                .list();
    }

    /** The key on which all that is kept of a campaign hangs. */
    static byte[] key(MasterKeys master, UUID campaign, byte[] wrapped) {
        return master.unwrap(wrapped, context(campaign));
    }

    static String context(UUID campaign) {
        return "campaign:" + campaign;
    }
}
