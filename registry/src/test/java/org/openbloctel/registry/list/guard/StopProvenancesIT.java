package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** An owner says where numbers come from as often as they like; the operator's people get one mail an hour for each stop. */
final class StopProvenancesIT {
    private static final UUID COMPANY = new UUID(3, 1);
    private static final UUID OTHER = new UUID(3, 2);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Database database = TestDatabase.create().database();
    private final List<UUID> told = Collections.synchronizedList(new ArrayList<>());
    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final StopProvenances provenances = new StopProvenances(
            database,
            new AuditTrail(database, MasterKeys.generate(), () -> now),
            () -> now,
            (company, about) -> told.add(company));

    @BeforeEach
    void stop() {
        stop(COMPANY);
    }

    private void stop(UUID company) {
        assertThat(StopRows.in(database)
                        .insert(new Stop(
                                UUID.randomUUID(),
                                company,
                                company,
                                true,
                                Stop.Step.SUSPEND,
                                now,
                                "system",
                                "NEIGHBOURS 60 %",
                                Optional.empty())))
                .isTrue();
    }

    private void give(UUID company, String text) {
        provenances.give(company, holding(company), text, "", "member:1");
    }

    private String holding(UUID company) {
        return new Stops(database).of(company).getFirst().id().toString();
    }

    @Test
    void operatorIsToldOnceAnHourOfAStopAndReadsAllThatWasSaid() {
        for (String text : List.of("one", "two", "three")) {
            give(COMPANY, text);
            now = now.plusSeconds(1);
        }
        assertThat(told).containsExactly(COMPANY);
        assertThat(provenances.of(COMPANY))
                .extracting(said -> said.said().text())
                .containsExactly("three", "two", "one");
        now = now.plus(HOUR).minusSeconds(2);
        give(COMPANY, "too soon");
        assertThat(told).containsExactly(COMPANY);
        now = now.plus(HOUR);
        give(COMPANY, "later");
        assertThat(told).containsExactly(COMPANY, COMPANY);
    }

    @Test
    void eachStopIsToldOf() {
        stop(OTHER);
        give(COMPANY, "one");
        give(OTHER, "one");
        StopRows.in(database)
                .lift(List.of(UUID.fromString(holding(COMPANY))), new Stop.Lifted(now, "staff:1", "papers seen"));
        stop(COMPANY);
        give(COMPANY, "two");
        assertThat(told).containsExactly(COMPANY, OTHER, COMPANY);
    }

    @Test
    void manyAtOnceAreToldOfOnce() throws Exception {
        AtOnce.times(5, () -> {
            give(COMPANY, "one");
            return true;
        });
        assertThat(told).containsExactly(COMPANY);
        assertThat(provenances.of(COMPANY)).hasSize(5);
    }

    /** One of several stops was lifted while the owner wrote: the text is not taken for that of another one. */
    @Test
    void whatIsSaidOfAStopThatHoldsNoMoreIsRefused() {
        String lifted = holding(COMPANY);
        StopRows.in(database).lift(List.of(UUID.fromString(lifted)), new Stop.Lifted(now, "staff:1", "papers seen"));
        stop(COMPANY);
        stop(OTHER);
        for (String stop : List.of(lifted, "", holding(OTHER))) {
            assertRefused(
                    () -> provenances.give(COMPANY, stop, "one", "", "member:1"),
                    new RequestRefusal.UnreadableField("stop"));
        }
        assertThat(provenances.of(COMPANY)).isEmpty();
    }
}
