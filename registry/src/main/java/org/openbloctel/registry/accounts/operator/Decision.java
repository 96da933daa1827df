package org.openbloctel.registry.accounts.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision that waits for its confirmation.
 *
 * @param subject the company, the member or the invoice that it is about
 * @param evidence why it may be taken, in the words of who asked; empty where none is needed
 * @param details the figures that are decided on, as the feature writes them; empty where there are none
 * @param shown the thing as the person who asked saw it; null in a request of the version before, which cannot be confirmed
 * @param askedBy who asked: one of the operator's people
 * @param dueAt from when on it can be confirmed
 */
public record Decision(
        Kind kind,
        UUID subject,
        String evidence,
        String details,
        @Nullable Shown shown,
        UUID askedBy,
        Instant askedAt,
        Instant dueAt) {
    /** The name of the part that a form carries of the request itself. */
    static final String REQUEST = "request";

    /** What a form carries of a thing and of the request about it that was shown beside it. */
    Shown beside(Shown thing) {
        return thing.with(REQUEST, evidence, details, askedBy, askedAt);
    }

    /** What is decided so. */
    public enum Kind {
        /** A member's lost second factor is withdrawn: the way by which an account is taken over, so its holder has a day to object. */
        FACTOR_WITHDRAWAL("factor-withdrawal", Duration.ofDays(1)),
        /** A company is verified: real numbers from then on. */
        VERIFICATION("verification", Duration.ZERO),
        /** Stopped downloads of a company are opened again. */
        DOWNLOADS("downloads", Duration.ZERO),
        /** A company that the guard stopped asks again. */
        GUARD("guard", Duration.ZERO),
        /** A budget of fresh numbers is raised far. */
        BUDGET("budget", Duration.ZERO),
        /** A poll may dial digits by chance. */
        POLL("poll", Duration.ZERO),
        /** A file leaves whose company is stopped for more than a hold. */
        RELEASE("release", Duration.ZERO),
        /** Numbers that never had a subscriber come on the list, to show who walks through it. */
        CANARIES("canaries", Duration.ZERO),
        /** They leave it. */
        CANARY_WITHDRAWAL("canary-withdrawal", Duration.ZERO),
        /** A large invoice is noted as paid: its plan begins, and with it a budget of what may be learnt of the list. */
        PAYMENT("payment", Duration.ZERO),
        /** A plan gets other limits or prices, or can no longer be ordered. */
        PLAN("plan", Duration.ZERO),
        /** Entries of the audit trail that a restored backup lacks are lost. */
        RESTORE("restore", Duration.ZERO),
        /** A power that no entry of the audit trail explains is one all the same. */
        POWER("power", Duration.ZERO);

        private final String code;
        private final Duration wait;

        Kind(String code, Duration wait) {
            this.code = code;
            this.wait = wait;
        }

        /** As it stands in the audit trail and in texts. */
        public String code() {
            return code;
        }

        /** How long it can be stopped before it is confirmed. */
        Duration waits() {
            return wait;
        }
    }
}
