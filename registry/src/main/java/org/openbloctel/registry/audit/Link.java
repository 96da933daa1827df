package org.openbloctel.registry.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** One link of the chain: an entry's place, and a hash (SHA-256, hexadecimal) over it and all before it. */
record Link(long seq, String hash) {
    Link next(AuditEntry.Recorded entry, String... details) {
        return next(entry.at(), entry.entry(), details);
    }

    Link next(Instant at, AuditEntry entry, String... details) {
        MessageDigest digest = sha256();
        add(digest, hash);
        digest.update(ByteBuffer.allocate(20)
                .putLong(seq + 1)
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .array());
        add(digest, entry.actor());
        add(digest, entry.action());
        add(digest, entry.subject());
        for (String detail : details) {
            add(digest, detail);
        }
        return new Link(seq + 1, HexFormat.of().formatHex(digest.digest()));
    }

    /** With its length before it: two texts cannot be cut otherwise and give the same bytes. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
