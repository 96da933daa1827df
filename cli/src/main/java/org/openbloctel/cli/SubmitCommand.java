package org.openbloctel.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openbloctel.scrub.engine.UnwritableException;

/**
 * {@code bloctel submit}: has a server scrub a call file, and brings back the returned files, the report and the certificate.
 * They are compared with the certificate before they get their names: all of them, or none. One run is one submission, however
 * often a broken connection made it ask again.
 */
final class SubmitCommand extends Command {
    private static final long POLL_MILLIS = 500;
    private static final long LONGEST_POLL_MILLIS = 5_000;
    private static final String ROOT = "/api/v1/submissions";

    private final Terminal terminal;
    private final Messages messages;

    SubmitCommand(Terminal terminal, Messages messages) {
        super(
                "submit",
                "FILE",
                OptionSpec.required("server", "URL"),
                OptionSpec.optional("key", "FILE"),
                OptionSpec.optional("campaign", "ID"),
                OptionSpec.optional("out", "DIR"));
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    int run(Arguments arguments) throws IOException {
        Path file = Path.of(arguments.rest().get(0));
        if (Files.isDirectory(file)) {
            throw new Failure(ExitCode.INPUT, "error.read.directory", file);
        }
        Path folder = arguments.value("out").map(Path::of).orElseGet(() -> parent(file));
        if (!Files.isDirectory(folder)) {
            throw new Failure(ExitCode.USAGE, "error.folder", folder);
        }
        long length = Files.size(file);
        Remote server = Remote.withKey(arguments, messages, terminal);
        Json received;
        try (ProgressBar bar = new ProgressBar(terminal, messages, OptionalLong.of(length))) {
            received = server.upload(
                    path(file, arguments),
                    counted(file, bar),
                    length,
                    UUID.randomUUID().toString());
        }
        Json ready = awaited(server, ROOT + "/" + need(received, "id"), length);
        fetch(server, ready, file, folder);
        return ExitCode.DONE;
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    private static String path(Path file, Arguments arguments) {
        String path = ROOT + "?filename=" + encoded(name(file));
        return path
                + arguments
                        .value("campaign")
                        .map(id -> "&campaign=" + encoded(id))
                        .orElse("");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Supplier<InputStream> counted(Path file, ProgressBar bar) {
        return () -> {
            try {
                return new Counted(Files.newInputStream(file), bar);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** Tells the bar how much was read. */
    private static final class Counted extends FilterInputStream {
        private final ProgressBar bar;
        private long bytes;

        Counted(InputStream in, ProgressBar bar) {
            super(in);
            this.bar = bar;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int count = super.read(buffer, from, length);
            bytes += Math.max(0, count);
            bar.advanced(bytes, 0);
            return count;
        }
    }

    private Json awaited(Remote server, String self, long length) {
        long wait = POLL_MILLIS;
        try (ProgressBar bar = new ProgressBar(terminal, messages, OptionalLong.of(length))) {
            while (true) {
                Json submission = server.get(self);
                switch (need(submission, "state")) {
                    case "READY", "DELIVERED" -> {
                        return submission;
                    }
                    case "RECEIVED", "CHECKING" -> {
                        Json progress = submission.get("progress");
                        bar.advanced(
                                progress.get("bytes").number(0),
                                progress.get("rows").number(0));
                        server.pause(wait);
                        wait = Math.min(LONGEST_POLL_MILLIS, wait + wait / 4);
                    }
                    case "REFUSED" -> throw refused(submission.get("refusal"));
                    default -> throw new Failure(ExitCode.SERVER, "error.server.answer");
                }
            }
        }
    }

    private static Failure refused(Json refusal) {
        return new Failure(
                ExitCode.INPUT,
                "error.server.refused",
                refusal.get("code").text().orElse("REFUSED"),
                refusal.get("detail").text().orElse(""),
                refusal.get("cure").text().orElse(""));
    }

    private static String need(Json json, String name) {
        return json.get(name).text().orElseThrow(() -> new Failure(ExitCode.SERVER, "error.server.answer"));
    }

    private void fetch(Remote server, Json submission, Path file, Path folder) throws IOException {
        String self = ROOT + "/" + need(submission, "id");
        Path work;
        try {
            work = Files.createTempDirectory(folder, ".bloctel-");
        } catch (IOException e) {
            throw new UnwritableException(e);
        }
        try {
            String jws = new String(server.signed(self + "/certificate"), StandardCharsets.US_ASCII).strip();
            Certificate certificate = Certificate.verified(jws, server.get("/.well-known/jwks.json"));
            Map<String, Path> names = new LinkedHashMap<>();
            for (Json output : certificate.content().get("outputs").items()) {
                download(server, self, output, file, work, names);
            }
            String base = base(name(file));
            write(work, names, base + ".certificate.jws", jws + "\n");
            write(work, names, base + ".report.json", submission.get("report") + "\n");
            if (!certificate.kindOf(VerifyCommand.sha256(file)).equals(Optional.of("input"))) {
                throw new Failure(ExitCode.SERVER, "error.submit.other-file", name(file));
            }
            publish(names, folder);
            report(submission, names);
        } finally {
            remove(work);
        }
    }

    private static void download(Remote server, String self, Json output, Path file, Path work, Map<String, Path> names)
            throws IOException {
        String kind = output.get("kind").need();
        if (!List.of("callable", "opposed", "unchecked", "verdicts").contains(kind)) {
            return;
        }
        // The ending is the server's (a workbook with macros comes back without), the rest is the file's own name.
        String given = output.get("name").need();
        int at = given.lastIndexOf("." + kind);
        // The verdicts are called retour_…: they are a table of the server's own, whatever was sent.
        String ending =
                at >= 0 ? given.substring(at) : "." + kind + given.substring(Math.max(0, given.lastIndexOf('.')));
        if (!ending.matches("\\.\\w+(\\.\\w+){0,2}")) {
            throw new Failure(ExitCode.SERVER, "error.server.answer");
        }
        Path target = work.resolve(base(name(file)) + ending);
        server.download(self + "/files/" + kind, target);
        if (!VerifyCommand.sha256(target).equals(output.get("sha256").need())) {
            throw new Failure(ExitCode.SERVER, "error.submit.other-file", name(target));
        }
        names.put(name(target), target);
    }

    private static String base(String name) {
        String plain =
                name.toLowerCase(java.util.Locale.ROOT).endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        int dot = plain.lastIndexOf('.');
        return dot > 0 ? plain.substring(0, dot) : plain;
    }

    private static void write(Path work, Map<String, Path> names, String name, String text) throws IOException {
        names.put(name, Files.writeString(work.resolve(name), text));
    }

    /** Gives the names, the report's last: where a report stands, the set is complete. */
    private static void publish(Map<String, Path> names, Path folder) throws UnwritableException {
        try {
            for (Path written : names.values()) {
                try (var channel =
                        java.nio.channels.FileChannel.open(written, java.nio.file.StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
            for (String name : names.keySet()) {
                if (name.endsWith(".report.json")) {
                    Files.deleteIfExists(folder.resolve(name));
                }
            }
            for (Map.Entry<String, Path> written : names.entrySet()) {
                Files.move(written.getValue(), folder.resolve(written.getKey()), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UnwritableException(e);
        }
    }

    private static void remove(Path work) throws IOException {
        try (Stream<Path> left = Files.list(work)) {
            for (Path path : left.toList()) {
                Files.deleteIfExists(path);
            }
        }
        Files.deleteIfExists(work);
    }

    private void report(Json submission, Map<String, Path> names) {
        Json report = submission.get("report");
        terminal.out()
                .println(messages.get(
                        "verify.lines.text",
                        messages.number(report.get("rows").number(0)),
                        messages.number(report.get("callable").number(0)),
                        messages.number(report.get("opposed").number(0)),
                        messages.number(report.get("unchecked").number(0))));
        names.keySet().forEach(name -> terminal.out().println("  " + name));
        if (report.get("unchecked").number(0) > 0) {
            terminal.out().println(messages.get("summary.unchecked-is-no"));
        }
    }
}
