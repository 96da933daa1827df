package org.openbloctel.registry;

import java.util.Collection;
import java.util.function.Function;

/** A table of transitions as the documentation draws it, for the test that compares both. */
public final class StateDiagram {
    private StateDiagram() {}

    /**
     * The diagram for Mermaid, with its fence.
     *
     * @param states all states, the first one first
     * @param next those that a state leads to, in the order in which they are drawn
     */
    public static <S> String of(S[] states, Function<S, ? extends Collection<S>> next) {
        StringBuilder out = new StringBuilder("```mermaid\nstateDiagram-v2\n    [*] --> " + states[0] + "\n");
        for (S from : states) {
            for (S to : next.apply(from)) {
                out.append("    " + from + " --> " + to + "\n");
            }
            if (next.apply(from).isEmpty()) {
                out.append("    " + from + " --> [*]\n");
            }
        }
        return out.append("```").toString();
    }
}
