package org.openbloctel.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/** One run of the program, in this virtual machine, and what it printed. */
record Ran(int code, String out, String err) {
    /** What time it is in a run that names no other. */
    static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");

    static Ran english(String... args) {
        return run(Locale.ENGLISH, "", args);
    }

    static Ran french(String... args) {
        return run(Locale.FRANCE, "", args);
    }

    /** With this text on standard input. */
    static Ran reading(String in, String... args) {
        return run(Locale.ENGLISH, in, args);
    }

    /** At another time. */
    static Ran at(Instant now, String... args) {
        return run(Locale.ENGLISH, now, new ByteArrayInputStream(new byte[0]), false, args);
    }

    private static Ran run(Locale system, String in, String... args) {
        return run(system, new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), false, args);
    }

    static Ran run(Locale system, InputStream in, boolean interactive, String... args) {
        return run(system, NOW, in, interactive, args);
    }

    private static Ran run(Locale system, Instant now, InputStream in, boolean interactive, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                in,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Clock.fixed(now, ZoneOffset.UTC),
                interactive);
        int code = Main.run(args, terminal, system);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
