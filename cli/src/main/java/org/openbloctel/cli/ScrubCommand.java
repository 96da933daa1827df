package org.openbloctel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.engine.ReturnedFiles;
import org.openbloctel.scrub.engine.Scrub;
import org.openbloctel.scrub.engine.ScrubOptions;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.OppositionList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bloctel scrub}: sorts the lines of call files into callable, opposed and unchecked. */
@Command(name = "scrub")
final class ScrubCommand extends CommonOptions implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private final Terminal terminal;
    private final Messages messages;

    @Parameters(paramLabel = "FILE", arity = "1..*", descriptionKey = "file")
    private List<String> files = List.of();

    @Option(names = "--list", paramLabel = "LIST", required = true)
    private Path listFile = Path.of("");

    @Option(names = "--out", paramLabel = "DIR")
    private @Nullable Path out;

    @Option(names = "--column", paramLabel = "NAME|N")
    private List<String> columns = List.of();

    @Option(names = "--separator", paramLabel = "C")
    private @Nullable String separator;

    @Option(names = "--encoding", paramLabel = "E")
    private @Nullable String encoding;

    @Option(names = "--header", paramLabel = "yes|no")
    private @Nullable String header;

    @Option(names = "--quotes", paramLabel = "yes|no")
    private @Nullable String quotes;

    @Option(names = "--plan", paramLabel = "CODE")
    private @Nullable String plan;

    @Option(names = "--report", paramLabel = "text|json", defaultValue = "text")
    private Choice.Report report = Choice.Report.TEXT;

    @Option(names = "--digests", paramLabel = "yes|no")
    private @Nullable String digests;

    @Option(names = "--threads", paramLabel = "N")
    private int threads;

    @Option(names = "--max-list-age", paramLabel = "DAYS", defaultValue = "" + Lists.MAX_AGE_DAYS)
    private int maxListAge = Lists.MAX_AGE_DAYS;

    ScrubCommand(Terminal terminal, Messages messages) {
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    public Integer call() throws IOException {
        LayoutOptions layout = layoutOptions();
        refuseSameNames();
        if (out != null && !Files.isDirectory(out)) {
            throw new Failure(ExitCode.USAGE, "error.folder", out);
        }
        OppositionList list = Lists.open(listFile, plan, maxListAge, terminal);
        int code = ExitCode.DONE;
        Failures failures = new Failures(terminal, messages);
        for (String file : files) {
            try {
                scrub(file, list, layout);
            } catch (IOException | RuntimeException e) {
                int failed = failures.execution(e);
                code = code == ExitCode.DONE ? failed : code;
            }
        }
        return code;
    }

    private void scrub(String file, OppositionList list, LayoutOptions layoutOptions) throws IOException {
        ScrubOptions options = options();
        try (CallFile callFile = open(file, options.digests());
                ProgressBar progress = new ProgressBar(terminal, messages, callFile.size())) {
            if (callFile.container() == Container.WORKBOOK) {
                throw new Failure(ExitCode.INPUT, "error.read.directory", file);
            }
            var layout = callFile.layout(layoutOptions, list.plan());
            try (ReturnedFiles returned = new ReturnedFiles(
                    folder(file), callFile.name(), callFile.entryName(), callFile.container(), options.digests())) {
                Scrub scrub = new Scrub(callFile, layout, list, options, returned.targets(), progress);
                ScrubReport done = returned.publish(scrub.run());
                progress.clear();
                show(done, returned);
            }
        }
    }

    private void show(ScrubReport done, ReturnedFiles returned) {
        switch (report) {
            case TEXT -> Summaries.scrubbed(terminal, messages, done, returned.paths());
            case JSON -> terminal.out().print(done.toJson());
        }
    }

    private CallFile open(String file, boolean digests) throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return CallFile.open(terminal.in(), "stdin.csv", digests);
        }
        Path path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw new Failure(ExitCode.INPUT, "error.read.directory", file);
        }
        return CallFile.open(path, digests);
    }

    private Path folder(String file) {
        if (out != null) {
            return out;
        }
        Path parent = file.equals(STANDARD_INPUT)
                ? null
                : Path.of(file).toAbsolutePath().getParent();
        return parent == null ? Path.of("").toAbsolutePath() : parent;
    }

    /** Two files of one name would write over each other's results. */
    private void refuseSameNames() {
        Set<Path> seen = new HashSet<>();
        for (String file : files) {
            Path name = Path.of(file).getFileName();
            if (name != null && !seen.add(folder(file).resolve(name))) {
                throw new Failure(ExitCode.USAGE, "error.usage.same-name", name);
            }
        }
    }

    private ScrubOptions options() {
        ScrubOptions standard = ScrubOptions.standard();
        if (threads < 0) {
            throw new Failure(ExitCode.USAGE, "error.usage.value", threads, "--threads");
        }
        return new ScrubOptions(
                threads == 0 ? standard.threads() : threads,
                Choice.yesNo("--digests", digests).orElse(true),
                standard.chunkBytes());
    }

    private LayoutOptions layoutOptions() {
        return new LayoutOptions(
                columns,
                Optional.ofNullable(separator).map(ScrubCommand::separator),
                Optional.ofNullable(encoding).map(ScrubCommand::encoding),
                Choice.yesNo("--header", header),
                Choice.yesNo("--quotes", quotes));
    }

    private static char separator(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (word.equals("tab") || word.equals("\\t")) {
            return '\t';
        }
        boolean usable = text.length() == 1 && text.charAt(0) < 0x80 && "\"\r\n".indexOf(text.charAt(0)) < 0;
        if (!usable) {
            throw new Failure(ExitCode.USAGE, "error.usage.value", text, "--separator");
        }
        return text.charAt(0);
    }

    private static Encoding encoding(String text) {
        return Encoding.of(text)
                .orElseThrow(() -> new Failure(ExitCode.USAGE, "error.usage.value", text, "--encoding"));
    }
}
