package org.openbloctel.bench.peers;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The first program that comes to mind: read lines, split, look the number up in a hash set. Arguments: list, calls, output. */
final class HashSetScrub {

    private HashSetScrub() {}

    public static void main(String[] args) throws IOException {
        Set<Long> listed = ListOfLongs.read(Path.of(args[0]));
        try (BufferedReader calls = Files.newBufferedReader(Path.of(args[1]));
                BufferedWriter kept = Files.newBufferedWriter(Path.of(args[2]))) {
            String line = calls.readLine();
            while (line != null) {
                String phone = line.split(";", -1)[3];
                if (!listed.contains(number(phone))) {
                    kept.write(line);
                    kept.write('\n');
                }
                line = calls.readLine();
            }
        }
    }

    private static long number(String phone) {
        return switch (phone.charAt(0)) {
            case '+' -> Long.parseLong(phone.substring(1));
            case '0' -> 33_000_000_000L + Long.parseLong(phone);
            default -> -1;
        };
    }
}
