package org.openbloctel.registry.accounts.consumer;

/**
 * The limits of a day for registrations and withdrawals together that no code proves; 0 is no limit.
 *
 * @param number of one number
 * @param account of one e-mail address
 * @param address from one network address, of IPv6 one household's
 * @param network from one network of 24 bits, of IPv6 48
 */
public record ActLimits(int number, int account, int address, int network) {
    /** As the settings have it by default. */
    public static final ActLimits DEFAULT = new ActLimits(20, 20, 20, 20);

    /** The kinds of counts, in the order in which these are locked. */
    public enum Kind {
        ACCOUNT,
        ADDRESS,
        NETWORK,
        NUMBER
    }

    int of(Kind kind) {
        int most = switch (kind) {
            case NUMBER -> number;
            case ACCOUNT -> account;
            case ADDRESS -> address;
            case NETWORK -> network;
        };
        return most == 0 ? Integer.MAX_VALUE : most;
    }
}
