package org.openbloctel.registry.platform.filevault;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a server sees the files that the database names: one that has another folder than the others, or whose share is not mounted, does
 * not. Looks at a few files at a time, others each time; one that is missing is looked at until it is there or no row names it. A place that
 * has held files has a mark. Where the mark and all files are missing, the place takes no file: what is written there would be lost to the
 * other servers. Thread-safe.
 */
public final class FileWatch {
    /** The file that marks a place that is in use. An operator who has lost all files makes it by hand. */
    public static final String MARK = ".openbloctel";

    private static final int MAX_REMEMBERED = 20;

    private final StoredFiles files;
    private final Rows rows;
    private final Set<Name> missing = new LinkedHashSet<>();
    private final Blindness blindness;
    private volatile Sight sight = Sight.UNKNOWN;
    private volatile int missed;

    /**
     * A watch of a place for which these rows speak.
     *
     * @param blindness notified after each look
     */
    public FileWatch(StoredFiles files, Rows rows, Blindness blindness) {
        this.files = files;
        this.rows = rows;
        this.blindness = blindness;
    }

    /** Receives whether the place differs from that of the rows, so that nothing is written there. */
    @FunctionalInterface
    public interface Blindness {
        /** Sets it after each look. */
        void set(boolean blind);
    }

    /** A file by its place. */
    public record Name(String folder, String name) {}

    /** The rows that name files. */
    public interface Rows {
        /** A few files that rows name, others each time; none when there are none. */
        List<Name> sample();

        /** Whether a row still names a file. */
        boolean isNamed(Name file);
    }

    /** What a server sees. */
    public enum Sight {
        /** It has not looked yet. */
        UNKNOWN,
        /** All that was looked at is there. */
        ALL,
        /** Files that rows name are not there. */
        MISSING,
        /** Neither the mark nor any file is there: it is another place, or an empty one. */
        BLIND,
        /** The place does not answer. */
        AWAY
    }

    /** How many files were missing when it looked last, of those that it remembers. */
    public int missed() {
        return missed;
    }

    /** Looks. Throws what the rows throw when the database does not answer; what was seen before stays then. */
    public synchronized Sight look() {
        try {
            sight = seen();
        } catch (IOException e) {
            sight = Sight.AWAY;
        }
        blindness.set(sight == Sight.BLIND);
        return sight;
    }

    private Sight seen() throws IOException {
        boolean marked = files.exists(StoredFiles.ROOT, MARK);
        Set<Name> looked = new LinkedHashSet<>(missing);
        looked.addAll(rows.sample());
        boolean some = false;
        for (Name file : looked) {
            if (files.exists(file.folder(), file.name())) {
                missing.remove(file);
                some = true;
            } else if (!rows.isNamed(file)) {
                missing.remove(file); // a row forgets a file before the file goes
            } else if (missing.size() < MAX_REMEMBERED) {
                missing.add(file);
            }
        }
        missed = missing.size();
        if (!marked && some) {
            mark();
            marked = true;
        }
        if (missing.isEmpty()) {
            return Sight.ALL;
        }
        return marked ? Sight.MISSING : Sight.BLIND;
    }

    private void mark() {
        try {
            files.create(StoredFiles.ROOT, MARK).close();
        } catch (IOException e) {
            // Another server was faster, or the place takes no file: its room says so.
        }
    }

    /** A sentence for the operator; empty when nothing is wrong. */
    public Optional<String> problem() {
        return switch (sight) {
            case UNKNOWN, ALL -> Optional.empty();
            case MISSING ->
                Optional.of("at least " + missed + " files that the database names are not in " + files.place()
                        + ": this server has another place for files than the others, or they were removed;"
                        + " compare the settings of the servers, then run bloctel doctor");
            case BLIND ->
                Optional.of("no file that the database names is in " + files.place()
                        + ": the share is not mounted, or this is another folder or prefix than that of the other servers;"
                        + " no file is taken until then");
            case AWAY -> Optional.of(files.place() + " does not answer: files are refused until it does");
        };
    }
}
