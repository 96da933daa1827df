package org.openbloctel.server.platform.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.server.platform.access.SignIn;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.web.servlet.FlashMap;

/** What a session holds is written and read again as it was; nothing else is. */
final class SessionJsonTest {
    private static final UUID ID = UUID.fromString("7f0c0000-0000-4000-8000-000000000001");

    static List<SignedIn> people() {
        return List.of(
                new SignedIn.Consumer(ID),
                new SignedIn.Member(ID, UUID.randomUUID(), SignedIn.Role.AUDITOR, false),
                new SignedIn.Member(ID, UUID.randomUUID(), SignedIn.Role.OWNER, true),
                new SignedIn.Staff(ID, false),
                new SignedIn.Staff(ID, true),
                new SignedIn.Inspector(ID, SignedIn.Rank.HEAD, false),
                new SignedIn.Inspector(ID, SignedIn.Rank.INSPECTOR, true));
    }

    @ParameterizedTest
    @MethodSource("people")
    void personIsReadAgain(SignedIn who) {
        Map<String, Object> all = Map.of("context", SignIn.context(who));
        assertThat(SessionJson.read(SessionJson.write(all))).isEqualTo(all);
    }

    @Test
    void valuesAreReadAgain() {
        Map<String, Object> all = Map.of(
                "since",
                Instant.parse("2026-11-27T14:05:00.123456789Z"),
                "request",
                ID,
                "network",
                "192.0.2.1",
                "findings",
                List.of("é \"one\"", "two"));
        assertThat(SessionJson.read(SessionJson.write(all))).isEqualTo(all);
    }

    @Test
    void messageOfTheNextPageIsReadAgain() {
        FlashMap shown = new FlashMap();
        shown.put("done", "C’est fait.");
        shown.put("findings", List.of("one"));
        shown.setTargetRequestPath("/consentement");
        shown.addTargetRequestParam("jeton", "a+b");
        shown.setExpirationTime(1_800_000_000_000L);
        FlashMap read = once(shown);
        assertThat((Object) read).isEqualTo(shown);
        assertThat(Map.copyOf(read)).isEqualTo(Map.copyOf(shown));
        assertThat(read.getExpirationTime()).isEqualTo(shown.getExpirationTime());
        assertThat(once(new FlashMap()).getTargetRequestPath()).isNull();
    }

    private static FlashMap once(FlashMap shown) {
        Object list = SessionJson.read(SessionJson.write(Map.of("all", List.of(shown))))
                .get("all");
        assertThat(list).isInstanceOf(List.class);
        return (FlashMap) ((List<?>) Objects.requireNonNull(list)).getFirst();
    }

    @Test
    void valueOfAnotherTypeIsRefusedByItsName() {
        assertThatThrownBy(() -> SessionJson.write(Map.of("tries", new AtomicInteger(7))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tries");
    }

    @Test
    void valueOfANewerVersionIsLeftOut() {
        assertThat(SessionJson.read("{\"a\":{\"text\":\"b\"},\"c\":{\"zone\":\"Europe/Paris\"}}"))
                .isEqualTo(Map.of("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"auditor\"}",
                "{\"kind\":\"auditor\",\"id\":\"7f0c0000-0000-4000-8000-000000000001\"}",
                "{\"kind\":\"member\",\"id\":\"7f0c0000-0000-4000-8000-000000000001\","
                        + "\"company\":\"7f0c0000-0000-4000-8000-000000000002\","
                        + "\"role\":\"READER\",\"secondFactor\":true}"
            })
    void personOfAKindOrRoleOfANewerVersionIsNotSignedIn(String who) {
        assertThat(SessionJson.read("{\"a\":{\"text\":\"b\"},\"context\":{\"who\":" + who + "}}"))
                .isEqualTo(Map.of("a", "b"));
    }
}
