package org.openbloctel.registry.calls.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;

/** How a mail that was taken up is held and settled: once, by the attempt that took it last. Thread-safe. */
final class Settlement {
    /** An attempt that gives no sign for so long has lost its mail. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final MailRows rows;

    Settlement(Database database, InstantSource clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.rows = MailRows.in(database);
    }

    /** Settles a mail whose sender gets no answer about files. */
    void close(Taking.Mine mine, Taking.Outcome outcome) {
        if (!rows.close(mine, outcome, clock.instant())) {
            throw new Taking.TakenElsewhereException();
        }
    }

    /** Gives a sign of life. */
    void stillThere(Taking.Mine mine) {
        if (!rows.alive(mine, clock.instant().plus(LEASE))) {
            throw new Taking.TakenElsewhereException();
        }
    }

    /** Settles a mail with what became of all that it carried; of the same mail a second time nothing is told. */
    Taking.Outcome settle(
            Taking.Mine mine,
            Member member,
            Optional<String> messageId,
            Taking.Outcome outcome,
            List<MailPart> parts,
            String digest) {
        Instant now = clock.instant();
        return database.inAccounts(() -> {
            rows.takeTurn(digest);
            if (rows.knows(digest)) {
                close(mine, Taking.Outcome.DUPLICATE);
                return Taking.Outcome.DUPLICATE;
            }
            if (!rows.await(mine, outcome, member, messageId, digest, now)) {
                throw new Taking.TakenElsewhereException();
            }
            for (int i = 0; i < parts.size(); i++) {
                rows.add(mine.mail(), i, parts.get(i));
            }
            Map<String, String> details = Map.of("parts", Integer.toString(parts.size()), "outcome", outcome.name());
            audit.record(new AuditEntry(member.actor(), "mailbox.received", "mail:" + mine.mail(), details));
            return outcome;
        });
    }
}
