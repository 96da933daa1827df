package org.openbloctel.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs a process to its end and says what it cost. */
public interface Meter {

    /**
     * Runs a command and says what it took.
     *
     * @param log takes what the process prints
     */
    Usage run(Command command, Path log) throws IOException, InterruptedException;

    /** The columns that stay empty, in words; blank when there are none. */
    String missing();

    /** The exact meter where a C compiler is present, else the one that does with the JDK. */
    static Meter choose(Path source, Path tools) throws IOException, InterruptedException {
        return CompiledMeter.compile(source, tools)
                .<Meter>map(program -> program)
                .orElseGet(JdkMeter::new);
    }

    /** Seconds after which a process is stopped: an hour, for the peers that take minutes on a fast machine. */
    int LIMIT_SECONDS = 3600;

    /** Runs something whose cost is not measured. */
    static int plainly(Command command, Path log) throws IOException, InterruptedException {
        return command.builder(List.of(), log).start().waitFor();
    }
}
