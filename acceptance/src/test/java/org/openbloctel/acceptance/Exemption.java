package org.openbloctel.acceptance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A place where a house rule does not hold, and why. One that excuses nothing any more is itself a fault. */
record Exemption(HouseRule rule, String place, String reason) {
    /** The faults that nothing excuses, then the exemptions of that rule that excuse no fault. */
    static List<Fault> apply(List<Exemption> exemptions, HouseRule rule, List<Fault> faults) {
        Set<Exemption> used = new HashSet<>();
        List<Fault> remaining = new ArrayList<>();
        for (Fault fault : faults) {
            List<Exemption> excuses = exemptions.stream()
                    .filter(exemption -> exemption.rule == rule && exemption.place.equals(fault.place()))
                    .toList();
            used.addAll(excuses);
            if (excuses.isEmpty()) {
                remaining.add(fault);
            }
        }
        for (Exemption exemption : exemptions) {
            if (exemption.rule == rule && !used.contains(exemption)) {
                remaining.add(new Fault(exemption.place, "its exemption from " + rule + " no longer applies"));
            }
        }
        return remaining;
    }
}
