package org.openbloctel.registry.calls.consent;

import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.FileWatch;
import org.openbloctel.registry.platform.filevault.StoredFiles;

/** The files that prove consents, as rows name them. Thread-safe. */
public final class NamedEvidence implements FileWatch.Rows {
    private static final int SAMPLE = 4;

    private final EvidenceRows rows;

    public NamedEvidence(Database database) {
        this.rows = new EvidenceRows(database);
    }

    /** A few behind an id drawn by chance. */
    @Override
    public List<FileWatch.Name> sample() {
        List<EvidenceRows.Named> found = rows.after(UUID.randomUUID(), SAMPLE);
        return (found.isEmpty() ? rows.after(new UUID(0, 0), SAMPLE) : found)
                .stream()
                        .map(named -> new FileWatch.Name(
                                StoredFiles.ROOT, named.stored().file().toString()))
                        .toList();
    }

    @Override
    public boolean isNamed(FileWatch.Name file) {
        return rows.isNamed(UUID.fromString(file.name()));
    }
}
