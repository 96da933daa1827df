package org.openbloctel.server.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.server.platform.settings.SettingsException;

/** Proxies are told by networks, in both families, in any spelling. */
final class NetworksTest {
    private static final Networks PROXIES =
            Networks.of("proxies", List.of("192.0.2.7", "10.0.0.0/8", "172.16.0.0/12", "2001:db8:1::/48", "::1"));

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, true",
        "192.0.2.70, false",
        "192a0b2c7, false",
        "10.0.0.0, true",
        "10.255.255.255, true",
        "11.0.0.0, false",
        "9.255.255.255, false",
        "172.31.255.255, true",
        "172.32.0.0, false",
        "2001:db8:1:ffff::9, true",
        "2001:0db8:0001:0:0:0:0:1, true",
        "2001:db8:2::1, false",
        "0:0:0:0:0:0:0:1, true",
        "::2, false",
        "::ffff:10.1.2.3, true",
        "unknown, false",
        "'', false"
    })
    void addressIsInItsNetworkHoweverItIsWritten(String address, boolean inside) {
        assertThat(PROXIES.contains(address)).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.internal", "10.0.0.0/33", "10.0.0", "10.0.0.0/-1", "::/129", "10.0.0.0/8/8", ".*"})
    void whatIsNoNetworkIsRefusedWithItsCure(String typed) {
        assertThatThrownBy(() -> Networks.of("proxies", List.of("10.0.0.0/8", typed)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("proxies has \"" + typed + "\": give addresses or networks");
    }

    @Test
    void noneIsNobody() {
        assertThat(Networks.of("proxies", List.of()).contains("127.0.0.1")).isFalse();
    }
}
