package org.openbloctel.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom an address is counted with. */
final class ClientAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20:01:0d:b8:00:01:00:02/64",
        "2001:db8:1:2::6, 20:01:0d:b8:00:01:00:02/64",
        "2001:db8:1:2:0:0:0:9, 20:01:0d:b8:00:01:00:02/64",
        "2001:db8::6, 20:01:0d:b8:00:00:00:00/64",
        "::ffff:192.0.2.7, 192.0.2.7",
        "0:0:0:0:0:0:0:1, 00:00:00:00:00:00:00:00/64",
        "unknown, unknown"
    })
    void addressIsCountedWithItsNetwork(String address, String network) {
        assertThat(ClientAddress.network(address)).isEqualTo(network);
    }
}
