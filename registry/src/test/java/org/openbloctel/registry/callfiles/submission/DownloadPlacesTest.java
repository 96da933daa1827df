package org.openbloctel.registry.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses are one place. */
final class DownloadPlacesTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, network:192.0.2.0/24",
        "192.0.2.255, network:192.0.2.0/24",
        "192.0.3.7, network:192.0.3.0/24",
        "::ffff:192.0.2.7, network:192.0.2.0/24",
        "2001:db8:1:2:3:4:5:6, network:2001:db8:1:0:0:0:0:0/48",
        "2001:db8:2::1, network:2001:db8:2:0:0:0:0:0/48",
        "20:01:0d:b8:00:01:00:02/64, network:2001:db8:1:0:0:0:0:0/48",
        "unknown, network:unknown",
        "'', network:unknown"
    })
    void addressesOfOneNetworkAreOnePlace(String address, String place) {
        assertThat(DownloadPlaces.network(address)).isEqualTo(place);
    }
}
