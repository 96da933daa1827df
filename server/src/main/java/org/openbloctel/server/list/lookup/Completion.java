package org.openbloctel.server.list.lookup;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What something gave or threw in one thread, for another one. */
final class Completion<T> {
    private final @Nullable T value;
    private final @Nullable RuntimeException fault;

    private Completion(@Nullable T value, @Nullable RuntimeException fault) {
        this.value = value;
        this.fault = fault;
    }

    @SuppressWarnings("IllegalCatch") // it is thrown again, elsewhere
    static <T> Completion<T> of(Supplier<T> asked) {
        try {
            return new Completion<>(asked.get(), null);
        } catch (RuntimeException e) {
            return new Completion<>(null, e);
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
