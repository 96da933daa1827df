package org.openbloctel.registry.platform.filevault;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** Public keys to which files are sealed, in the format of age: each of their private keys opens a file, and nothing here does. Immutable. */
public final class Seal {
    /** How the names of sealed files end. */
    public static final String ENDING = ".age";

    private final List<String> recipients;

    /** A seal to these keys, one at least. */
    public Seal(List<String> recipients) {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("sealed to nothing");
        }
        this.recipients = List.copyOf(recipients);
    }

    public List<String> recipients() {
        return recipients;
    }

    /** A stream whose bytes are written sealed. The file is whole once it is closed, which closes the other, too. */
    public OutputStream to(OutputStream out) throws IOException {
        try {
            List<RecipientStanzaWriter> writers = new ArrayList<>();
            for (String recipient : recipients) {
                writers.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient));
            }
            OutputStream sealed = Channels.newOutputStream(
                    new StandardEncryptingChannelFactory().newEncryptingChannel(Channels.newChannel(out), writers));
            return new ClosedOnce(sealed, out);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot seal", e);
        }
    }

    /**
     * An encrypting stream that is closed once: the libraries would write the last segment twice. Closes the file below even when that segment cannot
     * be written: the libraries leave it open, and a deleted file would still take its room. Not thread-safe.
     */
    static final class ClosedOnce extends FilterOutputStream {
        private final OutputStream stored;
        private boolean closed;

        ClosedOnce(OutputStream encrypting, OutputStream stored) {
            super(encrypting);
            this.stored = stored;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                try (stored) {
                    out.close();
                }
            }
        }
    }
}
