package org.openbloctel.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import org.openbloctel.scrub.engine.UnwritableException;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.list.UntrustedListException;

/** Turns what went wrong into one clear line and an exit code. The only place that knows both. */
final class Failures {
    private final Terminal terminal;
    private final Messages messages;

    Failures(Terminal terminal, Messages messages) {
        this.terminal = terminal;
        this.messages = messages;
    }

    /** Says what went wrong; returns the exit code. */
    int report(Throwable e) {
        if (e instanceof Failure failure) {
            say(failure.message(messages));
            return failure.exitCode();
        }
        if (e instanceof UntrustedListException list) {
            say(messages.get(key("error.list.", list.fault()), list.file()));
            return ExitCode.LIST;
        }
        if (e instanceof CallFileException file) {
            return callFile(file);
        }
        if (e instanceof UnwritableException output) {
            say(messages.get("error.output", reason(output.getCause())));
            return ExitCode.OUTPUT;
        }
        if (e instanceof IOException io) {
            say(messages.get("error.read", reason(io)));
            return ExitCode.INPUT;
        }
        return bug(e);
    }

    private int callFile(CallFileException e) {
        boolean choice = switch (e.fault()) {
            case NO_SUCH_COLUMN, UNSURE_COLUMN, OTHER_SEPARATOR, SEVERAL_SHEETS, NO_SUCH_SHEET -> true;
            default -> false;
        };
        List<String> details = e.details();
        boolean unsureOfAll = choice && details.isEmpty();
        String first = details.isEmpty() ? "" : details.get(0);
        String rest = String.join(", ", details.subList(Math.min(1, details.size()), details.size()));
        String all = unsureOfAll ? "" : String.join(", ", details);
        String key = key("error.file.", e.fault());
        String ofDetail = key + "." + first.toLowerCase(Locale.ROOT).replaceAll("[, ]+", "-");
        String text = messages.has(ofDetail) ? ofDetail : key;
        say(messages.get(text, e.file(), all, first, rest, e.line(), e.offset()));
        return choice ? ExitCode.USAGE : ExitCode.INPUT;
    }

    private int bug(Throwable e) {
        say(messages.get("error.bug", e.getClass().getName()));
        // The trace names code, never what a file holds.
        for (StackTraceElement frame : e.getStackTrace()) {
            terminal.err().println("    at " + frame);
        }
        return ExitCode.BUG;
    }

    private String reason(Throwable e) {
        if (e instanceof NoSuchFileException missing) {
            return messages.get("error.reason.missing", missing.getFile());
        }
        if (e instanceof AccessDeniedException denied) {
            return messages.get("error.reason.denied", denied.getFile());
        }
        if (e instanceof FileSystemException system) {
            return system.getFile() + ": " + system.getReason();
        }
        return String.valueOf(e.getMessage());
    }

    private static String key(String prefix, Enum<?> fault) {
        return prefix + fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An API key that stands where none should is not shown, since logs outlive commands. */
    void say(String line) {
        terminal.err().println("bloctel: " + ApiKey.SECRET.matcher(line).replaceAll("ob*_…"));
    }
}
