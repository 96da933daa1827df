package org.openbloctel.bench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.bench.process.Search;

/** The whole run, on files of a few rows, with a stub in the place of the launcher. */
class BenchIT {

    private static final PrintStream SILENT = new PrintStream(OutputStream.nullOutputStream());

    @TempDir
    private Path root;

    @BeforeEach
    void onAMachineWithAShellOnly() {
        assumeTrue(Search.onPath("sh").isPresent());
    }

    private boolean run(String stubOptions, String peers) throws IOException, InterruptedException, Options.Unusable {
        Path launcher = root.resolve("bloctel");
        Files.writeString(
                launcher,
                "#!/bin/sh\nexec '%s/bin/java' %s -cp '%s' %s \"$@\"\n"
                        .formatted(
                                System.getProperty("java.home"),
                                stubOptions,
                                System.getProperty("java.class.path"),
                                StubScrub.class.getName()));
        assertTrue(launcher.toFile().setExecutable(true));
        return Bench.run(options("list,clean", peers), SILENT);
    }

    private Options options(String only, String peers) throws Options.Unusable {
        String words = "--only %s --peers %s --rows 300 --list 500 --rounds 1 --module .".formatted(only, peers);
        List<String> all = new ArrayList<>(List.of(words.split(" ")));
        all.addAll(List.of(
                "--root", root.toString(), "--work", root.resolve("work").toString()));
        return Options.parse(all.toArray(String[]::new));
    }

    private String report() throws IOException {
        return Files.readString(root.resolve("work/report.md"));
    }

    @Test
    void rightAnswersGiveATableAndTargets() throws IOException, InterruptedException, Options.Unusable {
        assertTrue(run("", "java"));
        String report = report();
        assertTrue(report.contains("## Clean, 300 rows"), report);
        assertTrue(report.contains("| **OpenBloctel, no digests** | 1 |"), report);
        assertTrue(report.contains("| Java, libphonenumber + HashSet<Long> | 1 |"), report);
        assertFalse(report.contains("differs"), report);
        assertTrue(report.contains("| P4 |"), report);
        assertFalse(report.contains("WRONG"), report);
    }

    @Test
    void aWrongAnswerOfOursIsSaidAndFailsTheRun() throws IOException, InterruptedException, Options.Unusable {
        assertFalse(run("-Dforgets=true", "none"));
        assertTrue(report().contains("**WRONG: Clean, 300 rows"), report());
        assertTrue(report().contains("differs"), report());
    }

    @Test
    void aLauncherThatFailsIsNoSilentGap() throws IOException, InterruptedException, Options.Unusable {
        assertTrue(run("", "none"));
        // The list is built, the scrub cannot even start.
        Files.writeString(
                root.resolve("bloctel"), "#!/bin/sh\ncase $1 in list) cp \"$3\" \"$5\";; *) exit 70;; esac\n");
        assertFalse(Bench.run(options("clean", "none"), SILENT));
        assertTrue(report().contains("failed with exit code 70"), report());
    }
}
