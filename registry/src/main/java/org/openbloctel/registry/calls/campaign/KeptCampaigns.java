package org.openbloctel.registry.calls.campaign;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.list.guard.Stops;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * Campaigns whose numbers are kept. All of a campaign hangs on one key, wrapped by the master key for that campaign; without it neither the
 * files nor the sealed changes can be read. Thread-safe.
 */
final class KeptCampaigns {
    private final KeptRows rows;
    private final CompanyDirectory companies;
    private final Stops stops;
    private final MasterKeys master;

    KeptCampaigns(Database database, MasterKeys master) {
        this.rows = KeptRows.in(database);
        this.companies = new CompanyDirectory(database);
        this.stops = new Stops(database);
        this.master = master;
    }

    KeptRows rows() {
        return rows;
    }

    /** Consents from now on; false when a member has agreed already. */
    boolean begin(UUID campaign, String by, Instant now) {
        byte[] key = master.wrap(MasterKeys.newDataKey(), KeptRows.context(campaign));
        return rows.begin(campaign, by, key, now);
    }

    byte[] key(KeptRows.Keeping keeping) {
        return KeptRows.key(master, keeping.campaign(), keeping.key());
    }

    /** Campaigns whose numbers are kept, that are not over on a day, and whose principal is not suspended. */
    List<UUID> live(LocalDate today) {
        return ofVerified(rows.live(today));
    }

    /** Those of some campaigns that are not over, and whose principal is not suspended. */
    List<UUID> notOver(List<UUID> campaigns, LocalDate today) {
        return ofVerified(rows.notOver(campaigns, today));
    }

    /** Without those whose principal is suspended, or stopped by the guard. */
    private List<UUID> ofVerified(List<KeptRows.Owned> campaigns) {
        Set<UUID> verified = companies.verified(
                campaigns.stream().map(KeptRows.Owned::principal).distinct().toList());
        Set<UUID> stopped = stops.companies();
        return campaigns.stream()
                .filter(campaign -> !stopped.contains(campaign.principal()))
                .filter(campaign -> verified.contains(campaign.principal()))
                .map(KeptRows.Owned::id)
                .toList();
    }

    /** What was last told of numbers of a file, since they were kept. */
    Map<Long, Boolean> toldSince(UUID file, byte[] key) {
        MasterKeys ring = ring(key);
        Map<Long, Boolean> told = new HashMap<>();
        rows.changes(file).forEach(change -> told.put(open(ring, change).number(), change.opposed()));
        return told;
    }

    /** Records a change, once; false when it is known. */
    boolean addChange(UUID campaign, UUID file, byte[] key, KeptNumbers.Line line, boolean opposed, KeptRows.At when) {
        byte[] sealed = ring(key).wrap(plain(line), context(file));
        return rows.addChange(campaign, file, line, opposed ? "opposed" : "callable", when, sealed);
    }

    /** The changes after a cursor. */
    List<Cover.NumberChange> changes(UUID campaign, byte[] key, long after, int most) {
        MasterKeys ring = ring(key);
        return rows.changes(campaign, after, most).stream()
                .map(change -> {
                    Opened opened = open(ring, change);
                    return new Cover.NumberChange(
                            change.seq(),
                            change.at(),
                            change.opposed(),
                            opened.reference(),
                            opened.written(),
                            change.revision());
                })
                .toList();
    }

    private record Opened(long number, String written, String reference) {}

    /** The campaign's key as a ring of its own: it seals what is short, bound to its file. */
    private static MasterKeys ring(byte[] key) {
        return MasterKeys.parse(Base64.getEncoder().encodeToString(key));
    }

    private static String context(UUID file) {
        return "change:" + file;
    }

    private static byte[] plain(KeptNumbers.Line line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(line.number());
            out.writeUTF(line.written());
            out.writeUTF(line.reference());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Opened open(MasterKeys ring, KeptRows.Change change) {
        byte[] plain = ring.unwrap(change.sealed(), context(change.kept()));
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
            return new Opened(in.readLong(), in.readUTF(), in.readUTF());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
