package org.openbloctel.registry.platform.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/**
 * Addresses that share their first bits, as CIDR writes them: {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or a single address.
 *
 * @param address one of them
 * @param bits how many first bits count
 */
public record Network(InetAddress address, int bits) {
    private static final int MAX = 20;
    private static final String NUMBER = "[0-9]{1,3}";
    /** All four numbers: Java reads 192.0.2 as 192.0.0.2. */
    private static final String FOUR_NUMBERS = NUMBER + "(\\." + NUMBER + "){3}";

    /**
     * Reads one.
     *
     * @throws RefusedException when it is none
     */
    public static Network of(String typed) {
        String text = typed.strip();
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        String length = slash < 0 ? "" : text.substring(slash + 1);
        if (literal.indexOf(':') < 0 && !literal.matches(FOUR_NUMBERS)) {
            throw unreadable();
        }
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            int longest = address.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? longest : length.matches(NUMBER) ? Integer.parseInt(length) : -1;
            if (bits < 0 || bits > longest) {
                throw unreadable();
            }
            return new Network(address, bits);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    /**
     * Reads those from which a key is to work, as a form has them, with blanks, commas or semicolons between.
     *
     * @throws RefusedException when one cannot be read, and when there are too many
     */
    public static List<String> all(String typed) {
        return all(Arrays.stream(typed.split("[\\s,;]+", -1))
                .filter(one -> !one.isEmpty())
                .toList());
    }

    /** Reads those from which a key is to work. */
    public static List<String> all(List<String> typed) {
        if (typed.size() > MAX) {
            throw unreadable();
        }
        return typed.stream().map(Network::of).map(Network::toString).toList();
    }

    /** Whether a key with these networks works from an address; one without works from anywhere. */
    public static boolean admit(List<String> networks, InetAddress from) {
        return networks.isEmpty() || networks.stream().map(Network::of).anyMatch(network -> network.contains(from));
    }

    /** Whether an address is one of them. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 1 << (7 - bit % Byte.SIZE);
            if (((mine[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whom an address is counted with: itself, or in IPv6 its first 64 bits. Those are one household's, who have as many addresses
     * as they like.
     */
    public static String household(String address) {
        try {
            InetAddress literal = InetAddress.ofLiteral(address);
            if (literal instanceof Inet6Address six) {
                byte[] bytes = Arrays.copyOf(six.getAddress(), 8);
                return HexFormat.ofDelimiter(":").formatHex(bytes) + "/64";
            }
            // An IPv4 address that is written as one of IPv6 is the same household.
            return literal.getHostAddress();
        } catch (IllegalArgumentException e) {
            // No address: counted by what it says.
            return address;
        }
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + bits;
    }

    private static RefusedException unreadable() {
        return new RefusedException(new RequestRefusal.UnreadableField("networks"));
    }
}
