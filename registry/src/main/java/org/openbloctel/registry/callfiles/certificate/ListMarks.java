package org.openbloctel.registry.callfiles.certificate;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TextKeyRows;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.platform.vault.SealedTexts;
import org.openbloctel.scrub.engine.ScrubReport;

/**
 * The marks that name a list outside of the server: an HMAC-SHA-256 over its revision and its content digest. The digest itself, beside the exact
 * size, would show whether a number that anyone registers was on the list before. For the doctor, a certificate keeps both, encrypted for
 * its id. One key for all servers, wrapped by the master key. Thread-safe.
 */
final class ListMarks {
    static final String PREFIX = "hmac-sha256:";

    private static final String PLACE = "list";
    private static final int PARTS = 3;

    private final SealedTexts sealed;

    ListMarks(Database database, MasterKeys master) {
        this.sealed = new SealedTexts(
                "list-mark", master, UnaryOperator.identity(), new TextKeyRows(database, "accounts.list_mark_key"));
    }

    String mark(long revision, String digest) {
        byte[] content = (revision + " " + digest).getBytes(StandardCharsets.US_ASCII);
        return PREFIX + HexFormat.of().formatHex(sealed.mac("digest", content));
    }

    byte[] seal(UUID certificate, ScrubReport.ListUsed exact) {
        String text = exact.revision() + " " + exact.numbers() + " " + exact.digest();
        return Objects.requireNonNull(sealed.seal(certificate, PLACE, text), "never empty");
    }

    /**
     * A list as the service had it.
     *
     * @param digest {@code sha256:…} over its numbers
     */
    record Exact(long revision, long numbers, String digest) {}

    /**
     * Opens the list that was sealed for a certificate.
     *
     * @throws IllegalStateException if it was altered, or is of another certificate
     */
    Exact open(UUID certificate, byte[] content) {
        String[] parts = sealed.open(certificate, PLACE, content).split(" ", PARTS);
        return new Exact(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
    }
}
