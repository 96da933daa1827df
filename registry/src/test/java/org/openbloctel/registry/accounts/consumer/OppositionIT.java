package org.openbloctel.registry.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** From the number that is typed to the receipt, and to the number's leaving the list. */
final class OppositionIT {
    private static final String NUMBER = "06 39 98 00 01";
    private static final String OTHER = "01 99 00 00 02";

    private final ConsumerFixture fixture = new ConsumerFixture(false);
    private final Consumers consumers = fixture.consumers;

    @Test
    void numberIsOnTheListOnceTheLinkIsConfirmed() {
        PhoneNumber understood = consumers.ask("+33639980001", "Camille@Example.org", Locale.FRENCH);
        assertThat(understood.spelled()).isEqualTo(NUMBER.replace(' ', '\u00a0'));
        assertThat(fixture.listed(NUMBER)).isFalse();

        fixture.pass(Duration.ofHours(5));
        Consumers.Opposed.Registered opposed = (Consumers.Opposed.Registered) consumers.confirm(fixture.token());
        Registration registration = opposed.registration();
        assertThat(fixture.listed(NUMBER)).isTrue();
        assertThat(registration.registeredAt()).isEqualTo(fixture.now());
        assertThat(registration.effectiveOn()).isEqualTo(LocalDate.of(2026, 12, 25));
        assertThat(registration.endsOn()).isEqualTo(LocalDate.of(2029, 11, 25));
        assertThat(consumers.space(opposed.consumer()).living()).containsExactly(registration);

        Outbox.Message receipt = fixture.mails().getFirst();
        assertThat(receipt.template()).isEqualTo("consumer/receipt");
        assertThat(receipt.recipient()).isEqualTo(ConsumerFixture.CAMILLE);
        assertThat(receipt.parameters())
                .containsEntry(
                        "registrationNumber", registration.registrationNumber().spelled())
                .containsEntry("effectiveOn", "2026-12-25");
        assertThat(receipt.parameters().toString()).doesNotContain("39 98", "39\u00a098", "3998");
    }

    @Test
    void listAndAccountsChangeTogetherOrNotAtAll() {
        consumers.ask(NUMBER, ConsumerFixture.CAMILLE, Locale.FRENCH);
        String token = fixture.token();
        fixture.owner()
                .sql("revoke execute on function list.later from openbloctel_accounts")
                .update();
        assertThatThrownBy(() -> consumers.confirm(token)).isNotInstanceOf(RefusedException.class);
        assertThat(fixture.count("registration")).isZero();
        assertThat(fixture.mails()).isEmpty();
        fixture.owner()
                .sql("grant execute on function list.later to openbloctel_accounts")
                .update();
        assertThat(consumers.confirm(token)).isInstanceOf(Consumers.Opposed.Registered.class);
    }

    /** Neither the list's revision nor the work done shows whether a number was listed before, or is kept by another. */
    @Test
    void eachRegistrationAndWithdrawalIsARevision() {
        Consumers.Opposed.Registered camille = fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        assertThat(revision()).isEqualTo(1);
        Consumers.Opposed.Registered dominique = fixture.registered(NUMBER, ConsumerFixture.DOMINIQUE);
        assertThat(revision()).as("listed already").isEqualTo(2);
        consumers.withdraw(camille.consumer(), camille.registration().id());
        assertThat(revision()).as("kept by another").isEqualTo(3);
        assertThat(fixture.listed(NUMBER)).isTrue();
        consumers.withdraw(dominique.consumer(), dominique.registration().id());
        assertThat(revision()).isEqualTo(4);
        assertThat(fixture.listed(NUMBER)).isFalse();
    }

    private long revision() {
        return fixture.database
                .list()
                .sql("select revision from list.head")
                .query(Long.class)
                .single();
    }

    @Test
    void lookingAtTheLinkConfirmsNothing() {
        consumers.ask(NUMBER, ConsumerFixture.CAMILLE, Locale.FRENCH);
        String token = fixture.token();
        assertThat(consumers.toConfirm(token)).contains(PhoneNumber.read(NUMBER));
        assertThat(consumers.toConfirm(token)).contains(PhoneNumber.read(NUMBER));
        assertThat(fixture.listed(NUMBER)).isFalse();
    }

