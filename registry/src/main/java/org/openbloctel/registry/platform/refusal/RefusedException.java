package org.openbloctel.registry.platform.refusal;

import java.util.ArrayList;
import java.util.List;

/** Carries a {@link Refusal} to the door that renders it. Without a stack trace: it is an answer, not a fault. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.code(), null, false, false);
        this.refusal = refusal;
    }

    /** What these readings refuse, in their order: a form says everything that is wrong at once. */
    public static List<RefusedException> all(Runnable... readings) {
        List<RefusedException> all = new ArrayList<>();
        for (Runnable reading : readings) {
            try {
                reading.run();
            } catch (RefusedException refused) {
                all.add(refused);
            }
        }
        return all;
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }
}
