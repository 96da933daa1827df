package org.openbloctel.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.openbloctel.scrub.engine.Judge;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.Reason;

/** {@code bloctel check}: the verdict of a few numbers, one line each, by a list or by a server. */
final class CheckCommand extends Command {
    /** As many as a server takes in one request. */
    private static final int BATCH = 10_000;

    private final Terminal terminal;
    private final Messages messages;

    CheckCommand(Terminal terminal, Messages messages) {
        super(
                "check",
                "NUMBER...",
                OptionSpec.optional("list", "LIST"),
                OptionSpec.optional("server", "URL"),
                OptionSpec.optional("key", "FILE"),
                OptionSpec.optional("plan", "CODE"),
                OptionSpec.optional("max-list-age", "DAYS"),
                OptionSpec.optional("min-revision", "N"),
                OptionSpec.flag("allow-rollback"),
                OptionSpec.optional("keys", "JWKS"));
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    int run(Arguments arguments) throws IOException {
        if (arguments.has("server") == arguments.has("list")) {
            throw new Failure(ExitCode.USAGE, "error.usage.check");
        }
        if (arguments.has("server")) {
            Lists.refuseWithoutList(arguments);
            return byServer(arguments);
        }
        Judge judge = new Judge(Lists.open(Path.of(arguments.required("list")), arguments, terminal, messages));
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
        terminal.out()
                .println(
                        number + "\t" + judgement.verdict().name(false) + "\t" + (reason == null ? "" : reason.code()));
    }

    /** Nothing is printed before all is known: what a server did not answer must not look answered. */
    private int byServer(Arguments arguments) throws IOException {
        if (arguments.rest().contains("-") && arguments.value("key").orElse("").equals("-")) {
            throw new Failure(ExitCode.USAGE, "error.usage.one-input");
        }
        Remote server = Remote.withKey(arguments, messages, terminal);
        List<String> numbers = new ArrayList<>();
        for (String number : arguments.rest()) {
            if (number.equals("-")) {
                new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
                        .lines()
                        .forEach(numbers::add);
            } else {
                numbers.add(number);
            }
        }
        StringBuilder printed = new StringBuilder();
        for (int from = 0; from < numbers.size(); from += BATCH) {
            ask(server, numbers.subList(from, Math.min(numbers.size(), from + BATCH)), printed);
        }
        terminal.out().print(printed);
        return ExitCode.DONE;
    }

    private static void ask(Remote server, List<String> numbers, StringBuilder printed) {
        StringBuilder body = new StringBuilder("{\"numbers\":[");
        for (String number : numbers) {
            body.append(body.charAt(body.length() - 1) == '[' ? "" : ",");
            Json.quote(body, number);
        }
        List<Json> results = server.post(
                        "/api/v1/checks", body + "]}", UUID.randomUUID().toString())
                .get("results")
                .items();
        if (results.size() != numbers.size()) {
            throw new Failure(ExitCode.SERVER, "error.server.answer");
        }
        for (int i = 0; i < numbers.size(); i++) {
            String number = numbers.get(i);
            Json result = results.get(i);
            if (!result.get("input").text().orElse("").equals(number)) {
                throw new Failure(ExitCode.SERVER, "error.server.answer");
            }
            printed.append(number)
                    .append('\t')
                    .append(verdict(result).name(false))
                    .append('\t');
            printed.append(result.get("reason").text().orElse("")).append('\n');
        }
    }

    /** A verdict that this program does not know is no verdict. Until 1.0 a server may call {@code CALLABLE} what is not listed. */
    private static Verdict verdict(Json result) {
        String name = result.get("verdict").text().orElse("");
        for (Verdict verdict : Verdict.BY_LIST) {
            if (verdict.name(false).equals(name) || verdict.name().equals(name)) {
                return verdict;
            }
        }
        throw new Failure(ExitCode.SERVER, "error.server.answer");
    }
}
