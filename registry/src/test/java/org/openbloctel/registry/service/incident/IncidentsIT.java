package org.openbloctel.registry.service.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.Bilingual;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.refusal.HelpdeskRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An incident is opened, told of and ended once, and shown for 90 days. */
final class IncidentsIT {
    private static final Bilingual TITLE = new Bilingual("Codes en retard", "Late codes");
    private static final Bilingual TEXT = new Bilingual("Les codes arrivent tard.\r\nPatientez.", "Codes arrive late.");

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database();
    private Instant now = Instant.parse("2026-11-25T17:00:00Z");
    private final InstantSource clock = () -> now;
    private final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), clock);
    private final IncidentBoard board = new IncidentBoard(database, clock);
    private final Incidents incidents = new Incidents(database, clock, audit, board);

    private UUID open() {
        return incidents.open("staff:a", TITLE, TEXT, now.minus(Duration.ofHours(2)));
    }

    @Test
    void incidentIsOnTheBoardUntil90DaysAfterItsEnd() {
        UUID id = open();
        assertThat(board.open()).singleElement().satisfies(one -> {
            assertThat(one.title()).isEqualTo(TITLE);
            assertThat(one.updates().getFirst().text().fr()).isEqualTo("Les codes arrivent tard.\nPatientez.");
        });
        now = now.plusSeconds(60);
        incidents.update("staff:b", id, new Bilingual("Tout fonctionne.", "All works."), true);
        assertThat(board.open()).isEmpty();
        assertThat(board.all()).singleElement().satisfies(one -> {
            assertThat(one.endedAt()).isEqualTo(now);
            assertThat(one.updates())
                    .extracting(update -> update.text().en())
                    .containsExactly("All works.", "Codes arrive late.");
        });
        now = now.plus(Duration.ofDays(IncidentBoard.DAYS)).plusSeconds(1);
        board.read();
        assertThat(board.all()).isEmpty();
        assertThat(incidents.get(id).endedAt()).isNotNull();
        assertThat(audit.about("incident:" + id, 10))
                .extracting(recorded -> recorded.entry().action())
                .containsExactlyInAnyOrder("incident.opened", "incident.ended");
    }

    @Test
    void incidentThatIsOverTakesNoText() {
        UUID id = open();
        incidents.update("staff:a", id, TEXT, true);
        assertRefused(() -> incidents.update("staff:b", id, TEXT, true), HelpdeskRefusal.IncidentOver.class);
        assertRefused(
                () -> incidents.update("staff:b", UUID.randomUUID(), TEXT, true),
                HelpdeskRefusal.UnknownIncident.class);
        assertThat(incidents.get(id).updates()).hasSize(2);
    }

    @Test
    void bothLanguagesAndABeginningOfTheLastDaysAreNeeded() {
        Bilingual half = new Bilingual("Titre", "  ");
        assertRefused(() -> incidents.open("staff:a", half, TEXT, now), HelpdeskRefusal.TextMissing.class);
        Bilingual large = new Bilingual("x".repeat(Incidents.MAX_TITLE + 1), "y");
        assertRefused(() -> incidents.open("staff:a", large, TEXT, now), HelpdeskRefusal.TextTooLong.class);
        assertRefused(
                () -> incidents.open("staff:a", TITLE, TEXT, now.plusSeconds(1)),
                HelpdeskRefusal.UnreadableStart.class);
        assertRefused(
                () -> incidents.open("staff:a", TITLE, TEXT, now.minus(Duration.ofDays(91))),
                HelpdeskRefusal.UnreadableStart.class);
        board.read();
        assertThat(board.all()).isEmpty();
    }

    /** The night in which the clocks go back is one of the 90 days. */
    @Test
    void beginningIsWithinTheLastDaysOnTheClocksOfFrance() {
        now = Instant.parse("2026-11-25T17:00:00Z");
        Instant first = Instant.parse("2026-08-27T16:00:00Z");
        assertRefused(
                () -> incidents.open("staff:a", TITLE, TEXT, first.minusMillis(1)),
                HelpdeskRefusal.UnreadableStart.class);
        for (Instant start : List.of(first, now)) {
            UUID id = incidents.open("staff:a", TITLE, TEXT, start);
            assertThat(incidents.get(id).startedAt()).isEqualTo(start);
        }
        assertThat(board.open())
                .as("the latest first")
                .extracting(IncidentBoard.Incident::startedAt)
                .containsExactly(now, first);
    }

    @Test
    void longestTextsAreKeptAsTheyWereTyped() {
        Bilingual title = new Bilingual("é".repeat(Incidents.MAX_TITLE), "<b>'\"&%s");
        Bilingual text = new Bilingual(" " + "x".repeat(Incidents.MAX_TEXT) + "\n", "a\u0000b\r\n\r\nc");
        IncidentBoard.Incident kept = incidents.get(incidents.open("staff:a", title, text, now));
        assertThat(kept.title()).isEqualTo(title);
        assertThat(kept.updates().getFirst().text())
                .isEqualTo(new Bilingual("x".repeat(Incidents.MAX_TEXT), "a b\n\nc"));
        Bilingual large = new Bilingual("x", "x".repeat(Incidents.MAX_TEXT + 1));
        assertRefused(() -> incidents.update("staff:a", kept.id(), large, true), HelpdeskRefusal.TextTooLong.class);
        assertThat(incidents.get(kept.id())).as("neither a text nor its end").isEqualTo(kept);
        assertThat(audit.about("incident:" + kept.id(), 9))
                .singleElement()
                .satisfies(
                        one -> assertThat(one.entry().details()).as("no words").isEmpty());
    }

    @Test
    void ofTwoWhoEndAnIncidentAtOnceOneDoes() throws Exception {
        UUID id = open();
        List<Boolean> ended = AtOnce.times(4, () -> {
            try {
                incidents.update("staff:a", id, TEXT, true);
                return true;
            } catch (RefusedException over) {
                return false;
            }
        });
        assertThat(ended).containsExactlyInAnyOrder(true, false, false, false);
        assertThat(incidents.get(id).updates()).hasSize(2);
        assertThat(audit.about("incident:" + id, 9))
                .extracting(one -> one.entry().action())
                .containsExactlyInAnyOrder("incident.opened", "incident.ended");
    }

    /** Pages go on showing what was read. */
    @Test
    void boardKeepsWhatItKnowsWhileTheDatabaseIsAway() {
        open();
        JdbcClient.create(test.owner())
                .sql("alter table accounts.incident rename to away")
                .update();
        assertThatThrownBy(board::read).isInstanceOf(RuntimeException.class);
        assertThat(board.open()).hasSize(1);
    }
}
