package org.openbloctel.registry.list.publication;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.list.publication.Progress.Head;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.list.OppositionList;

/**
 * Lists of earlier revisions, for the doctor: a snapshot of one server with the changes behind it that the database still has. {@value #MAX}
 * revisions at most, since each costs a digest over the whole list. Reads snapshots and changes once. For one thread.
 */
public final class RebuiltLists {
    static final int MAX = 32;

    private final Database database;
    private final SnapshotFolder folder;
    private final List<OppositionList> snapshots = new ArrayList<>();
    private final Map<Long, Optional<ScrubReport.ListUsed>> rebuilt = new HashMap<>();
    private @Nullable Progress progress;

    /**
     * Lists of a database.
     *
     * @param folder the server's folder of snapshots, which need not be there
     */
    public RebuiltLists(Database database, Path folder) {
        this.database = database;
        this.folder = new SnapshotFolder(folder, database::snapshotKey, PublicationWatch.SILENT);
    }

    /** The list at a revision; empty when it cannot be rebuilt, or enough were. */
    public Optional<ScrubReport.ListUsed> at(long revision) throws IOException {
        if (progress == null) {
            progress = read();
        }
        Progress known = progress;
        if (known.covers(revision) && (rebuilt.containsKey(revision) || rebuilt.size() < MAX)) {
            return rebuilt.computeIfAbsent(revision, any -> rebuilt(known.until(revision)));
        }
        return Optional.empty();
    }

    private Optional<ScrubReport.ListUsed> rebuilt(Progress until) {
        return snapshots.stream()
                .filter(until::follows)
                .findFirst()
                .map(snapshot -> ScrubReport.ListUsed.of(until.applied(snapshot)));
    }

    private Progress read() throws IOException {
        // The files first: a server writes a snapshot after its revision was committed.
        List<SnapshotFolder.Snapshot> files = folder.look();
        try (Connection connection = database.listConnection()) {
            ListRows table = new ListRows(connection, database.listNumbers());
            Head head = table.head();
            for (SnapshotFolder.Snapshot file : files) {
                if (file.lineage().equals(head.lineage()) && file.revision() <= head.revision()) {
                    readable(file).ifPresent(snapshots::add);
                }
            }
            long from =
                    snapshots.isEmpty() ? head.revision() : snapshots.getLast().revision();
            return table.progress(from);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** One that cannot be read is a defect of the list, and another check's. */
    private Optional<OppositionList> readable(SnapshotFolder.Snapshot file) {
        try {
            return Optional.of(folder.read(file.file()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
