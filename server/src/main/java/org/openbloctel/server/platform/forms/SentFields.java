package org.openbloctel.server.platform.forms;

import java.util.List;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The fields of a form that is read part by part, as far as it was read. Not thread-safe. */
public final class SentFields {
    private final MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();

    /** Adds the next one. */
    public void add(String name, String value) {
        fields.add(name, value);
    }

    /** What a field has, the last time that it came; empty when it never did. */
    public String last(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? "" : values.getLast();
    }

    /** What a field with several values has. */
    public List<String> all(String name) {
        return List.copyOf(fields.getOrDefault(name, List.of()));
    }
}
