package org.openbloctel.registry.webhook;

import java.net.URI;

/** Whether something may be sent to an address; asked outside of transactions, for it looks names up. Thread-safe. */
@FunctionalInterface
public interface TargetCheck {
    /**
     * Refuses an address that leads nowhere or where nothing may be sent.
     *
     * @throws org.openbloctel.registry.refusal.RefusedException when it does
     */
    void require(URI url);
}
