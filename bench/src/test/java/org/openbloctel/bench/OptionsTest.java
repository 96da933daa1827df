package org.openbloctel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void withoutOptionsTheSizesAreThoseOfTheTargets() throws Options.Unusable {
        Options options = Options.parse();
        assertEquals(10_000_000, options.rows());
        assertEquals(12_000_000, options.list());
        assertEquals(250_000_000, options.usList());
        assertEquals(3, options.rounds());
        assertEquals(5_000_000, options.complaints());
        assertEquals(2_000_000_000, options.prints());
        assertFalse(options.only().contains("memory100m"));
        assertTrue(options.wants("duckdb"));
    }

    @Test
    void optionsAreTakenFromTheCommandLine() throws Options.Unusable {
        Options options = Options.parse(
                "--rows", "1_000", "--only", "clean,us", "--peers", "c", "--root", "/somewhere", "--rounds", "5");
        assertEquals(1_000, options.rows());
        assertEquals(Set.of("clean", "us"), options.only());
        assertTrue(options.wants("c"));
        assertFalse(options.wants("duckdb"));
        assertEquals(Path.of("/somewhere/bench"), options.module());
        assertEquals(Path.of("/somewhere/bench/target/bench"), options.work());
        assertEquals(5, options.rounds());
    }

    @Test
    void aWrongCommandLineIsRefused() {
        assertThrows(Options.Unusable.class, () -> Options.parse("--row", "1"));
        assertThrows(Options.Unusable.class, () -> Options.parse("rows", "1"));
        assertThrows(Options.Unusable.class, () -> Options.parse("--rows"));
        assertThrows(Options.Unusable.class, () -> Options.parse("--rows", "0"));
        assertThrows(Options.Unusable.class, () -> Options.parse("--rows", "many"));
        assertThrows(Options.Unusable.class, () -> Options.parse("--only", "clean,dirty"));
    }
}
