package org.openbloctel.registry.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What decides about a mail, as it was read. Nothing of it is trusted but {@link #authentication}.
 *
 * @param from every address of every From
 * @param authentication what the receiving server says
 * @param toUs whether To or Cc names our address: who has a copy of a signed mail to somebody else may send it on to us
 * @param sentAt its Date; a signed mail of long ago may be sent again by anybody who has it
 * @param automatic whether a program, a list or a mail server sent it: such mail is never answered
 * @param messageId its Message-ID, where it has a proper one
 * @param campaigns ids or names of campaigns that its subject or its recipient's address holds
 * @param locale the language it seems to be in
 */
public record Envelope(
        List<String> from,
        Authentication authentication,
        boolean toUs,
        Optional<Instant> sentAt,
        boolean automatic,
        Optional<String> messageId,
        Set<String> campaigns,
        Locale locale) {
    /** Copies the collections. */
    public Envelope {
        from = List.copyOf(from);
        campaigns = Set.copyOf(campaigns);
    }
}
