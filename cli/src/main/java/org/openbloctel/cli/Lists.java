package org.openbloctel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.openbloctel.scrub.list.LinesRead;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.list.UntrustedListException;
import org.openbloctel.scrub.list.UntrustedListException.Fault;
import org.openbloctel.scrub.number.NumberingPlan;

/** Opens lists and files of numbers as commands need them. */
final class Lists {
    /** Days of a limit that is none: instants do not go back by as many as can be asked for. */
    private static final long MAX_DAYS = 1_000_000;
    /** A result is good for thirty days, so a list older than that proves nothing. */
    private static final int MAX_AGE_DAYS = 30;
    /** Clocks differ a little; a list of tomorrow is a wrong clock or a forgery. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private static final int GZIP_BUFFER = 1 << 16;

    private Lists() {}

    static NumberingPlan plan(String code) {
        return NumberingPlan.of(code).orElseThrow(() -> new Failure(ExitCode.USAGE, "error.usage.plan", code));
    }

    /**
     * The list, refused when it is of another plan than {@code --plan}, older than {@code --max-list-age}, of a lower revision than
     * {@code --min-revision} or than the list that was there before, or not signed by one of {@code --keys}.
     */
    static OppositionList open(Path file, Arguments arguments, Terminal terminal, Messages messages)
            throws IOException {
        return open(file, arguments, terminal, messages, 0);
    }

    /** The same for about so many numbers to be asked. */
    static OppositionList open(Path file, Arguments arguments, Terminal terminal, Messages messages, long expected)
            throws IOException {
        Optional<NumberingPlan> plan = arguments.value("plan").map(Lists::plan);
        long maxAge = Math.min(MAX_DAYS, arguments.number("max-list-age", 0, MAX_AGE_DAYS));
        OppositionList list = open(file, expected);
        if (plan.isPresent() && !plan.get().equals(list.plan())) {
            throw new UntrustedListException(Fault.OTHER_PLAN, file.toString());
        }
        // Instants only: arithmetic on durations loads the JDK's big decimals, 14 ms of a start.
        Instant now = terminal.clock().instant();
        if (maxAge > 0 && list.time().isBefore(now.minus(maxAge, ChronoUnit.DAYS))) {
            throw new UntrustedListException(Fault.TOO_OLD, file.toString());
        }
        if (maxAge > 0 && list.time().isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw new UntrustedListException(Fault.OF_THE_FUTURE, file.toString());
        }
        requireTrusted(list, file, arguments);
        requireLatest(list, file, arguments, terminal, messages);
        return list;
    }

    static OppositionList open(Path file) throws IOException {
        return open(file, 0);
    }

    /** Refuses a list by {@code --min-revision} and {@code --keys}. */
    static void requireTrusted(OppositionList list, Path file, Arguments arguments) throws IOException {
        long least = arguments.number("min-revision", 0, 0);
        if (list.revision() < least) {
            throw new Failure(ExitCode.LIST, "error.list.min-revision", file, list.revision(), least);
        }
        if (arguments.has("keys")) {
            ListSignature.require(list, file, arguments.required("keys"));
        }
    }

    /** Refuses a list that is older than the one that was there before. */
    static void requireLatest(OppositionList list, Path file, Arguments arguments, Terminal terminal, Messages messages)
            throws IOException {
        boolean kept = SeenRevision.require(list, file, arguments.has("allow-rollback"));
        if (!kept && !arguments.has("min-revision")) {
            terminal.err().println("bloctel: " + messages.get("list.not-kept", file));
        }
    }

    /** Refuses options of a list where none is read: they would protect nothing. */
    static void refuseWithoutList(Arguments arguments) {
        for (String option : List.of("min-revision", "keys", "allow-rollback")) {
            if (arguments.has(option)) {
                throw new Failure(ExitCode.USAGE, "error.usage.needs-list", "--" + option);
            }
        }
    }

    private static OppositionList open(Path file, long expected) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Failure(ExitCode.LIST, Files.exists(file) ? "error.list.not-a-file" : "error.list.missing", file);
        }
        try {
            return OppositionList.open(file, expected);
        } catch (UntrustedListException e) {
            throw e;
        } catch (IOException e) {
            throw new Failure(ExitCode.LIST, "error.list.unreadable", file, String.valueOf(e.getMessage()));
        }
    }

    /** Takes the numbers of a file from its stream. */
    interface NumbersReader {
        LinesRead read(InputStream numbers) throws IOException;
    }

    /** Reads a file of numbers, or standard input for {@code -}; unpacked when it is gzip. */
    static LinesRead read(String file, Terminal terminal, NumbersReader reader) throws IOException {
        try (InputStream in = numbers(file, terminal)) {
            return reader.read(NumberText.of(in, file));
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // What a decompressor says does not name its file.
            throw new Failure(ExitCode.INPUT, "error.read.content", file, String.valueOf(e.getMessage()));
        }
    }

    /** Whose line was not read would be called: no list is made of half a file unless {@code --lenient} says so. */
    static void refuseUnreadable(long unreadable, Arguments arguments, Messages messages) {
        if (unreadable > 0 && !arguments.has("lenient")) {
            throw new Failure(ExitCode.INPUT, "error.unreadable-lines", messages.number(unreadable));
        }
    }

    /** An export that failed leaves an empty file, of which a list would make everybody callable. */
    static void refuseEmpty(OppositionList list, Arguments arguments) {
        if (list.size() == 0 && !arguments.has("allow-empty")) {
            throw new Failure(ExitCode.INPUT, "error.empty-list");
        }
    }

    /** The key after {@code --sign}. */
    static Optional<Json> signingKey(Arguments arguments) throws IOException {
        return arguments.has("sign") ? Optional.of(ListSignature.key(arguments.required("sign"))) : Optional.empty();
    }

    private static InputStream numbers(String file, Terminal terminal) throws IOException {
        if (file.equals("-")) {
            return terminal.in();
        }
        Path path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw new Failure(ExitCode.INPUT, "error.read.directory", file);
        }
        InputStream in = Files.newInputStream(path);
        if (!file.endsWith(".gz")) {
            return in;
        }
        try {
            return new GZIPInputStream(in, GZIP_BUFFER);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Refuses a target whose folder does not exist, that is one of the sources, or that is another target, too, before any work is done. */
    static void requireTargets(List<Path> targets, List<String> sources) throws IOException {
        Set<Path> all = new HashSet<>();
        for (Path target : targets) {
            Path folder = target.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                throw new Failure(ExitCode.USAGE, "error.folder", folder);
            }
            for (String source : Files.exists(target) ? sources : List.<String>of()) {
                if (Files.exists(Path.of(source)) && Files.isSameFile(target, Path.of(source))) {
                    throw new Failure(ExitCode.USAGE, "error.own-source", target);
                }
            }
            Path real = folder == null ? target : folder.toRealPath().resolve(String.valueOf(target.getFileName()));
            if (!all.add(real)) {
                throw new Failure(ExitCode.USAGE, "error.same-target", target);
            }
        }
    }

    /** The list to write, and its signature where there will be one. */
    static List<Path> targets(Path out, Arguments arguments) {
        return arguments.has("sign") ? List.of(out, ListSignature.beside(out)) : List.of(out);
    }
}
