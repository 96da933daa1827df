package org.openbloctel.cli;

import java.io.IOException;
import java.util.List;

/** A command: its words, what it takes, and what it does. */
abstract class Command {
    private final String name;
    private final String parameter;
    private final List<OptionSpec> options;

    /**
     * Describes a command.
     *
     * @param name its words, such as {@code list build}
     * @param parameter the placeholder of what follows, with {@code ...} when it may repeat; empty when nothing does
     */
    Command(String name, String parameter, OptionSpec... options) {
        this.name = name;
        this.parameter = parameter;
        this.options = List.of(options);
    }

    String name() {
        return name;
    }

    String parameter() {
        return parameter;
    }

    List<OptionSpec> options() {
        return options;
    }

    /** Does it; returns the exit code. */
    abstract int run(Arguments arguments) throws IOException;
}
