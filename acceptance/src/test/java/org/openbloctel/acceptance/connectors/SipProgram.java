package org.openbloctel.acceptance.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program of this test, with its output in a file; it ends with the test at the latest. */
final class SipProgram implements AutoCloseable {
    private final Process process;
    private final Path output;

    private SipProgram(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it in this folder; its words have blanks between them and none in them. */
    static SipProgram start(Path folder, String name, String command) throws IOException {
        Path output = folder.resolve(name + ".out");
        Process process = new ProcessBuilder(command.split(" ", -1))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new SipProgram(process, output);
    }

    /** Waits for its end. */
    int ended() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        stop();
    }

    /** Ends it, if it runs. */
    void stop() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
