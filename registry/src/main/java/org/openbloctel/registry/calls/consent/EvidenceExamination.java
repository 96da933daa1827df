package org.openbloctel.registry.calls.consent;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.doctor.Defect;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.doctor.Examination;
import org.openbloctel.registry.platform.filevault.StoredFiles;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The files that prove consents, as the doctor examines them: each row has its file, which opens, and each file its row. */
public final class EvidenceExamination implements Examination {
    private static final int BATCH = 500;
    /** Swept once a day when it is an hour old. */
    private static final Duration SWEPT = Duration.ofHours(27);

    private final EvidenceRows rows;
    private final InstantSource clock;
    private final MasterKeys keys;
    private final StoredFiles files;

    /** The files in a place, which is not made. */
    public EvidenceExamination(Database database, InstantSource clock, MasterKeys keys, StoredFiles files) {
        this.rows = database.rows(EvidenceRows.class);
        this.clock = clock;
        this.keys = keys;
        this.files = files;
    }

    @Override
    public String name() {
        return "evidence";
    }

    @Override
    public void run(Defects defects) throws IOException {
        if (!files.isThere()) {
            defects.add(Defect.FOLDER_MISSING, files.place());
            return;
        }
        List<EvidenceRows.Named> page = rows.after(new UUID(0, 0), BATCH);
        while (!page.isEmpty()) {
            for (EvidenceRows.Named named : page) {
                examine(named, defects);
            }
            defects.examined("evidence-files", page.size());
            page = rows.after(page.getLast().consent(), BATCH);
        }
        Instant limit = clock.instant().minus(SWEPT);
        files.each(StoredFiles.ROOT, file -> {
            if (EvidenceFiles.isFile(file.name())
                    && file.changed().isBefore(limit)
                    && !rows.isNamed(UUID.fromString(file.name()))) {
                defects.add(Defect.FILE_ORPHANED, "evidence/" + file.name());
            }
        });
    }

    private void examine(EvidenceRows.Named named, Defects defects) throws IOException {
        UUID file = named.stored().file();
        Defect defect;
        try {
            byte[] key = keys.unwrap(named.stored().fileKey(), EvidenceFiles.context(named.consent()));
            EvidenceFiles.decrypted(key, named.consent(), file, EvidenceFiles.stored(files, file));
            return;
        } catch (NoSuchFileException e) {
            defect = Defect.FILE_MISSING;
        } catch (IllegalStateException | MasterKeys.LostKeyException e) {
            defect = Defect.FILE_DAMAGED;
        }
        // Its row may have gone meanwhile, before the file.
        if (rows.isNamed(file)) {
            defects.add(defect, "evidence/" + file);
        }
    }
}
