package org.openbloctel.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.openbloctel.scrub.engine.Verdict;

/** Puts the parts of a returned file together, into a folder of its attempt. */
final class JoinTask implements Function<JoinTask.Parts, JoinTask.Joined> {
    private static final long serialVersionUID = 1L;

    private final Store store;
    private final String scratch;

    JoinTask(Store store, String scratch) {
        this.store = store;
        this.scratch = scratch;
    }

    /** The parts of one verdict of a file, in order. */
    record Parts(int file, Verdict verdict, String name, List<String> files) implements Serializable {}

    /** Where they stand joined, with the SHA-256. */
    record Joined(int file, Verdict verdict, String path, String sha256) implements Serializable {}

    @Override
    public Joined call(Parts parts) throws IOException {
        String target =
                scratch + "/" + TaskContext.get().taskAttemptId() + "-" + parts.file() + "-joined/" + parts.name();
        MessageDigest sha256 = StoredFile.newSha256();
        try (OutputStream stored = store.create(target);
                OutputStream out = new DigestOutputStream(stored, sha256)) {
            for (String part : parts.files()) {
                try (InputStream in = store.open(part, 0)) {
                    in.transferTo(out);
                }
            }
        }
        return new Joined(parts.file(), parts.verdict(), target, StoredFile.digest(sha256));
    }
}
