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
                OptionSpec.optional("keys", "JWKS"),
                OptionSpec.flag("json"),
                OptionSpec.flag("exit-code"));
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    int run(Arguments arguments) throws IOException {
        if (arguments.has("server") == arguments.has("list")) {
            throw new Failure(ExitCode.USAGE, "error.usage.check");
        }
        boolean free;
        if (arguments.has("server")) {
            Lists.refuseWithoutList(arguments);
            free = byServer(arguments);
        } else {
            free = byList(arguments);
        }
        return free || !arguments.has("exit-code") ? ExitCode.DONE : ExitCode.NOT_ALLOWED;
    }

    private boolean byList(Arguments arguments) throws IOException {
        Judge judge = new Judge(Lists.open(Path.of(arguments.required("list")), arguments, terminal, messages));
        Answers answers = new Answers(terminal.out(), arguments.json());
        for (String number : arguments.rest()) {
            if (number.equals("-")) {
                BufferedReader lines = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    print(judge, line, answers);
                }
            } else {
                print(judge, number, answers);
            }
        }
        return answers.free;
    }

    private static void print(Judge judge, String number, Answers answers) throws IOException {
        Judgement judgement = judge.number(number);
        Reason reason = judgement.reason();
        answers.print(number, judgement.verdict(), reason == null ? "" : reason.code());
    }

    /** The answers as they are printed: a line of three fields, or a JSON object a line. */
    private static final class Answers {
        private final Appendable out;
        private final boolean json;
        /** Whether no number is opposed and all could be checked. */
        private boolean free = true;

        Answers(Appendable out, boolean json) {
            this.out = out;
            this.json = json;
        }

        void print(String number, Verdict verdict, String reason) throws IOException {
            free &= verdict == Verdict.CALLABLE;
            StringBuilder line = new StringBuilder();
            if (json) {
                Json.quote(line.append("{\"input\": "), number);
                line.append(", \"verdict\": \"").append(verdict.name(false)).append("\", \"reason\": ");
                if (reason.isEmpty()) {
                    line.append("null}");
                } else {
                    Json.quote(line, reason);
                    line.append('}');
                }
            } else {
                line.append(number)
                        .append('\t')
                        .append(verdict.name(false))
                        .append('\t')
                        .append(reason);
            }
            out.append(line.append('\n'));
        }
    }

    /** Nothing is printed before all is known: what a server did not answer must not look answered. */
    private boolean byServer(Arguments arguments) throws IOException {
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
        Answers answers = new Answers(printed, arguments.json());
        for (int from = 0; from < numbers.size(); from += BATCH) {
            ask(server, numbers.subList(from, Math.min(numbers.size(), from + BATCH)), answers);
        }
        terminal.out().print(printed);
        return answers.free;
    }

    private static void ask(Remote server, List<String> numbers, Answers answers) throws IOException {
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
            answers.print(number, verdict(result), result.get("reason").text().orElse(""));
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
