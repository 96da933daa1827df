package org.openbloctel.registry.platform.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * Encrypts the parameters of a waiting mail under the master key, for this mail alone: a copy of the database shows no link. Thread-safe.
 * What was altered, belongs to another mail or to a key that is not in the ring is a {@link MasterKeys.LostKeyException}.
 */
final class MailSeal {
    private final MasterKeys keys;

    MailSeal(MasterKeys keys) {
        this.keys = keys;
    }

    /** Each text is written as its length in bytes, and its bytes. */
    byte[] seal(UUID mail, String[] parameters) {
        List<byte[]> texts = new ArrayList<>();
        int size = 0;
        for (String parameter : parameters) {
            byte[] text = parameter.getBytes(StandardCharsets.UTF_8);
            texts.add(text);
            size += Integer.BYTES + text.length;
        }
        ByteBuffer plain = ByteBuffer.allocate(size);
        texts.forEach(text -> plain.putInt(text.length).put(text));
        return keys.wrap(plain.array(), context(mail));
    }

    String[] open(UUID mail, byte[] sealed) {
        ByteBuffer plain = ByteBuffer.wrap(keys.unwrap(sealed, context(mail)));
        List<String> texts = new ArrayList<>();
        while (plain.hasRemaining()) {
            byte[] text = new byte[plain.getInt()];
            plain.get(text);
            texts.add(new String(text, StandardCharsets.UTF_8));
        }
        return texts.toArray(String[]::new);
    }

    private static String context(UUID mail) {
        return "mail:" + mail;
    }
}
