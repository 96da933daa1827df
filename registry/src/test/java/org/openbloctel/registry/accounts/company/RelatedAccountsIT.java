package org.openbloctel.registry.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.RelatedAccounts.Related;
import org.openbloctel.registry.accounts.company.RelatedAccounts.Tie;
import org.openbloctel.registry.accounts.credential.KnownDevices;
import org.openbloctel.registry.platform.security.SecurityEvent;
import org.openbloctel.registry.platform.security.SecurityLog;

class RelatedAccountsIT {
    private final CompanyWorld world = new CompanyWorld();
    private final SecurityLog log = new SecurityLog(world.database, () -> world.now, List.of());
    private final KnownDevices devices = new KnownDevices(world.database, () -> world.now);
    private final RelatedAccounts related = new RelatedAccounts(world.database, () -> world.now, log);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void accountsOfOneNetworkAreShownBesideEachOther() {
        Member one = owner("one@alpha.example");
        Member near = owner("near@beta.example");
        Member far = owner("far@gamma.example");
        signIn(one, "203.0.113.7");
        signIn(near, "203.0.113.250");
        signIn(far, "203.0.11.3");
        assertThat(of(one)).containsExactly(new Related(company(near), Set.of(Tie.NETWORK)));
        assertThat(of(near)).containsExactly(new Related(company(one), Set.of(Tie.NETWORK)));
        assertThat(of(far)).isEmpty();
    }

    @Test
    void networkOfSixIsItsFirst48Bits() {
        Member one = owner("one@alpha.example");
        Member near = owner("near@beta.example");
        Member far = owner("far@gamma.example");
        signIn(one, "20:01:0d:b8:00:01:00:02/64");
        signIn(near, "20:01:0d:b8:00:01:ff:02/64");
        signIn(far, "20:01:0d:b8:00:02:00:02/64");
        assertThat(of(one)).extracting(Related::company).containsExactly(company(near));
    }

    @Test
    void failedSignInsTieNobody() {
        Member one = owner("one@alpha.example");
        Member near = owner("near@beta.example");
        signIn(one, "203.0.113.7");
        log.record(new SecurityEvent(
                SecurityEvent.Kind.SIGN_IN_FAILED, "member:" + near.id(), "", "203.0.113.7", "Firefox 140, Linux"));
        log.flush();
        assertThat(of(one)).isEmpty();
    }

    @Test
    void accountsOfOneBrowserAreShownBesideEachOther() {
        Member one = owner("one@alpha.example");
        Member same = owner("same@beta.example");
        owner("other@gamma.example");
        String token = devices.remember(one.id(), KnownDevices.UNKNOWN);
        devices.remember(same.id(), token);
        assertThat(of(one)).containsExactly(new Related(company(same), Set.of(Tie.DEVICE)));
        world.pass(KnownDevices.KEPT.plus(Duration.ofDays(1)));
        assertThat(of(one)).isEmpty();
    }

    @Test
    void domainOfAMailTiesUnlessItIsAPublicProviders() {
        Member one = owner("one@alpha.example");
        Member same = owner("two@alpha.example");
        Member lyon = owner("lyon@gmail.com");
        owner("brest@gmail.com");
        assertThat(of(one)).containsExactly(new Related(company(same), Set.of(Tie.MAIL_DOMAIN)));
        assertThat(of(lyon)).isEmpty();
    }

    @Test
    void accountsOfOneSirenAreShownBesideEachOther() {
        Member one = owner("one@alpha.example");
        Member same = world.companies.found(world.form(company(one).number().siren()), details("two@beta.example"));
        assertThat(of(one)).containsExactly(new Related(company(same), Set.of(Tie.SIREN)));
    }

    private List<Related> of(Member member) {
        return related.of(company(member));
    }

    private Company company(Member member) {
        return world.companies.get(member.company());
    }

    private int count;

    private Member owner(String email) {
        return world.companies.found(world.form(CompanyWorld.SIRENS.get(count++)), details(email));
    }

    private static Member.Details details(String email) {
        return new Member.Details("Camille", email, CompanyWorld.PASSWORD, Locale.FRENCH);
    }

    private void signIn(Member member, String network) {
        UUID id = member.id();
        log.record(new SecurityEvent(SecurityEvent.Kind.SIGNED_IN, "member:" + id, "", network, "Firefox 140, Linux"));
        log.flush();
    }
}
