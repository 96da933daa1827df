package org.openbloctel.bench.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The opposition list as most programs would hold it. */
final class ListOfLongs {

    private ListOfLongs() {}

    static Set<Long> read(Path list) throws IOException {
        // 13 characters a line. Sized before, for growing a set of millions would be an easy thing to hold against the
        // peer.
        Set<Long> numbers = HashSet.newHashSet(Math.toIntExact(Files.size(list) / 13));
        try (BufferedReader reader = Files.newBufferedReader(list)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                numbers.add(Long.parseLong(line.substring(1)));
            }
        }
        return numbers;
    }
}
