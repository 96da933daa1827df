package org.openbloctel.registry.calls.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.calls.call.CallLog.Pair;
import org.openbloctel.registry.calls.call.RefusalList.Told;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** What people say elsewhere than in a reported call holds as one that was; a mistake is undone, and the trail says so. */
final class RefusalListIT {
    private static final UUID PRINCIPAL = new UUID(7, 1);
    private static final UUID OTHER = new UUID(7, 2);
    private static final String ACTOR = "member:test";
    private static final Instant NOW = Instant.parse("2026-11-25T11:00:00Z");

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final Database database = TestDatabase.create().database();
    private final MasterKeys keys = MasterKeys.generate();
    private final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), clock);
    private final CallLog log = new CallLog(database, clock, keys, 30, true);
    private final RefusalList list = new RefusalList(database, clock, audit, keys);

    private @Nullable Instant refusedAt(UUID principal, long number) {
        return log.histories(List.of(new Pair(principal, number))).getFirst().refusedAt();
    }

    @Test
    void whatIsEnteredIsKnownToVerdictsAtOnceAndToNobodyElse() {
        assertThat(list.enter(PRINCIPAL, ACTOR, "06 39 98 00 01", "")).isTrue();
        assertThat(refusedAt(PRINCIPAL, 33639980001L)).isEqualTo(NOW);
        assertThat(refusedAt(OTHER, 33639980001L)).isNull();
        assertThat(list.count(PRINCIPAL)).isEqualTo(1);
        assertThat(list.enter(PRINCIPAL, ACTOR, "+33639980001", "2026-11-20")).isFalse();
        assertThat(refusedAt(PRINCIPAL, 33639980001L)).as("the latest").isEqualTo(NOW);
    }

    @Test
    void refusalThatIsRolledBackTakesNoKeyWithIt() {
        assertThatThrownBy(() -> database.runInAccounts(() -> {
                    list.enter(PRINCIPAL, ACTOR, "06 39 98 00 01", "");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        list.enter(PRINCIPAL, ACTOR, "06 39 98 00 01", "");
        CallLog restarted = new CallLog(database, clock, keys, 30, true);
        assertThat(restarted
                        .histories(List.of(new Pair(PRINCIPAL, 33639980001L)))
                        .getFirst()
                        .refusedAt())
                .isEqualTo(NOW);
    }

    @Test
    void aDayIsCountedToItsEndButNeverAheadOfNow() {
        list.enter(PRINCIPAL, ACTOR, "0639980001", "20/11/2026");
        list.enter(PRINCIPAL, ACTOR, "0639980002", "2026-11-25");
        assertThat(refusedAt(PRINCIPAL, 33639980001L)).isEqualTo("2026-11-20T22:59:59Z");
        assertThat(refusedAt(PRINCIPAL, 33639980002L)).isEqualTo(NOW);
        for (String day : List.of("2026-11-26", "1999-12-31", "hier", "31/02/2026")) {
            assertThatThrownBy(() -> list.enter(PRINCIPAL, ACTOR, "0639980003", day))
                    .as(day)
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.refusal()).isEqualTo(new LawRefusal.RefusalDay()));
        }
        assertThat(list.count(PRINCIPAL)).isEqualTo(2);
    }

    @Test
    void whatWasEnteredByMistakeIsTakenOffAndTheTrailNamesBothByThePrintAlone() {
        list.enter(PRINCIPAL, ACTOR, "0639980001", "");
        list.enter(OTHER, ACTOR, "0639980001", "");
        list.remove(PRINCIPAL, ACTOR, "06.39.98.00.01");
        assertThat(refusedAt(PRINCIPAL, 33639980001L)).isNull();
        assertThat(refusedAt(OTHER, 33639980001L)).isEqualTo(NOW);
        assertThatThrownBy(() -> list.remove(PRINCIPAL, ACTOR, "0639980001"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(new LawRefusal.NotOnRefusalList()));
        List<String> subjects = database.accounts()
                .sql(
                        "select action || ' ' || subject from accounts.audit_entry where array_to_string(details, ' ') like :principal"
                                + " order by seq")
                .param("principal", "%" + PRINCIPAL + "%")
                .query(String.class)
                .list();
        assertThat(subjects).hasSize(2);
        assertThat(subjects.get(0)).matches("refusal\\.entered refusal:[0-9a-f]{32}");
        assertThat(subjects.get(1)).isEqualTo(subjects.get(0).replace("entered", "removed"));
    }

    @Test
    void aListIsTakenLineByLine() {
        list.enter(PRINCIPAL, ACTOR, "0639980001", "");
        RefusalList.Taken taken = list.take(
                PRINCIPAL,
                ACTOR,
                List.of(
                        new Told("0639980001", "2026-11-01"),
                        new Told("0639980002", ""),
                        new Told("+33 6 39 98 00 02", "2026-11-02"),
                        new Told("bonjour", ""),
                        new Told("0639980003", "demain")));
        assertThat(taken.fresh()).isEqualTo(1);
        assertThat(taken.known()).as("of a number that comes twice, too").isEqualTo(2);
        assertThat(taken.refused()).containsOnlyKeys(3, 4);
        assertThat(taken.refused().get(4)).isEqualTo(new LawRefusal.RefusalDay());
        assertThat(list.count(PRINCIPAL)).isEqualTo(2);
        assertThat(refusedAt(PRINCIPAL, 33639980002L)).isEqualTo(NOW);
    }

    @Test
    void aListThatIsTooLongIsRefusedWhole() {
        List<Told> told = Collections.nCopies(RefusalList.MAX + 1, new Told("0639980001", ""));
        assertThatThrownBy(() -> list.take(PRINCIPAL, ACTOR, told)).isInstanceOf(RefusedException.class);
        assertThat(list.count(PRINCIPAL)).isZero();
    }
}
