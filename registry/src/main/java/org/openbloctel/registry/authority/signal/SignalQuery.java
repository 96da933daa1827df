package org.openbloctel.registry.authority.signal;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which signals are listed, among those whose kind and state this version knows; null for all. */
public record SignalQuery(
        Signal.@Nullable Kind kind,
        Signal.@Nullable State state,
        @Nullable UUID company) {
    static final SignalQuery ALL = new SignalQuery(null, null, null);

    List<Signal.Kind> kinds() {
        return kind == null ? List.of(Signal.Kind.values()) : List.of(kind);
    }

    List<Signal.State> states() {
        return state == null ? List.of(Signal.State.values()) : List.of(state);
    }
}
