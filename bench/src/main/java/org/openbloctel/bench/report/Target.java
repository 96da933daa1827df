package org.openbloctel.bench.report;

import java.util.List;

/** The targets that this module measures, as the performance page states them. */
record Target(String id, String what, String goal) {

    static final List<Target> ALL = List.of(
            new Target("P1", "clean file against DuckDB with the list preloaded: CPU, wall", "≤ 1/8, ≤ 1/6"),
            new Target("P2", "messy file against DuckDB with a regexp: CPU, wall", "≤ 1/10, ≤ 1/7"),
            new Target("P3", "clean file against ClickHouse local and Polars: CPU", "≤ 1/6"),
            new Target("P4", "clean file against Java + libphonenumber + HashSet: CPU", "≤ 1/80"),
            new Target("P5", "share of the C program's speed on the scaling file: CPU", "≥ 70 %"),
            new Target("P6", "two threads over one on the scaling file: wall", "≥ 1.9"),
            new Target("P7", "peak memory, the same whatever the number of rows (± 10 %)", "≤ 130 MiB"),
            new Target("P8", "scrub of a 1,000-row file, whole process, over java Hello", "≤ 3 ×"),
            new Target("P9", "bytes a number: at rest, French list probed, large list probed", "≤ 1.3, ≤ 7, ≤ 3.5"),
            new Target("P10", "opening a prepared list, building it over memcpy of the text", "≤ 5 ms, ≤ 15 ×"),
            new Target("P11", "CPU a row with the large list over the French one", "≤ 1.25 ×"),
            new Target("P12", "a change on the list, from its commit until look-ups of a server see it", "≤ 1 s"),
            new Target(
                    "P13",
                    "one number over HTTP, requests per server CPU second, of nginx return 200; p99",
                    "≥ 50 %, ≤ 5 ms"),
            new Target("P14", "1,000 numbers over HTTP, per server CPU second; over Redis SMISMEMBER", "≥ 5 M; ≥ 3 ×"),
            new Target("P15", "number reader on messy strings, mean", "≤ 60 ns"),
            new Target(
                    "P16", "call file handed in, end of the upload to ready, 300,000 and 10 M lines", "≤ 2 s, ≤ 15 s"),
            new Target(
                    "P17",
                    "the same for a campaign, judged by the law, with 5 M consents and 5 M calls on record",
                    "≤ 2 × the list alone and ≤ 4 s, ≤ 60 s"),
            new Target(
                    "dial",
                    "a dialer's question, 32 connections on the same host, some 2,000 questions a second: p99",
                    "< 5 ms"));
}
