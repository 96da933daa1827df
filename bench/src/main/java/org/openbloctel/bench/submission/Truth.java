package org.openbloctel.bench.submission;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.openbloctel.bench.data.CallFile;

/**
 * What the server has to return of a generated file without quoted line ends.
 *
 * @param sha256 of the header and the callable lines, hexadecimal
 */
public record Truth(long callable, long opposed, long forbidden, long unchecked, String sha256) {
    private static final int BUFFER = 1 << 20;
    private static final int PHONE = 3;
    private static final int NATIONAL_DIGITS = 9;

    /** Of a generated file whose people consented to nothing. */
    public static Truth of(CallFile file) throws IOException {
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
        return new Truth(
                counts['0'], counts['1'], 0, counts['?'], HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * For a campaign while consent is the law: callable are the lines of people who consented.
     *
     * @param consented their national numbers
     */
    static Truth ofConsents(CallFile file, Set<Long> consented) throws IOException {
        long callable = 0;
        long rows = 0;
        MessageDigest digest = newSha256();
        try (BufferedReader in = Files.newBufferedReader(file.calls(), StandardCharsets.ISO_8859_1)) {
            digest.update((in.readLine() + "\n").getBytes(StandardCharsets.ISO_8859_1));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                rows++;
                if (consented.contains(national(line))) {
                    callable++;
                    digest.update((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        }
        return new Truth(callable, 0, rows - callable, 0, HexFormat.of().formatHex(digest.digest()));
    }

    /** The national number of a generated line, in any clean spelling. */
    static long national(String line) {
        String digits = line.split(";", 5)[PHONE].replaceAll("[^0-9]", "");
        return Long.parseLong(digits.substring(digits.length() - NATIONAL_DIGITS));
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
