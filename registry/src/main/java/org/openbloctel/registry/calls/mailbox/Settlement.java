package org.openbloctel.registry.calls.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.Refusal;

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

    /**
     * What became of something that a mail carried: a submission, a refusal, or neither: a picture, a signature.
     *
     * @param name its name, harmless
     * @param submission which submission it is
     * @param again whether it was there before this mail
     * @param refusal why it was refused
     */
    record Part(String name, Optional<UUID> submission, boolean again, Optional<Refused> refusal) {
        static Part taken(String name, UUID submission, boolean again) {
            return new Part(name, Optional.of(submission), again, Optional.empty());
        }

        static Part refused(String name, Refusal refusal) {
            List<String> arguments =
                    Arrays.stream(refusal.arguments()).map(String::valueOf).toList();
            return new Part(name, Optional.empty(), false, Optional.of(new Refused(refusal.code(), arguments)));
        }

        static Part passedOver(String name) {
            return new Part(name, Optional.empty(), false, Optional.empty());
        }

        /** A refusal as it is kept. */
        record Refused(String code, List<String> arguments) {}
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
            List<Part> parts,
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
