package org.openbloctel.registry.authority.complaint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A département in which a person was called, as they say. Immutable.
 *
 * @param code as INSEE writes it: two characters, overseas three
 */
public record Departement(String code, String name) {
    private static final List<Departement> ALL = read();
    private static final Map<String, Departement> BY_CODE =
            ALL.stream().collect(Collectors.toMap(Departement::code, Function.identity()));

    /** All 101, in the order of their codes. */
    public static List<Departement> all() {
        return ALL;
    }

    /** The one of a code. */
    public static Optional<Departement> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    private static List<Departement> read() {
        try (InputStream in = Objects.requireNonNull(Departement.class.getResourceAsStream("departements.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(";", -1))
                    .map(fields -> new Departement(fields[0], fields[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
