package org.openbloctel.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openbloctel.scrub.engine.UnwritableException;
import org.openbloctel.scrub.engine.Verdict;

/**
 * Hands a call file in to a server and brings back what comes of it. Under one idempotency key it is one submission, however often a
 * broken connection made it ask again. Not thread-safe.
 */
final class Handover {
    /** The message of a file whose result does not leave for now. */
    static final String HELD = "error.server.held";

    private static final long POLL_MILLIS = 500;
    private static final long MAX_POLL_MILLIS = 5_000;
    private static final String ROOT = "/api/v1/submissions";

    private final Remote server;
    private final Terminal terminal;
    private final Messages messages;
    private final Optional<SealKey> privateKey;

    /**
     * With a server.
     *
     * @param privateKey opens results that come back sealed; empty leaves them sealed
     */
    Handover(Remote server, Terminal terminal, Messages messages, Optional<SealKey> privateKey) {
        this.privateKey = privateKey;
        this.server = server;
        this.terminal = terminal;
        this.messages = messages;
    }

    /**
     * Sends a file.
     *
     * @param more of the query, beside the file's name
     */
    Json send(Path file, long length, String more, String idempotencyKey) throws IOException {
        try (ProgressBar bar = new ProgressBar(terminal, messages, OptionalLong.of(length))) {
            String path = ROOT + "?filename=" + Remote.encoded(name(file)) + more;
            return server.upload(path, counted(file, bar), length, idempotencyKey);
        }
    }

