package org.openbloctel.registry.callfiles.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.scrubbing.ScrubFileRows;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.doctor.Defect;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.doctor.Examination;
import org.openbloctel.registry.platform.filevault.CountedOutput;
import org.openbloctel.registry.platform.filevault.FileKeeper;
import org.openbloctel.registry.platform.filevault.KeptFile;
import org.openbloctel.registry.platform.filevault.StorageException;
import org.openbloctel.registry.platform.filevault.StoredFiles;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * The files of submissions as the doctor examines them: each file that a row names is there, whole, and opens; each file has its row; each
 * submission has what its state promises. Servers go on meanwhile: what looks wrong is looked up in its row again, since a row forgets a
 * file before the file goes.
 */
public final class FileExamination implements Examination {
    private static final int BATCH = 500;
    /** Swept once an hour when it is six hours old. */
    private static final Duration SWEPT = Duration.ofHours(8);

    private final InstantSource clock;
    private final MasterKeys master;
    private final StoredFiles files;
    private final FileExaminationRows rows;
    private final ScrubFileRows scrubs;
    private final NamedFiles named;
    private final Predicate<UUID> certified;
    private final boolean deep;

    /**
     * What else is in the vault, and what else is known of submissions.
     *
     * @param keepers all other features that keep files in it
     * @param indexes the same features, which list their files
     * @param certified whether a submission has a certificate
     */
    public record Others(List<FileKeeper> keepers, List<KeptFile.Index> indexes, Predicate<UUID> certified) {
        /** Copies the lists. */
        public Others {
            keepers = List.copyOf(keepers);
            indexes = List.copyOf(indexes);
        }
    }

    /**
     * The files in a place, which is not made.
     *
     * @param deep whether files are read whole; else their heads and ends are
     */
    public FileExamination(
            Database database, InstantSource clock, MasterKeys master, StoredFiles files, Others others, boolean deep) {
        this.clock = clock;
        this.master = master;
        this.files = files;
        this.rows = FileExaminationRows.in(database);
        this.scrubs = ScrubFileRows.in(database);
        this.named = new NamedFiles(database, others.keepers(), others.indexes());
        this.certified = others.certified();
        this.deep = deep;
    }

    @Override
    public String name() {
        return "files";
    }

    @Override
    public void run(Defects defects) throws IOException {
        if (!files.isThere()) {
            defects.add(Defect.FOLDER_MISSING, files.place());
            return;
        }
        Vault vault = new Vault(files);
        for (KeptFile.Index index : named.indexes()) {
            files(index, vault, defects);
        }
        orphans(vault, defects);
        submissions(defects);
    }

    private void files(KeptFile.Index index, Vault vault, Defects defects) throws IOException {
        List<KeptFile> page = index.after(new UUID(0, 0), BATCH);
        while (!page.isEmpty()) {
            for (KeptFile file : page) {
                Defect defect = defect(file, vault);
                if (defect != null && named.kept(file.folder()).contains(file.name())) {
                    defects.add(defect, file.path());
                }
            }
            defects.examined("files", page.size());
            page = index.after(page.getLast().folder(), BATCH);
        }
    }

    private @Nullable Defect defect(KeptFile file, Vault vault) throws StorageException {
        try {
            byte[] key = file.key().open(master);
            if (!deep) {
                vault.of(file.kind()).requireWhole(file.folder(), file.name(), key);
                return null;
            }
            String sha256 = digest(file, vault, key);
            return file.sha256().filter(wanted -> !wanted.equals(sha256)).isPresent() ? Defect.FILE_DAMAGED : null;
        } catch (NoSuchFileException e) {
            return Defect.FILE_MISSING;
        } catch (StorageException e) {
            throw e; // the place does not answer: nothing is known of the file
        } catch (IOException | MasterKeys.LostKeyException e) {
            return Defect.FILE_DAMAGED;
        }
    }

    private static String digest(KeptFile file, Vault vault, byte[] key) throws IOException {
        CountedOutput digest = new CountedOutput(OutputStream.nullOutputStream());
        try (InputStream content = vault.of(file.kind()).open(file.folder(), file.name(), key)) {
            content.transferTo(digest);
        }
        return digest.hex();
    }

    /** In the sweeper's order: what is published meanwhile has its row by the time that rows are asked. */
    private void orphans(Vault vault, Defects defects) throws IOException {
        for (Vault.Folder folder : vault.olderThan(clock.instant().minus(SWEPT))) {
            UUID id = folder.id();
            List<String> orphans = new ArrayList<>(folder.names());
            boolean busy = named.isWriting(id);
            orphans.removeAll(named.kept(id));
            if (!busy) {
                orphans.forEach(
                        name -> defects.add(Defect.FILE_ORPHANED, folder.kind().folder(id) + "/" + name));
            }
        }
    }

    private void submissions(Defects defects) {
        List<FileExaminationRows.Standing> page = rows.after(new UUID(0, 0), BATCH);
        while (!page.isEmpty()) {
            for (FileExaminationRows.Standing standing : page) {
                Defect defect = defect(standing);
                if (defect != null && isStill(defect, standing.id())) {
                    defects.add(defect, standing.id().toString());
                }
            }
            defects.examined("submissions", page.size());
            page = rows.after(page.getLast().id(), BATCH);
        }
    }

    private boolean isStill(Defect defect, UUID submission) {
        Optional<FileExaminationRows.Standing> now = rows.now(submission);
        return now.isPresent() && defect(now.get()) == defect;
    }

    private @Nullable Defect defect(FileExaminationRows.Standing standing) {
        if (standing.waits()) {
            return standing.hasInput() ? null : Defect.SUBMISSION_WITHOUT_INPUT;
        }
        if (!standing.hasKey() || scrubs.digests(standing.id()).isEmpty()) {
            return Defect.SUBMISSION_WITHOUT_RESULT;
        }
        return certified.test(standing.id()) ? null : Defect.SUBMISSION_WITHOUT_CERTIFICATE;
    }
}
