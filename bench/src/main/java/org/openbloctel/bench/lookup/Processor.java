package org.openbloctel.bench.lookup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The processor time and memory of a running process with its children, those that ended too, as Linux counts them. */
public final class Processor {
    private static final double TICKS = 100;
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_CHILDREN_USER = 13;
    private static final int ENDED_CHILDREN_SYSTEM = 14;

    /** As GC.heap_info has it first: {@code garbage-first heap total 2097152K, used 123456K}. */
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private Processor() {}

    /** User and system seconds so far, of the process and of its children. */
    public static double seconds(long pid) throws IOException {
        Map<Long, String[]> all = new HashMap<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                stat(process)
                        .ifPresent(stat ->
                                all.put(Long.parseLong(process.getFileName().toString()), stat));
            }
        }
        double ticks = all.entrySet().stream()
                .filter(entry -> entry.getKey() == pid || Long.parseLong(entry.getValue()[PARENT]) == pid)
                .mapToDouble(entry -> ticks(entry.getValue(), USER, SYSTEM))
                .sum();
        String[] parent = all.get(pid);
        return (ticks + (parent == null ? 0 : ticks(parent, ENDED_CHILDREN_USER, ENDED_CHILDREN_SYSTEM))) / TICKS;
    }

    private static double ticks(String[] stat, int user, int system) {
        return (double) Long.parseLong(stat[user]) + Long.parseLong(stat[system]);
    }

    /** What stands behind the name, which may hold blanks. */
    private static Optional<String[]> stat(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Resident memory in MiB, mapped files included. */
    public static double residentMiB(long pid) throws IOException {
        return status(pid, "VmRSS:");
    }

    /** The most that it was, since the process began. */
    public static double peakMiB(long pid) throws IOException {
        return status(pid, "VmHWM:");
    }

    /** What the heap of a Java process holds after a full collection, in MiB; a pause of some hundred milliseconds for it. */
    public static double liveMiB(long pid) throws IOException {
        jcmd(pid, "GC.run");
        Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
        if (!used.find()) {
            throw new IOException("no size of the heap");
        }
        return Long.parseLong(used.group(1)) / 1024.0;
    }

    private static String jcmd(long pid, String command) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static double status(long pid, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findAny()
                .orElse(0);
    }
}
