package org.openbloctel.registry.callfiles.submission;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.scrubbing.ReturnedRows;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The returned files {@code verdicts}, for the features that read them. No company calls this: nothing is counted. Thread-safe. */
public final class VerdictFiles {
    private final SubmissionRows rows;
    private final ReturnedRows files;
    private final Vault vault;
    private final MasterKeys master;

    public VerdictFiles(Database database, SpaceSettings settings, Vault vault, MasterKeys master) {
        this.rows = SubmissionRows.in(database, settings);
        this.files = ReturnedRows.in(database);
        this.vault = vault;
        this.master = master;
    }

    /** A file {@code verdicts}, opened; the caller closes the stream. */
    public record Verdicts(Submission submission, InputStream content) {}

    /** The file of a submission; empty when its returned files are gone, or sealed without their lines beside them. */
    public Optional<Verdicts> open(UUID submission) throws IOException {
        Optional<SubmissionRows.Row> row = rows.withFiles(submission);
        Optional<Returned.Stored> verdicts = files.of(submission).stream()
                .filter(file -> file.kind() == Returned.Kind.VERDICTS)
                .findFirst();
        if (row.isEmpty() || verdicts.isEmpty()) {
            return Optional.empty();
        }
        Returned.Stored file = verdicts.get();
        if (file.sealed().isPresent() && file.keptName().isEmpty()) {
            return Optional.empty();
        }
        byte[] key = row.get().key().open(submission, master);
        String name = file.keptName().orElseGet(file::storedName);
        return Optional.of(new Verdicts(row.get().submission(), vault.open(submission, name, key)));
    }

    /** The lines beside a sealed file are needed no more; in the open transaction. */
    public void release(UUID submission) {
        files.forgetKept(submission);
    }

    /** Removes the lines that no row names any more. */
    public void removeReleased(UUID submission) throws IOException {
        Set<String> named = files.of(submission).stream()
                .flatMap(file -> file.keptName().stream())
                .collect(Collectors.toSet());
        for (String name : vault.names(submission)) {
            if (name.startsWith("kept-") && !named.contains(name)) {
                vault.delete(submission, name);
            }
        }
    }
}
