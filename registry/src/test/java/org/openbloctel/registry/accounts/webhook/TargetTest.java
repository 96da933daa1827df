package org.openbloctel.registry.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** Which addresses are read. */
final class TargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "https://example.org/a?b=c",
                "HTTPS://example.org:443/",
                "https://example.org:8443/x",
                "https://[2606:4700::1111]/"
            })
    void httpsOnUsualAndFreePortsIsRead(String url) {
        assertThat(Target.of(" " + url + " ", false)).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.org/, BT-0720",
        "ftp://example.org/, BT-0720",
        "example.org, BT-0720",
        "https:///path, BT-0720",
        "https://name:word@example.org/, BT-0720",
        "https://name@example.org/, BT-0720",
        "https://example.org/#part, BT-0720",
        "https://example.org./, BT-0720",
        "https://exa mple.org/, BT-0720",
        "'', BT-0720",
        "https://example.org:22/, BT-0728",
        "https://example.org:25/, BT-0728",
        "https://example.org:0/, BT-0728",
        "https://example.org:65536/, BT-0728"
    })
    void everythingElseIsRefused(String url, String code) {
        assertThatThrownBy(() -> Target.of(url, false))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:81/", "http://localhost/x", "https://intranet:444/"})
    void whereAllIsAllowedPlainHttpAndEveryPortAre(String url) {
        assertThat(Target.of(url, true)).hasToString(url);
    }
}
