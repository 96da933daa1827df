package org.openbloctel.acceptance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openbloctel.cli.Main;

/** The command line in English, as a process of its own on the classes of this test run. */
public final class CommandLine {
    private CommandLine() {}

    /** The command with these arguments: for a short run, without the optimising compiler and a collector with threads. */
    public static List<String> of(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--lang",
                "en"));
        command.addAll(arguments);
        return command;
    }
}