    /** What the options say of a file, as parts of the query. */
    static String query(Arguments arguments) {
        String campaign = arguments
                .value("campaign")
                .map(id -> "&campaign=" + Remote.encoded(id))
                .orElse("");
        String principal = arguments
                .value("for")
                .map(whom -> "&for=" + Remote.encoded(whom))
                .orElse("");
        return campaign + principal + LayoutArguments.query(arguments);
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
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

    /** Waits until a submission is ready; fails when it is refused or held. */
    Json awaited(Json received, long length) {
        String self = ROOT + "/" + need(received, "id");
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
                        wait = Math.min(MAX_POLL_MILLIS, wait + wait / 4);
                    }
                    case "HELD" -> throw held(submission);
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

    /** A person or another day decides: to wait for it here would take up to 72 hours. */
    private static Failure held(Json submission) {
        Json hold = submission.get("hold");
        return new Failure(
                ExitCode.SERVER,
                HELD,
                need(submission, "id"),
                hold.get("title").text().orElse(""),
                hold.get("detail").text().orElse(""),
                hold.get("figures").text().orElse(""),
                hold.get("cure").text().orElse(""));
    }

    private static String need(Json json, String name) {
        return json.get(name).text().orElseThrow(() -> new Failure(ExitCode.SERVER, "error.server.answer"));
    }

    /**
     * What files have to be.
     *
     * @param input the digest of what was sent
     * @param outputs of what comes back: kind, name, digest
     */
    private record Promised(String input, List<Json> outputs) {}

    /** A test key's submission has no certificate: its files are compared with what the server says of them. */
    private boolean isTest(Json submission) {
        return server.isForTests() && Boolean.TRUE.equals(submission.get("test").value());
    }

    private Promised certified(String self, Path work, Map<String, Path> names, String base) throws IOException {
        String jws = new String(server.signed(self + "/certificate"), StandardCharsets.US_ASCII).strip();
        Json certificate =
                Certificate.verified(jws, server.get("/.well-known/jwks.json")).content();
        write(work, names, base + ".certificate.jws", jws + "\n");
        return new Promised(
                need(certificate.get("input"), "sha256"),
                certificate.get("outputs").items());
    }

    /**
     * Brings back what a submission gave, compared with its certificate: all of it under its names, or nothing.
     *
     * @return the names
     */
    Set<String> fetch(Json submission, Path file, Path folder) throws IOException {
        String self = ROOT + "/" + need(submission, "id");
        Path work;
        try {
            work = Files.createTempDirectory(folder, ".bloctel-");
        } catch (IOException e) {
            throw new UnwritableException(e);
        }
        try {
            String base = base(name(file));
            Map<String, Path> certificate = new LinkedHashMap<>();
            boolean test = isTest(submission);
            Promised promised = test
                    ? new Promised(
                            need(submission, "sha256"), submission.get("files").items())
                    : certified(self, work, certificate, base);
            Fetched fetched = new Fetched(submission, base, work);
            for (Json output : promised.outputs()) {
                fetched.download(server, output);
            }
            Map<String, Path> names = fetched.names;
            names.putAll(certificate);
            write(work, names, base + ".report.json", submission.get("report") + "\n");
            if (!VerifyCommand.sha256(file).equals(promised.input())) {
                throw new Failure(ExitCode.SERVER, "error.submit.other-file", name(file));
            }
            publish(names, fetched.superseded, folder);
            if (test) {
                terminal.err().println("bloctel: " + messages.get("warning.test"));
            }
            fetched.warnOfSealed(folder);
            return names.keySet();
        } finally {
            remove(work);
        }
    }

    /** The returned files of a submission while they are brought back. Sealed ones are opened where there is the key. */
    private final class Fetched {
        private final Json submission;
        private final boolean byLaw;
        private final String base;
        private final Path work;
        private final Map<String, Path> names = new LinkedHashMap<>();
        /** Files of an earlier set, by the list or by the law, which are removed: beside the new set they would be read as part of it. */
        private final Set<String> superseded = new HashSet<>();

        private boolean sealed;
        private boolean otherKey;

        Fetched(Json submission, String base, Path work) {
            this.submission = submission;
            this.byLaw = submission.get("report").get("scope").text().equals(Optional.of("law"));
            this.base = base;
            this.work = work;
        }

        void download(Remote server, Json output) throws IOException {
            String named = output.get("kind").need();
            String kind = Certificate.kind(named, byLaw);
            if (!List.of("callable", "not-listed", "opposed", "forbidden", "unchecked", "verdicts")
                    .contains(kind)) {
                return;
            }
            Optional<Json> file = sealed(kind);
            Json inside = file.map(one -> one.get("sealed")).orElse(output);
            Path plain = work.resolve(
                    base + "." + kind + extension(inside.get("name").need(), named, kind));
            Path kept = file.isEmpty() ? plain : work.resolve(name(plain) + SealedFile.ENDING);
            server.download(ROOT + "/" + Handover.need(submission, "id") + "/files/" + named, kept);
            if (file.isPresent()) {
                require(kept, file.get());
            }
            // The certificates of earlier servers name what is inside a sealed file.
            boolean namesInside = file.isPresent() && !output.get("name").need().endsWith(SealedFile.ENDING);
            if (!namesInside) {
                require(kept, output);
            }
            if (file.isPresent() && isOpened(kept, plain)) {
                kept = plain;
                if (namesInside) {
                    require(plain, output);
                }
            }
            names.put(name(kept), kept);
            if (kind.equals(Verdict.CALLABLE.label(byLaw))) {
                superseded.add(base + "." + Verdict.CALLABLE.label(!byLaw)
                        + name(kept).substring(base.length() + 1 + kind.length()));
            }
        }

        /** What the server says of a file, if it is sealed. */
        private Optional<Json> sealed(String kind) {
            return submission.get("files").items().stream()
                    .filter(one -> Certificate.kind(one.get("kind").text().orElse(""), byLaw)
                            .equals(kind))
                    .filter(one -> one.get("sealed").get("name").text().isPresent())
                    .findFirst();
        }

        private static void require(Path file, Json said) throws IOException {
            if (!VerifyCommand.sha256(file).equals(said.get("sha256").need())) {
                throw new Failure(ExitCode.SERVER, "error.submit.other-file", name(file));
            }
        }

        /** A result that another key opens is kept as it is: the server erases it soon. */
        private boolean isOpened(Path closed, Path target) throws IOException {
            sealed = true;
            if (privateKey.isEmpty() || otherKey) {
                return false;
            }
            try {
                SealedFile.open(closed, target, privateKey.get());
                return true;
            } catch (Failure e) {
                if (!e.is(SealedFile.OTHER_KEY)) {
                    throw new Failure(ExitCode.SERVER, "error.submit.other-file", name(closed));
                }
                otherKey = true;
                return false;
            }
        }

        /** The files are there: says how to open those that are still sealed. */
        void warnOfSealed(Path folder) {
            if (otherKey) {
                throw new Failure(
                        ExitCode.INPUT,
                        "error.seal.fetched",
                        folder.resolve(base + ".*.age"),
                        privateKey.orElseThrow());
            }
            if (sealed && privateKey.isEmpty()) {
                terminal.err().println("bloctel: " + messages.get("warning.sealed"));
            }
        }
    }

    /** The extension is the server's (a workbook with macros comes back without), the rest is the file's own name. */
    private static String extension(String given, String named, String kind) {
        int at = Math.max(behind(given, named), behind(given, kind));
        // A server of before called the verdicts retour_….
        String extension = given.substring(at >= 0 ? at : Math.max(0, given.lastIndexOf('.')));
        if (!extension.matches("(\\.\\w+){0,2}")) {
            throw new Failure(ExitCode.SERVER, "error.server.answer");
        }
        return extension;
    }

    private static int behind(String given, String kind) {
        int at = given.lastIndexOf("." + kind);
        return at < 0 ? at : at + 1 + kind.length();
    }

    /** A file's name without its ending, and without that of gzip: what returned files begin with. */
    static String base(String name) {
        String plain =
                name.toLowerCase(java.util.Locale.ROOT).endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        int dot = plain.lastIndexOf('.');
        return dot > 0 ? plain.substring(0, dot) : plain;
    }

    private static void write(Path work, Map<String, Path> names, String name, String text) throws IOException {
        names.put(name, Files.writeString(work.resolve(name), text));
    }

    /** Gives the names, the report's last: where a report stands, the set is complete. */
    private static void publish(Map<String, Path> names, Set<String> superseded, Path folder)
            throws UnwritableException {
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
            for (String name : superseded) {
                Files.deleteIfExists(folder.resolve(name));
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
}
