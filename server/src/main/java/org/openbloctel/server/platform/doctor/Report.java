package org.openbloctel.server.platform.doctor;

import java.util.List;
import java.util.Map;
import org.openbloctel.registry.platform.doctor.Defects;

/**
 * What the doctor found.
 *
 * @param used whether a server has ever started on the database
 * @param defects what is wrong, in the order of the codes
 * @param examined how many things of each kind were examined
 * @param unchecked the checks that could not be made, with the reason
 */
public record Report(
        boolean used, List<Defects.Found> defects, Map<String, Long> examined, Map<String, String> unchecked) {
    /** All was examined, and nothing is wrong. */
    public static final int SOUND = 0;

    /** Something is wrong. */
    public static final int DEFECTS = 1;

    /** No defects found, but not everything could be examined. */
    public static final int UNCHECKED = 2;

    /** Copies the collections. */
    public Report {
        defects = List.copyOf(defects);
        examined = Map.copyOf(examined);
        unchecked = Map.copyOf(unchecked);
    }

    /** How the program ends. */
    public int exitCode() {
        if (!defects.isEmpty()) {
            return DEFECTS;
        }
        return unchecked.isEmpty() ? SOUND : UNCHECKED;
    }
}
