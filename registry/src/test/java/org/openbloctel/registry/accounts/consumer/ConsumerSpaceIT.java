package org.openbloctel.registry.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.outbox.Outbox;

/** Signing in by a mailed link, another address, the check of a registration, and one's data: taken along and erased. */
final class ConsumerSpaceIT {
    private static final String NUMBER = "06 39 98 00 01";

    private final ConsumerFixture fixture = new ConsumerFixture(false);
    private final Consumers consumers = fixture.consumers;
    private final Consumers.Opposed.Registered camille = registered();

    @Test
    void linkOpensTheSpaceOnceAndWithinAnHour() {
        consumers.askToSignIn("Camille@example.org", Locale.FRENCH);
        String token = fixture.token();
        assertThat(consumers.canSignIn(token)).isTrue();
        assertThat(consumers.signIn(token)).isEqualTo(camille.consumer());
        fixture.pass(Duration.ofMinutes(1));
        assertRefused(() -> consumers.signIn(token), "BT-0208");

        consumers.askToSignIn(ConsumerFixture.CAMILLE, Locale.FRENCH);
        String late = fixture.token();
        fixture.pass(Consumers.LINK_VALID);
        assertRefused(() -> consumers.signIn(late), "BT-0207");
    }

    @Test
    void linkOfOnePurposeServesNoOther() {
        consumers.askToSignIn(ConsumerFixture.CAMILLE, Locale.FRENCH);
        String token = fixture.token();
        assertRefused(() -> consumers.confirm(token), "BT-0207");
        assertRefused(() -> consumers.changeAddress(token), "BT-0207");
        assertRefused(() -> consumers.check(token), "BT-0207");
    }

    @Test
    void onlyTheHolderOfAnAddressLearnsThatItHasNothingHere() {
        consumers.askToSignIn(ConsumerFixture.DOMINIQUE, Locale.FRENCH);
        String token = fixture.token();
        assertRefused(() -> consumers.signIn(token), "BT-0216");
    }

    @Test
    void tokensAreNotKept() {
        consumers.askToSignIn(ConsumerFixture.CAMILLE, Locale.FRENCH);
        String token = fixture.token();
        assertThat(fixture.owner()
                        .sql("select string_agg(l::text, '') || (select string_agg(o::text, '') from accounts.outbox o)"
                                + " from accounts.consumer_link l")
                        .query(String.class)
                        .single())
                .doesNotContain(token);
    }

    @Test
    void registrationIsShownToTheHolderOfItsAddressOnly() {
        String number = camille.registration().registrationNumber().spelled();
        consumers.askToCheck(number, ConsumerFixture.CAMILLE, Locale.FRENCH);
        assertThat(consumers.check(fixture.token())).contains(camille.registration());
        consumers.askToCheck(number, ConsumerFixture.DOMINIQUE, Locale.FRENCH);
        assertThat(consumers.check(fixture.token())).isEmpty();
        assertRefused(() -> consumers.askToCheck("123", ConsumerFixture.CAMILLE, Locale.FRENCH), "BT-0218");
    }

    @Test
    void addressChangesWhenTheNewOneIsConfirmed() {
        consumers.askToChangeAddress(camille.consumer(), "camille@example.net");
        String token = fixture.token();
        assertThat(consumers.space(camille.consumer()).consumer().email()).isEqualTo(ConsumerFixture.CAMILLE);
        assertThat(consumers.changeAddress(token)).isEqualTo(camille.consumer());
        assertThat(consumers.changeAddress(token)).isEqualTo(camille.consumer());
        assertThat(consumers.space(camille.consumer()).consumer().email()).isEqualTo("camille@example.net");
        assertThat(fixture.mails())
                .extracting(Outbox.Message::template, Outbox.Message::recipient)
                .containsExactly(tuple("consumer/address-changed", ConsumerFixture.CAMILLE));
    }

    @Test
    void addressOfAnotherConsumerCannotBeTaken() {
        fixture.registered("01 99 00 00 02", ConsumerFixture.DOMINIQUE);
        fixture.mails();
        consumers.askToChangeAddress(camille.consumer(), ConsumerFixture.DOMINIQUE);
        String token = fixture.token();
        assertRefused(() -> consumers.changeAddress(token), "BT-0220");
    }

    @Test
    void dataHoldEverythingAboutTheConsumer() {
        consumers.add(camille.consumer(), "01 99 00 00 02");
        consumers.withdraw(camille.consumer(), camille.registration().id());
        Consumer.Data data = consumers.export(camille.consumer());
        assertThat(data.registrations()).hasSize(2);
        assertThat(data.events())
                .extracting(Consumer.Data.Event::action)
                .containsExactlyInAnyOrder("registration.made", "registration.made", "registration.withdrawn");
        assertThat(data.consumer().email()).isEqualTo(ConsumerFixture.CAMILLE);
    }

    @Test
    void erasedConsumerOutlivesInNoTable() {
        consumers.ask("01 99 00 00 02", ConsumerFixture.CAMILLE, Locale.FRENCH);
        consumers.askToSignIn(ConsumerFixture.CAMILLE, Locale.FRENCH);
        fixture.mails();
        consumers.erase(camille.consumer(), null);

        assertThat(fixture.listed(NUMBER)).isFalse();
        assertThat(fixture.mails())
                .extracting(Outbox.Message::template, Outbox.Message::recipient)
                .containsExactly(tuple("consumer/erased", ConsumerFixture.CAMILLE));
        for (String table : fixture.owner()
                .sql("select table_name from information_schema.tables where table_schema = 'accounts'")
                .query(String.class)
                .list()) {
            String rows = fixture.owner()
                    .sql("select coalesce(string_agg(t::text, ' '), '') from accounts." + table + " t")
                    .query(String.class)
                    .single();
            assertThat(rows).as(table).doesNotContain("camille@", "33639980001", "33199000002");
        }
        assertThat(fixture.count("registration")).as("proof, without number").isEqualTo(1);
        assertRefused(() -> consumers.space(camille.consumer()), "BT-0216");
    }

    @Test
    void numberOfAnErasedConsumerStaysForWhomeverElseHasIt() {
        fixture.registered(NUMBER, ConsumerFixture.DOMINIQUE);
        consumers.erase(camille.consumer(), null);
        assertThat(fixture.listed(NUMBER)).isTrue();
    }

    private Consumers.Opposed.Registered registered() {
        Consumers.Opposed.Registered registered = fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        fixture.mails();
        return registered;
    }
}
