package org.openbloctel.registry.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.filevault.AgeKey;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.SealingRefusal;

/** The first key holds at once; another one, or none, only after 72 hours in which an owner may cancel the change. */
final class SealingKeysIT {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final CompanyWorld world = new CompanyWorld();
    private final SealingKeys keys = new SealingKeys(world.database, () -> world.now, world.audit);

    private static String recipient() {
        return AgeKey.make().recipient();
    }

    private List<String> recipients(Member of) {
        return keys.recipients(List.of(of.company()));
    }

    private void later(Duration duration) {
        world.now = world.now.plus(duration);
    }

    @Test
    void firstKeyHoldsAtOnceBehindASecondFactorInAVerifiedCompany() {
        Member founder = world.founded();
        String key = recipient();
        assertRefused(() -> keys.register(founder, key), new AccessRefusal.SecondFactorNeeded());
        Member owner = world.secured(founder);
        assertRefused(() -> keys.register(owner, key), new CompanyRefusal.NotVerified());
        world.companies.verify(owner.company(), "staff:1");

        keys.register(owner, "# public key: " + key + "\n");

        assertThat(recipients(owner)).containsExactly(key);
        assertThat(keys.of(owner.company()).changesAt()).isEmpty();
        assertRefused(() -> keys.register(owner, key), new SealingRefusal.SameKey());
        assertThat(world.audit.about("company:" + owner.company(), 9))
                .extracting(recorded -> recorded.entry().action())
                .contains("sealing-key.registered");
    }

    @Test
    void anotherKeyHoldsAfter72HoursToTheSecond() {
        Member owner = world.secured(world.verified());
        String old = recipient();
        String next = recipient();
        keys.register(owner, old);
        later(Duration.ofDays(10));

        keys.register(owner, next);

        assertThat(keys.of(owner.company()).changesAt()).contains(world.now.plus(SealingKeys.WAIT));
        assertRefused(() -> keys.register(owner, recipient()), new SealingRefusal.ChangeUnderWay());
        assertRefused(() -> keys.withdraw(owner), new SealingRefusal.ChangeUnderWay());
        later(SealingKeys.WAIT.minus(SECOND));
        assertThat(recipients(owner)).containsExactly(old);
        later(SECOND);
        assertThat(recipients(owner)).containsExactly(next);
        assertRefused(() -> keys.cancel(owner), new SealingRefusal.NothingThere());
    }

    @Test
    void withdrawnKeyHoldsFor72HoursMoreAndAnotherOneThenHoldsAtOnce() {
        Member owner = world.secured(world.verified());
        String key = recipient();
        keys.register(owner, key);

        keys.withdraw(owner);

        later(SealingKeys.WAIT.minus(SECOND));
        assertThat(recipients(owner)).containsExactly(key);
        later(SECOND);
        assertThat(recipients(owner)).isEmpty();
        assertRefused(() -> keys.withdraw(owner), new SealingRefusal.NothingThere());
        keys.register(owner, key);
        assertThat(recipients(owner)).containsExactly(key);
    }

    @Test
    void cancelledChangeLeavesTheKeyAsItWas() {
        Member owner = world.secured(world.verified());
        String key = recipient();
        keys.register(owner, key);
        for (boolean replaced : new boolean[] {true, false}) {
            if (replaced) {
                keys.register(owner, recipient());
            } else {
                keys.withdraw(owner);
            }
            later(Duration.ofHours(71));

            keys.cancel(owner);

            later(Duration.ofDays(9));
            assertThat(recipients(owner)).containsExactly(key);
            assertThat(keys.of(owner.company()).next()).isEmpty();
            assertThat(keys.of(owner.company()).changesAt()).isEmpty();
        }
    }

    @Test
    void whatATheftDidIsUndoneAndNothingElse() {
        Member owner = world.secured(world.verified());
        String ours = recipient();
        keys.register(owner, ours);
        later(Duration.ofDays(4));
        keys.register(owner, recipient());

        undo(owner, "member:somebody-else");
        assertThat(keys.of(owner.company()).next()).isPresent();
        undo(owner, owner.actor());

        assertThat(keys.of(owner.company()).next()).isEmpty();
        later(Duration.ofDays(9));
        assertThat(recipients(owner)).as("registered long before").containsExactly(ours);

        Member other = world.secured(world.verified());
        keys.register(other, recipient());
        undo(other, other.actor());
        assertThat(recipients(other)).as("a first key of today").isEmpty();
    }

    private void undo(Member of, String actor) {
        world.database.runInAccounts(() -> keys.undo(of.company(), actor::equals));
    }

    @Test
    void filesOfTwoCompaniesAreSealedToBothKeys() {
        Member one = world.secured(world.verified());
        Member other = world.secured(world.verified());
        keys.register(one, recipient());
        assertThat(keys.recipients(List.of(one.company(), other.company()))).hasSize(1);
        keys.register(other, recipient());
        assertThat(keys.recipients(List.of(one.company(), other.company()))).hasSize(2);
    }

    @Test
    void endedKeysAreForgottenAfterAYear() {
        Member owner = world.secured(world.verified());
        keys.register(owner, recipient());
        keys.withdraw(owner);
        CompanyErasure erasure = new CompanyErasure(world.database, () -> world.now, world.audit, List.of());
        later(Duration.ofDays(360));
        assertThat(erasure.forget()).isZero();
        later(Duration.ofDays(10));
        assertThat(erasure.forget()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "age1qqqq",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDxZRusLC4wFfWJ65fNd7Gpy+qke20hn7Korz6zWER+L",
                // A point of small order: all could open what is sealed to it.
                "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z"
            })
    void whatIsNoPublicKeyIsRefused(String text) {
        Member owner = world.secured(world.verified());
        assertRefused(() -> keys.register(owner, text), new SealingRefusal.BadRecipient());
    }

    @Test
    void privateKeyIsRefusedAndNowhereKept() {
        Member owner = world.secured(world.verified());
        assertRefused(
                () -> keys.register(owner, "AGE-SECRET-KEY-1QQQQQQQQQQQQQQ"), new SealingRefusal.PrivateKeyGiven());
        assertThat(keys.of(owner.company()).current()).isEmpty();
    }
}
