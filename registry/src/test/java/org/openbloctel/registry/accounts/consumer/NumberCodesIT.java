package org.openbloctel.registry.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.NumberCodes.Sender.Channel;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** A number is proved by the code that was sent to it; it is not guessed, and no telephone is pestered. */
final class NumberCodesIT {
    private static final String NUMBER = "06 39 98 00 01";

    private final ConsumerFixture fixture = new ConsumerFixture(true);
    private final NumberCodes codes = fixture.codes;

    @Test
    void numberWaitsForItsCodeWhereProofIsRequired() {
        Consumers.Opposed.CodeNeeded waiting = waiting(NUMBER, ConsumerFixture.CAMILLE);
        assertThat(fixture.listed(NUMBER)).isFalse();
        assertThat(fixture.consumers.space(waiting.consumer()).waiting()).hasSize(1);
        codes.send(waiting.consumer(), waiting.request(), Channel.SMS);
        Registration registration = codes.enter(waiting.consumer(), waiting.request(), sent());
        assertThat(fixture.listed(NUMBER)).isTrue();
        assertThat(registration.provedAt()).isEqualTo(fixture.now());
        assertThat(fixture.consumers.space(waiting.consumer()).waiting()).isEmpty();
    }

    @Test
    void secondOfTwoClicksIsAnsweredLikeTheFirst() {
        Consumers.Opposed.CodeNeeded waiting = waiting(NUMBER, ConsumerFixture.CAMILLE);
        codes.send(waiting.consumer(), waiting.request(), Channel.SMS);
        Registration first = codes.enter(waiting.consumer(), waiting.request(), sent());
        assertThat(codes.enter(waiting.consumer(), waiting.request(), sent())).isEqualTo(first);
        assertThat(fixture.count("registration")).isEqualTo(1);
    }

    @Test
    void registeredNumberCanBeProvedLater() {
        ConsumerFixture free = new ConsumerFixture(false);
        Consumers.Opposed.Registered opposed = free.registered(NUMBER, ConsumerFixture.CAMILLE);
        UUID id = opposed.registration().id();
        free.codes.send(opposed.consumer(), id, Channel.VOICE);
        String code = free.sender.codes.getFirst();
        assertThat(free.codes.enter(opposed.consumer(), id, code.substring(0, 3) + " " + code.substring(3)))
                .extracting(Registration::provedAt)
                .isEqualTo(free.now());
    }

    @Test
    void tenWrongCodesCloseTheNumberForADay() {
        Consumers.Opposed.CodeNeeded waiting = waiting(NUMBER, ConsumerFixture.CAMILLE);
        codes.send(waiting.consumer(), waiting.request(), Channel.SMS);
        for (int i = 1; i <= 5; i++) {
            assertRefused(() -> codes.enter(waiting.consumer(), waiting.request(), wrong()), "BT-0212");
        }
        codes.send(waiting.consumer(), waiting.request(), Channel.SMS);
        for (int i = 6; i < NumberCodes.MAX_WRONG; i++) {
            assertRefused(() -> codes.enter(waiting.consumer(), waiting.request(), wrong()), "BT-0212");
        }
        assertRefused(() -> codes.enter(waiting.consumer(), waiting.request(), wrong()), "BT-0213");
        assertRefused(() -> codes.enter(waiting.consumer(), waiting.request(), sent()), "BT-0213");
        assertRefused(() -> codes.send(waiting.consumer(), waiting.request(), Channel.SMS), "BT-0213");
        assertThat(fixture.listed(NUMBER)).isFalse();
        fixture.pass(NumberCodes.DAY);
        codes.send(waiting.consumer(), waiting.request(), Channel.SMS);
        codes.enter(waiting.consumer(), waiting.request(), sent());
        assertThat(fixture.listed(NUMBER)).isTrue();
    }

