package org.openbloctel.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One option of a command. Its text stands in the message bundles, under the command's name and its own.
 *
 * @param name without its dashes
 * @param value the placeholder of its value; empty for a switch
 * @param required whether the command cannot do without it
 */
record OptionSpec(String name, String value, boolean required) {
    static OptionSpec required(String name, String value) {
        return new OptionSpec(name, value, true);
    }

    static OptionSpec optional(String name, String value) {
        return new OptionSpec(name, value, false);
    }

    static OptionSpec flag(String name) {
        return new OptionSpec(name, "", false);
    }

    /** The letter that stands for the name as well, in every command; null for most. */
    @Nullable
    String letter() {
        return switch (name) {
            case "list" -> "l";
            case "out" -> "o";
            default -> null;
        };
    }

    /** The options of these lists, one after the other: commands share some. */
    static OptionSpec[] all(List<List<OptionSpec>> parts) {
        return parts.stream().flatMap(List::stream).toArray(OptionSpec[]::new);
    }
}
