package org.openbloctel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Stands for the launcher: splits a clean call file by a list of text, or, told to, forgets to. */
final class StubScrub {

    private StubScrub() {}

    public static void main(String[] args) throws IOException {
        List<String> words = Arrays.asList(args);
        Path out = Path.of(words.get(words.indexOf("--out") + 1));
        if (words.contains("build")) {
            Files.copy(Path.of(words.get(2)), out);
            return;
        }
        boolean forgets = Boolean.getBoolean("forgets");
        List<String> listed = Files.readAllLines(Path.of(words.get(words.indexOf("--list") + 1)));
        Path calls = Path.of(words.get(1));
        List<String> lines = Files.readAllLines(calls);
        StringBuilder callable = new StringBuilder(lines.getFirst()).append('\n');
        StringBuilder opposed = new StringBuilder(callable);
        String unchecked = callable.toString();
        for (String line : lines.subList(1, lines.size())) {
            String phone = line.split(";", -1)[3];
            boolean hit = !forgets && listed.contains("+33" + phone.substring(phone.length() - 9));
            (hit ? opposed : callable).append(line).append('\n');
        }
        String stem = calls.getFileName().toString().replace(".csv", "");
        Files.writeString(out.resolve(stem + ".not-listed.csv"), callable);
        Files.writeString(out.resolve(stem + ".opposed.csv"), opposed);
        Files.writeString(out.resolve(stem + ".unchecked.csv"), unchecked);
    }
}
