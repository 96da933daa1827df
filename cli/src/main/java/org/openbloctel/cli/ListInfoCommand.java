package org.openbloctel.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.list.UntrustedListException;
import org.openbloctel.scrub.list.UntrustedListException.Fault;

/** {@code bloctel list info}: what a list is, after reading it whole and computing its digest anew. */
final class ListInfoCommand extends Command {
    private final Terminal terminal;
    private final Messages messages;

    ListInfoCommand(Terminal terminal, Messages messages) {
        super(
                "list info",
                "LIST",
                OptionSpec.optional("report", "text|json"),
                OptionSpec.flag("json"),
                OptionSpec.optional("min-revision", "N"),
                OptionSpec.optional("keys", "JWKS"));
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    int run(Arguments arguments) throws IOException {
        boolean json = arguments.json();
        String file = arguments.rest().get(0);
        OppositionList list = Lists.open(Path.of(file));
        Lists.requireTrusted(list, Path.of(file), arguments);
        if (!list.isConsistent()) {
            throw new UntrustedListException(Fault.DAMAGED, file);
        }
        terminal.out().println(json ? json(list) : text(file, list));
        return ExitCode.DONE;
    }

    private String text(String file, OppositionList list) {
        return messages.get(
                "list.info",
                file,
                list.plan().code(),
                list.revision(),
                list.time(),
                messages.number(list.size()),
                list.digest());
    }

    /** No text of a user's is in it, so nothing has to be escaped. */
    private static String json(OppositionList list) {
        return "{\"plan\": \"" + list.plan().code() + "\", \"revision\": " + list.revision() + ", \"time\": \""
                + list.time() + "\", \"numbers\": " + list.size() + ", \"digest\": \"" + list.digest() + "\"}";
    }
}
