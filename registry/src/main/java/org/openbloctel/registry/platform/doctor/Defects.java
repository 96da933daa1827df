package org.openbloctel.registry.platform.doctor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects what checks find, and how much they examined. Of each defect it counts all and keeps the first {@value #SHOWN} subjects, so that
 * it stays small. For one thread.
 */
public final class Defects {
    /** How many subjects of a defect are kept. */
    public static final int SHOWN = 20;

    private final Map<Defect, Long> counts = new EnumMap<>(Defect.class);
    private final Map<Defect, List<String>> subjects = new EnumMap<>(Defect.class);
    private final Map<String, Long> examined = new TreeMap<>();

    /**
     * Notes a defect.
     *
     * @param subject an id or the name of a file of ours; never a phone number, nor a name that a customer gave
     */
    public void add(Defect defect, String subject) {
        add(defect, subject, 1);
    }

    /** Notes several of one kind, of which this is the first. */
    public void add(Defect defect, String subject, long count) {
        counts.merge(defect, count, Long::sum);
        List<String> first = subjects.computeIfAbsent(defect, any -> new ArrayList<>());
        if (first.size() < SHOWN) {
            first.add(subject);
        }
    }

    /** Notes how many things of a kind were examined. */
    public void examined(String kind, long count) {
        examined.merge(kind, count, Long::sum);
    }

    /** All that was found, in the order of the codes. */
    public List<Found> found() {
        return counts.entrySet().stream()
                .map(entry ->
                        new Found(entry.getKey(), entry.getValue(), subjects.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }

    /** How many things of each kind were examined. */
    public Map<String, Long> examined() {
        return Collections.unmodifiableMap(new TreeMap<>(examined));
    }

    /**
     * One kind of defect.
     *
     * @param count how many there are
     * @param subjects the first of them
     */
    public record Found(Defect defect, long count, List<String> subjects) {
        /** Copies the list. */
        public Found {
            subjects = List.copyOf(subjects);
        }
    }
}
