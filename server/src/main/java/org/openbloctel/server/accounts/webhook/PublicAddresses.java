package org.openbloctel.server.accounts.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses lie in the public internet, by IANA's registries of special-purpose addresses (RFC 6890 and later). Of IPv4 all that
 * is not special; of IPv6 only what is given out to be reached (2000::/3) and is not special, and NAT64's image of a public IPv4
 * address. IPv4 written as IPv6 is IPv4 to Java already. Stateless.
 */
final class PublicAddresses {
    private static final List<Block> SPECIAL = List.of(
            // This network, private ones, carriers' own, this machine, this link.
            new Block("0.0.0.0", 8),
            new Block("10.0.0.0", 8),
            new Block("100.64.0.0", 10),
            new Block("127.0.0.0", 8),
            new Block("169.254.0.0", 16),
            new Block("172.16.0.0", 12),
            new Block("192.168.0.0", 16),
            // Protocols, documentation, relays, measurements.
            new Block("192.0.0.0", 24),
            new Block("192.0.2.0", 24),
            new Block("192.88.99.0", 24),
            new Block("198.18.0.0", 15),
            new Block("198.51.100.0", 24),
            new Block("203.0.113.0", 24),
            // Many at once, reserved, all.
            new Block("224.0.0.0", 4),
            new Block("240.0.0.0", 4),
            // A cloud's own services behind an address that looks public.
            new Block("168.63.129.16", 32),
            // Of 2000::/3: tunnels and protocols, documentation, images of IPv4.
            new Block("2001::", 23),
            new Block("2001:db8::", 32),
            new Block("2002::", 16),
            new Block("3fff::", 20));

    private static final Block GLOBAL = new Block("2000::", 3);
    private static final Block NAT64 = new Block("64:ff9b::", 96);
    private static final int IPV4_FROM = 12;
    private static final int IPV6_BYTES = 16;

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return !isSpecial(bytes);
        }
        if (NAT64.contains(bytes)) {
            return !isSpecial(Arrays.copyOfRange(bytes, IPV4_FROM, IPV6_BYTES));
        }
        return GLOBAL.contains(bytes) && !isSpecial(bytes);
    }

    private static boolean isSpecial(byte[] address) {
        return SPECIAL.stream().anyMatch(block -> block.contains(address));
    }

    /** Addresses that share their first bits. */
    private record Block(InetAddress first, int bits) {
        Block(String first, int bits) {
            this(InetAddress.ofLiteral(first), bits);
        }

        boolean contains(byte[] address) {
            byte[] mine = first.getAddress();
            if (mine.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 1 << (Byte.SIZE - 1 - bit % Byte.SIZE);
                if (((mine[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
