package org.openbloctel.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.openbloctel.scrub.engine.Judge;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.number.Reason;

/** {@code bloctel check}: the verdict of a few numbers, one line each. */
final class CheckCommand extends Command {
    private final Terminal terminal;

    CheckCommand(Terminal terminal) {
        super(
                "check",
                "NUMBER...",
                OptionSpec.required("list", "LIST"),
                OptionSpec.optional("plan", "CODE"),
                OptionSpec.optional("max-list-age", "DAYS"));
        this.terminal = terminal;
    }

    @Override
    int run(Arguments arguments) throws IOException {
        Judge judge = new Judge(Lists.open(Path.of(arguments.required("list")), arguments, terminal));
        for (String number : arguments.rest()) {
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
