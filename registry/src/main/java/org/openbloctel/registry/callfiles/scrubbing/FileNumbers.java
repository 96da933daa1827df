package org.openbloctel.registry.callfiles.scrubbing;

import java.util.Arrays;
import java.util.List;
import org.openbloctel.scrub.engine.Ruling;

/**
 * Collects the numbers of a file in a first reading, so that they can be judged all at once. Eight bytes a number: 80 MB for ten
 * million. A file that repeats few numbers many times takes room for those few. Thread-safe.
 */
final class FileNumbers implements Ruling {
    /** Up to here, 128 MB, room is cheaper than looking for what stands twice. */
    private static final int ROOMY = 1 << 24;

    private long[] numbers = new long[1 << 12];
    private int count;

    @Override
    public List<String> rules() {
        return List.of();
    }

    @Override
    public synchronized void rule(long[] nationals, int n, byte[] rulings) {
        if (count + n > numbers.length) {
            makeRoom(n);
        }
        for (int i = 0; i < n; i++) {
            if (nationals[i] >= 0) {
                numbers[count++] = nationals[i];
            }
        }
    }

    private void makeRoom(int more) {
        if (numbers.length >= ROOMY) {
            dropDoubles();
        }
        if (count + more > numbers.length / 2) {
            numbers = Arrays.copyOf(numbers, Math.max(numbers.length * 2, count + more));
        }
    }

    private void dropDoubles() {
        Arrays.parallelSort(numbers, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || numbers[i] != numbers[i - 1]) {
                numbers[kept++] = numbers[i];
            }
        }
        count = kept;
    }

    /** All of them. */
    synchronized CampaignLaw.Numbers sorted() {
        dropDoubles();
        return new CampaignLaw.Numbers(numbers, count);
    }
}
