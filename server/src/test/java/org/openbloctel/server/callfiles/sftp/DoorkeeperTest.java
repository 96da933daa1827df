package org.openbloctel.server.callfiles.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** Whom a connection over SFTP is counted with. */
final class DoorkeeperTest {
    @Test
    void householdOfIpv6IsCountedTogether() {
        assertThat(household("2001:db8:1:2::1")).isEqualTo(household("2001:db8:1:2:aaaa::ff"));
        assertThat(household("2001:db8:1:2::1")).isNotEqualTo(household("2001:db8:1:3::1"));
    }

    @Test
    void addressOfIpv4IsCountedAloneHoweverItIsWritten() {
        assertThat(household("192.0.2.1")).isEqualTo("192.0.2.1").isNotEqualTo(household("192.0.2.2"));
        assertThat(household("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
    }

    private static String household(String address) {
        return Doorkeeper.household(new InetSocketAddress(address, 50_000));
    }
}
