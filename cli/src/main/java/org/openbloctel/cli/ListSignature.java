package org.openbloctel.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.openbloctel.scrub.disk.WholeFile;
import org.openbloctel.scrub.engine.UnwritableException;
import org.openbloctel.scrub.list.OppositionList;

/**
 * The signature of a list, in a file beside it, {@code opposition.list.jws}: of its plan, revision, time and numbers. It holds for the list
 * that a signed delta gives, too. Stateless.
 */
final class ListSignature {
    private static final String TYPE = "openbloctel-list+jws";
    private static final String ENDING = ".jws";
    private static final int MAX = 1 << 16;

    private ListSignature() {}

    /** A file with a private JWK, made by {@code bloctel keygen --signing}. */
    static Json key(String file) throws IOException {
        try {
            Json key = Json.read(Files.readString(Path.of(file)));
            Signed.sign("", key, TYPE); // before any work is done
            return key;
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.INPUT, "error.signature.no-key", file);
        }
    }

    /** Signs a list that was written. */
    static void write(OppositionList list, Path file, Json key) throws IOException {
        String jws = Signed.sign(content(list), key, TYPE) + "\n";
        try (WholeFile whole = WholeFile.create(beside(file))) {
            whole.channel().write(ByteBuffer.wrap(jws.getBytes(StandardCharsets.US_ASCII)));
            whole.publish();
        } catch (IOException e) {
            throw new UnwritableException(e);
        }
    }

    /**
     * Refuses a list that none of the keys signed. Its digest is computed anew: its checksums are no proof.
     *
     * @param keys a file with a JWK Set
     */
    static void require(OppositionList list, Path file, String keys) throws IOException {
        Json set;
        try {
            set = Json.read(Files.readString(Path.of(keys)));
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.INPUT, "error.certificate.keys", keys);
        }
        Json signed = Signed.content(jws(file), set, TYPE, "error.signature.");
        if (!signed.equals(Json.read(content(list))) || !list.isConsistent()) {
            throw new Failure(ExitCode.LIST, "error.signature.altered");
        }
    }

    private static String jws(Path list) throws IOException {
        // Of a link, beside the link or beside the file that it names, which both change at once with the link.
        Path beside = Files.exists(beside(list)) ? beside(list) : beside(list.toRealPath());
        try {
            return Files.size(beside) > MAX
                    ? ""
                    : Files.readString(beside, StandardCharsets.ISO_8859_1).strip();
        } catch (NoSuchFileException e) {
            throw new Failure(ExitCode.LIST, "error.signature.missing", beside(list));
        }
    }

    static Path beside(Path list) {
        return list.resolveSibling(list.getFileName() + ENDING);
    }

    private static String content(OppositionList list) {
        return "{\"format\": 1, \"kind\": \"list\", \"plan\": \"" + list.plan().code() + "\", \"revision\": "
                + list.revision() + ", \"time\": \"" + list.time() + "\", \"numbers\": " + list.size()
                + ", \"digest\": \"" + list.digest() + "\"}";
    }
}
