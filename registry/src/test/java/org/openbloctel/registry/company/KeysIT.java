package org.openbloctel.registry.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.refusal.Refused.assertRefused;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.refusal.AccessRefusal;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.RequestRefusal;

/** A key opens what its scopes say, from where it may, while it, its maker and its company stand. */
final class KeysIT {
    private static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.7");
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("198.51.100.7");

    private final CompanyWorld world = new CompanyWorld();

    private static Keys.Wanted wanted(boolean test, List<String> networks, @Nullable LocalDate expiresOn) {
        return new Keys.Wanted("Campagnes", test, Set.of(ApiKey.Scope.CHECKS), networks, expiresOn);
    }

    @Test
    void keyIsShownOnceAndKeptAsAHash() {
        Member owner = world.secured(world.verified());
        Keys.Made made = world.keys.make(owner, wanted(false, List.of(), null));
        assertThat(made.text()).matches("obl_live_[A-Za-z0-9_-]{43}");
        assertThat(world.keys.authenticate(made.text(), HOME))
                .map(ApiKey::id)
                .contains(made.key().id());
        String kept = world.database
                .accounts()
                .sql("select row_to_json(k)::text from accounts.api_key k")
                .query(String.class)
                .single();
        assertThat(kept).doesNotContain(made.text().substring(Keys.LIVE.length()));
        assertThat(made.toString()).doesNotContain(made.text());
    }

    @Test
    void madeOnlyByWhoHasASecondFactor() {
        Member owner = world.verified();
        assertRefused(
                () -> world.keys.make(owner, wanted(true, List.of(), null)), new AccessRefusal.SecondFactorNeeded());
    }

    @Test
    void testKeyWorksAtOnceAndARealOneOnlyOnceVerified() {
        Member owner = world.secured(world.founded());
        Keys.Made test = world.keys.make(owner, wanted(true, List.of(), null));
        assertThat(test.text()).startsWith("obt_test_");
        assertThat(world.keys.authenticate(test.text(), HOME)).isPresent();
        assertRefused(() -> world.keys.make(owner, wanted(false, List.of(), null)), new CompanyRefusal.NotVerified());
        world.companies.verify(owner.company(), "staff:1");
        Keys.Made live = world.keys.make(owner, wanted(false, List.of(), null));
        assertThat(world.keys.authenticate(live.text(), HOME)).isPresent();
        world.companies.suspend(owner.company(), "Fichiers suspects", "staff:1");
        assertThat(world.keys.authenticate(live.text(), HOME)).isEmpty();
    }

    @Test
    void worksFromItsNetworksAlone() {
        Member owner = world.secured(world.verified());
        Keys.Made made = world.keys.make(owner, wanted(false, List.of("192.0.2.0/24", "2001:db8::/32"), null));
        assertThat(world.keys.authenticate(made.text(), HOME)).isPresent();
        assertThat(world.keys.authenticate(made.text(), InetAddress.ofLiteral("2001:db8::1")))
                .isPresent();
        assertThat(world.keys.authenticate(made.text(), ELSEWHERE)).isEmpty();
        assertRefused(
                () -> world.keys.make(owner, wanted(false, List.of("192.0.2.0/33"), null)),
                new RequestRefusal.UnreadableField("networks"));
        assertRefused(
                () -> world.keys.make(owner, wanted(false, List.of("example.org"), null)),
                new RequestRefusal.UnreadableField("networks"));
    }

    @Test
    void worksToTheEndOfItsLastDayInParis() {
        Member owner = world.secured(world.verified());
        Keys.Made made = world.keys.make(owner, wanted(false, List.of(), LocalDate.of(2026, 11, 25)));
        world.now = Instant.parse("2026-11-25T22:59:59Z");
        assertThat(world.keys.authenticate(made.text(), HOME)).isPresent();
        world.now = Instant.parse("2026-11-25T23:00:00Z");
        assertThat(world.keys.authenticate(made.text(), HOME)).isEmpty();
    }

    @Test
    void revokedKeyIsDeadAtOnceAndUnknownOnesNeverWork() {
        Member owner = world.secured(world.verified());
        Keys.Made made = world.keys.make(owner, wanted(false, List.of(), null));
        world.keys.revoke(owner, made.key().id());
        assertThat(world.keys.authenticate(made.text(), HOME)).isEmpty();
        assertRefused(() -> world.keys.revoke(owner, made.key().id()), new CompanyRefusal.UnknownKey());
        assertThat(world.keys.authenticate("obl_live_x", HOME)).isEmpty();
        assertThat(world.keys.authenticate("", HOME)).isEmpty();
    }

    @Test
    void nobodyRevokesTheKeyOfAnotherCompany() {
        Member owner = world.secured(world.verified());
        Keys.Made made = world.keys.make(owner, wanted(false, List.of(), null));
        Member stranger = world.verified();
        assertRefused(() -> world.keys.revoke(stranger, made.key().id()), new CompanyRefusal.UnknownKey());
        assertThat(world.keys.authenticate(made.text(), HOME)).isPresent();
    }

    @Test
    void lastUseIsNotedToTheMinute() {
        Member owner = world.secured(world.verified());
        Keys.Made made = world.keys.make(owner, wanted(false, List.of(), null));
        world.keys.authenticate(made.text(), HOME);
        Instant first = world.now;
        world.pass(Duration.ofSeconds(30));
        world.keys.authenticate(made.text(), HOME);
        assertThat(world.keys.find(owner.company(), made.key().id()).lastUsedAt())
                .isEqualTo(first);
        world.pass(Duration.ofSeconds(31));
        world.keys.authenticate(made.text(), HOME);
        assertThat(world.keys.find(owner.company(), made.key().id()).lastUsedAt())
                .isEqualTo(world.now);
    }
}
