package org.openbloctel.server.calls.mailbox;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A feature that takes the mails to an address of its own, which arrive in the mailbox of call files. Thread-safe. */
public interface OtherAddress {
    /** Where people write, without a plus. */
    String address();

    /**
     * Takes a mail, in the transaction that settles it. Mails of programs, and those without one readable sender, never come here.
     *
     * @return false for an ignored mail, which is set aside
     */
    boolean receive(Received mail);

    /**
     * A mail as it was read.
     *
     * @param from its one sender
     * @param proved whether the sender's domain vouches for it, and it was written to us
     * @param marks texts behind the plus of the address, and in brackets in the subject, in this order
     * @param text as plain text, shortened
     * @param dropped how many parts beside the text there are
     * @param messageId null where it has none
     */
    record Received(
            String from,
            boolean proved,
            List<String> marks,
            String subject,
            String text,
            int dropped,
            @Nullable String messageId,
            Locale locale) {
        /** Copies the list. */
        public Received {
            marks = List.copyOf(marks);
        }

        /** Without address and texts. */
        @Override
        public String toString() {
            return "Received";
        }
    }
}
