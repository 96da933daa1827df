package org.openbloctel.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openbloctel.scrub.engine.ReturnedFiles;
import org.openbloctel.scrub.engine.ReturnedNames;
import org.openbloctel.scrub.engine.Scrub;
import org.openbloctel.scrub.engine.ScrubOptions;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.xlsx.WorkbookScrub;

/** {@code bloctel scrub}: sorts the lines of call files into not listed, opposed and unchecked. */
final class ScrubCommand extends Command {
    private static final String STANDARD_INPUT = "-";
    private static final String STANDARD_INPUT_NAME = "stdin";

    private final Terminal terminal;
    private final Messages messages;

    ScrubCommand(Terminal terminal, Messages messages) {
        super(
                "scrub",
                "FILE...",
                OptionSpec.all(List.of(
                        List.of(OptionSpec.required("list", "LIST"), OptionSpec.optional("out", "DIR")),
                        List.of(OptionSpec.optional("only", "not-listed|opposed|unchecked")),
                        LayoutArguments.OPTIONS,
                        List.of(
                                OptionSpec.optional("plan", "CODE"),
                                OptionSpec.optional("report", "text|json"),
                                OptionSpec.flag("json"),
                                OptionSpec.optional("digests", "yes|no"),
                                OptionSpec.optional("threads", "N"),
                                OptionSpec.optional("max-list-age", "DAYS"),
                                OptionSpec.optional("min-revision", "N"),
                                OptionSpec.flag("allow-rollback"),
                                OptionSpec.optional("keys", "JWKS")))));
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    int run(Arguments arguments) throws IOException {
        LayoutOptions layout = LayoutArguments.read(arguments);
        ScrubOptions options = scrubOptions(arguments);
        boolean json = arguments.json();
        Optional<Verdict> only = only(arguments);
        Optional<Path> out = arguments.value("out").map(Path::of);
        refuseSameNames(arguments.rest(), out);
        if (options.digests()) {
            prepareDigests();
        }
        OppositionList list =
                Lists.open(Path.of(arguments.required("list")), arguments, terminal, messages, lines(arguments.rest()));
        List<String> read = new ArrayList<>(arguments.rest());
        read.add(arguments.required("list"));
        arguments.value("keys").ifPresent(read::add);
        Request request = new Request(list, options, json, only, read);
        if (only.isPresent()) {
            return toStandardOutput(arguments.rest().getFirst(), layout, request);
        }
        out.ifPresent(Written::made);
        Failures failures = new Failures(terminal, messages);
        int code = ExitCode.DONE;
        for (String file : arguments.rest()) {
            try {
                withLateColumns(file, folder(file, out), layout, request);
            } catch (IOException | Failure e) {
                int failed = failures.report(e);
                code = code == ExitCode.DONE ? failed : code;
            }
        }
        return code;
    }

    /** The result that goes to standard output, alone. */
    private static Optional<Verdict> only(Arguments arguments) {
        Optional<Verdict> only = arguments
                .value("only")
                .map(text -> Verdict.BY_LIST.stream()
                        .filter(verdict -> verdict.label(false).equals(text))
                        .findFirst()
                        .orElseThrow(() -> Arguments.wrong("only", text, "not-listed, opposed, unchecked")));
        if (only.isPresent() && (arguments.has("out") || arguments.rest().size() > 1)) {
            throw new Failure(ExitCode.USAGE, "error.usage.only");
        }
        return only;
    }

    /** Writes nothing before all is done: half a result would look like a whole one to the next program. */
    private int toStandardOutput(String file, LayoutOptions wanted, Request request) throws IOException {
        Path folder = Files.createTempDirectory("bloctel-"); // its owner's alone, where files have owners
        Thread removal = new Thread(() -> remove(folder));
        Runtime.getRuntime().addShutdownHook(removal);
        try {
            withLateColumns(file, folder, wanted, request);
            return ExitCode.DONE;
        } finally {
            remove(folder);
            Runtime.getRuntime().removeShutdownHook(removal);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** About how many lines the files have, as far as their size is known. */
    private static long lines(List<String> files) {
        long bytes = 0;
        for (String file : files) {
            bytes += file.equals(STANDARD_INPUT) ? 0 : new File(file).length(); // 0 where there is none: said later
        }
        return Scrub.linesIn(bytes);
    }

    /**
     * One call of the command, for all its files.
     *
     * @param only the result that goes to standard output instead of a folder
     * @param read the files that it reads, which no result may replace
     */
    private record Request(
            OppositionList list, ScrubOptions options, boolean json, Optional<Verdict> only, List<String> read) {}

    /** A file that shows a phone column behind its first lines is read once more, from its beginning. */
    private void withLateColumns(String file, Path folder, LayoutOptions wanted, Request request) throws IOException {
        try {
            scrub(file, folder, wanted, request);
        } catch (CallFileException e) {
            if (e.places().isEmpty() || file.equals(STANDARD_INPUT)) {
                throw e;
            }
            scrub(file, folder, wanted.withLate(e.places()), request);
        }
    }

    private void scrub(String file, Path folder, LayoutOptions wanted, Request request) throws IOException {
        OppositionList list = request.list;
        ScrubOptions options = request.options;
        try (CallFile callFile = open(terminal, file, options.digests());
                ProgressBar progress = new ProgressBar(terminal, messages, callFile.size())) {
            boolean workbook = callFile.container() == Container.WORKBOOK;
            // The layout is told before anything is written: an unsure column leaves no trace.
            Optional<Layout> layout = workbook ? Optional.empty() : Optional.of(callFile.layout(wanted, list.plan()));
            String name = file.equals(STANDARD_INPUT)
                    ? STANDARD_INPUT_NAME + extension(callFile.container())
                    : callFile.name();
            requireOthers(folder, ReturnedNames.of(name, callFile.container()), request.read);
            String entry = file.equals(STANDARD_INPUT) ? STANDARD_INPUT_NAME + ".csv" : callFile.entryName();
            try (ReturnedFiles returned =
                    new ReturnedFiles(folder, name, entry, callFile.container(), options.digests())) {
                ScrubReport scrubbed = layout.isPresent()
                        ? new Scrub(callFile, layout.get(), list, options, returned.targets(), progress).run()
                        : new WorkbookScrub(list, wanted, options.digests())
                                .run(callFile.workbook(), callFile.name(), returned, progress);
                ScrubReport done = returned.publish(scrubbed);
                progress.clear();
                layout.flatMap(read -> callFile.first(read).foreign(read.columns(), list.plan()))
                        .map(country -> LookReport.foreign(messages, country, list.plan()))
                        .ifPresent(text -> new Failures(terminal, messages)
                                .say(messages.get("warning.foreign", callFile.name(), text)));
                List<Path> paths = returned.paths();
                PrintStream told = request.only.isPresent() ? terminal.err() : terminal.out();
                if (request.json) {
                    told.print(done.toJson());
                } else {
                    Summaries.scrubbed(told, messages, done, request.only.isPresent() ? List.of() : paths);
                }
                if (request.only.isPresent()) {
                    Files.copy(paths.get(request.only.get().ordinal()), terminal.out());
                }
            }
        }
    }

    /** Results, and the former result that is removed, are no file that is read here: the list, another call file. */
    private static void requireOthers(Path folder, ReturnedNames names, List<String> read) throws IOException {
        List<String> written = new ArrayList<>(List.of(names.report(), names.superseded()));
        for (Verdict verdict : Verdict.BY_LIST) {
            written.add(names.of(verdict));
        }
        Lists.requireTargets(written.stream().map(folder::resolve).toList(), read);
    }

    /** A call file, or standard input. */
    static CallFile open(Terminal terminal, String file, boolean digests) throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return CallFile.open(terminal.in(), STANDARD_INPUT_NAME, digests);
        }
        Path path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw new Failure(ExitCode.INPUT, "error.read.directory", file);
        }
        return CallFile.open(path, digests);
    }

