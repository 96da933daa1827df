package org.openbloctel.registry.calls.verdict;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openbloctel.law.Territory;
import org.openbloctel.scrub.engine.Ruling;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * The rulings on the numbers of a file: one for all numbers of which nothing is known, by territory and by whether they are listed, and a
 * table of the others, open-addressed, filled to two thirds at most: 13.5 to 27 bytes an entry, 27 to 54 MB for two million consents that hold.
 * Filled by several threads, then read by several: the scrub's threads start after the last {@link #put}.
 */
final class Rulings implements Ruling {
    private static final long FREE = -1;

    private final NumberingPlan plan;
    private final List<String> rules;
    private final Map<Territory, byte[]> plain;
    /** The plain rulings where no territory differs from another; null where one does. */
    private final byte[] everywhere;

    private long[] keys = new long[1 << 10];
    private byte[] values = new byte[keys.length];
    private int count;

    /**
     * Rulings without a number yet.
     *
     * @param plain for each territory the ruling on a number that is not listed, and on one that is
     */
    Rulings(NumberingPlan plan, List<String> rules, Map<Territory, byte[]> plain) {
        this.plan = plan;
        this.rules = rules;
        this.plain = plain;
        this.everywhere = same(plain.values());
        Arrays.fill(keys, FREE);
    }

    private static byte[] same(Collection<byte[]> all) {
        byte[] first = all.iterator().next();
        return all.stream().allMatch(one -> Arrays.equals(one, first)) ? first : new byte[0];
    }

    @Override
    public List<String> rules() {
        return rules;
    }

    /** The ruling on a number of which nothing is known. */
    byte plain(long national, boolean listed) {
        byte[] known = everywhere.length > 0
                ? everywhere
                : Objects.requireNonNull(plain.get(Territory.of(plan.international(national))));
        return known[listed ? 1 : 0];
    }

    /** The ruling on a number; the last one counts. */
    synchronized void put(long national, boolean listed, byte ruling) {
        int at = place(national);
        if (keys[at] == national) {
            values[at] = ruling;
        } else if (ruling != plain(national, listed)) {
            keys[at] = national;
            values[at] = ruling;
            count++;
            if (count > keys.length / 3 * 2) {
                grow();
            }
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        byte[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new byte[keys.length];
        Arrays.fill(keys, FREE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                int at = place(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }

    /** Where a number stands, or would. */
    private int place(long national) {
        int mask = keys.length - 1;
        int at = (int) ((national * 0x9e3779b97f4a7c15L) >>> 32) & mask;
        while (keys[at] != FREE && keys[at] != national) {
            at = (at + 1) & mask;
        }
        return at;
    }

    @Override
    public void rule(long[] nationals, int n, byte[] rulings) {
        for (int i = 0; i < n; i++) {
            long national = nationals[i];
            if (national >= 0) {
                int at = place(national);
                rulings[i] = keys[at] == national ? values[at] : plain(national, rulings[i] != 0);
            }
        }
    }
}
