package org.openbloctel.registry.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;
import static org.openbloctel.registry.platform.refusal.Refused.isDone;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.NumberCodes.Sender.Channel;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.vault.NumberPermutation.SealedElsewhereException;

/** A lost mailbox is replaced by a link and a code, after a delay that the present address can end; and by no other way. */
final class LostMailboxesIT {
    private static final String NUMBER = "06 39 98 00 01";
    private static final String OTHER_NUMBER = "06 39 98 00 02";
    private static final String NEW = "nouvelle@example.org";
    private static final String ATTACKER = "attaque@example.org";
    private static final int DAYS = 7;

    private final ConsumerFixture fixture = new ConsumerFixture(false);
    private final LostMailboxes lost = fixture.lostMailboxes(DAYS);

    /** An account that proved the number by a code. */
    private UUID proved(String number, String email) {
        Consumers.Opposed.Registered opposed = fixture.registered(number, email);
        fixture.codes.send(opposed.consumer(), opposed.registration().id(), Channel.SMS);
        fixture.codes.enter(opposed.consumer(), opposed.registration().id(), fixture.sender.codes.getLast());
        fixture.mails();
        fixture.pass(Duration.ofDays(2));
        return opposed.consumer();
    }

    /** Link and code, both right. */
    private void recover(String number, String email) {
        lost.ask(number, email, Locale.FRENCH);
        String token = fixture.token();
        lost.send(token, Channel.SMS);
        lost.enter(token, fixture.sender.codes.getLast());
    }

    private String address(UUID consumer) {
        return String.valueOf(fixture.consumers.space(consumer).consumer().email());
    }

    @Test
    void addressChangesAfterTheDelayAndNotBefore() {
        UUID camille = proved(NUMBER, ConsumerFixture.CAMILLE);
        recover(NUMBER, NEW);
        List<Outbox.Message> told = fixture.mails();
        assertThat(told).extracting(Outbox.Message::recipient).containsExactly(ConsumerFixture.CAMILLE);
        fixture.pass(Duration.ofDays(DAYS).minusMinutes(1));
        assertThat(lost.changeDue(10)).isZero();
        assertThat(address(camille)).isEqualTo(ConsumerFixture.CAMILLE);
        fixture.pass(Duration.ofMinutes(2));
        assertThat(lost.changeDue(10)).isEqualTo(1);
        assertThat(address(camille)).isEqualTo(NEW);
        assertThat(fixture.mails())
                .extracting(Outbox.Message::recipient, Outbox.Message::template)
                .containsExactlyInAnyOrder(
                        tuple(ConsumerFixture.CAMILLE, "consumer/address-changed"),
                        tuple(NEW, "consumer/address-recovered"));
        assertThat(lost.changeDue(10)).isZero();
        String stop = ConsumerFixture.tokenOf(told.getFirst());
        assertThat(lost.canStop(stop)).isFalse();
        assertRefused(() -> lost.stop(stop), ConsumerRefusal.LinkExpired.class);
    }

    @Test
    void linkCodeAndDelayHoldToTheirLastInstant() {
        UUID camille = proved(NUMBER, ConsumerFixture.CAMILLE);
        lost.ask(NUMBER, NEW, Locale.FRENCH);
        String token = fixture.token();
        fixture.pass(LostMailboxes.LINK_VALID.minus(NumberCodes.VALID).minusMillis(1));
        lost.send(token, Channel.SMS);
        fixture.pass(NumberCodes.VALID);
        assertThat(lost.look(token)).isPresent();
        Instant due = lost.enter(token, fixture.sender.codes.getLast());
        assertThat(due).isEqualTo(fixture.now().plus(Duration.ofDays(DAYS)));
        fixture.pass(Duration.ofDays(DAYS).minusMillis(1));
        assertThat(lost.changeDue(10)).isZero();
        fixture.pass(Duration.ofMillis(1));
        assertThat(lost.changeDue(10)).isEqualTo(1);
        assertThat(address(camille)).isEqualTo(NEW);
    }

    @Test
    void lateCodeAndLateLinkAreRefused() {
        proved(NUMBER, ConsumerFixture.CAMILLE);
        lost.ask(NUMBER, NEW, Locale.FRENCH);
        String token = fixture.token();
        lost.send(token, Channel.SMS);
        String code = fixture.sender.codes.getLast();
        fixture.pass(NumberCodes.VALID.plusMillis(1));
        assertRefused(() -> lost.enter(token, code), ConsumerRefusal.CodeExpired.class);
        fixture.pass(LostMailboxes.LINK_VALID.minus(NumberCodes.VALID).minusMillis(1));
        assertThat(lost.look(token)).isEmpty();
        assertRefused(() -> lost.send(token, Channel.SMS), ConsumerRefusal.LinkExpired.class);
        assertRefused(() -> lost.enter(token, code), ConsumerRefusal.LinkExpired.class);
        assertThat(fixture.mails()).isEmpty();
    }

