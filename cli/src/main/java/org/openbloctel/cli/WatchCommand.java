package org.openbloctel.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code bloctel watch}: has a server scrub what appears in a folder, and brings the results back beside it. A file is taken once it has
 * stayed the same from one look to the next, and never moved. Each is answered: by its results, or by a text that says why not. What the
 * network does not let through is tried again, at ever longer intervals, and under the same key: however often, and from however many
 * runs, it is one submission.
 */
final class WatchCommand extends Command {
    private static final long EVERY_SECONDS = 5;
    private static final long SETTLE_MILLIS = 2_000;
    private static final long MAX_WAIT_MILLIS = 300_000;
    private static final long FAREWELL_SECONDS = 20;
    private static final long LEFTOVER_MILLIS = 3_600_000;
    private static final int KEY_LETTERS = 48;
    private static final Pattern TEMPORARY = Pattern.compile("(?i)\\..*|.*\\.(filepart|part|tmp|crdownload)|.*~");
    private static final Pattern OURS = Pattern.compile(
            ".*\\.(callable|not-listed|opposed|forbidden|unchecked|verdicts)\\.\\w+(\\.\\w+){0,2}|.*\\.(certificate\\.jws|report\\.json|error\\.txt)");

    private final Terminal terminal;
    private final Messages messages;

    WatchCommand(Terminal terminal, Messages messages) {
        super(
                "watch",
                "FOLDER",
                OptionSpec.all(List.of(
                        SubmitCommand.SENT,
                        LayoutArguments.OPTIONS,
                        List.of(
                                OptionSpec.optional("out", "DIR"),
                                OptionSpec.optional("every", "SECONDS"),
                                OptionSpec.flag("once")))));
        this.terminal = terminal;
        this.messages = messages;
    }

    /** A file as it was at one look. */
    private record Seen(long size, long changed) {}

    /** When a file that could not be brought through, or is held, is tried again. */
    private record Retry(long atNanos, long waitMillis, boolean held) {}

    /** A file that was sent, and as what the server received it. */
    private record Sent(Seen seen, Json received) {}

    @Override
    int run(Arguments arguments) throws IOException {
        Path folder = directory(Path.of(arguments.rest().get(0)));
        long pause = TimeUnit.SECONDS.toMillis(arguments.number("every", 1, EVERY_SECONDS));
        String query = Handover.query(arguments);
        Handover handover = new Handover(
                Remote.withKey(arguments, messages, terminal),
                terminal,
                messages,
                SealKey.given(arguments, terminal, messages));
        Path out = arguments.value("out").map(one -> Written.made(Path.of(one))).orElse(folder);
        try (WatchState state =
                WatchState.open(folder).orElseThrow(() -> new Failure(ExitCode.USAGE, "error.watch.watched", folder))) {
            removeLeftovers(out);
            Watch watch = new Watch(handover, folder, out, query, state);
            return arguments.has("once") ? watch.once() : watch.forever(pause);
        }
    }

