package org.openbloctel.registry.callfiles.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.callfiles.intake.IntakeFileRows;
import org.openbloctel.registry.callfiles.scrubbing.ScrubFileRows;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.FileKeeper;
import org.openbloctel.registry.platform.filevault.FileWatch;
import org.openbloctel.registry.platform.filevault.KeptFile;
import org.openbloctel.registry.platform.filevault.Vault;

/** The files of the vault as rows of all features name them. Thread-safe. */
public final class NamedFiles implements FileWatch.Rows {
    private static final int SAMPLE = 2;

    private final List<KeptFile.Index> indexes;
    private final List<FileKeeper> keepers;

    /**
     * Of this database.
     *
     * @param others all other features that keep files in the vault
     * @param othersIndexes the same features, which list their files
     */
    public NamedFiles(Database database, List<FileKeeper> others, List<KeptFile.Index> othersIndexes) {
        IntakeFileRows intake = IntakeFileRows.in(database);
        ScrubFileRows scrubs = ScrubFileRows.in(database);
        FileExaminationRows rows = FileExaminationRows.in(database);
        SubmissionRows submissions = SubmissionRows.in(database, SpaceSettings.USUAL);
        this.indexes = new ArrayList<>(
                List.<KeptFile.Index>of(rows::inputsAfter, intake::after, scrubs::returnedAfter, scrubs::checkedAfter));
        indexes.addAll(othersIndexes);
        this.keepers = new ArrayList<>(List.<FileKeeper>of(intake, scrubs, submissions::inputs));
        keepers.addAll(others);
    }

    List<KeptFile.Index> indexes() {
        return List.copyOf(indexes);
    }

    /** The names of the files of a folder that rows name. */
    List<String> kept(UUID folder) {
        return keepers.stream().flatMap(keeper -> keeper.kept(folder).stream()).toList();
    }

    /** Whether files may be written into a folder that no row names yet. */
    boolean isWriting(UUID folder) {
        return keepers.stream().anyMatch(keeper -> keeper.isWriting(folder));
    }

    /** Of each index a few folders behind an id drawn by chance: ids are drawn by chance too. */
    @Override
    public List<FileWatch.Name> sample() {
        List<FileWatch.Name> some = new ArrayList<>();
        for (KeptFile.Index index : indexes) {
            List<KeptFile> found = index.after(UUID.randomUUID(), SAMPLE);
            for (KeptFile file : found.isEmpty() ? index.after(new UUID(0, 0), SAMPLE) : found) {
                some.add(new FileWatch.Name(file.kind().folder(file.folder()), file.name()));
            }
        }
        return some;
    }

    @Override
    public boolean isNamed(FileWatch.Name file) {
        return Vault.idOf(file.folder()).map(this::kept).orElse(List.of()).contains(file.name());
    }
}
