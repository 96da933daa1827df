package org.openbloctel.registry.outbox;

import java.util.Locale;
import java.util.Map;

/**
 * A mail to be sent.
 *
 * @param recipient the address
 * @param locale French or English
 * @param template the template's name, {@code consumer/confirm} for instance
 * @param parameters what the template needs: links and dates, texts already chosen; a phone number only masked
 */
public record Message(String recipient, Locale locale, String template, Map<String, String> parameters) {
    /** A parameter that makes the mail an answer: the Message-ID of what it answers. */
    public static final String IN_REPLY_TO = "in-reply-to";

    /** Copies the parameters. */
    public Message {
        parameters = Map.copyOf(parameters);
    }
}
