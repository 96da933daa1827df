package org.openbloctel.server.lookup;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What something gave or threw in one thread, for another one. */
final class Outcome<T> {
    private final @Nullable T value;
    private final @Nullable RuntimeException fault;

    private Outcome(@Nullable T value, @Nullable RuntimeException fault) {
        this.value = value;
        this.fault = fault;
    }

    @SuppressWarnings("IllegalCatch") // it is thrown again, elsewhere
    static <T> Outcome<T> of(Supplier<T> asked) {
        try {
            return new Outcome<>(asked.get(), null);
        } catch (RuntimeException e) {
            return new Outcome<>(null, e);
        }
    }

    /** The value; throws what was thrown. */
    T get() {
        if (value == null) {
            throw fault == null ? new IllegalStateException("nothing was given") : fault;
        }
        return value;
    }
}
