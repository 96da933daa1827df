package org.openbloctel.registry.calls.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was given before a withdrawal does not hold, whenever and under any name it is claimed. */
final class WithdrawnConsentsIT {
    private static final UUID PRINCIPAL = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);
    private static final long NUMBER = 33639980001L;
    private static final String BEFORE = "2026-11-25T10:59:59+01:00";
    private static final String AFTER = "2026-11-25T11:00:01+01:00";

    private final ConsentWorld world = new ConsentWorld();
    private final Consents consents = world.consents;
    private final ConsentRows rows = world.database.rows(ConsentRows.class);

    @BeforeEach
    void companies() {
        world.company(PRINCIPAL, "000000018");
        world.company(OTHER, "000000026");
    }

    private static ClaimedConsent claim(String reference, String givenAt) {
        return claim(reference, "0639980001", givenAt);
    }

    private static ClaimedConsent claim(String reference, String number, String givenAt) {
        return ConsentWorld.claim(reference, number, null, List.of(), givenAt);
    }

    private UUID record(UUID company, String reference, String givenAt) {
        Consents.Answer answer = consents.record(company, "key:1", false, List.of(claim(reference, givenAt)))
                .getFirst();
        assertThat(answer.refusal()).isNull();
        return Objects.requireNonNull(answer.id());
    }

    private boolean holds(UUID company) {
        return consents.of(List.of(new Consents.Pair(company, NUMBER))).getFirst().stream()
                .anyMatch(one -> one.covers(world.now));
    }

    private int withdraw(UUID company) {
        return consents.withdraw(company, "member:1", null, "0639980001");
    }

    /** As the person does, for a number that a code has proved theirs. */
    private int withdrawFromEverybody() {
        return world.database
                .inAccounts(() -> rows.withdraw(
                        world.database
                                .accounts()
                                .sql("select distinct number from accounts.consent")
                                .query(byte[].class)
                                .list(),
                        null,
                        world.now))
                .size();
    }

    private boolean withdrawOne(UUID consent) {
        return world.database.inAccounts(() -> rows.withdraw(consent, world.now));
    }

    private void recordNaming(String reference, String givenAt) {
        ClaimedConsent claim = ConsentWorld.claim(reference, "0639980001", null, List.of("000000026"), givenAt);
        assertThat(consents.record(PRINCIPAL, "key:1", false, List.of(claim))
                        .getFirst()
                        .refusal())
                .isNull();
    }

    @Test
    void withdrawalAtACompanyEndsForItWhatAnotherWasGivenAndNamesIt() {
        recordNaming("a", BEFORE);
        assertThat(holds(PRINCIPAL)).isTrue();
        assertThat(holds(OTHER)).isTrue();
        assertThat(withdraw(OTHER)).isEqualTo(1);
        assertThat(holds(OTHER)).isFalse();
        assertThat(of(OTHER)).noneMatch(one -> one.covers(world.now));
        assertThat(holds(PRINCIPAL)).as("nobody withdrew what it was given").isTrue();
        assertThat(withdraw(OTHER)).as("the second time").isZero();
        recordNaming("b", BEFORE);
        assertThat(holds(OTHER)).as("claimed afterwards").isFalse();
        world.now = Instant.parse(AFTER);
        recordNaming("c", AFTER);
        assertThat(holds(OTHER)).as("given since").isTrue();
    }

    /** As for a whole file. */
    private List<RecordedConsent> of(UUID company) {
        return consents.of(company, new long[] {NUMBER}).getOrDefault(0, List.of());
    }

    @Test
    void consentClaimedAfterAWithdrawalHoldsOnlyIfItWasGivenSince() {
        record(PRINCIPAL, "a", BEFORE);
        assertThat(holds(PRINCIPAL)).isTrue();
        assertThat(withdraw(PRINCIPAL)).isEqualTo(1);
        world.now = world.now.plusSeconds(5);
        record(PRINCIPAL, "the same under another name", BEFORE);
        assertThat(holds(PRINCIPAL)).isFalse();
        record(PRINCIPAL, "given anew", AFTER);
        assertThat(holds(PRINCIPAL)).isTrue();
    }

    @Test
    void withdrawalBeforeAnythingIsClaimedIsRemembered() {
        assertThat(withdraw(PRINCIPAL)).isZero();
        record(PRINCIPAL, "a", BEFORE);
        record(OTHER, "b", BEFORE);
        assertThat(holds(PRINCIPAL)).isFalse();
        assertThat(holds(OTHER)).as("of whom nobody withdrew anything").isTrue();
    }

    @Test
    void personWhoWithdrawsAllWithdrawsFromEverybody() {
        record(PRINCIPAL, "a", BEFORE);
        assertThat(withdrawFromEverybody()).isEqualTo(1);
        world.now = world.now.plusSeconds(5);
        record(OTHER, "b", BEFORE);
        assertThat(holds(OTHER)).isFalse();
    }

    @Test
    void personWhoWithdrawsOneLeavesTheOthersThatAreKnown() {
        UUID one = record(PRINCIPAL, "a", BEFORE);
        record(PRINCIPAL, "b", BEFORE);
        assertThat(withdrawOne(one)).isTrue();
        assertThat(holds(PRINCIPAL)).isTrue();
        UUID late = record(PRINCIPAL, "c", BEFORE);
        record(OTHER, "d", BEFORE);
        assertThat(world.database
                        .accounts()
                        .sql("select withdrawn_at is not null from accounts.consent where id = ?")
                        .param(late)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(holds(OTHER)).isTrue();
    }

    @Test
    void secondClickOnAnOldWithdrawalTouchesNothingThatWasGivenSince() {
        UUID one = record(PRINCIPAL, "a", BEFORE);
        assertThat(withdrawOne(one)).isTrue();
        world.now = world.now.plusSeconds(5);
        assertThat(withdrawOne(one)).isFalse();
        record(PRINCIPAL, "given between the clicks", AFTER);
        assertThat(holds(PRINCIPAL)).isTrue();
    }

    @Test
    void withdrawalOfOneNumberIsNoneOfAnother() {
        UUID one = record(PRINCIPAL, "a", BEFORE);
        withdrawOne(one);
        world.now = world.now.plusSeconds(5);
        consents.record(PRINCIPAL, "key:1", false, List.of(claim("b", "0639980002", BEFORE)));
        assertThat(consents.of(List.of(new Consents.Pair(PRINCIPAL, NUMBER + 1))).getFirst().stream()
                        .anyMatch(kept -> kept.covers(world.now)))
                .isTrue();
        assertThat(holds(PRINCIPAL)).isFalse();
    }

    @Test
    void neitherOverlooksTheOtherWhenBothHappenAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 20; round++) {
                world.now = world.now.plusSeconds(10);
                String given = world.now.minusSeconds(1).toString();
                String name = "round " + round + " ";
                List<Future<?>> work = new ArrayList<>();
                work.add(threads.submit(() -> withdraw(PRINCIPAL)));
                for (int one = 0; one < 3; one++) {
                    String reference = name + one + "-";
                    work.add(threads.submit(() -> consents.record(
                            PRINCIPAL,
                            "key:1",
                            false,
                            IntStream.range(0, 50)
                                    .mapToObj(i -> claim(reference + i, given))
                                    .toList())));
                }
                for (Future<?> done : work) {
                    done.get();
                }
                assertThat(holds(PRINCIPAL)).as(name).isFalse();
            }
        }
    }

    @Test
    void withdrawalIsForgottenWhenNothingGivenBeforeCanHold() {
        withdraw(PRINCIPAL);
        world.now = Instant.parse("2027-11-24T22:59:59Z");
        assertThat(consents.forget()).isZero();
        world.now = Instant.parse("2027-11-25T23:00:00Z");
        assertThat(consents.forget()).isEqualTo(1);
    }
}
