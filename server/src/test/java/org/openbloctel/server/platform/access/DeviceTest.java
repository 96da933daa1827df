package org.openbloctel.server.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.security.SecurityEvent;

/** Browsers and programs are told apart; nothing else of what a client says comes through. */
final class DeviceTest {
    @Test
    void browsersAndProgramsAreNamed() {
        assertThat(Device.of("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"))
                .isEqualTo("Firefox 128, Linux");
        assertThat(Device.of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0"))
                .isEqualTo("Edge 138, Windows");
        assertThat(Device.of("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
                        + " Gecko) Version/17.5 Mobile/15E148 Safari/604.1"))
                .isEqualTo("Safari 17, iOS");
        assertThat(Device.of("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/126.0.0.0 Mobile Safari/537.36"))
                .isEqualTo("Chrome 126, Android");
        assertThat(Device.of("curl/8.9.1")).isEqualTo("curl");
        assertThat(Device.of("Java-http-client/25.0.1")).isEqualTo("Java");
        assertThat(Device.of(null)).isEmpty();
        assertThat(Device.of(" ")).isEmpty();
    }

    @Test
    void anythingElseIsAnotherProgram() {
        assertThat(Device.of("0639980001")).isEqualTo("other");
        assertThat(Device.of("camille@example.org Firefox/0639980001")).isEqualTo("other");
        assertThat(Device.of("Bearer sk_live_a1b2c3")).isEqualTo("other");
    }

    @Test
    void anyHeaderGivesAFewWordsThatTheLogTakes() {
        long seed = new Random().nextLong();
        RandomGenerator random = new Random(seed);
        String[] words = {
            "Firefox/",
            "Chrome/1",
            "Edg/",
            "Version/",
            "Safari/",
            "0639980001",
            "Linux",
            "\n",
            "é",
            "/",
            "a@b.fr",
            "curl/"
        };
        for (int i = 0; i < 5_000; i++) {
            StringBuilder sent = new StringBuilder("x");
            for (int word = random.nextInt(8); word > 0; word--) {
                sent.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
            }
            String device = Device.of(sent.toString());
            SecurityEvent event = new SecurityEvent(SecurityEvent.Kind.SIGNED_IN, "", "", "", device);
            assertThat(event.device())
                    .as("seed %d: %s", seed, sent)
                    .isEqualTo(device)
                    .doesNotContain("0639980001", "@");
        }
    }
}
