package org.openbloctel.registry.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** The networks of a key let in the addresses that they hold, and no other: a key works from nowhere else. */
final class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0/24",
        "192.0.2.7, 192.0.2.7/32",
        "' 192.0.2.0/8\t', 192.0.2.0/8",
        "2001:db8::/32, 2001:db8:0:0:0:0:0:0/32",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1/128",
        "0.0.0.0/0, 0.0.0.0/0",
    })
    void networkIsRead(String typed, String read) {
        assertThat(Network.of(typed)).hasToString(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/",
                "192.0.2.0/2 4",
                "192.0.2.256",
                "192.0.2.0/24/24",
                "2001:db8::/129",
                "2001:db8::g/32",
                "localhost",
                "example.org",
                "::ffff:192.0.2.0/120",
            })
    void otherTextIsRefusedAndNoNameIsLookedUp(String typed) {
        assertThatThrownBy(() -> Network.of(typed)).isInstanceOf(RefusedException.class);
    }

    /** At each length, the first and the last address of the network, and their neighbours outside. */
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.77", "10.255.0.1", "2001:db8:1:2:3:4:5:6", "fd00::"})
    void networkHoldsItsAddressesFromTheFirstToTheLast(String text) throws UnknownHostException {
        byte[] address = InetAddress.ofLiteral(text).getAddress();
        int longest = address.length * Byte.SIZE;
        BigInteger all = BigInteger.ONE.shiftLeft(longest);
        for (int bits = 0; bits <= longest; bits++) {
            Network network = Network.of(text + "/" + bits);
            BigInteger size = BigInteger.ONE.shiftLeft(longest - bits);
            BigInteger first = new BigInteger(1, address).divide(size).multiply(size);
            BigInteger behind = first.add(size);
            assertThat(network.contains(at(first, address.length)))
                    .as("first of %s", network)
                    .isTrue();
            assertThat(network.contains(at(behind.subtract(BigInteger.ONE), address.length)))
                    .as("last of %s", network)
                    .isTrue();
            if (first.signum() > 0) {
                assertThat(network.contains(at(first.subtract(BigInteger.ONE), address.length)))
                        .as("before %s", network)
                        .isFalse();
            }
            if (behind.compareTo(all) < 0) {
                assertThat(network.contains(at(behind, address.length)))
                        .as("behind %s", network)
                        .isFalse();
            }
        }
    }

    @Test
    void networkHoldsNoAddressOfTheOtherProtocol() {
        assertThat(Network.of("0.0.0.0/0").contains(InetAddress.ofLiteral("2001:db8::1")))
                .isFalse();
        assertThat(Network.of("::/0").contains(InetAddress.ofLiteral("192.0.2.1")))
                .isFalse();
    }

    private static InetAddress at(BigInteger number, int length) throws UnknownHostException {
        byte[] bytes = new byte[length];
        byte[] digits = number.toByteArray();
        for (int i = 1; i <= Math.min(length, digits.length); i++) {
            bytes[length - i] = digits[digits.length - i];
        }
        return InetAddress.getByAddress(bytes);
    }

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
        assertThat(Network.household(address)).isEqualTo(network);
    }
}
