package org.openbloctel.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Does without a C compiler. The JVM reaps the process it started, so on Linux the kernel adds the cost of the process to the
 * JVM's "children" counters; peak memory is kept nowhere that a parent could read it afterwards.
 */
final class JdkMeter implements Meter {

    private static final Path STAT = Path.of("/proc/self/stat");
    private static final double TICKS_A_SECOND = 100;

    private record Children(double user, double system) {}

    @Override
    public Usage run(Command command, Path log) throws IOException, InterruptedException {
        Children before = children();
        long start = System.nanoTime();
        Process process = command.builder(List.of(), log).start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        double wall = (System.nanoTime() - start) * 1e-9;
        Children after = children();
        int exit = ended ? process.exitValue() : Usage.TIMED_OUT;
        return new Usage(exit, wall, after.user - before.user, after.system - before.system, Double.NaN);
    }

    @Override
    public String missing() {
        return "no C compiler: peak memory is not measured"
                + (Files.isReadable(STAT) ? ", CPU time is counted in 10 ms steps" : ", nor is CPU time");
    }

    private static Children children() throws IOException {
        if (!Files.isReadable(STAT)) {
            return new Children(Double.NaN, Double.NaN);
        }
        String stat = Files.readString(STAT);
        // The second field is a name in brackets that may hold blanks; cutime and cstime are the 14th and 15th after
        // it.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new Children(Long.parseLong(fields[13]) / TICKS_A_SECOND, Long.parseLong(fields[14]) / TICKS_A_SECOND);
    }
}