    @Test
    void linkHoldsTenDaysAndNoLonger() {
        consumers.ask(NUMBER, ConsumerFixture.CAMILLE, Locale.FRENCH);
        String inTime = fixture.token();
        consumers.ask(OTHER, ConsumerFixture.CAMILLE, Locale.FRENCH);
        String late = fixture.token();
        fixture.pass(Duration.ofDays(10).minusMillis(1));
        consumers.confirm(inTime);
        fixture.pass(Duration.ofMillis(1));
        assertThat(consumers.toConfirm(late)).isEmpty();
        assertRefused(() -> consumers.confirm(late), "BT-0207");
        assertRefused(() -> consumers.confirm("altered"), "BT-0207");
        assertThat(fixture.listed(OTHER)).isFalse();
    }

    @Test
    void secondOfTwoClicksIsAnsweredLikeTheFirstAndDoesNothing() {
        consumers.ask(NUMBER, ConsumerFixture.CAMILLE, Locale.FRENCH);
        String token = fixture.token();
        Consumers.Opposed first = consumers.confirm(token);
        fixture.pass(Duration.ofSeconds(2));
        assertThat(consumers.confirm(token)).isEqualTo(first);
        assertThat(fixture.mails()).hasSize(1);
        assertThat(fixture.count("registration")).isEqualTo(1);
    }

    @Test
    void linkDoesItsWorkOnce() {
        consumers.ask(NUMBER, ConsumerFixture.CAMILLE, Locale.FRENCH);
        String token = fixture.token();
        Consumers.Opposed.Registered opposed = (Consumers.Opposed.Registered) consumers.confirm(token);
        consumers.withdraw(opposed.consumer(), opposed.registration().id());
        fixture.pass(Duration.ofMinutes(1));
        assertThat(consumers.toConfirm(token)).isEmpty();
        assertRefused(() -> consumers.confirm(token), "BT-0208");
        assertThat(fixture.listed(NUMBER)).isFalse();
    }

    @Test
    void askingAgainForANumberThatIsRegisteredKeepsItsRegistration() {
        Consumers.Opposed.Registered first = fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        fixture.mails();
        fixture.pass(Duration.ofDays(1));
        assertThat(fixture.registered("+33 6 39 98 00 01", ConsumerFixture.CAMILLE))
                .as("the same registration, which is nothing new")
                .isEqualTo(new Consumers.Opposed.Registered(first.consumer(), first.registration(), false));
        assertThat(fixture.mails()).isEmpty();
    }

    @Test
    void knownAndUnknownAddressesAndNumbersGetTheSameMail() {
        fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        fixture.mails();
        consumers.ask(NUMBER, ConsumerFixture.CAMILLE, Locale.FRENCH);
        consumers.ask(NUMBER, ConsumerFixture.DOMINIQUE, Locale.FRENCH);
        consumers.askToSignIn(ConsumerFixture.CAMILLE, Locale.FRENCH);
        consumers.askToSignIn(ConsumerFixture.DOMINIQUE, Locale.FRENCH);
        List<Outbox.Message> mails = fixture.mails();
        assertThat(mails)
                .extracting(Outbox.Message::template)
                .containsExactlyInAnyOrder(
                        "consumer/confirm", "consumer/confirm", "consumer/sign-in", "consumer/sign-in");
        assertThat(mails).allSatisfy(mail -> assertThat(mail.parameters()).containsKey("until"));
    }

    @Test
    void nobodyIsFloodedWithMails() {
        for (int i = 0; i < ConsumerLinks.PER_ADDRESS + 5; i++) {
            consumers.ask(NUMBER, ConsumerFixture.CAMILLE, Locale.FRENCH);
        }
        assertThat(fixture.mails()).hasSize(ConsumerLinks.PER_ADDRESS);
        fixture.pass(ConsumerLinks.PER_ADDRESS_WITHIN.plusSeconds(1));
        consumers.ask(NUMBER, ConsumerFixture.CAMILLE, Locale.FRENCH);
        assertThat(fixture.mails()).hasSize(1);
    }

