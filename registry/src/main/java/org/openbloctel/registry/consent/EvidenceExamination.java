package org.openbloctel.registry.consent;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.doctor.Check;
import org.openbloctel.registry.doctor.Defect;
import org.openbloctel.registry.doctor.Defects;
import org.openbloctel.registry.vault.MasterKeys;

/** The files that prove consents, as the doctor examines them: each row has its file, which opens, and each file its row. */
public final class EvidenceExamination implements Check {
    private static final int AT_ONCE = 500;
    /** Swept once a day when it is an hour old. */
    private static final Duration SWEPT = Duration.ofHours(27);

    private final EvidenceRows rows;
    private final InstantSource clock;
    private final MasterKeys keys;
    private final Path folder;

    /** The files in a folder, which is not made. */
    public EvidenceExamination(Database database, InstantSource clock, MasterKeys keys, Path folder) {
        this.rows = new EvidenceRows(database);
        this.clock = clock;
        this.keys = keys;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "evidence";
    }

    @Override
    public void run(Defects defects) throws IOException {
        if (!Files.isDirectory(folder)) {
            defects.add(Defect.FOLDER_MISSING, folder.toString());
            return;
        }
        List<EvidenceRows.Named> page = rows.after(new UUID(0, 0), AT_ONCE);
        while (!page.isEmpty()) {
            for (EvidenceRows.Named named : page) {
                examine(named, defects);
            }
            defects.examined("evidence-files", page.size());
            page = rows.after(page.getLast().consent(), AT_ONCE);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, EvidenceFiles::isFile)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (isOld(file) && !rows.isNamed(UUID.fromString(name))) {
                    defects.add(Defect.FILE_ORPHANED, "evidence/" + name);
                }
            }
        }
    }

    private void examine(EvidenceRows.Named named, Defects defects) throws IOException {
        UUID file = named.stored().file();
        Defect defect;
        try {
            byte[] key = keys.unwrap(named.stored().key(), EvidenceFiles.context(named.consent()));
            EvidenceFiles.decrypted(key, named.consent(), file, Files.readAllBytes(folder.resolve(file.toString())));
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

    private boolean isOld(Path file) {
        try {
            return Files.getLastModifiedTime(file)
                    .toInstant()
                    .isBefore(clock.instant().minus(SWEPT));
        } catch (IOException e) {
            return false; // it was removed meanwhile
        }
    }
}