    /** What a file of standard input is called, which has no name of its own. */
    private static String extension(Container container) {
        return switch (container) {
            case PLAIN -> ".csv";
            case GZIP -> ".csv.gz";
            case ZIP -> ".zip";
            case WORKBOOK -> ".xlsx";
        };
    }

    private static Path folder(String file, Optional<Path> out) {
        if (out.isPresent()) {
            return out.get();
        }
        Path parent = file.equals(STANDARD_INPUT) ? null : Path.of(file).getParent();
        return parent == null ? Path.of("") : parent;
    }

    /** The JDK's security providers take some 10 ms to load: they do it while the list is opened. */
    private static void prepareDigests() {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        });
    }

    /** Files whose reports have one name would write over each other's results: a.csv and a.csv.gz too. */
    private static void refuseSameNames(List<String> files, Optional<Path> out) {
        Set<Path> seen = new HashSet<>();
        for (String file : files) {
            Path name = Path.of(file).getFileName();
            if (name == null) {
                continue;
            }
            Path target = folder(file, out).resolve(withoutExtension(name.toString()));
            if (!seen.add(target.toAbsolutePath().normalize())) {
                throw new Failure(ExitCode.USAGE, "error.usage.same-name", name);
            }
        }
    }

    private static String withoutExtension(String name) {
        int end = name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.length() - 3 : name.length();
        int dot = name.lastIndexOf('.', end - 1);
        return name.substring(0, dot > 0 ? dot : end);
    }

    private static ScrubOptions scrubOptions(Arguments arguments) {
        ScrubOptions standard = ScrubOptions.standard();
        return new ScrubOptions(
                (int) Math.min(256, arguments.number("threads", 1, standard.threads())),
                arguments.yesNo("digests").orElse(true),
                standard.chunkBytes());
    }
}
