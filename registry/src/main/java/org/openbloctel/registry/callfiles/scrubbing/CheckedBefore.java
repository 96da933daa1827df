package org.openbloctel.registry.callfiles.scrubbing;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.filevault.WrappedKey;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * The lines of one submission for which an earlier check of its principal still holds, and which therefore cost nothing. Small
 * submissions are many: their fingerprints are in a table, with one look-up for each number of the submission, however many came before.
 * Large ones are few: each has a file that is read completely. Not thread-safe.
 */
final class CheckedBefore {
    /** The most numbers of a small submission, whose fingerprints are written into the table. */
    static final int SMALL = 4096;

    private static final int BATCH = 10_000;
    /** Reading so many fingerprints of the table in order takes as long as looking one up. */
    private static final int READ_FOR_A_LOOK = 10;

    private final CheckedRows rows;
    private final Vault vault;
    private final MasterKeys master;
    private final UUID principal;
    private final SortedPrints checked;
    private final boolean small;
    private final Set<UUID> struck = new HashSet<>();
    private long turn = -1;

    CheckedBefore(CheckedRows rows, Vault vault, MasterKeys master, UUID principal, SortedPrints checked) {
        this.rows = rows;
        this.vault = vault;
        this.master = master;
        this.principal = principal;
        this.checked = checked;
        this.small = checked.count() <= SMALL;
    }

    /** Writes the submission's own file. The fingerprints outlive the returned files, so they have a key of their own. */
    CheckedRows.CheckedFile keep(ScrubTask.Attempt attempt) throws IOException {
        UUID id = attempt.id();
        byte[] key = MasterKeys.newDataKey();
        String name = "checked-" + attempt.number();
        vault.delete(id, name);
        checked.write(vault.create(id, name, key));
        return new CheckedRows.CheckedFile(id, name, checked.count(), WrappedKey.of(key, id, master));
    }

    /** Strikes out most of what was checked before, outside the turn. A file is read only once. */
    void strike(Instant now) throws IOException {
        if (!small && turn < 0) {
            turn = rows.lastTurn(principal);
            strikeTable(since(now));
        }
        for (CheckedRows.CheckedFile older : files(now)) {
            if (checked.fresh() > 0) {
                byte[] key = older.key().open(older.submission(), master);
                checked.strike(vault.open(older.submission(), older.name(), key));
            }
            struck.add(older.submission());
        }
    }

    /**
     * Takes the principal's turn until the transaction ends, and strikes out the rest: of two submissions with the same line, one pays for
     * it.
     *
     * @return false when another submission added a file meanwhile, which has to be read first
     */
    boolean strikeInTurn(Instant now) {
        rows.inTurn(principal);
        if (checked.fresh() == 0) {
            return true;
        }
        if (!files(now).isEmpty()) {
            return false;
        }
        if (small) {
            checked.strikeEach(rows.known(principal, checked.left(0, SMALL), since(now)));
        }
        return true;
    }

    /** Adds the submission, in the same transaction. */
    void add(CheckedRows.CheckedFile file, Instant now) {
        rows.add(principal, file, small, now);
        if (small) {
            rows.addPrints(principal, checked.all(), now);
        }
    }

    private void strikeTable(Instant since) {
        if (rows.prints(principal, since) / READ_FOR_A_LOOK <= checked.count()) {
            long last = Long.MIN_VALUE;
            long[] known;
            do {
                known = rows.knownBehind(principal, last, BATCH, since);
                checked.strikeEach(known);
                last = known.length == 0 ? last : known[known.length - 1];
            } while (known.length == BATCH);
            return;
        }
        for (int from = 0; from < checked.count(); from += BATCH) {
            checked.strikeEach(rows.known(principal, checked.left(from, BATCH), since));
        }
    }

    /** Files that were not struck yet; a large submission also reads those of small ones that were added behind its table. */
    private List<CheckedRows.CheckedFile> files(Instant now) {
        Stream<CheckedRows.CheckedFile> large = rows.filesSince(principal, since(now)).stream();
        Stream<CheckedRows.CheckedFile> others =
                small ? Stream.empty() : rows.filesInRowsAfter(principal, turn).stream();
        return Stream.concat(large, others)
                .filter(file -> !struck.contains(file.submission()))
                .toList();
    }

    private static Instant since(Instant now) {
        return LegalCalendar.daysBefore(now, ScrubQueue.CHECK_HOLDS_DAYS);
    }
}
