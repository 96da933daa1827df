package org.openbloctel.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.engine.Judge;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.number.Reason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bloctel check}: the verdict of a few numbers, one line each. */
@Command(name = "check")
final class CheckCommand extends CommonOptions implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NUMBER", arity = "1..*", descriptionKey = "number")
    private List<String> numbers = List.of();

    @Option(names = "--list", paramLabel = "LIST", required = true)
    private Path listFile = Path.of("");

    @Option(names = "--plan", paramLabel = "CODE")
    private @Nullable String plan;

    @Option(names = "--max-list-age", paramLabel = "DAYS", defaultValue = "" + Lists.MAX_AGE_DAYS)
    private int maxListAge = Lists.MAX_AGE_DAYS;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Judge judge = new Judge(Lists.open(listFile, plan, maxListAge, terminal));
        for (String number : numbers) {
            if (number.equals("-")) {
                checkLines(judge);
            } else {
                print(judge, number);
            }
        }
        return ExitCode.DONE;
    }

    private void checkLines(Judge judge) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            print(judge, line);
        }
    }

    private void print(Judge judge, String number) {
        Judgement judgement = judge.number(number);
        Reason reason = judgement.reason();
        terminal.out().println(number + "\t" + judgement.verdict() + "\t" + (reason == null ? "" : reason.code()));
    }
}
