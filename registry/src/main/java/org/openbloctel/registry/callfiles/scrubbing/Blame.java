package org.openbloctel.registry.callfiles.scrubbing;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.RoomState;
import org.openbloctel.registry.platform.filevault.StorageException;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Whose fault a failed attempt was. A file has {@value #FILE_FAILURES} attempts, and what counts is what its own scrub threw:
 * exceptions and errors alike, a class that is missing, a stack or a heap that is too small. Not counted, because the next file would
 * fail by it as well:
 *
 * <ul>
 *   <li>the list is not fresh, or the server stops;
 *   <li>the database fails, or a master key is missing;
 *   <li>a file cannot be written; right after the failure the database does not answer, a folder takes no file, or the server does not see
 *       the files;
 *   <li>the scrub was done, and its result could not be certified, counted or published.
 * </ul>
 *
 * <p>An attempt that ended without a word (the process was killed, perhaps by what the file did to it, perhaps by a restart) counts
 * apart, up to {@value #ABANDONED}. And nothing waits for ever: once the time within which the law wants an answer is over, the next
 * failure is the last, whosever it is. Thread-safe.
 */
final class Blame {
    /** How many failures of a file's own it takes to refuse it. */
    static final int FILE_FAILURES = 3;

    /** After how many attempts that ended without a word a file is refused. */
    static final int ABANDONED = 10;

    /** Code de la consommation: the file is returned within 72 hours. */
    static final Duration LEGAL_DELAY = Duration.ofDays(3);

    private static final int PROBE_BYTES = 1 << 16;
    private static final int DEEPEST = 20;

    private final Database database;
    private final Vault vault;
    private final Path work;

    Blame(Database database, Vault vault, ScrubSettings settings) {
        this.database = database;
        this.vault = vault;
        this.work = settings.work();
    }

    /** Whether what a scrub threw counts against its file. */
    boolean isOnFile(Throwable fault) {
        int depth = 0;
        for (Throwable cause = fault; cause != null && depth < DEEPEST; cause = cause.getCause()) {
            if (isOfSurroundings(cause)) {
                return false;
            }
            depth++;
        }
        return !Thread.currentThread().isInterrupted()
                && databaseAnswers()
                && foldersTakeFiles()
                && vault.room().state() == RoomState.ENOUGH;
    }

    private static boolean isOfSurroundings(Throwable cause) {
        return cause instanceof StorageException
                || cause instanceof RefusedException
                || cause instanceof SQLException
                || cause instanceof DataAccessException
                || cause instanceof TransactionException
                || cause instanceof MasterKeys.LostKeyException
                || cause instanceof InterruptedException
                || cause instanceof ClosedByInterruptException;
    }

    private boolean databaseAnswers() {
        try {
            database.ask();
            return true;
        } catch (DataAccessException e) {
            return false;
        }
    }

    private boolean foldersTakeFiles() {
        if (!vault.takesFiles()) {
            return false;
        }
        try {
            Path probe = Files.createTempFile(work, ScrubSettings.PREFIX, ".zip");
            try {
                Files.write(probe, new byte[PROBE_BYTES]);
            } finally {
                Files.deleteIfExists(probe);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A fault without its words, which may quote the file: the class of its first cause, and where in our code it came out. */
    static String describe(Throwable fault) {
        Throwable first = fault;
        for (int depth = 0; first.getCause() != null && depth < DEEPEST; depth++) {
            first = first.getCause();
        }
        String name = first.getClass().getName();
        for (StackTraceElement frame : first.getStackTrace()) {
            if (frame.getClassName().startsWith("org.openbloctel.")) {
                return name + " at " + frame.getClassName() + ":" + frame.getLineNumber();
            }
        }
        return name;
    }
}
