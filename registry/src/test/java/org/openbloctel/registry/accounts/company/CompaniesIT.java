package org.openbloctel.registry.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/** An account is asked for, confirmed by mail, verified by the operator; who has one is not told. */
final class CompaniesIT {
    private static final String FROM = "192.0.2.1";
    private final CompanyWorld world = new CompanyWorld();

    private void apply(String email) {
        world.companies.apply(world.form("000000018"), email, Locale.FRENCH, FROM);
    }

    @Test
    void accountIsMadeByTheLinkInTheMail() {
        apply("Camille@example.org");
        Outbox.Message mail = world.mails().getFirst();
        assertThat(mail.recipient()).isEqualTo("camille@example.org");
        assertThat(mail.template()).isEqualTo("company/confirm");
        String token = String.valueOf(mail.parameters().get("token"));
        assertThat(world.companies.look(token)).isPresent();
        assertThat(world.companies.count(Company.State.TO_VERIFY)).isZero();
        Member owner = world.companies.confirm(token, "Camille Exemple", CompanyWorld.PASSWORD);
        assertThat(owner.role()).isEqualTo(Member.Role.OWNER);
        assertThat(world.companies.get(owner.company()).state()).isEqualTo(Company.State.TO_VERIFY);
        assertThat(world.companies.look(token)).isEmpty();
        assertRefused(
                () -> world.companies.confirm(token, "Camille", CompanyWorld.PASSWORD), new AccessRefusal.DeadLink());
    }

    @Test
    void linkCanBeUsedForTenDays() {
        apply("camille@example.org");
        String token = world.token();
        world.pass(Companies.LINK_VALID.minusSeconds(1));
        assertThat(world.companies.look(token)).isPresent();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.companies.look(token)).isEmpty();
        assertThat(world.companies.purge()).isEqualTo(1);
    }

    @Test
    void weakPasswordLeavesTheLinkUsable() {
        apply("camille@example.org");
        String token = world.token();
        assertRefused(
                () -> world.companies.confirm(token, "Camille", "court"), new AccessRefusal.WeakPassword("length"));
        assertThat(world.companies.look(token)).isPresent();
    }

    @Test
    void knownEmailIsAnsweredLikeAnyOtherAndToldByMailAlone() {
        Member member = world.founded();
        world.mails();
        apply(member.email());
        Outbox.Message mail = world.mails().getFirst();
        assertThat(mail.template()).isEqualTo("company/known");
        assertThat(mail.parameters()).doesNotContainKey("token");
    }

    @Test
    void oneAddressIsNotFloodedWithMails() {
        for (int i = 0; i < 5; i++) {
            apply("camille@example.org");
        }
        assertRefused(() -> apply("camille@example.org"), new RequestRefusal.TooManyRequests(30));
        assertThat(world.mails()).hasSize(5);
    }

    @Test
    void wrongSirenIsRefusedBeforeAnyMail() {
        assertRefused(
                () -> world.companies.apply(world.form("000000019"), "camille@example.org", Locale.FRENCH, FROM),
                new CompanyRefusal.WrongSiren());
        assertThat(world.mails()).isEmpty();
    }

    @Test
    void operatorVerifiesAndTheOwnersAreTold() {
        Member owner = world.founded();
        assertRefused(() -> world.companies.requireVerified(owner.company()), new CompanyRefusal.NotVerified());
        world.companies.verify(owner.company(), "staff:1");
        assertThat(world.companies.requireVerified(owner.company()).verified()).isTrue();
        assertThat(world.mails()).extracting(Outbox.Message::template).containsExactly("company/verified");
        assertRefused(() -> world.companies.verify(owner.company(), "staff:1"), new CompanyRefusal.AlreadyDecided());
        AuditEntry.Recorded last = world.audit.before(Long.MAX_VALUE, 1).getFirst();
        assertThat(last.entry().action()).isEqualTo("company.verified");
        assertThat(last.entry().actor()).isEqualTo("staff:1");
    }

    @Test
    void refusedCompanyReadsWhyCorrectsAndIsLookedAtAgain() {
        Member owner = world.founded();
        world.companies.refuse(owner.company(), "Le nom ne correspond pas au SIREN", "staff:1");
        assertThat(world.mails().getFirst().parameters())
                .isEqualTo(Map.of("company", "Téléphonie 000000018", "reason", "Le nom ne correspond pas au SIREN"));
        Company.Form better = new Company.Form("000000018", "Autre nom", "3 rue\nLyon", "Dominique");
        world.companies.correct(owner.company(), better, owner.actor());
        Company corrected = world.companies.get(owner.company());
        assertThat(corrected.state()).isEqualTo(Company.State.TO_VERIFY);
        assertThat(corrected.name()).isEqualTo("Autre nom");
        world.companies.verify(owner.company(), "staff:1");
        assertRefused(
                () -> world.companies.correct(owner.company(), better, owner.actor()),
                new CompanyRefusal.AlreadyDecided());
    }

    @Test
    void anybodyCanTypeASirenButOneAccountOfItIsVerified() {
        Member first = world.founded();
        Member second = world.companies.found(
                world.form("000000018"),
                new Member.Details("Lou", "lou@example.org", CompanyWorld.PASSWORD, Locale.FRENCH));
        world.companies.verify(second.company(), "staff:1");
        assertRefused(() -> world.companies.verify(first.company(), "staff:1"), new CompanyRefusal.SirenTaken());
        assertThat(world.companies.get(first.company()).state()).isEqualTo(Company.State.TO_VERIFY);
    }

    @Test
    void withoutThePolicyACompanyIsVerifiedAtOnce() {
        Companies easy = new Companies(
                world.database,
                () -> world.now,
                world.audit,
                world.outbox,
                world.credentials,
                new Companies.Policy(false));
        Member owner = easy.found(
                world.form("000000018"),
                new Member.Details("Lou", "lou@example.org", CompanyWorld.PASSWORD, Locale.FRENCH));
        assertThat(easy.get(owner.company()).verified()).isTrue();
    }

    @Test
    void operatorFindsCompaniesByNameAndSiren() {
        Member owner = world.founded();
        world.founded();
        assertThat(world.companies.list(Company.State.TO_VERIFY, "", 10)).hasSize(2);
        assertThat(world.companies.list(Company.State.TO_VERIFY, "000 000 018", 10))
                .extracting(Company::id)
                .containsExactly(owner.company());
        assertThat(world.companies.list(Company.State.TO_VERIFY, "TÉLÉPHONIE 000000018", 10))
                .hasSize(1);
        assertThat(world.companies.list(Company.State.TO_VERIFY, "%", 10)).isEmpty();
    }
}
