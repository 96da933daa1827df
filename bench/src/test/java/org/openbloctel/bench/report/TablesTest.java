package org.openbloctel.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TablesTest {

    @Test
    void programsAreComparedWithTheBase() {
        String table = RaceTable.render(
                List.of(
                        new Line("ours", 3, 10_000_000, 677_000_000, 1.5, 0.8, 119.6, "same"),
                        new Line("theirs", 1, 10_000_000, 677_000_000, 75.0, 40.0, 3891, "order lost"),
                        Line.without("absent", "skipped: no node or npm")),
                "ours");
        assertEquals("""
                | program | n | CPU s | wall s | peak MiB | rows/s | MB/s | × CPU | × wall | result |
                |---|---|---|---|---|---|---|---|---|---|
                | **ours** | 3 | 1.50 | 0.80 | 120 | 12.50 M | 846 | 1.00 | 1.00 | same |
                | theirs | 1 | 75.0 | 40.0 | 3,891 | 0.25 M | 17 | 50 | 50 | order lost |
                | absent | – | – | – | – | – | – | – | – | skipped: no node or npm |
                """, table);
    }

    @Test
    void withoutTheBaseNothingIsCompared() {
        String table = RaceTable.render(List.of(new Line("a", 1, 10, 10, 1, 1, Double.NaN, "same")), "ours");
        assertTrue(table.contains("| a | 1 | 1.00 | 1.00 | – | 0.00 M | 0 | – | – | same |"), table);
    }

    @Test
    void everyTargetHasOneRowMeasuredOrNot() {
        String table =
                TargetTable.render(List.of(new Measured("P7", "121 MiB", true), new Measured("P1", "6.0", false)));
        List<String> lines = table.lines().toList();
        assertEquals("| # | what | target | measured | met |", lines.getFirst());
        assertTrue(lines.get(2).endsWith("| ≥ 6.5 | 6.0 | **no** |"), lines.get(2));
        assertTrue(lines.get(3).endsWith("| not measured in this run | – |"), lines.get(3));
        assertTrue(table.contains("| ≤ 130 MiB | 121 MiB | yes |"), table);
        assertEquals(Target.ALL.size() + 2, lines.size());
    }

    @Test
    void noTargetSaysTwoThings() {
        List<Measured> twice = List.of(new Measured("P1", "6.0", false), new Measured("P1", "7.0", true));
        assertThrows(IllegalStateException.class, () -> TargetTable.render(twice));
        List<Measured> unknown = List.of(new Measured("P99", "6.0", false));
        assertThrows(IllegalStateException.class, () -> TargetTable.render(unknown));
    }

    @Test
    void theMedianIsTheMiddleValue() {
        assertEquals(3, Median.of(DoubleStream.of(9, 3, 1)));
        assertEquals(2.5, Median.of(DoubleStream.of(4, 1, 2, 3)));
        assertEquals(Double.NaN, Median.of(DoubleStream.empty()));
    }

    @Test
    void theMachineIsNamedWithTheDay() {
        Clock clock = Clock.fixed(Instant.parse("2026-08-11T22:30:00Z"), ZoneId.of("Europe/Paris"));
        String line = MachineFacts.line(clock);
        assertTrue(line.startsWith("2026-08-12: "), line);
        assertTrue(line.contains(" cores, "), line);
        assertTrue(line.contains(System.getProperty("java.vm.version")), line);
    }
}
