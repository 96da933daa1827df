package org.openbloctel.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.scrub.disk.WholeFile;
import org.openbloctel.scrub.list.OppositionList;

/**
 * The latest revision and time that were seen of a list, one line a numbering plan, in a hidden file beside it, {@code .opposition.list.seen}: an
 * older list in its place would make people callable who have opposed since. Processes that keep one at the same time take turns, and none
 * replaces a later one. A file that cannot be read is no permission. Where the folder cannot be written nothing is kept, and {@code
 * --min-revision} remains.
 *
 * @param revision of the list
 * @param time of the list, in milliseconds
 */
record SeenRevision(long revision, long time) {
    private static final Pattern LINE = Pattern.compile("([A-Z]{2,4}) (-?[0-9]{1,19}) (-?[0-9]{1,19})\n");
    /** Another process writes its revision in a few milliseconds. */
    private static final int TRIES = 40;

    private static final long PAUSE_NANOS = 5_000_000;

    /**
     * Refuses a list that is older than the one that was there before, by its revision or, with the same, by its time, and keeps both of a newer
     * one.
     *
     * @param rollback whether an older one is wanted; then its own are kept
     * @return whether they are kept
     */
    static boolean require(OppositionList list, Path file, boolean rollback) throws IOException {
        Path kept = file.resolveSibling("." + file.getFileName() + ".seen");
        SeenRevision own = new SeenRevision(list.revision(), list.time().toEpochMilli());
        String plan = list.plan().code();
        SeenRevision before = later(kept, plan, own, file, rollback).get(plan);
        // Not by equals, which a record makes at its first use: ten milliseconds of each start.
        if (before != null && before.revision == own.revision && before.time == own.time) {
            return true;
        }
        for (int i = 0; i < TRIES; i++) {
            try (WholeFile whole = WholeFile.create(kept)) {
                // Once more, behind the lock: another process may have kept a later one since.
                Map<String, SeenRevision> seen = later(kept, plan, own, file, rollback);
                seen.put(plan, own);
                whole.channel().write(ByteBuffer.wrap(text(seen).getBytes(StandardCharsets.ISO_8859_1)));
                whole.flush();
                whole.publish();
                return true;
            } catch (IOException e) {
                if (!Files.isWritable(kept.toAbsolutePath().getParent())) {
                    return false;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return false;
    }

    /** All that is kept, unless it has a later one of this plan. */
    private static Map<String, SeenRevision> later(
            Path kept, String plan, SeenRevision own, Path file, boolean rollback) {
        Map<String, SeenRevision> seen = new TreeMap<>();
        if (!read(kept, seen) && !rollback) {
            throw new Failure(ExitCode.LIST, "error.list.seen", kept);
        }
        SeenRevision before = seen.get(plan);
        if (!rollback && before != null && own.isBefore(before)) {
            throw new Failure(ExitCode.LIST, "error.list.rollback", file, own.revision, before.revision);
        }
        return seen;
    }

    private boolean isBefore(SeenRevision other) {
        return revision < other.revision || (revision == other.revision && time < other.time);
    }

    /** Whether all of it could be read, or there is none. */
    private static boolean read(Path kept, Map<String, SeenRevision> seen) {
        try {
            String content = Files.readString(kept, StandardCharsets.ISO_8859_1);
            Matcher line = LINE.matcher(content);
            int end = 0;
            while (line.find() && line.start() == end) {
                seen.put(line.group(1), new SeenRevision(Long.parseLong(line.group(2)), Long.parseLong(line.group(3))));
                end = line.end();
            }
            return end > 0 && end == content.length();
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    private static String text(Map<String, SeenRevision> seen) {
        StringBuilder text = new StringBuilder();
        seen.forEach((plan, one) -> text.append(plan + " " + one.revision + " " + one.time + "\n"));
        return text.toString();
    }
}
