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
 * The highest revision that was seen of a list, in a hidden file beside it, {@code .opposition.list.seen}: an older list in its place would
 * make people callable who have opposed since. Where the folder cannot be written nothing is kept, and {@code --min-revision} remains.
 */
final class SeenRevision {
    private static final Pattern CONTENT = Pattern.compile("([A-Z]{2,4}) ([0-9]{1,18})\n");

    private SeenRevision() {}

    /**
     * Refuses a list that is older than the one that was there before, and keeps the revision of a newer one.
     *
     * @param rollback whether an older one is wanted; then its revision is kept
     */
    static void require(OppositionList list, Path file, boolean rollback) throws IOException {
        Path kept = file.resolveSibling("." + file.getFileName() + ".seen");
        long seen = seen(kept, list.plan().code());
        if (seen > list.revision() && !rollback) {
            throw new Failure(ExitCode.LIST, "error.list.rollback", file, list.revision(), seen);
        }
        if (seen != list.revision()) {
            keep(kept, list.plan().code() + " " + list.revision() + "\n");
        }
    }

    /** 0 where none was seen of this plan. */
    private static long seen(Path kept, String plan) throws IOException {
        try {
            Matcher content = CONTENT.matcher(Files.readString(kept, StandardCharsets.ISO_8859_1));
            return content.matches() && content.group(1).equals(plan) ? Long.parseLong(content.group(2)) : 0;
        } catch (NoSuchFileException e) {
            return 0;
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