    @Test
    void eleventhNumberIsRefusedAndItsLinkStaysGood() {
        Consumers.Opposed.Registered first = fixture.registered("06 39 98 00 00", ConsumerFixture.CAMILLE);
        for (int i = 1; i < 10; i++) {
            consumers.add(first.consumer(), "06 39 98 00 0" + i);
        }
        fixture.mails();
        assertRefused(() -> consumers.add(first.consumer(), OTHER), "BT-0209");
        consumers.ask(OTHER, ConsumerFixture.CAMILLE, Locale.FRENCH);
        String token = fixture.token();
        assertRefused(() -> consumers.confirm(token), "BT-0209");
        consumers.withdraw(first.consumer(), first.registration().id());
        consumers.confirm(token);
        assertThat(fixture.listed(OTHER)).isTrue();
        assertThat(consumers.space(first.consumer()).living()).hasSize(10);
        assertThat(consumers.space(first.consumer()).hasRoom()).isFalse();
    }

    @Test
    void numberLeavesTheListWithTheLastWhoHasIt() {
        Consumers.Opposed.Registered camille = fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        Consumers.Opposed.Registered dominique = fixture.registered(NUMBER, ConsumerFixture.DOMINIQUE);
        fixture.mails();
        Registration withdrawn =
                consumers.withdraw(camille.consumer(), camille.registration().id());
        assertThat(withdrawn.end()).isEqualTo(new Registration.End(fixture.now(), Registration.Because.WITHDRAWN));
        assertThat(fixture.listed(NUMBER)).isTrue();
        assertThat(fixture.mails()).extracting(Outbox.Message::template).containsExactly("consumer/withdrawal");
        consumers.withdraw(dominique.consumer(), dominique.registration().id());
        assertThat(fixture.listed(NUMBER)).isFalse();
    }

    @Test
    void withdrawnNumberMayComeBackAsANewRegistration() {
        Consumers.Opposed.Registered opposed = fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        consumers.withdraw(opposed.consumer(), opposed.registration().id());
        Consumers.Opposed.Registered again = (Consumers.Opposed.Registered) consumers.add(opposed.consumer(), NUMBER);
        assertThat(again.registration().registrationNumber())
                .isNotEqualTo(opposed.registration().registrationNumber());
        assertThat(fixture.listed(NUMBER)).isTrue();
        assertThat(consumers.space(opposed.consumer()).ended()).hasSize(1);
    }

    @Test
    void withdrawingTwiceSaysSoUnlessItIsADoubleClick() {
        Consumers.Opposed.Registered opposed = fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        fixture.mails();
        UUID id = opposed.registration().id();
        Registration first = consumers.withdraw(opposed.consumer(), id);
        fixture.pass(Duration.ofSeconds(3));
        assertThat(consumers.withdraw(opposed.consumer(), id)).isEqualTo(first);
        assertThat(fixture.mails()).hasSize(1);
        fixture.pass(Duration.ofMinutes(3));
        assertRefused(() -> consumers.withdraw(opposed.consumer(), id), "BT-0211");
    }

    @Test
    void nobodySeesOrWithdrawsAnothersRegistration() {
        Consumers.Opposed.Registered camille = fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        Consumers.Opposed.Registered dominique = fixture.registered(OTHER, ConsumerFixture.DOMINIQUE);
        UUID hers = camille.registration().id();
        assertRefused(() -> consumers.withdraw(dominique.consumer(), hers), "BT-0210");
        assertRefused(() -> consumers.registration(dominique.consumer(), hers), "BT-0210");
        assertRefused(() -> consumers.withdraw(dominique.consumer(), UUID.randomUUID()), "BT-0210");
        assertThat(fixture.listed(NUMBER)).isTrue();
    }

    @Test
    void auditTrailTellsWhatWasDoneWithoutAnyNumber() {
        Consumers.Opposed.Registered opposed = fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        consumers.withdraw(opposed.consumer(), opposed.registration().id());
        assertThat(fixture.audit.about("registration:" + opposed.registration().id(), 10))
                .extracting(recorded -> recorded.entry().action())
                .containsExactly("registration.withdrawn", "registration.made");
        assertThat(fixture.audit.before(100, 100).toString()).doesNotContain("639980001", "camille");
    }
}
