package org.openbloctel.registry.platform.audit;

import java.util.List;
import java.util.function.Consumer;

/** A service that has signed nothing yet. */
final class NoPapers implements Sighting.Witness {
    @Override
    public void each(Consumer<List<Sighting>> some) {}

    @Override
    public List<Sighting> latest() {
        return List.of();
    }
}