    @Test
    void codeChangesTheAddressOnceHoweverOftenItIsEntered() throws Exception {
        proved(NUMBER, ConsumerFixture.CAMILLE);
        lost.ask(NUMBER, NEW, Locale.FRENCH);
        String token = fixture.token();
        lost.send(token, Channel.SMS);
        String code = fixture.sender.codes.getLast();
        List<Boolean> entered = AtOnce.times(3, () -> isDone(() -> lost.enter(token, code)));
        assertThat(entered).containsExactlyInAnyOrder(true, false, false);
        assertThat(fixture.mails()).as("one notice").hasSize(1);
    }

    @Test
    void ofAStopAndTheChangeAtOnceOneHappens() throws Exception {
        UUID camille = proved(NUMBER, ConsumerFixture.CAMILLE);
        recover(NUMBER, NEW);
        String stop = fixture.token();
        fixture.pass(Duration.ofDays(DAYS));
        List<Boolean> done = AtOnce.all(List.<Callable<Boolean>>of(() -> isDone(() -> lost.stop(stop)), () -> {
            lost.changeDue(10);
            return address(camille).equals(NEW);
        }));
        assertThat(done).containsExactlyInAnyOrder(true, false);
        lost.changeDue(10);
        assertThat(address(camille).equals(NEW)).isEqualTo(done.getLast());
    }

    /** Its number opens under no key. */
    @Test
    void requestThatFailsHoldsUpNoOther() {
        UUID camille = proved(NUMBER, ConsumerFixture.CAMILLE);
        UUID other = proved(OTHER_NUMBER, "autre@example.org");
        recover(NUMBER, NEW);
        fixture.mails();
        recover(OTHER_NUMBER, "autre-nouvelle@example.org");
        fixture.owner()
                .sql("update accounts.address_recovery set number = gen_random_uuid() where email = ?")
                .param(NEW)
                .update();
        fixture.pass(Duration.ofDays(DAYS + 1));
        assertThatThrownBy(() -> lost.changeDue(10)).isInstanceOf(SealedElsewhereException.class);
        assertThat(address(camille)).isEqualTo(ConsumerFixture.CAMILLE);
        assertThat(address(other)).isEqualTo("autre-nouvelle@example.org");
    }

    @Test
    void noticeStopsItAndNoOtherRequestCountsForAMonth() {
        UUID camille = proved(NUMBER, ConsumerFixture.CAMILLE);
        recover(NUMBER, ATTACKER);
        String stop = fixture.token();
        assertThat(lost.canStop(stop)).isTrue();
        lost.stop(stop);
        lost.stop(stop);
        assertThat(lost.canStop(stop)).isFalse();
        fixture.pass(Duration.ofDays(DAYS + 1));
        assertThat(lost.changeDue(10)).isZero();
        recover(NUMBER, ATTACKER);
        assertThat(fixture.mails()).as("nothing to stop").isEmpty();
        fixture.pass(Duration.ofDays(DAYS + 1));
        assertThat(lost.changeDue(10)).isZero();
        assertThat(address(camille)).isEqualTo(ConsumerFixture.CAMILLE);
        assertRefused(() -> lost.stop("x"), ConsumerRefusal.LinkExpired.class);
    }

    @Test
    void ofTwoAtOnceTheFirstGoesOn() {
        UUID camille = proved(NUMBER, ConsumerFixture.CAMILLE);
        recover(NUMBER, NEW);
        fixture.mails();
        fixture.pass(Duration.ofDays(2));
        recover(NUMBER, ATTACKER);
        assertThat(fixture.mails()).isEmpty();
        fixture.pass(Duration.ofDays(DAYS + 1));
        lost.changeDue(10);
        assertThat(address(camille)).isEqualTo(NEW);
    }

    /** What a visitor sees and gets by mail is the same for both. */
    @Test
    void listedNumberLooksLikeAnyOther() {
        proved(NUMBER, ConsumerFixture.CAMILLE);
        lost.ask(NUMBER, NEW, Locale.FRENCH);
        Map<String, String> listed = fixture.mails().getFirst().parameters();
        lost.ask(OTHER_NUMBER, NEW, Locale.FRENCH);
        Outbox.Message other = fixture.mails().getFirst();
        assertThat(other.parameters().keySet()).isEqualTo(listed.keySet());
        String token = ConsumerFixture.tokenOf(other);
        lost.send(token, Channel.VOICE);
        assertThat(lost.enter(token, fixture.sender.codes.getLast()))
                .isEqualTo(fixture.now().plus(Duration.ofDays(DAYS)));
        assertThat(fixture.mails()).isEmpty();
        assertThat(lost.look(token)).isEmpty();
        fixture.pass(Duration.ofDays(DAYS + 1));
        assertThat(lost.changeDue(10)).isZero();
    }

