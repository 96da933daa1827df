package org.openbloctel.registry.helpdesk;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The network of an address: its first 24 bits, of IPv6 48. A flood of questions comes from few of them. */
final class AskerNetwork {
    private static final int IPV4_BYTES = 4;
    private static final int IPV4_PREFIX = 3;
    private static final int IPV6_PREFIX = 6;

    private AskerNetwork() {}

    /** Empty where there is no address, or none that can be read. */
    static Optional<String> of(@Nullable String address) {
        if (address == null) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            byte[] prefix = Arrays.copyOf(bytes, bytes.length == IPV4_BYTES ? IPV4_PREFIX : IPV6_PREFIX);
            return Optional.of(HexFormat.of().formatHex(prefix));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
