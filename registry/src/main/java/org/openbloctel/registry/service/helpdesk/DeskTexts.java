package org.openbloctel.registry.service.helpdesk;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.openbloctel.law.Bilingual;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.HelpdeskRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Texts of the help desk that name no person: canned answers for the staff, and questions with answers for everybody. Each change is one
 * transaction with its audit entry. Thread-safe; of two changes of one text the later one stays.
 */
public final class DeskTexts {
    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final DeskTextRows rows;

    /** Over this database. */
    public DeskTexts(Database database, InstantSource clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.rows = database.rows(DeskTextRows.class);
    }

    /** The canned answers, by name. */
    public List<CannedAnswer> canned() {
        return rows.canned();
    }

    /** One of them. */
    public CannedAnswer canned(UUID id) {
        return canned().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow(DeskTexts::unknown);
    }

    /** Adds one, or changes the one of this id. */
    public void put(String actor, CannedAnswer answer) {
        CannedAnswer read = new CannedAnswer(
                answer.id(),
                WrittenText.line(answer.name()),
                new Bilingual(
                        WrittenText.text(answer.text().fr()),
                        WrittenText.text(answer.text().en())));
        database.runInAccounts(() -> {
            rows.put(read, clock.instant());
            record(actor, "canned-answer.changed", "canned-answer:" + answer.id());
        });
    }

    /** Removes one. */
    public void removeCanned(String actor, UUID id) {
        database.runInAccounts(() -> {
            if (rows.deleteCanned(id) > 0) {
                record(actor, "canned-answer.removed", "canned-answer:" + id);
            }
        });
    }

    /** The published questions, in the order in which they were published. */
    public List<FaqEntry> published() {
        return rows.published();
    }

    /** One of them. */
    public FaqEntry published(UUID id) {
        return published().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(DeskTexts::unknown);
    }

    /** Publishes one, or changes the one of this id; refuses texts with an address or a phone number. */
    public void publish(String actor, FaqEntry entry) {
        FaqEntry read = new FaqEntry(
                entry.id(),
                new Bilingual(
                        question(entry.question().fr()),
                        question(entry.question().en())),
                new Bilingual(answer(entry.answer().fr()), answer(entry.answer().en())));
        database.runInAccounts(() -> {
            rows.put(read, clock.instant());
            record(actor, "faq.published", "faq:" + entry.id());
        });
    }

    /** The text of a published question. */
    public static String question(String typed) {
        return WrittenText.published(WrittenText.line(typed));
    }

    /** The text of a published answer. */
    public static String answer(String typed) {
        return WrittenText.published(WrittenText.text(typed));
    }

    /** Removes one. */
    public void removePublished(String actor, UUID id) {
        database.runInAccounts(() -> {
            if (rows.deletePublished(id) > 0) {
                record(actor, "faq.removed", "faq:" + id);
            }
        });
    }

    private static RefusedException unknown() {
        return new RefusedException(new HelpdeskRefusal.UnknownDeskText());
    }

    private void record(String actor, String action, String subject) {
        audit.record(new AuditEntry(actor, action, subject, Map.of()));
    }

    /**
     * A text that the staff begin answers with.
     *
     * @param name what they call it
     */
    public record CannedAnswer(
            UUID id, String name, @Nested("text_") Bilingual text) {}

    /** A question with its answer, as it is published. */
    public record FaqEntry(
            UUID id,
            @Nested("question_") Bilingual question,
            @Nested("answer_") Bilingual answer) {}
}
