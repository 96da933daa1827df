package org.openbloctel.registry.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.ActLimits.Kind;
import org.openbloctel.registry.accounts.consumer.NumberCodes.Sender.Channel;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;

/** A day has so many registrations and withdrawals that no code proves; who registers and withdraws the same numbers is noted. */
final class ActsIT {
    private static final int MOST = 20;
    private static final String LISTED = "06 39 98 00 01";
    private static final String UNLISTED = "06 39 98 00 02";

    private final ConsumerFixture fixture = new ConsumerFixture(false);
    private final Consumers consumers = fixture.consumers;
    private int people;

    private static String number(int n) {
        return String.format(Locale.ROOT, "01 99 00 %02d %02d", n / 100, n % 100);
    }

    /** A new person with a number that is registered from nowhere. */
    private UUID person() {
        people++;
        return fixture.registered(number(5_000 + people), "person-" + people + "@example.org")
                .consumer();
    }

    /** Registers a number and withdraws it. */
    private void addAndWithdraw(UUID person, String number, String from) {
        consumers.withdraw(person, added(person, number, from).registration().id(), from);
    }

    private Consumers.Opposed.Registered added(UUID person, String number, String from) {
        return (Consumers.Opposed.Registered) consumers.add(person, number, from);
    }

    private static void assertNeedsCode(Consumers.Opposed opposed) {
        assertThat(opposed)
                .isInstanceOfSatisfying(
                        Consumers.Opposed.CodeNeeded.class,
                        needed -> assertThat(needed.limit()).isEqualTo(new ConsumerRefusal.TooManyActs()));
    }

    @Test
    void numberIsListedAtOnceTwentyTimesADayAndThenByItsCode() {
        fixture.registered(LISTED, "first@example.org");
        List<Consumers.Opposed> answers = new ArrayList<>();
        for (String number : List.of(LISTED, UNLISTED)) {
            int before = number.equals(LISTED) ? 1 : 0;
            for (int i = before; i < MOST; i++) {
                added(person(), number, "192.0." + i + ".1");
            }
            answers.add(consumers.add(person(), number, "198.51.100.1"));
        }
        answers.forEach(ActsIT::assertNeedsCode);
        Consumers.Opposed.CodeNeeded last = (Consumers.Opposed.CodeNeeded) answers.getLast();
        fixture.codes.send(last.consumer(), last.request(), Channel.SMS);
        assertThat(fixture.codes
                        .enter(last.consumer(), last.request(), fixture.sender.codes.getLast())
                        .provedAt())
                .isNotNull();
    }

    @Test
    void linkOfAMailCountsLikeTheSpace() {
        for (int i = 0; i < MOST; i++) {
            added(person(), LISTED, "192.0." + i + ".1");
        }
        consumers.ask(LISTED, ConsumerFixture.CAMILLE, Locale.FRENCH);
        Consumers.Opposed opposed = consumers.confirm(fixture.token(), "198.51.100.1");
        assertNeedsCode(opposed);
        assertThat(consumers.space(opposed.consumer()).waiting()).hasSize(1);
    }

    @Test
    void accountHasTwentyADayWhateverItsNumbersAndNetworks() {
        UUID person = person();
        for (int i = 1; i < MOST - 1; i += 2) {
            addAndWithdraw(person, number(i), "192.0." + i + ".1");
        }
        added(person, number(900), "198.51.100.1");
        assertRefused(() -> consumers.add(person, number(901), "198.51.100.2"), "BT-0222");
        assertThat(fixture.listed(number(901))).isFalse();
        fixture.at("2026-11-25T22:59:59Z");
        assertRefused(() -> consumers.add(person, number(901), "198.51.100.2"), "BT-0222");
        fixture.at("2026-11-25T23:00:00Z"); // midnight in Paris
        added(person, number(901), "198.51.100.2");
        assertThat(fixture.listed(number(901))).isTrue();
    }

    @Test
    void subAddressesOfOneMailboxAreOneAccount() {
        for (int i = 0; i < MOST; i++) {
            fixture.registered(number(i), "zoe+" + i + "@example.org");
        }
        consumers.ask(number(50), "zoe@example.org", Locale.FRENCH);
        String token = fixture.token();
        assertRefused(() -> consumers.confirm(token), "BT-0222");
        fixture.registered(number(50), "zoe@other.example.org");
    }

    @Test
    void accountThatIsErasedAndMadeAgainIsTheSameAccount() {
        for (int i = 0; i < MOST / 2; i++) {
            consumers.erase(
                    fixture.registered(number(i), ConsumerFixture.CAMILLE).consumer(), null);
            fixture.pass(Duration.ofMinutes(30));
        }
        consumers.ask(number(50), ConsumerFixture.CAMILLE, Locale.FRENCH);
        String token = fixture.token();
        assertRefused(() -> consumers.confirm(token), "BT-0222");
    }

    @Test
    void networkHasTwentyADayForAllItsAddresses() {
        for (int i = 0; i < MOST; i++) {
            added(person(), number(i), "192.0.2." + i);
        }
        assertNeedsCode(consumers.add(person(), number(100), "192.0.2.77"));
        added(person(), number(100), "192.0.3.77");
    }

    @Test
    void networkOfIpv6HasFortyEightBits() {
        for (int i = 0; i < MOST; i++) {
            added(person(), number(i), "2001:db8:7:" + i + "::1");
        }
        assertNeedsCode(consumers.add(person(), number(100), "2001:db8:7:99::1"));
        added(person(), number(100), "2001:db8:8:99::1");
    }

