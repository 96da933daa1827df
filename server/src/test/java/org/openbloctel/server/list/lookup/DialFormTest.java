package org.openbloctel.server.list.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.list.lookup.Dials.DialForm;

/** What connectors post is read as they meant it, and nothing else is. */
final class DialFormTest {
    private static Map<String, String> read(String body) {
        return DialForm.read(body.getBytes(UTF_8));
    }

    @Test
    void fieldsAreDecoded() {
        assertThat(read("number=%2B33639980001&campaign=spring+%26+co%C3%A9"))
                .isEqualTo(Map.of("number", "+33639980001", "campaign", "spring & co\u00e9"));
        assertThat(read("number=0639980001&")).isEqualTo(Map.of("number", "0639980001"));
        assertThat(read("number")).isEqualTo(Map.of("number", ""));
        assertThat(read("")).isEmpty();
    }

    @Test
    void fieldThatStandsTwiceIsNamed() {
        assertThatThrownBy(() -> read("number=1&number=2"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(new RequestRefusal.FieldTwice("number")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"number=1&number=2", "number=1&campain=x", "number=%zz", "number=%", "{\"number\":\"1\"}", "=1"})
    void anythingElseIsRefused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(RefusedException.class);
    }
}
