package org.openbloctel.bench.report;

import java.util.List;

/** The targets that this module measures, one figure each, as the performance page states them. */
record Target(String id, String what, String goal) {

    static final List<Target> ALL = List.of(
            new Target("P1", "clean file, CPU of DuckDB with the list preloaded over ours without digests", "≥ 6.5"),
            new Target("P1 digests", "the same over ours as it comes, with SHA-256 of all files", "≥ 4"),
            new Target("P2", "messy file, CPU of DuckDB with a regexp over ours without digests", "≥ 10"),
            new Target("P3", "clean file, CPU of ClickHouse local over ours without digests", "≥ 6"),
            new Target("P3 Polars", "clean file, CPU of Polars over ours without digests", "≥ 6"),
            new Target("P4", "clean file, CPU of Java + libphonenumber + HashSet over ours without digests", "≥ 80"),
            new Target("P5", "scaling file, CPU of the C program over ours, 1 thread each, no digests", "≥ 70 %"),
            new Target(
                    "P5 digests",
                    "scaling file, CPU of the C program and of OpenSSL's SHA-256 of the same files over ours, 1 thread each",
                    "≥ 70 %"),
            new Target("P6", "two threads over one, warm, output discarded: wall", "≥ 1.9"),
            new Target("P7", "peak memory, the same for any number of rows (± 10 %)", "≤ 130 MiB"),
            new Target("P8", "scrub of a 1,000-row file, whole process, over java Hello", "≤ 3 ×"),
            new Target("P9", "bytes a number of the French list at rest", "≤ 1.3"),
            new Target("P9 probed", "bytes a number of the French list in memory", "≤ 7"),
            new Target("P10", "opening a prepared list", "≤ 5 ms"),
            new Target("P10 build", "building it from unsorted text, whole process, two threads: wall", "≤ 0.45 s"),
            new Target("P11", "CPU a row with the large list over the French one, 1 thread, no digests", "≤ 1.25 ×"),
            new Target("P12", "a change on the list, from its commit until look-ups of a server see it", "≤ 1 s"),
            new Target(
                    "P13",
                    "one number over HTTP, requests per server CPU second, of nginx return 200; p99",
                    "≥ 50 %, ≤ 5 ms"),
            new Target("P14", "1,000 numbers over HTTP, per server CPU second; over Redis SMISMEMBER", "≥ 5 M; ≥ 3 ×"),
            new Target("P15", "number reader on messy strings, mean", "≤ 60 ns"),
            new Target("P16", "call file of 300,000 lines submitted, end of the upload to ready", "≤ 2 s"),
            new Target("P16 large", "call file of 10 M lines submitted, end of the upload to ready", "≤ 15 s"),
            new Target(
                    "P17",
                    "300,000 lines for a campaign, judged by the law, with 5 M consents and 5 M calls on record",
                    "≤ 2 × the list alone and ≤ 4 s"),
            new Target("P17 large", "10 M lines for a campaign, judged by the law", "≤ 60 s"),
            new Target(
                    "dial",
                    "a dialer's question, 32 connections on the same host, some 2,000 questions a second: p99",
                    "< 5 ms"),
            new Target("R14", "a country's day in small: events that failed; 99th percentile of pages", "0; ≤ 300 ms"),
            new Target(
                    "R15",
                    "growth of the server's resident memory from the morning to the evening; of its heap after a collection, since the peak",
                    "≤ 10 %; ≤ 10 %"),
            new Target(
                    "overload",
                    "three times the pages that it can answer: shed with 429 or 503; as before afterwards",
                    "≤ 10 s"),
            new Target(
                    "inspection search", "an inspector's search among 5 M complaints, the slowest kind: p99", "< 1 s"),
            new Target(
                    "inspection pages",
                    "worklist, groups by each key with chart and map, a complaint, the slowest of them: p99",
                    "< 1 s"),
            new Target(
                    "inspection evidence",
                    "evidence about one number, 2 G prints of 20,000 files in three years: p99",
                    "< 2 s"));
}