    @Test
    void accountThatOnlyTypedTheNumberIsNotFound() {
        UUID dominique = fixture.registered(NUMBER, ConsumerFixture.DOMINIQUE).consumer();
        fixture.mails();
        recover(NUMBER, NEW);
        assertThat(fixture.mails()).isEmpty();
        fixture.pass(Duration.ofDays(DAYS + 1));
        lost.changeDue(10);
        assertThat(address(dominique)).isEqualTo(ConsumerFixture.DOMINIQUE);
    }

    @Test
    void numberOfAnotherPersonNeedsTheirCode() {
        proved(NUMBER, ConsumerFixture.CAMILLE);
        lost.ask(NUMBER, ATTACKER, Locale.FRENCH);
        String token = fixture.token();
        assertRefused(() -> lost.enter(token, "123456"), ConsumerRefusal.CodeExpired.class);
        lost.send(token, Channel.SMS);
        String right = fixture.sender.codes.getLast();
        String wrong = right.equals("000000") ? "000001" : "000000";
        for (int i = 1; i < LostMailboxes.MAX_WRONG; i++) {
            assertRefused(() -> lost.enter(token, wrong), ConsumerRefusal.WrongCode.class);
        }
        assertRefused(() -> lost.enter(token, wrong), ConsumerRefusal.CodeLocked.class);
        assertRefused(() -> lost.enter(token, right), ConsumerRefusal.CodeLocked.class);
        assertRefused(() -> lost.send(token, Channel.SMS), ConsumerRefusal.CodeLocked.class);
        assertThat(fixture.mails()).isEmpty();
    }

    @Test
    void telephoneGetsThreeCodesADayInAll() {
        UUID camille = proved(NUMBER, ConsumerFixture.CAMILLE);
        lost.ask(NUMBER, NEW, Locale.FRENCH);
        String token = fixture.token();
        for (int i = 0; i < NumberCodes.PER_NUMBER; i++) {
            lost.send(token, Channel.SMS);
        }
        assertRefused(() -> lost.send(token, Channel.SMS), ConsumerRefusal.TooManyCodes.class);
        UUID registration =
                fixture.consumers.space(camille).registrations().getFirst().id();
        assertRefused(() -> fixture.codes.send(camille, registration, Channel.SMS), ConsumerRefusal.TooManyCodes.class);
        fixture.sender.works = false;
        fixture.pass(Duration.ofHours(23));
        assertRefused(() -> lost.send(token, Channel.SMS), ConsumerRefusal.TooManyCodes.class);
    }

    @Test
    void changeIsAbandonedWhereTheAccountChangedMeanwhile() {
        UUID camille = proved(NUMBER, ConsumerFixture.CAMILLE);
        recover(NUMBER, NEW);
        fixture.mails();
        fixture.consumers.askToChangeAddress(camille, "mienne@example.org");
        fixture.consumers.changeAddress(fixture.token());
        fixture.pass(Duration.ofDays(DAYS + 1));
        assertThat(lost.changeDue(10)).isEqualTo(1);
        assertThat(address(camille)).isEqualTo("mienne@example.org");
    }

    @Test
    void withdrawnNumberAndTakenAddressChangeNothing() {
        UUID camille = proved(NUMBER, ConsumerFixture.CAMILLE);
        recover(NUMBER, NEW);
        fixture.consumers.withdraw(
                camille,
                fixture.consumers.space(camille).registrations().getFirst().id());
        fixture.mails();
        UUID other = proved(OTHER_NUMBER, "autre@example.org");
        recover(OTHER_NUMBER, ConsumerFixture.DOMINIQUE);
        fixture.mails();
        fixture.registered("06 39 98 00 03", ConsumerFixture.DOMINIQUE);
        fixture.mails();
        fixture.pass(Duration.ofDays(DAYS + 1));
        assertThat(lost.changeDue(10)).isEqualTo(2);
        assertThat(address(camille)).isEqualTo(ConsumerFixture.CAMILLE);
        assertThat(address(other)).isEqualTo("autre@example.org");
        assertThat(fixture.mails()).isEmpty();
        fixture.pass(LostMailboxes.AFTER_STOP.plusDays(1));
        fixture.duties.forget();
        assertThat(fixture.count("address_recovery")).isZero();
    }

    @Test
    void oneAddressGetsFiveLinksADay() {
        for (int i = 0; i <= LostMailboxes.PER_ADDRESS; i++) {
            lost.ask(NUMBER, NEW, Locale.FRENCH);
        }
        assertThat(fixture.mails()).hasSize(LostMailboxes.PER_ADDRESS);
        assertThat(fixture.contains("accounts.address_recovery", "639980001")).isFalse();
    }
}
