package org.openbloctel.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts three servers behind HAProxy, with other programs in their places. */
@Timeout(60)
final class ThreeServersTest {
    private static final String SCRIPT = "../deploy/three-servers";
    private static final int STOPPED = 130;

    @TempDir
    Path folder = Path.of(".");

    @Test
    void killedServerIsStartedAgainAndAllOfThemEndWithTheScript() throws Exception {
        Process script = start(
                "exec sleep 600",
                "[ -s %1$s/pid-8010 ] && [ -s %1$s/pid-8020 ] && [ -s %1$s/pid-8030 ]".formatted(folder));
        List<ProcessHandle> programs = new ArrayList<>();
        try (BufferedReader said = script.errorReader()) {
            await(said, "All three are ready");
            programs.addAll(script.descendants().toList());
            ProcessHandle.of(processOf("8020")).orElseThrow().destroyForcibly();
            await(said, "8020 ended with 137 and is started again");
            await(said, "8020 is process");
            programs.addAll(script.descendants().toList());
            // By its handle: the process itself would close its output, too.
            script.toHandle().destroy();
            assertThat(script.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(script.exitValue()).isEqualTo(STOPPED);
            for (ProcessHandle program : programs) {
                program.onExit().get(5, TimeUnit.SECONDS);
            }
        } finally {
            programs.forEach(ProcessHandle::destroyForcibly);
            script.destroyForcibly();
        }
    }

    /** Another start would not change it. */
    @Test
    void wrongSettingsEndTheScriptWithWhatTheServerSays() throws Exception {
        Process script = start("echo openbloctel.base-url is wrong; exit 2", "exit 7");
        try (BufferedReader said = script.errorReader()) {
            await(said, "openbloctel.base-url is wrong");
            assertThat(script.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(script.exitValue()).isEqualTo(1);
        }
    }

    /** The script, where a server writes its process into a file and then runs a line of a shell, and readiness is another line. */
    private Process start(String server, String ready) throws IOException {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        program(programs.resolve("bloctel"), "echo $$ > " + folder + "/pid-$5", server);
        program(programs.resolve("haproxy"), "exec sleep 600");
        program(programs.resolve("curl"), ready);
        Path settings = Files.writeString(
                folder.resolve("openbloctel.properties"), "openbloctel.data-folder=" + folder.resolve("data") + "\n");
        ProcessBuilder builder = new ProcessBuilder("sh", SCRIPT, "--config", settings.toString());
        Map<String, String> environment = builder.environment();
        environment.put("PATH", programs + ":" + environment.get("PATH"));
        return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static void program(Path file, String... lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private long processOf(String port) throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("pid-" + port)).strip());
    }

    private static void await(BufferedReader said, String text) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            if (line.contains(text)) {
                return;
            }
        }
        throw new AssertionError("the script did not say \"" + text + "\" but " + lines);
    }
}
