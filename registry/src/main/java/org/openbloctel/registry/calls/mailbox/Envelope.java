package org.openbloctel.registry.calls.mailbox;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
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
 * @param campaigns ids or names of campaigns that its recipient's address or its subject holds, in this order
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
        campaigns = Collections.unmodifiableSet(new LinkedHashSet<>(campaigns));
    }

    /**
     * What the server that received a mail says of who signed it. Its word alone counts: what else a mail says of itself, its sender
     * wrote.
     *
     * @param signers domains whose DKIM signature holds, in lower case
     * @param aligned domains of From for which DMARC passed, in lower case
     */
    public record Authentication(Set<String> signers, Set<String> aligned) {
        /** No server vouches for anything. */
        public static final Authentication NONE = new Authentication(Set.of(), Set.of());

        /** Copies the sets. */
        public Authentication {
            signers = Set.copyOf(signers);
            aligned = Set.copyOf(aligned);
        }

        /**
         * Whether an address of this domain is its owner's: the domain signed, or one above it did. A signature of a domain below it
         * counts only where DMARC passed as well: who runs a domain chose whom to believe there, and may have lent one below it to
         * somebody else.
         */
        public boolean vouchesFor(String domain) {
            return signers.stream()
                    .anyMatch(signer -> signer.equals(domain)
                            || isBelow(domain, signer)
                            || (aligned.contains(domain) && isBelow(signer, domain)));
        }

        /** The upper one has two labels at least: no signature counts for a whole country. */
        private static boolean isBelow(String lower, String upper) {
            return upper.indexOf('.') > 0 && lower.endsWith("." + upper);
        }
    }
}
