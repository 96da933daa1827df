package org.openbloctel.bench.submission;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.openbloctel.bench.data.CallFile;

/**
 * What the server has to return of a generated file without quoted line ends.
 *
 * @param sha256 of the header and the callable lines, hexadecimal
 */
record Truth(long callable, long opposed, long unchecked, String sha256) {
    private static final int BUFFER = 1 << 20;

    static Truth of(CallFile file) throws IOException {
        long[] counts = new long[128];
        MessageDigest digest = newSha256();
        try (InputStream marks = new BufferedInputStream(Files.newInputStream(file.truth()), BUFFER);
                InputStream in = Files.newInputStream(file.calls())) {
            byte[] buffer = new byte[BUFFER];
            boolean wanted = true;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                int from = 0;
                for (int i = 0; i < n; i++) {
                    if (buffer[i] == '\n') {
                        if (wanted) {
                            digest.update(buffer, from, i + 1 - from);
                        }
                        from = i + 1;
                        int mark = marks.read();
                        wanted = mark == '0';
                        counts[Math.max(mark, 0)]++;
                    }
                }
                if (wanted) {
                    digest.update(buffer, from, n - from);
                }
            }
        }
        return new Truth(counts['0'], counts['1'], counts['?'], HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
