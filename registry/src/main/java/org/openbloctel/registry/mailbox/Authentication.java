package org.openbloctel.registry.mailbox;

import java.util.Set;

/**
 * What the server that received a mail says of who signed it. Its word alone counts: what else a mail says of itself, its sender
 * wrote.
 *
 * @param signers domains whose DKIM signature holds, in lower case
 * @param aligned domains of From for which DMARC passed, in lower case
 */
public record Authentication(Set<String> signers, Set<String> aligned) {
    /** Nobody vouches for anything. */
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

    /** The upper one has two labels at least: nobody signs for all of a country. */
    private static boolean isBelow(String lower, String upper) {
        return upper.indexOf('.') > 0 && lower.endsWith("." + upper);
    }
}
