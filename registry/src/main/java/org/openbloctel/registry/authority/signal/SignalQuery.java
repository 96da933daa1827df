package org.openbloctel.registry.authority.signal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which signals are listed; null for all. */
public record SignalQuery(
        Signal.@Nullable Kind kind,
        Signal.@Nullable State state,
        @Nullable UUID company) {}
