package org.openbloctel.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.scrub.disk.WholeFile;
import org.openbloctel.scrub.list.OppositionList;

/**
 * The latest revision and time that were seen of a list, in a hidden file beside it, {@code .opposition.list.seen}: an older list in its place would
 * make people callable who have opposed since. Where the folder cannot be written nothing is kept, and {@code --min-revision} remains.
 */
final class SeenRevision {
    private static final Pattern CONTENT = Pattern.compile("([A-Z]{2,4}) ([0-9]{1,19}) (-?[0-9]{1,18})\n");

    private SeenRevision() {}

    /**
     * Refuses a list that is older than the one that was there before, by its revision or, with the same, by its time, and keeps both of a newer
     * one.
     *
     * @param rollback whether an older one is wanted; then its own are kept
     */
    static void require(OppositionList list, Path file, boolean rollback) throws IOException {
        Path kept = file.resolveSibling("." + file.getFileName() + ".seen");
        long time = list.time().toEpochMilli();
        String own = list.plan().code() + " " + list.revision() + " " + time + "\n";
        String content = content(kept);
        Matcher seen = CONTENT.matcher(content);
        if (!rollback && seen.matches() && seen.group(1).equals(list.plan().code())) {
            long revision = Long.parseLong(seen.group(2));
            boolean older =
                    list.revision() < revision || (list.revision() == revision && time < Long.parseLong(seen.group(3)));
            if (older) {
                throw new Failure(ExitCode.LIST, "error.list.rollback", file, list.revision(), revision);
            }
        }
        if (!own.equals(content)) {
            keep(kept, own);
        }
    }

    /** Empty where none was seen. */
    private static String content(Path kept) throws IOException {
        try {
            return Files.readString(kept, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static void keep(Path kept, String content) {
        try (WholeFile whole = WholeFile.create(kept)) {
            whole.channel().write(ByteBuffer.wrap(content.getBytes(StandardCharsets.ISO_8859_1)));
            whole.publish();
        } catch (IOException e) {
            // A folder for reading alone, or another process that keeps the same.
        }
    }
}
