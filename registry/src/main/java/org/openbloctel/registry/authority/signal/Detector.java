package org.openbloctel.registry.authority.signal;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Finds one kind of signal by the sums that other features give. Writes nothing. */
interface Detector {
    Signal.Kind kind();

    /** The settings by which it judges, by their names. */
    Map<String, Long> parameters();

    /** The findings at an instant, the most striking first. */
    List<Detection> find(Instant now);
}
