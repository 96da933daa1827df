package org.openbloctel.server.calls.mailbox;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * A mail as it was sent, in memory: never larger than the mailbox takes, and on no disk, since it is not encrypted. Its parts are told
 * apart here and not by what the server says of them, so that every server gives the same ones.
 */
final class WholeMail {
    private WholeMail() {}

    /**
     * Fetches a mail.
     *
     * @return nothing when it is larger than allowed, even if its server announced less
     */
    static Optional<MimeMessage> of(Message message, Session session, long mostBytes) throws MessagingException {
        if (message.getSize() > mostBytes) {
            return Optional.empty();
        }
        Bytes bytes = new Bytes(Math.max(1, message.getSize()), mostBytes);
        try {
            message.writeTo(bytes);
        } catch (TooLarge e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new MessagingException("the mail does not come", e);
        }
        return Optional.of(new MimeMessage(session, bytes.shared()));
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Grows up to a limit, and is read without being copied. */
    private static final class Bytes extends OutputStream {
        private final long most;
        private byte[] content;
        private int count;

        Bytes(int expected, long most) {
            this.content = new byte[expected];
            this.most = most;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] source, int from, int length) throws IOException {
            long needed = (long) count + length;
            if (needed > most) {
                throw new TooLarge();
            }
            if (needed > content.length) {
                content = Arrays.copyOf(content, (int) Math.min(most, Math.max(needed, content.length * 2L)));
            }
            System.arraycopy(source, from, content, count, length);
            count += length;
        }

        SharedByteArrayInputStream shared() {
            return new SharedByteArrayInputStream(content, 0, count);
        }
    }
}
