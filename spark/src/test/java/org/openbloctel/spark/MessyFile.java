package org.openbloctel.spark;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** A random call file with quotes where they belong and where they do not, listed numbers, and lines that cannot be cut by eye. */
final class MessyFile {
    static final List<Long> LISTED = List.of(33639980001L, 33639980003L, 33199000007L);

    private final SplittableRandom random;
    private final String lineEnd;
    private final char separator;
    private final boolean strayQuotes;
    private final boolean backslashes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private MessyFile(SplittableRandom random, boolean backslashes) {
        this.random = random;
        this.lineEnd = random.nextInt(3) == 0 ? "\r\n" : "\n";
        this.separator = ";,\t".charAt(random.nextInt(3));
        this.strayQuotes = random.nextInt(3) > 0;
        this.backslashes = backslashes;
    }

    /** A file of at least so many bytes. */
    static byte[] of(SplittableRandom random, int size) {
        return of(random, size, random.nextInt(4) == 0);
    }

    /** A file that a job may split. */
    static byte[] splittable(SplittableRandom random, int size) {
        return of(random, size, false);
    }

    private static byte[] of(SplittableRandom random, int size, boolean backslashes) {
        MessyFile file = new MessyFile(random, backslashes);
        if (random.nextInt(3) == 0) {
            file.put("\ufeff");
        }
        if (random.nextInt(4) > 0) {
            file.line("nom", "telephone", "note");
        }
        while (file.bytes.size() < size) {
            file.line();
        }
        if (random.nextInt(20) == 0) {
            file.put("\"never closed" + file.lineEnd);
            file.line();
        }
        if (random.nextBoolean()) {
            file.put("Zoe" + file.separator + "0639980002" + file.separator);
        }
        return file.bytes.toByteArray();
    }

    private void line() {
        switch (random.nextInt(200)) {
            case 0 ->
                line(name(), number(), quoted("rue " + number() + lineEnd.repeat(1 + random.nextInt(70)) + "Lyon"));
            case 1 -> line(name(), number());
            case 2 -> line(name(), number(), "a", "b", number());
            case 3 -> put(lineEnd);
            case 4 -> line(name(), number(), "x".repeat(random.nextInt(40_000)));
            case 5 -> line(name(), "", number());
            default -> line(name(), random.nextInt(5) == 0 ? quoted(number()) : number(), note());
        }
    }

    private void line(String... fields) {
        put(String.join(String.valueOf(separator), fields) + lineEnd);
    }

    private String name() {
        return "Élise" + random.nextInt(1000);
    }

    private String number() {
        return String.format(Locale.ROOT, "06399800%02d", random.nextInt(8));
    }

    private String note() {
        if (random.nextInt(4) > 0) {
            return "";
        }
        return switch (random.nextInt(strayQuotes ? 7 : 4)) {
            case 0 -> quoted("a" + separator + " b");
            case 1 -> quoted("two" + lineEnd + "lines");
            case 2 -> quoted(backslashes ? "said \\\"no\\\"" : "said \"\"no\"\"");
            case 3 -> "5\" nail";
            case 4 -> quoted("closed") + "behind";
            case 5 -> "a\"" + lineEnd.charAt(0) + "b";
            default -> quoted("\"\"") + "\"" + number();
        };
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private void put(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
