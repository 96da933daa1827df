package org.openbloctel.registry.callfiles.submission;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;

/**
 * From where members and keys take returned files: the browser, and the network. What was stolen from such a service once were the returned
 * files in one company's space, with a session of another machine. A place that is new takes a member's second factor again, which is the door's
 * matter; it is in the audit trail, which the company's owners are told of. A place is forgotten 180 days after its last download. Thread-safe.
 */
public final class DownloadPlaces {
    /** For so long a place stays known. */
    public static final Duration KEPT = Duration.ofDays(180);

    /** Each of these is a whole house, office or mobile cell: what a reader gets another address in from one day to the next. */
    private static final int SHARED_IPV4 = 3;

    private static final int SHARED_IPV6 = 6;

    private static final Pattern HOUSEHOLD = Pattern.compile("([0-9a-f]{2}:){7}[0-9a-f]{2}/64");

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final DownloadRows rows;

    public DownloadPlaces(Database database, InstantSource clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.rows = database.rows(DownloadRows.class);
    }

    /**
     * The network of an address, as a place: its first 24 bits, in IPv6 its first 48, which one customer of a provider has.
     *
     * @param address itself; in IPv6 its first 64 bits do, as limits and the security log write them: {@code 20:01:0d:b8:00:01:00:02/64}
     */
    public static String network(String address) {
        try {
            byte[] bits = HOUSEHOLD.matcher(address).matches()
                    ? Arrays.copyOf(HexFormat.ofDelimiter(":").parseHex(address.substring(0, address.indexOf('/'))), 16)
                    : InetAddress.ofLiteral(address).getAddress();
            int shared = bits.length == 4 ? SHARED_IPV4 : SHARED_IPV6;
            Arrays.fill(bits, shared, bits.length, (byte) 0);
            return "network:" + InetAddress.getByAddress(bits).getHostAddress() + "/" + shared * Byte.SIZE;
        } catch (IllegalArgumentException | UnknownHostException e) {
            return "network:unknown";
        }
    }

    /** A browser, as a place. */
    public static String device(UUID device) {
        return "device:" + device;
    }

    /** Whether all of these places are known. */
    public boolean know(String actor, Set<String> places) {
        return rows.knownPlaces(actor, clock.instant().minus(KEPT)).containsAll(places);
    }

    /**
     * Notes that a file was taken from these places. Where one of them is new, that is an act in the trail, under the name that is given.
     */
    public void note(String actor, Set<String> places, String act, UUID submission) {
        database.runInAccounts(() -> {
            // What is too old to be known is new.
            forget();
            Set<String> fresh = new HashSet<>();
            for (String place : places) {
                if (rows.notePlace(actor, place, clock.instant())) {
                    fresh.add(place);
                }
            }
            if (!fresh.isEmpty()) {
                audit.record(new AuditEntry(actor, act, "submission:" + submission, Map.of()));
            }
        });
    }

    /** Forgets places of long ago; returns how many. */
    public int forget() {
        return rows.forgetPlaces(clock.instant().minus(KEPT));
    }
}