    private static Path directory(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new Failure(ExitCode.USAGE, "error.folder", folder);
        }
        return folder;
    }

    /** What a run left half fetched when it was killed. */
    private static void removeLeftovers(Path out) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(out, ".bloctel-[0-9]*")) {
            long old = System.currentTimeMillis() - LEFTOVER_MILLIS;
            for (Path folder : left) {
                if (Files.getLastModifiedTime(folder).toMillis() > old) {
                    continue; // another process has it
                }
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.deleteIfExists(file);
                    }
                }
                Files.deleteIfExists(folder);
            }
        }
    }

    /** One folder, watched. */
    private final class Watch {
        private final Handover handover;
        private final Path folder;
        private final Path out;
        private final String query;
        private final WatchState state;
        private final Failures failures = new Failures(terminal, messages);
        private final Map<String, Retry> retries = new HashMap<>();
        private final Map<String, Sent> held = new HashMap<>();
        private Map<String, Seen> before = Map.of();
        private volatile boolean ending;
        private int worst = ExitCode.DONE;

        Watch(Handover handover, Path folder, Path out, String query, WatchState state) {
            this.handover = handover;
            this.folder = folder;
            this.out = out;
            this.query = query;
            this.state = state;
        }

        int once() throws IOException {
            before = look();
            pause(SETTLE_MILLIS);
            round();
            return worst;
        }

        int forever(long pause) throws IOException {
            Thread worker = Thread.currentThread();
            CountDownLatch ended = new CountDownLatch(1);
            Thread farewell = new Thread(() -> {
                ending = true;
                worker.interrupt();
                try {
                    if (ended.await(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                        Runtime.getRuntime().halt(ExitCode.DONE);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            Runtime.getRuntime().addShutdownHook(farewell);
            terminal.err().println(messages.get("watch.watching", folder));
            try {
                before = look();
                while (!ending) {
                    pause(pause);
                    round();
                }
            } finally {
                ended.countDown();
            }
            return ExitCode.DONE;
        }

        /** Waits; to be interrupted ends it. */
        private void pause(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                ending = true;
            }
        }

        private void round() throws IOException {
            if (ending) {
                return;
            }
            Map<String, Seen> now = look();
            state.keep(now.keySet());
            retries.keySet().retainAll(now.keySet());
            held.keySet().retainAll(now.keySet());
            for (Map.Entry<String, Seen> one : now.entrySet()) {
                boolean stable = one.getValue().equals(before.get(one.getKey()));
                if (!ending && stable && isDue(one.getKey(), one.getValue())) {
                    settle(one.getKey(), one.getValue());
                }
            }
            before = now;
        }

        private Map<String, Seen> look() throws IOException {
            Map<String, Seen> found = new TreeMap<>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    String name = Handover.name(file);
                    if (TEMPORARY.matcher(name).matches() || OURS.matcher(name).matches()) {
                        continue;
                    }
                    try {
                        BasicFileAttributes is =
                                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                        if (is.isRegularFile()) {
                            found.put(
                                    name,
                                    new Seen(is.size(), is.lastModifiedTime().toMillis()));
                        }
                    } catch (NoSuchFileException gone) {
                        // Between the two looks at it.
                    }
                }
            }
            return found;
        }

        private boolean isDue(String name, Seen seen) {
            Retry retry = retries.get(name);
            boolean settled = state.of(name)
                    .filter(one -> one.is(seen.size(), seen.changed()))
                    .isPresent();
            return !settled && (retry == null || System.nanoTime() - retry.atNanos() >= 0);
        }

        @SuppressWarnings("IllegalCatch") // each file is answered, even after a fault; the others go on
        private void settle(String name, Seen seen) throws IOException {
            Path file = folder.resolve(name);
            try {
                Optional<String> other = state.namesake(name);
                if (other.isPresent()) {
                    throw new Failure(ExitCode.INPUT, "error.watch.namesake", other.get());
                }
                Json received = received(name, file, seen);
                Json ready = handover.awaited(received, seen.size());
                Set<String> names = handover.fetch(ready, file, out);
                Files.deleteIfExists(error(name));
                state.settle(name, new WatchState.Settled(seen.size(), seen.changed(), true));
                retries.remove(name);
                held.remove(name);
                terminal.out().println(name + " -> " + String.join(", ", names));
                terminal.out().flush();
            } catch (Exception e) {
                if (!ending) {
                    failed(name, seen, e);
                }
            }
        }

        /** Sends a file, unless it was sent and is held. */
        private Json received(String name, Path file, Seen seen) throws IOException {
            Sent before = held.get(name);
            if (before != null && before.seen().equals(seen)) {
                return before.received();
            }
            Json received = handover.send(file, seen.size(), "&via=watch" + query, key(file, seen));
            held.put(name, new Sent(seen, received));
            return received;
        }

        private void failed(String name, Seen seen, Exception e) throws IOException {
            if (e instanceof Failure failure && failure.is(Handover.HELD)) {
                held(name, failure);
                return;
            }
            held.remove(name);
            terminal.err().print(name + ": ");
            int code = failures.report(e);
            worst = worst == ExitCode.DONE ? code : worst;
            String words = e instanceof Failure failure ? failure.message(messages) : messages.get("watch.failed");
            write(error(name), words);
            if (code == ExitCode.INPUT && e instanceof Failure) {
                state.settle(name, new WatchState.Settled(seen.size(), seen.changed(), false));
                return;
            }
            Retry last = retries.get(name);
            long wait = last == null ? SETTLE_MILLIS : Math.min(MAX_WAIT_MILLIS, 2 * last.waitMillis());
            retry(name, wait, false);
        }

        /** Asks again every few minutes, and reports it once. */
        private void held(String name, Failure failure) {
            Retry last = retries.get(name);
            if (last == null || !last.held()) {
                terminal.err().println(name + ": " + failure.message(messages));
                worst = worst == ExitCode.DONE ? failure.exitCode() : worst;
                write(error(name), failure.message(messages));
            }
            retry(name, MAX_WAIT_MILLIS, true);
        }

        private void retry(String name, long wait, boolean isHeld) {
            retries.put(name, new Retry(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait), wait, isHeld));
        }

        private Path error(String name) {
            return out.resolve(name + ".error.txt");
        }

        private static void write(Path target, String words) {
            try {
                Path next = target.resolveSibling("." + target.getFileName() + ".next");
                Files.writeString(next, words + System.lineSeparator());
                Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // The disk is full or read-only; the words stand in the log, and the file is tried again.
            }
        }

        /** The same for the same content under the same name at the same time: whichever run asks, it is one submission. */
        private String key(Path file, Seen seen) throws IOException {
            String all = VerifyCommand.sha256(file) + "\n" + Handover.name(file) + "\n" + seen.changed() + "\n" + query;
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
                return "watch-"
                        + HexFormat.of()
                                .formatHex(digest)
                                .substring(0, KEY_LETTERS)
                                .toLowerCase(Locale.ROOT);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
