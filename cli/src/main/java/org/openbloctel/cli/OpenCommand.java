package org.openbloctel.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.scrub.engine.UnwritableException;

/**
 * {@code bloctel open}: opens sealed results by the private key. Each gets its name once it is whole; a file that exists is not written
 * over. The first failure ends it; files opened before stay.
 */
final class OpenCommand extends Command {
    private final Terminal terminal;
    private final Messages messages;

    OpenCommand(Terminal terminal, Messages messages) {
        super("open", "FILE...", OptionSpec.required("key", "FILE"), OptionSpec.optional("out", "DIR"));
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    int run(Arguments arguments) throws IOException {
        SealKey key = SealKey.read(arguments.required("key"), terminal, messages);
        Optional<Path> out = arguments.value("out").map(one -> Written.made(Path.of(one)));
        for (String name : arguments.rest()) {
            Path sealed = Path.of(name);
            String given = Handover.name(sealed);
            if (!SealedFile.isNamedLikeOne(given)) {
                throw new Failure(ExitCode.USAGE, "error.seal.name", name);
            }
            Path target = out.map(folder -> folder.resolve(given)).orElse(sealed);
            open(sealed, target.resolveSibling(SealedFile.inside(given)), key);
            terminal.out().println(target.resolveSibling(SealedFile.inside(given)));
        }
        return ExitCode.DONE;
    }

    private static void open(Path sealed, Path target, SealKey key) throws IOException {
        if (Files.exists(target)) {
            throw new Failure(ExitCode.OUTPUT, "error.seal.exists", target);
        }
        Path work = target.resolveSibling(".bloctel-" + UUID.randomUUID());
        try {
            SealedFile.open(sealed, work, key);
            move(work, target);
        } finally {
            SealedFile.discard(work);
        }
    }

    private static void move(Path work, Path target) throws UnwritableException {
        try {
            Files.move(work, target);
        } catch (FileAlreadyExistsException e) {
            throw new Failure(ExitCode.OUTPUT, "error.seal.exists", target);
        } catch (IOException e) {
            throw new UnwritableException(e);
        }
    }
}
