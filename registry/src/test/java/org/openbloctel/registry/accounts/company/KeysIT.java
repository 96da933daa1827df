package org.openbloctel.registry.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/** A key opens what its scopes say, from where it may, while it, its maker and its company stand. */
final class KeysIT {
    private static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.7");
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("198.51.100.7");

    private final CompanyWorld world = new CompanyWorld();

    private static Keys.Wanted wanted(boolean test, List<String> networks, @Nullable LocalDate expiresOn) {
        return new Keys.Wanted("Campagnes", test, Set.of(ApiKey.Scope.CHECKS), networks, expiresOn);
    }

    /** A real key, from anywhere, until the day a year from now. */
    private Keys.Wanted live() {
        return wanted(false, Keys.ANYWHERE, lastDay());
    }

    private LocalDate lastDay() {
        return LegalCalendar.today(() -> world.now).plusYears(1);
    }

    @Test
    void keyIsShownOnceAndKeptAsAHash() {
        Member owner = world.secured(world.verified());
        Keys.Made made = world.keys.make(owner, live());
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
        assertRefused(() -> world.keys.make(owner, live()), new CompanyRefusal.NotVerified());
        world.companies.verify(owner.company(), "staff:1");
        Keys.Made live = world.keys.make(owner, live());
        assertThat(world.keys.authenticate(live.text(), HOME)).isPresent();
        world.companies.suspend(owner.company(), "Fichiers suspects", "staff:1");
        assertThat(world.keys.authenticate(live.text(), HOME)).isEmpty();
    }

    @Test
    void worksFromItsNetworksAlone() {
        Member owner = world.secured(world.verified());
        Keys.Made made = world.keys.make(owner, wanted(false, List.of("192.0.2.0/24", "2001:db8::/32"), lastDay()));
        assertThat(world.keys.authenticate(made.text(), HOME)).isPresent();
        assertThat(world.keys.authenticate(made.text(), InetAddress.ofLiteral("2001:db8::1")))
                .isPresent();
        assertThat(world.keys.authenticate(made.text(), ELSEWHERE)).isEmpty();
        assertRefused(
                () -> world.keys.make(owner, wanted(false, List.of("192.0.2.0/33"), lastDay())),
                new RequestRefusal.UnreadableField("networks"));
        assertRefused(
                () -> world.keys.make(owner, wanted(false, List.of("example.org"), lastDay())),
                new RequestRefusal.UnreadableField("networks"));
    }

    @Test
    void worksToTheEndOfItsLastDayInParis() {
        Member owner = world.secured(world.verified());
        Keys.Made made = world.keys.make(owner, wanted(false, Keys.ANYWHERE, LocalDate.of(2026, 11, 25)));
        world.now = Instant.parse("2026-11-25T22:59:59Z");
        assertThat(world.keys.authenticate(made.text(), HOME)).isPresent();
        world.now = Instant.parse("2026-11-25T23:00:00Z");
        assertThat(world.keys.authenticate(made.text(), HOME)).isEmpty();
    }

    @Test
    void revokedKeyIsDeadAtOnceAndUnknownOnesNeverWork() {
        Member owner = world.secured(world.verified());
        Keys.Made made = world.keys.make(owner, live());
        world.keys.revoke(owner, made.key().id());
        assertThat(world.keys.authenticate(made.text(), HOME)).isEmpty();
        assertRefused(() -> world.keys.revoke(owner, made.key().id()), new CompanyRefusal.UnknownKey());
        assertThat(world.keys.authenticate("obl_live_x", HOME)).isEmpty();
        assertThat(world.keys.authenticate("", HOME)).isEmpty();
    }

    @Test
    void nobodyRevokesTheKeyOfAnotherCompany() {
        Member owner = world.secured(world.verified());
        Keys.Made made = world.keys.make(owner, live());
        Member stranger = world.verified();
        assertRefused(() -> world.keys.revoke(stranger, made.key().id()), new CompanyRefusal.UnknownKey());
        assertThat(world.keys.authenticate(made.text(), HOME)).isPresent();
    }

    @Test
    void lastUseIsNotedToTheMinute() {
        Member owner = world.secured(world.verified());
        Keys.Made made = world.keys.make(owner, live());
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

    @Test
    void realKeyHasAnEndWithinAYearAndATestKeyNeedsNone() {
        Member owner = world.secured(world.verified());
        CompanyRefusal.KeyEnd refused = new CompanyRefusal.KeyEnd(lastDay());
        assertRefused(() -> world.keys.make(owner, wanted(false, Keys.ANYWHERE, null)), refused);
        LocalDate late = lastDay().plusDays(1);
        assertRefused(() -> world.keys.make(owner, wanted(false, Keys.ANYWHERE, late)), refused);
        assertThat(world.keys.make(owner, live()).key().expiresOn()).isEqualTo(lastDay());
        assertThat(world.keys.make(owner, wanted(true, List.of(), late)).key().expiresOn())
                .isEqualTo(late);
    }

    @Test
    void realKeyNamesItsNetworksOrSaysThatItIsFromAnywhere() {
        Member owner = world.secured(world.verified());
        assertRefused(
                () -> world.keys.make(owner, wanted(false, List.of(), lastDay())), new CompanyRefusal.KeyNetworks());
        Keys.Made anywhere = world.keys.make(owner, live());
        assertThat(anywhere.key().fromAnywhere()).isTrue();
        assertThat(world.keys.authenticate(anywhere.text(), ELSEWHERE)).isPresent();
        assertThat(world.keys.authenticate(anywhere.text(), InetAddress.ofLiteral("2001:db8::1")))
                .isPresent();
        Keys.Made here = world.keys.make(owner, wanted(false, List.of("192.0.2.0/24"), lastDay()));
        assertThat(here.key().fromAnywhere()).isFalse();
    }

    /** A month before and a week before, once each; not of a key that was revoked, has ended, or is for tests. */
    @Test
    void ownersAreWarnedBeforeAKeyEnds() {
        Member owner = world.secured(world.verified());
        LocalDate end = LegalCalendar.today(() -> world.now).plusDays(60);
        world.keys.make(owner, wanted(false, Keys.ANYWHERE, end));
        world.keys.make(owner, wanted(true, List.of(), end));
        world.keys.revoke(
                owner,
                world.keys.make(owner, wanted(false, Keys.ANYWHERE, end)).key().id());
        KeyWarnings warnings = new KeyWarnings(world.database, () -> world.now, world.outbox);
        world.mails();
        int days = 0;
        for (int[] due : new int[][] {{0, 0}, {29, 0}, {30, 1}, {31, 1}, {52, 1}, {53, 2}, {60, 2}, {61, 2}}) {
            world.pass(Duration.ofDays(due[0] - days));
            days = due[0];
            warnings.send();
            assertThat(world.sent("company/key-ends")).as("day " + due[0]).isEqualTo(due[1]);
        }
    }

    @Test
    void keyOfAFewDaysIsWarnedOfOnce() {
        Member owner = world.secured(world.verified());
        world.keys.make(
                owner,
                wanted(
                        false,
                        Keys.ANYWHERE,
                        LegalCalendar.today(() -> world.now).plusDays(3)));
        KeyWarnings warnings = new KeyWarnings(world.database, () -> world.now, world.outbox);
        warnings.send();
        warnings.send();
        assertThat(world.sent("company/key-ends")).isEqualTo(1);
    }
}
