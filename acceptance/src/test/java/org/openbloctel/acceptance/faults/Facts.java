package org.openbloctel.acceptance.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** What was entered and acknowledged, by subjects, each with the question that shows it at a server. For one thread. */
final class Facts {
    /** A list is read again after some milliseconds, and every few seconds at the latest. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Map<String, Predicate<Node>> facts = new LinkedHashMap<>();

    /** Replaces all earlier facts of the subject by this one. */
    void put(String subject, Predicate<Node> holds) {
        facts.put(subject, holds);
    }

    /** Removes the facts of the subject. */
    void remove(String subject) {
        facts.remove(subject);
    }

    int count() {
        return facts.size();
    }

    /** The facts of a subject, or of all, that do not hold at one of the servers. */
    List<String> untrue(String subject, List<Node> nodes) {
        List<String> untrue = new ArrayList<>();
        facts.forEach((name, holds) -> {
            if (name.startsWith(subject)) {
                for (Node node : nodes) {
                    if (!comesTrue(holds, node)) {
                        untrue.add(name + ": not so at the server at port " + node.port());
                    }
                }
            }
        });
        return untrue;
    }

    private static boolean comesTrue(Predicate<Node> holds, Node node) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        boolean is = holds.test(node);
        while (!is && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            is = holds.test(node);
        }
        return is;
    }
}