    @Test
    void wrongCodeSaysHowManyTriesAreLeft() {
        Consumers.Opposed.CodeNeeded waiting = waiting(NUMBER, ConsumerFixture.CAMILLE);
        codes.send(waiting.consumer(), waiting.request(), Channel.SMS);
        assertThatThrownBy(() -> codes.enter(waiting.consumer(), waiting.request(), wrong()))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().arguments()).containsExactly(9));
    }

    @Test
    void codeHoldsAQuarterOfAnHourAndOnlyTheLatestOne() {
        Consumers.Opposed.CodeNeeded waiting = waiting(NUMBER, ConsumerFixture.CAMILLE);
        assertRefused(() -> codes.enter(waiting.consumer(), waiting.request(), "123456"), "BT-0214");
        codes.send(waiting.consumer(), waiting.request(), Channel.SMS);
        fixture.pass(NumberCodes.VALID);
        assertRefused(() -> codes.enter(waiting.consumer(), waiting.request(), sent()), "BT-0214");
    }

    @Test
    void numberGetsFewCodesWhoeverAsks() {
        Consumers.Opposed.CodeNeeded camille = waiting(NUMBER, ConsumerFixture.CAMILLE);
        Consumers.Opposed.CodeNeeded dominique = waiting(NUMBER, ConsumerFixture.DOMINIQUE);
        codes.send(camille.consumer(), camille.request(), Channel.SMS);
        codes.send(camille.consumer(), camille.request(), Channel.VOICE);
        codes.send(dominique.consumer(), dominique.request(), Channel.SMS);
        assertRefused(() -> codes.send(dominique.consumer(), dominique.request(), Channel.SMS), "BT-0219");
        assertThat(fixture.sender.codes).hasSize(NumberCodes.PER_NUMBER);
        fixture.pass(NumberCodes.DAY.plus(Duration.ofSeconds(1)));
        codes.send(dominique.consumer(), dominique.request(), Channel.SMS);
    }

    @Test
    void personSendsFewCodesWhateverTheNumbers() {
        Consumers.Opposed.CodeNeeded waiting = waiting("06 39 98 00 00", ConsumerFixture.CAMILLE);
        int sent = 0;
        for (int i = 1; i <= 4; i++) {
            Consumers.Opposed.CodeNeeded next =
                    (Consumers.Opposed.CodeNeeded) fixture.consumers.add(waiting.consumer(), "06 39 98 00 0" + i);
            for (int j = 0; j < NumberCodes.PER_NUMBER && sent < NumberCodes.PER_CONSUMER; j++) {
                codes.send(waiting.consumer(), next.request(), Channel.SMS);
                sent++;
            }
        }
        assertThat(sent).isEqualTo(NumberCodes.PER_CONSUMER);
        assertThat(fixture.sender.codes).as("some 20 bits each").allMatch(code -> code.matches("[0-9]{6}"));
        assertThat(NumberCodes.SPACE).isEqualTo(1_000_000);
        assertRefused(() -> codes.send(waiting.consumer(), waiting.request(), Channel.SMS), "BT-0219");
    }

    @Test
    void codeThatCannotBeSentIsSaidAndNotCounted() {
        Consumers.Opposed.CodeNeeded waiting = waiting(NUMBER, ConsumerFixture.CAMILLE);
        fixture.sender.works = false;
        for (int i = 0; i < 5; i++) {
            assertRefused(() -> codes.send(waiting.consumer(), waiting.request(), Channel.SMS), "BT-0215");
        }
        fixture.sender.works = true;
        codes.send(waiting.consumer(), waiting.request(), Channel.SMS);
        assertThat(fixture.sender.codes).hasSize(1);
    }

    @Test
    void nobodySendsACodeForAnothersRequest() {
        Consumers.Opposed.CodeNeeded camille = waiting(NUMBER, ConsumerFixture.CAMILLE);
        Consumers.Opposed.CodeNeeded dominique = waiting("01 99 00 00 02", ConsumerFixture.DOMINIQUE);
        assertRefused(() -> codes.send(dominique.consumer(), camille.request(), Channel.SMS), "BT-0210");
    }

    /** Of one person with two numbers, who has the phone of one of them only. */
    @Test
    void codeOfOneNumberProvesNoOther() {
        Consumers.Opposed.CodeNeeded first = waiting(NUMBER, ConsumerFixture.CAMILLE);
        Consumers.Opposed.CodeNeeded second =
                (Consumers.Opposed.CodeNeeded) fixture.consumers.add(first.consumer(), "01 99 00 00 02");
        codes.send(first.consumer(), second.request(), Channel.SMS);
        String other;
        do {
            codes.send(first.consumer(), first.request(), Channel.SMS);
            other = sent();
        } while (other.equals(fixture.sender.codes.getFirst()));
        String code = other;
        assertRefused(() -> codes.enter(first.consumer(), second.request(), code), "BT-0212");
        assertThat(fixture.listed("01 99 00 00 02")).isFalse();
        codes.enter(first.consumer(), first.request(), code);
        assertThat(fixture.listed(NUMBER)).isTrue();
        assertThat(fixture.listed("01 99 00 00 02")).isFalse();
    }

    @Test
    void confirmingTwiceLeadsToTheSameCode() {
        fixture.consumers.ask(NUMBER, ConsumerFixture.CAMILLE, Locale.FRENCH);
        String token = fixture.token();
        assertThat(fixture.consumers.confirm(token)).isEqualTo(fixture.consumers.confirm(token));
    }

    private Consumers.Opposed.CodeNeeded waiting(String number, String email) {
        fixture.consumers.ask(number, email, Locale.FRENCH);
        return (Consumers.Opposed.CodeNeeded) fixture.consumers.confirm(fixture.token());
    }

    private String sent() {
        return fixture.sender.codes.getLast();
    }

    private String wrong() {
        return sent().equals("000000") ? "000001" : "000000";
    }
}
