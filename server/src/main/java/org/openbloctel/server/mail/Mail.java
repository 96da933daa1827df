package org.openbloctel.server.mail;

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
 * @param inReplyTo the Message-ID of what it answers; null when it answers nothing
 */
public record Mail(
        UUID id,
        String recipient,
        Locale locale,
        String subject,
        String text,
        @Nullable String html,
        @Nullable String inReplyTo) {}
