package org.openbloctel.registry.list.guard;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Uses since they were written down last. Thread-safe. */
final class Uses {
    private final Map<By, Sums> sums = new HashMap<>();

    /** Who used what. */
    record By(UUID company, UUID principal, String actor, Asker.Door door) {
        static By of(Asker asker) {
            // A file is its own actor: by files there would be as many rows as files.
            String actor = asker.door() == Asker.Door.FILE ? "files" : asker.actor();
            return new By(asker.company(), asker.principal(), actor, asker.door());
        }
    }

    /** How much. */
    record Sums(long asked, double learnt, FreshCounts counts) {
        Sums plus(Sums more) {
            return new Sums(asked + more.asked, learnt + more.learnt, counts.plus(more.counts));
        }
    }

    synchronized void add(By by, Sums more) {
        sums.merge(by, more, Sums::plus);
    }

    /** All of them; from here on they are counted anew. */
    synchronized Map<By, Sums> take() {
        Map<By, Sums> taken = new HashMap<>(sums);
        sums.clear();
        return taken;
    }
}
