package org.openbloctel.registry.platform.refusal;

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

    /** Fails unless the call is refused with a refusal of this kind. */
    public static void assertRefused(ThrowingCallable call, Class<? extends Refusal> kind) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(kind));
    }

    /** Fails unless the call is refused with this code. */
    public static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    /** Whether a step is done, and not refused. */
    public static boolean isDone(Runnable step) {
        try {
            step.run();
            return true;
        } catch (RefusedException refused) {
            return false;
        }
    }
}
