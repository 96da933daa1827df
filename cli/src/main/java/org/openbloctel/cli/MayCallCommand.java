package org.openbloctel.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * {@code bloctel may-call}: whether numbers may be called, by the law of the day and by what the caller states. The classes of the law
 * are not named here, so that no other command loads them at its start.
 */
final class MayCallCommand extends Command {
    private final Terminal terminal;
    private final Messages messages;

    MayCallCommand(Terminal terminal, Messages messages) {
        super(
                "may-call",
                "NUMBER...",
                OptionSpec.optional("at", "TIME"),
                OptionSpec.optional("sector", "SECTOR"),
                OptionSpec.optional("subject", "SUBJECT"),
                OptionSpec.optional("goods", "WORDS"),
                OptionSpec.optional("relation", "RELATION"),
                OptionSpec.optional("related-to-contract", "yes|no"),
                OptionSpec.optional("b2b", "yes|no"),
                OptionSpec.optional("automated", "yes|no"),
                OptionSpec.optional("caller-id", "NUMBER"),
                OptionSpec.optional("zone", "ZONE"),
                OptionSpec.optional("list", "LIST"),
                OptionSpec.optional("max-list-age", "DAYS"),
                OptionSpec.optional("min-revision", "N"),
                OptionSpec.flag("allow-rollback"),
                OptionSpec.optional("keys", "JWKS"),
                OptionSpec.optional("listed", "yes|no"),
                OptionSpec.optional("list-checked-at", "TIME"),
                OptionSpec.optional("attempts", "TIME|none"),
                OptionSpec.optional("contacted-at", "TIME|none"),
                OptionSpec.optional("refused-at", "TIME|none"),
                OptionSpec.optional("consent", "FROM/UNTIL|none"),
                OptionSpec.optional("consent-subject", "SUBJECT"),
                OptionSpec.optional("consent-goods", "WORDS"),
                OptionSpec.optional("consent-confirmed-at", "TIME"),
                OptionSpec.optional("called-back-on-request-at", "TIME"),
                OptionSpec.optional("agreed-at", "TIME"),
                OptionSpec.optional("report", "text|json"),
                OptionSpec.flag("json"),
                OptionSpec.flag("exit-code"));
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    int run(Arguments arguments) throws IOException {
        MayCallReport report = new MayCallReport(messages, terminal.out(), arguments.json());
        MayCallJudge judge = new MayCallJudge(arguments, terminal, messages);
        boolean allowed = true;
        for (String number : arguments.rest()) {
            if (number.equals("-")) {
                BufferedReader lines = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    allowed &= report.print(judge.judge(line));
                }
            } else {
                allowed &= report.print(judge.judge(number));
            }
        }
        return allowed || !arguments.has("exit-code") ? ExitCode.DONE : ExitCode.NOT_ALLOWED;
    }
}