    @Test
    void withdrawalBeyondTheLimitWaitsForTheDayOrTheCode() {
        Consumers.Opposed.Registered mine = added(person(), LISTED, "198.51.100.1");
        for (int i = 1; i < MOST; i++) {
            added(person(), LISTED, "192.0." + i + ".1");
        }
        UUID id = mine.registration().id();
        assertRefused(() -> consumers.withdraw(mine.consumer(), id, "198.51.100.1"), "BT-0221");
        assertThat(consumers.registration(mine.consumer(), id).alive()).isTrue();
        fixture.codes.send(mine.consumer(), id, Channel.SMS);
        fixture.codes.enter(mine.consumer(), id, fixture.sender.codes.getLast());
        assertThat(consumers.withdraw(mine.consumer(), id, "198.51.100.1").alive())
                .isFalse();
    }

    @Test
    void erasureNeverWaitsAndCounts() {
        UUID person = person();
        for (int i = 0; i < MOST; i++) {
            added(person(), number(i), "192.0.2." + i);
        }
        consumers.erase(person, "192.0.2.1");
        fixture.at("2026-11-26T08:00:00Z");
        UUID other = person();
        for (int i = 0; i < 9; i++) {
            added(other, number(200 + i), "192.0.2.200");
        }
        consumers.erase(other, "192.0.2.200");
        added(person(), number(300), "192.0.2.1");
        assertNeedsCode(consumers.add(person(), number(301), "192.0.2.1"));
    }

    @Test
    void letterIsNotHeldByWhatOthersDid() {
        for (int i = 0; i < MOST; i++) {
            added(person(), LISTED, "192.0." + i + ".1");
        }
        fixture.paper.enter(
                "staff:1",
                new PaperRegistrations.Letter("C 1", "Camille Exemple", "1 rue de l’Exemple", LISTED, Locale.FRENCH));
        assertThat(fixture.listed(LISTED)).isTrue();
    }

    @Test
    void refusedActsAreNotCounted() {
        UUID full = person();
        for (int i = 1; i < MOST - 1; i += 2) {
            addAndWithdraw(full, number(i), "192.0." + i + ".1");
        }
        added(full, number(900), "203.0.113.1");
        for (int i = 0; i < MOST; i++) {
            assertRefused(() -> consumers.add(full, LISTED, "198.51.100.1"), "BT-0222");
        }
        added(person(), LISTED, "198.51.100.1");
    }

    @Test
    void actsOfOneNetworkAtOnceNeverExceedItsLimit() throws InterruptedException, ExecutionException {
        List<UUID> crowd = new ArrayList<>();
        for (int i = 0; i < MOST + 12; i++) {
            crowd.add(person());
        }
        List<Future<Consumers.Opposed>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < crowd.size(); i++) {
                UUID person = crowd.get(i);
                String number = number(i);
                answers.add(threads.submit(() -> consumers.add(person, number, "192.0.2.1")));
            }
        }
        int added = 0;
        for (Future<Consumers.Opposed> answer : answers) {
            added += answer.get() instanceof Consumers.Opposed.Registered ? 1 : 0;
        }
        assertThat(added).isEqualTo(MOST);
    }

    @Test
    void zeroIsNoLimitAndIsNoSign() {
        assertThat(new ActLimits(0, 1, 1, 1).of(Kind.NUMBER)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void whoRegistersAndWithdrawsTheSameNumbersIsNoted() {
        UUID prober = person();
        for (int i = 0; i < 4; i++) {
            addAndWithdraw(prober, number(i), "192.0.2.1");
        }
        added(person(), number(4), "192.0.7.1");
        addAndWithdraw(person(), LISTED, "203.0.113.1");
        fixture.pass(Duration.ofDays(3));
        addAndWithdraw(person(), LISTED, "203.0.113.2");
        List<ActSigns.Sign> signs = signs();
        assertThat(signs)
                .extracting(ActSigns.Sign::kind, ActSigns.Sign::numbers, ActSigns.Sign::acts)
                .containsExactlyInAnyOrder(
                        tuple(Kind.ACCOUNT, 4, 8),
                        tuple(Kind.NETWORK, 4, 8),
                        tuple(Kind.ACCOUNT, 1, 2),
                        tuple(Kind.ACCOUNT, 1, 2),
                        tuple(Kind.NETWORK, 1, 4),
                        tuple(Kind.NUMBER, 1, 4));
        assertThat(signs.getFirst().numbers()).isEqualTo(4);
        assertThat(signs)
                .filteredOn(sign -> sign.kind() == Kind.NUMBER)
                .singleElement()
                .satisfies(sign -> assertThat(sign.name()).isEqualTo("06\u00a039\u00a0••\u00a0••\u00a001"));
        fixture.pass(Duration.ofDays(ActSigns.KEPT_DAYS + 1));
        assertThat(signs()).isEmpty();
        fixture.duties.forget();
        assertThat(fixture.count("act") + fixture.count("act_count")).isZero();
    }

    @Test
    void limitThatIsReachedIsNotedWithItsDays() {
        for (int day = 0; day < 2; day++) {
            for (int i = 0; i < MOST; i++) {
                added(person(), number(100 * day + i), "192.0.2." + i);
            }
            fixture.pass(Duration.ofDays(1));
        }
        assertThat(signs()).singleElement().satisfies(sign -> {
            assertThat(sign.kind()).isEqualTo(Kind.NETWORK);
            assertThat(sign.fullDays()).isEqualTo(2);
            assertThat(sign.numbers()).isZero();
            assertThat(sign.last()).isEqualTo("2026-11-26");
        });
    }

    private List<ActSigns.Sign> signs() {
        return new ActSigns(
                        fixture.database,
                        fixture::now,
                        new ConsumerSettings(URI.create("https://oppose.example/"), false))
                .latest(100);
    }
}
