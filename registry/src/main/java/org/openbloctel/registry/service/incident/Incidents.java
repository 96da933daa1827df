package org.openbloctel.registry.service.incident;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.law.Bilingual;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.HelpdeskRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * The incidents that the operator publishes. Texts are plain, in both languages, and are never changed: a mistake is corrected by another
 * text. Each act is one transaction with its audit entry, and is on the board of this server at once. Thread-safe; of two who end one
 * incident the second is refused.
 */
public final class Incidents {
    /** Characters of a title. */
    public static final int MAX_TITLE = 120;

    /** Characters of a text. */
    public static final int MAX_TEXT = 4_000;

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final IncidentBoard board;
    private final IncidentRows rows;

    /** Over this database, shown on this board. */
    public Incidents(Database database, InstantSource clock, AuditTrail audit, IncidentBoard board) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.board = board;
        this.rows = database.rows(IncidentRows.class);
    }

    /** The text as it is kept; refuses one that is missing or too long. */
    public static String checked(String typed, int most) {
        String text = typed.strip().replace("\r\n", "\n").replace('\0', ' ');
        if (text.isEmpty()) {
            throw new RefusedException(new HelpdeskRefusal.TextMissing());
        }
        if (text.length() > most) {
            throw new RefusedException(new HelpdeskRefusal.TextTooLong(most));
        }
        return text;
    }

    /** Opens an incident that began at an instant of the last {@value IncidentBoard#DAYS} days. */
    public UUID open(String actor, Bilingual title, Bilingual text, Instant startedAt) {
        Instant now = now();
        requireStart(startedAt, now);
        UUID id = UUID.randomUUID();
        database.runInAccounts(() -> {
            rows.insert(id, checked(title, MAX_TITLE), startedAt.truncatedTo(ChronoUnit.MICROS));
            rows.add(id, checked(text, MAX_TEXT), now);
            record(actor, "incident.opened", id);
        });
        board.read();
        return id;
    }

    /** Refuses a beginning that has not come yet, or that the history would not show. */
    private static void requireStart(Instant startedAt, Instant now) {
        if (startedAt.isAfter(now) || startedAt.isBefore(LegalCalendar.daysBefore(now, IncidentBoard.DAYS))) {
            throw new RefusedException(new HelpdeskRefusal.UnreadableStart(IncidentBoard.DAYS));
        }
    }

    /** Adds a text, which may be the last one. */
    public void update(String actor, UUID id, Bilingual text, boolean over) {
        Instant now = now();
        database.runInAccounts(() -> {
            IncidentRows.Head head =
                    rows.lock(id).orElseThrow(() -> new RefusedException(new HelpdeskRefusal.UnknownIncident()));
            if (head.endedAt() != null) {
                throw new RefusedException(new HelpdeskRefusal.IncidentOver());
            }
            rows.add(id, checked(text, MAX_TEXT), now);
            if (over) {
                rows.end(id, now);
            }
            record(actor, over ? "incident.ended" : "incident.updated", id);
        });
        board.read();
    }

    /** One of them, of any age. */
    public IncidentBoard.Incident get(UUID id) {
        return rows.find(id).orElseThrow(() -> new RefusedException(new HelpdeskRefusal.UnknownIncident()));
    }

    private static Bilingual checked(Bilingual texts, int most) {
        return new Bilingual(checked(texts.fr(), most), checked(texts.en(), most));
    }

    private void record(String actor, String action, UUID id) {
        audit.record(new AuditEntry(actor, action, "incident:" + id, Map.of()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
