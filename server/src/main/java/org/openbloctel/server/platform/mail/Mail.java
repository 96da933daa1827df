package org.openbloctel.server.platform.mail;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it is sent.
 *
 * @param id of its message in the outbox; the same at every attempt
 * @param recipient the address
 * @param locale of its text
 * @param subject one line
 * @param text the whole, for every reader
 * @param html the same, laid out; null when there is none
 * @param conversation what it answers, and where its own answers go
 */
public record Mail(
        UUID id,
        String recipient,
        Locale locale,
        String subject,
        String text,
        @Nullable String html,
        Conversation conversation) {
    /**
     * The mails before and after it.
     *
     * @param inReplyTo the Message-ID of what it answers; null when it answers nothing
     * @param replyTo where replies go; null for its sender's address
     */
    public record Conversation(
            @Nullable String inReplyTo, @Nullable String replyTo) {
        /** Answers nothing, and awaits no answer. */
        public static final Conversation NONE = new Conversation(null, null);
    }

    /** A way out for mails. Thread-safe. */
    public interface Route {
        /** Hands a mail over; once it returns, the mail is the next server's. */
        void send(Mail mail) throws Failure;

        /** Closes connections that were kept open for the next mail: there is none for now. */
        default void rest() {}

        /** A mail did not go. Says why without saying to whom. */
        final class Failure extends Exception {
            private static final long serialVersionUID = 1;

            Failure(String why) {
                super(why);
            }
        }
    }
}
