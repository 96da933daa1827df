package org.openbloctel.registry.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** For tests: that something is refused, and how. */
public final class Refused {
    private Refused() {}

    /** Fails unless the call is refused in exactly this way. */
    public static void assertRefused(ThrowingCallable call, Refusal refusal) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
