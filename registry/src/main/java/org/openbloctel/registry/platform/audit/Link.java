package org.openbloctel.registry.platform.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One link of the chain.
 *
 * @param seq an entry's place
 * @param hash over the entry and the hash of the one before, in hexadecimal
 */
public record Link(long seq, String hash) {
    /** What the first entry of all is linked to. */
    static final Link START = new Link(0, "0".repeat(64));

    Link next(Hashing hashing, AuditEntry.Recorded entry, String... details) {
        return next(hashing, entry.at(), entry.entry(), details);
    }

    Link next(Hashing hashing, Instant at, AuditEntry entry, String... details) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        add(content, hash);
        content.writeBytes(ByteBuffer.allocate(20)
                .putLong(seq + 1)
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .array());
        add(content, entry.actor());
        add(content, entry.action());
        add(content, entry.subject());
        for (String detail : details) {
            add(content, detail);
        }
        return new Link(seq + 1, HexFormat.of().formatHex(hashing.of(content.toByteArray())));
    }

    /** With its length before it: two texts cannot be cut otherwise and give the same bytes. */
    private static void add(ByteArrayOutputStream content, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        content.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
        content.writeBytes(bytes);
    }
}
