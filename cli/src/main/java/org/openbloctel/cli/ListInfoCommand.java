package org.openbloctel.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.list.UntrustedListException;
import org.openbloctel.scrub.list.UntrustedListException.Fault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bloctel list info}: what a list is, after reading it whole and computing its digest anew. */
@Command(name = "info")
final class ListInfoCommand extends CommonOptions implements Callable<Integer> {
    private final Terminal terminal;
    private final Messages messages;

    @Parameters(paramLabel = "LIST", descriptionKey = "thelist")
    private Path file = Path.of("");

    @Option(names = "--report", paramLabel = "text|json", defaultValue = "text", descriptionKey = "report")
    private Choice.Report report = Choice.Report.TEXT;

    ListInfoCommand(Terminal terminal, Messages messages) {
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    public Integer call() throws IOException {
        OppositionList list = Lists.open(file);
        if (!list.isConsistent()) {
            throw new UntrustedListException(Fault.DAMAGED, file.toString());
        }
        switch (report) {
            case JSON ->
                terminal.out()
                        .println("{\"plan\": \"" + list.plan().code() + "\", \"revision\": " + list.revision()
                                + ", \"time\": \"" + list.time() + "\", \"numbers\": " + list.size()
                                + ", \"digest\": \""
                                + list.digest() + "\"}");
            case TEXT ->
                terminal.out()
                        .println(messages.get(
                                "list.info",
                                file,
                                list.plan().code(),
                                list.revision(),
                                list.time(),
                                messages.number(list.size()),
                                list.digest()));
        }
        return ExitCode.DONE;
    }
}
