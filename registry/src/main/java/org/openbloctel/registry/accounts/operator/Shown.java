package org.openbloctel.registry.accounts.operator;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.vault.Sha256;

/**
 * A thing as a page shows it to the person who decides on it: the names of its parts, each with a digest of its values. Two that are equal
 * showed the same. Immutable.
 *
 * @param parts digests by name; the names are keys of texts
 */
public record Shown(SortedMap<String, String> parts) {
    /** A thing without parts. */
    public static final Shown NOTHING = new Shown(new TreeMap<>());

    private static final int DIGITS = 32;

    /** Copies the parts. */
    public Shown {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    /** One part more, with all its values in this order. */
    public Shown with(String part, @Nullable Object... values) {
        StringBuilder all = new StringBuilder();
        for (Object value : values) {
            String text = String.valueOf(value);
            // With its length, so that two values are never read as two others.
            all.append(text.length()).append(':').append(text);
        }
        SortedMap<String, String> more = new TreeMap<>(parts);
        more.put(
                part,
                Sha256.hex(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS));
        return new Shown(more);
    }

    /** The names of the parts in which another one differs. */
    public List<String> differences(Shown other) {
        TreeSet<String> names = new TreeSet<>(parts.keySet());
        names.addAll(other.parts.keySet());
        names.removeIf(name -> Objects.equals(parts.get(name), other.parts.get(name)));
        return List.copyOf(names);
    }

    /** As a row and a form have it. */
    public String written() {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(" "));
    }

    /** Reads what {@link #written} wrote; any other text is a thing that differs from all others. */
    static Shown read(String written) {
        SortedMap<String, String> parts = new TreeMap<>();
        for (String part : written.split(" ", -1)) {
            int equals = part.indexOf('=');
            parts.put(equals < 0 ? "page" : part.substring(0, equals), part.substring(equals + 1));
        }
        return new Shown(parts);
    }
}
