package org.openbloctel.registry.platform.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * An entry that waits for its place in the chain.
 *
 * @param id names it while it waits
 * @param at when it was made, to the microsecond
 * @param details the entry's, as they are hashed: names and values in turns
 */
record Waiting(UUID id, Instant at, AuditEntry entry, List<String> details) {
    Waiting {
        details = List.copyOf(details);
    }

    static Waiting of(Instant at, AuditEntry entry) {
        return new Waiting(UUID.randomUUID(), at, entry, flat(entry.details()));
    }

    private static List<String> flat(Map<String, String> details) {
        List<String> flat = new ArrayList<>();
        new TreeMap<>(details).forEach((name, value) -> {
            flat.add(name);
            flat.add(value);
        });
        return flat;
    }

    String[] detailsAsArray() {
        return details.toArray(String[]::new);
    }

    /** The entry's place behind another. */
    Link after(Link last, Hashing hashing) {
        return last.next(hashing, at, entry, detailsAsArray());
    }

    /** Shows that a server wrote this entry, under this id. No hash of the chain begins with such a text. */
    String mac(Hashing hashing) {
        return after(new Link(0, "waiting:" + id), hashing).hash();
    }

    /**
     * An entry that waits, as the database has it.
     *
     * @param n its place among those that wait
     * @param mac as it stands in the database
     * @param repeated whether the chain has the same entry, to the microsecond
     */
    record Row(long n, Waiting waiting, String mac, boolean repeated) {
        /** Whether a server wrote it, and it was not chained before. */
        boolean isSound(List<TrailSeal> seals) {
            return !repeated
                    && seals.stream()
                            .flatMap(seal -> seal.hashing().stream())
                            .anyMatch(hashing -> waiting.mac(hashing).equals(mac));
        }
    }
}
