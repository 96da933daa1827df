package org.openbloctel.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to run and at what size. Each option is given as {@code --name value}, or as the system property {@code bench.name}.
 *
 * @param only the parts to run
 * @param peers the peers to run beside OpenBloctel; empty for all
 * @param root the folder of the {@code bloctel} launcher
 * @param module the folder of this module, for its C sources and scripts
 */
record Options(
        long rows,
        long list,
        long usList,
        long scaleRows,
        long memoryRows,
        int rounds,
        int starts,
        int minutes,
        int complaints,
        long prints,
        Set<String> only,
        Set<String> peers,
        Path work,
        Path root,
        Path module) {

    static final String USAGE = """
            usage: Bench [--only PART,...] [--rows N] [--list N] [--us-list N] [--scale-rows N] [--memory-rows N] [--rounds N]
                         [--starts N] [--minutes N] [--complaints N] [--prints N] [--peers NAME,...] [--work DIR] [--root DIR] [--module DIR]
            parts: list, small, clean, messy, us, scale, inprocess, lookup, law, submission, campaign (these by default), memory100m, spark, day, complaints
            peers: c, duckdb, clickhouse, polars, java, mawk, sortjoin
            """;

    static final Set<String> PARTS = Set.of(
            "list",
            "small",
            "clean",
            "messy",
            "us",
            "scale",
            "memory100m",
            "spark",
            "inprocess",
            "lookup",
            "law",
            "submission",
            "campaign",
            "day",
            "complaints");
    private static final Set<String> PEERS =
            Set.of("c", "duckdb", "clickhouse", "polars", "java", "mawk", "sortjoin", "none");

    private static final List<String> NAMES = List.of(
            "only",
            "rows",
            "list",
            "us-list",
            "scale-rows",
            "memory-rows",
            "rounds",
            "starts",
            "minutes",
            "complaints",
            "prints",
            "peers",
            "work",
            "root",
            "module");

    /** A command line that makes no sense. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    static Options parse(String... args) throws Unusable {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : NAMES) {
            Optional.ofNullable(System.getProperty("bench." + name)).ifPresent(value -> given.put(name, value));
        }
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : "";
            if (!NAMES.contains(name)) {
                throw new Unusable("unknown option " + args[i]);
            }
            if (i + 1 == args.length) {
                throw new Unusable(args[i] + " needs a value");
            }
            given.put(name, args[i + 1]);
        }
        Path root = Path.of(given.getOrDefault("root", ".")).toAbsolutePath().normalize();
        Path module = Path.of(given.getOrDefault("module", root.resolve("bench").toString()))
                .toAbsolutePath()
                .normalize();
        return new Options(
                number(given, "rows", 10_000_000),
                number(given, "list", 12_000_000),
                number(given, "us-list", 250_000_000),
                number(given, "scale-rows", 50_000_000),
                number(given, "memory-rows", 100_000_000),
                (int) number(given, "rounds", 3),
                (int) number(given, "starts", 15),
                (int) number(given, "minutes", 30),
                (int) number(given, "complaints", 5_000_000),
                number(given, "prints", 2_000_000_000),
                names(
                        given,
                        "only",
                        PARTS,
                        Set.of(
                                "list",
                                "small",
                                "clean",
                                "messy",
                                "us",
                                "scale",
                                "inprocess",
                                "lookup",
                                "law",
                                "submission",
                                "campaign")),
                names(given, "peers", PEERS, Set.of()),
                Path.of(given.getOrDefault(
                                "work", module.resolve("target/bench").toString()))
                        .toAbsolutePath()
                        .normalize(),
                root,
                module);
    }

    boolean wants(String peer) {
        return peers.isEmpty() || peers.contains(peer);
    }

    private static long number(Map<String, String> given, String name, long otherwise) throws Unusable {
        String text = given.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.replace("_", ""));
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // said below, like a number that is too small
        }
        throw new Unusable("--" + name + " needs a positive number, not " + text);
    }

    private static Set<String> names(Map<String, String> given, String name, Set<String> known, Set<String> otherwise)
            throws Unusable {
        String text = given.get(name);
        if (text == null) {
            return otherwise;
        }
        Set<String> names = Set.copyOf(Arrays.asList(text.split(",")));
        if (!known.containsAll(names)) {
            throw new Unusable("--" + name + " knows only " + String.join(", ", new TreeSet<>(known)));
        }
        return names;
    }
}
