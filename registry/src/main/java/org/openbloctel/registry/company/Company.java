package org.openbloctel.registry.company;

import java.time.Instant;
import java.util.UUID;

/**
 * A company with an account, in any legal form: a person who canvasses alone, too.
 *
 * @param id its id here
 * @param number its SIREN, and SIRET if it gave one
 * @param name its name
 * @param address where its invoices go, several lines
 * @param representative who represents it in law
 * @param state how far its account is
 * @param reason why it was refused or suspended, in the operator's words; else empty
 * @param createdAt when its e-mail was confirmed
 */
public record Company(
        UUID id,
        CompanyNumber number,
        String name,
        String address,
        String representative,
        State state,
        String reason,
        Instant createdAt) {

    /** How far an account is. */
    public enum State {
        /** The operator has not looked yet: test keys work, nothing real. */
        TO_VERIFY,
        /** The operator found it to be what it says. */
        VERIFIED,
        /** The operator found otherwise; it may correct what it said. */
        REFUSED,
        /** Was verified, and is stopped: nothing real goes on. */
        SUSPENDED
    }

    /** Whether it may have real numbers checked. */
    public boolean verified() {
        return state == State.VERIFIED;
    }
}
