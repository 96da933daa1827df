package org.openbloctel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * {@code bloctel submit}: has a server scrub a call file, and brings back the returned files, the report and the certificate.
 * They are compared with the certificate before they get their names: all of them, or none. One run is one submission, however
 * often a broken connection made it ask again.
 */
final class SubmitCommand extends Command {
    /** The server, and for whom it checks a file. */
    static final List<OptionSpec> SENT = List.of(
            OptionSpec.required("server", "URL"),
            OptionSpec.optional("key", "FILE"),
            OptionSpec.optional("private-key", "FILE"),
            OptionSpec.optional("campaign", "ID"),
            OptionSpec.optional("for", "SIREN"));

    private final Terminal terminal;
    private final Messages messages;

    SubmitCommand(Terminal terminal, Messages messages) {
        super(
                "submit",
                "FILE",
                OptionSpec.all(List.of(SENT, LayoutArguments.OPTIONS, List.of(OptionSpec.optional("out", "DIR")))));
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    int run(Arguments arguments) throws IOException {
        Path file = Path.of(arguments.rest().get(0));
        if (Files.isDirectory(file)) {
            throw new Failure(ExitCode.INPUT, "error.read.directory", file);
        }
        long length = Files.size(file);
        String query = Handover.query(arguments);
        Handover handover = new Handover(
                Remote.withKey(arguments, messages, terminal),
                terminal,
                messages,
                SealKey.given(arguments, terminal, messages));
        Path folder =
                arguments.value("out").map(out -> Written.made(Path.of(out))).orElseGet(() -> parent(file));
        Json received = handover.send(file, length, query, UUID.randomUUID().toString());
        Json ready = handover.awaited(received, length);
        report(ready, handover.fetch(ready, file, folder));
        return ExitCode.DONE;
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    private void report(Json submission, Set<String> names) {
        Json report = submission.get("report");
        terminal.out().println(Summaries.counted(messages, report.get("scope"), report));
        names.forEach(name -> terminal.out().println("  " + name));
        if (report.get("unchecked").number(0) > 0) {
            terminal.out().println(messages.get("summary.unchecked-is-no"));
        }
        if (!report.get("scope").text().orElse("").equals("law")) {
            terminal.out().println(messages.get("summary.list-is-no-permission"));
        }
    }
}
