package org.openbloctel.registry.mailbox;

import java.util.Optional;
import java.util.Set;

/**
 * What the operator chose.
 *
 * @param address where people send their call files; empty when no mailbox is read
 * @param mailbox which mailbox and folder is read, as its mails are written down
 * @param own our own addresses, in lower case: mail from there is never answered
 * @param strangersADay how many unknown senders are answered in a day
 */
public record Policy(Optional<String> address, String mailbox, Set<String> own, int strangersADay) {
    /** Copies the set. */
    public Policy {
        own = Set.copyOf(own);
    }
}
