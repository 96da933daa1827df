package org.openbloctel.registry.list.publication;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.list.publication.Progress.Change;
import org.openbloctel.registry.list.publication.Progress.Head;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.doctor.Defect;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.doctor.Examination;
import org.openbloctel.registry.platform.vault.NumberPermutation;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * The list as the doctor examines it: every number on it opens, its changes have no gap, and the newest snapshot of this folder gives,
 * with the changes behind it, what the table holds.
 */
public final class ListExamination implements Examination {
    private final Database database;
    private final NumberingPlan plan;
    private final SnapshotFolder folder;

    /**
     * The list of a database, with the snapshots of one server.
     *
     * @param folder the server's folder of snapshots, which need not be there
     */
    public ListExamination(Database database, NumberingPlan plan, Path folder) {
        this.database = database;
        this.plan = plan;
        this.folder = new SnapshotFolder(folder, database::snapshotKey, PublicationWatch.SILENT);
    }

    @Override
    public String name() {
        return "list";
    }

    @Override
    public void run(Defects defects) throws IOException {
        // The files first: a server writes a snapshot after its revision was committed.
        List<SnapshotFolder.Snapshot> snapshots = folder.look();
        try (Connection connection = database.listConnection()) {
            if (!database.hasNumberKey()) {
                if (!ListRows.isEmpty(connection)) {
                    defects.add(Defect.NUMBER_UNREADABLE, "list");
                }
                return;
            }
            ListRows table = new ListRows(connection, database.listNumbers());
            Head head = table.head();
            Optional<OppositionList> newest = newest(snapshots, head, defects);
            long since = newest.map(OppositionList::revision).orElse(Math.max(0, head.revision() - Progress.MAX));
            ListRows.Whole whole = table.whole(plan, since);
            defects.examined("numbers", whole.list().size());
            changes(whole.progress(), defects);
            newest.ifPresent(snapshot -> compare(snapshot, whole, defects));
        } catch (NumberPermutation.SealedElsewhereException e) {
            defects.add(Defect.NUMBER_UNREADABLE, "list");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private Optional<OppositionList> newest(List<SnapshotFolder.Snapshot> snapshots, Head head, Defects defects) {
        Optional<OppositionList> newest = Optional.empty();
        for (SnapshotFolder.Snapshot snapshot : snapshots) {
            String name = String.valueOf(snapshot.file().getFileName());
            if (!snapshot.lineage().equals(head.lineage())) {
                continue; // of another list: the server removes it
            }
            defects.examined("snapshots", 1);
            if (snapshot.revision() > head.revision()) {
                defects.add(Defect.LIST_OF_OTHER_HISTORY, name);
                continue;
            }
            try {
                OppositionList list = folder.read(snapshot.file());
                if (list.revision() != snapshot.revision()) {
                    defects.add(Defect.SNAPSHOT_DAMAGED, name);
                } else if (newest.isEmpty()) {
                    newest = Optional.of(list);
                }
            } catch (NoSuchFileException e) {
                // A server has written a newer one, and removed it.
            } catch (IOException e) {
                defects.add(Defect.SNAPSHOT_DAMAGED, name);
            }
        }
        return newest;
    }

    /** From the first change that is kept, each revision has one. */
    private static void changes(Progress progress, Defects defects) {
        List<Change> changes = progress.changes();
        for (int i = 1; i < changes.size(); i++) {
            long expected = changes.get(i - 1).revision() + 1;
            if (changes.get(i).revision() != expected) {
                defects.add(Defect.CHANGE_MISSING, Long.toString(expected));
            }
        }
        boolean all = changes.size() <= Progress.MAX;
        if (all
                && !changes.isEmpty()
                && changes.getLast().revision() != progress.head().revision()) {
            defects.add(Defect.CHANGE_MISSING, Long.toString(progress.head().revision()));
        }
    }

    private static void compare(OppositionList snapshot, ListRows.Whole whole, Defects defects) {
        Progress progress = whole.progress();
        if (progress.follows(snapshot)) {
            OppositionList expected = progress.applied(snapshot);
            if (expected.size() != whole.list().size()
                    || !expected.digest().equals(whole.list().digest())) {
                defects.add(Defect.LIST_DIVERGED, Long.toString(progress.head().revision()));
            }
        } else if (!progress.isOfOneHistory(snapshot)) {
            defects.add(Defect.LIST_OF_OTHER_HISTORY, Long.toString(snapshot.revision()));
        }
    }
}
