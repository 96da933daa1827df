package org.openbloctel.registry.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.SchemaText;
import org.openbloctel.registry.platform.outbox.Outbox;

/** What time brings, at its time: not before, not twice, however often it is asked for. */
final class ConsumerDutiesIT {
    private static final String OTHER = "04 65 71 00 01";
    private static final String NUMBER = "06 39 98 00 01";

    private final ConsumerFixture fixture = new ConsumerFixture(false);
    private final ConsumerDuties duties = fixture.duties;

    @Test
    void unconfirmedRequestIsRemindedOfOnceAfterTwoDays() {
        fixture.consumers.ask(NUMBER, ConsumerFixture.CAMILLE, Locale.ENGLISH);
        String first = fixture.token();
        fixture.pass(ConsumerDuties.REMINDER_AFTER.minusSeconds(1));
        assertThat(duties.remind(10)).isZero();
        fixture.pass(Duration.ofSeconds(1));
        assertThat(duties.remind(10)).isEqualTo(1);
        assertThat(duties.remind(10)).isZero();
        Outbox.Message reminder = fixture.mails().getFirst();
        assertThat(reminder.template()).isEqualTo("consumer/reminder");
        assertThat(reminder.locale()).isEqualTo(Locale.ENGLISH);
        String second = ConsumerFixture.tokenOf(reminder);
        assertThat(second).isNotEqualTo(first);
        fixture.consumers.confirm(second);
        assertThat(fixture.listed(NUMBER)).isTrue();
        assertThat(fixture.consumers.toConfirm(first))
                .as("a link, if an idle one")
                .contains(PhoneNumber.read(NUMBER));
    }

    @Test
    void whoConfirmedIsNotReminded() {
        fixture.consumers.ask(NUMBER, ConsumerFixture.CAMILLE, Locale.FRENCH);
        fixture.mails();
        fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        fixture.mails();
        fixture.pass(ConsumerDuties.REMINDER_AFTER);
        duties.remind(10);
        assertThat(fixture.mails()).isEmpty();
    }

    @Test
    void noticeComesOnceThreeMonthsBeforeTheEndAndTheTermIsRenewed() {
        Consumers.Opposed.Registered opposed = fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        fixture.mails();
        fixture.at("2029-08-10T08:00:00Z");
        assertThat(duties.announceRenewals(10)).isZero();
        fixture.at("2029-08-12T08:00:00Z");
        assertThat(duties.announceRenewals(10)).isEqualTo(1);
        assertThat(duties.announceRenewals(10)).isZero();
        assertThat(fixture.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.parameters())
                        .containsEntry("endsOn", "2029-11-25")
                        .containsEntry("renewal", "TACIT"));

        fixture.at("2029-11-25T22:59:59Z");
        assertThat(duties.renew(10)).as("the last day of the term in Paris").isZero();
        fixture.at("2029-11-25T23:00:00Z");
        assertThat(duties.renew(10)).isEqualTo(1);
        assertThat(duties.renew(10)).isZero();
        Registration renewed = fixture.consumers.registration(
                opposed.consumer(), opposed.registration().id());
        assertThat(renewed.endsOn()).isEqualTo(LocalDate.of(2032, 11, 25));
        assertThat(fixture.listed(NUMBER)).isTrue();

        fixture.at("2032-08-20T08:00:00Z");
        assertThat(duties.announceRenewals(10)).as("once a term").isEqualTo(1);
    }

    @Test
    void leapDayComesBackWithItsYear() {
        fixture.at("2028-02-29T12:00:00Z");
        Consumers.Opposed.Registered opposed = fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        for (String end : List.of("2031-02-28", "2034-02-28", "2037-02-28", "2040-02-29")) {
            assertThat(fixture.consumers
                            .registration(
                                    opposed.consumer(), opposed.registration().id())
                            .endsOn())
                    .isEqualTo(LocalDate.parse(end));
            fixture.at(LocalDate.parse(end).plusDays(1) + "T12:00:00Z");
            duties.renew(10);
        }
    }

    @Test
    void termThatEndsUnderTheOldRuleLapses() {
        fixture.at("2019-03-31T12:00:00Z");
        Consumers.Opposed.Registered opposed = fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        fixture.at("2022-04-01T12:00:00Z");
        assertThat(duties.renew(10)).isEqualTo(1);
        assertThat(fixture.listed(NUMBER)).isFalse();
        assertThat(fixture.consumers
                        .registration(opposed.consumer(), opposed.registration().id())
                        .end())
                .extracting(Registration.End::because)
                .isEqualTo(Registration.Because.LAPSED);
    }

    @Test
    void noticeToWhomeverWroteIsALetter() {
        fixture.paper.enter(
                "staff:1",
                new PaperRegistrations.Letter("C-1", "Maëlle Test", "1 rue de la Fiction", NUMBER, Locale.FRENCH));
        fixture.at("2029-08-20T08:00:00Z");
        duties.announceRenewals(10);
        assertThat(fixture.paper.toPost(10))
                .extracting(PaperRegistrations.Outgoing::kind)
                .containsExactly("RECEIPT", "RENEWAL_NOTICE");
    }

    @Test
    void whoeverWithdrewIsForgottenAfterThirtyDaysAndTheProofAfterThreeYears() {
        Consumers.Opposed.Registered opposed = fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        fixture.consumers.withdraw(opposed.consumer(), opposed.registration().id());
        fixture.mails();
        fixture.pass(Duration.ofDays(29));
        duties.forget();
        assertThat(number(opposed)).isNotNull();
        fixture.pass(Duration.ofDays(3));
        duties.forget();
        assertThat(fixture.count("registration where number is null and consumer is null"))
                .isEqualTo(1);
        fixture.pass(Duration.ofDays(10));
        duties.forget();
        assertThat(fixture.count("consumer")).as("nothing of theirs is left").isZero();
        fixture.at("2029-11-27T08:00:00Z");
        duties.forget();
        assertThat(fixture.count("registration")).isZero();
        assertThat(fixture.count("consumer")).isZero();
    }

    /** First R. 223-7: three years after expiry, unless the person left. */
    @Test
    void lapsedRegistrationStaysWholeForThreeYears() {
        fixture.at("2019-03-31T12:00:00Z");
        Consumers.Opposed.Registered opposed = fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        fixture.at("2022-04-01T12:00:00Z");
        duties.renew(10);
        fixture.at("2025-03-31T12:00:00Z");
        duties.forget();
        assertThat(number(opposed)).isNotNull();
        fixture.at("2025-04-03T12:00:00Z");
        duties.forget();
        assertThat(fixture.count("registration")).isZero();
        assertThat(fixture.count("consumer")).isZero();
    }

    /** An erased consumer outlives in no table: looked for in every column of every table. */
    @Test
    void erasedConsumerOutlivesInNoTable() {
        Consumers.Opposed.Registered opposed = fixture.registered(NUMBER, ConsumerFixture.CAMILLE);
        fixture.consumers.ask(OTHER, ConsumerFixture.CAMILLE, Locale.FRENCH);
        fixture.consumers.askToSignIn(ConsumerFixture.CAMILLE, Locale.FRENCH);
        List<String> traces = List.of(
                ConsumerFixture.CAMILLE,
                sealed(NUMBER),
                sealed(OTHER),
                onTheList(NUMBER),
                opposed.consumer().toString());
        assertThat(found(traces)).as("there is something to be looked for").hasSizeGreaterThan(5);
        fixture.consumers.erase(opposed.consumer(), null);
        fixture.mails();
        assertThat(found(traces))
                .as("but the trail, the changes of the list, and for 30 days who acted without a code")
                .allMatch(place -> place.startsWith("accounts.audit_entry")
                        || place.startsWith("list.change")
                        || place.startsWith("accounts.act "));
        fixture.at("2029-11-27T08:00:00Z");
        duties.forget();
        assertThat(found(List.of(ConsumerFixture.CAMILLE, sealed(NUMBER), sealed(OTHER))))
                .isEmpty();
    }

    private String sealed(String number) {
        return fixture.database
                .accountsNumbers()
                .seal(PhoneNumber.read(number).e164())
                .toString();
    }

    private String onTheList(String number) {
        return fixture.database
                .listNumbers()
                .seal(PhoneNumber.read(number).e164())
                .toString();
    }

    /** Where any of these texts stands: table and what was found. */
    private List<String> found(List<String> traces) {
        return new SchemaText(fixture.test.owner())
                .tables().stream()
                        .flatMap(table -> traces.stream()
                                .filter(trace -> fixture.contains(table, trace))
                                .map(trace -> table + " " + trace))
                        .toList();
    }

    @Test
    void linksCodesAndRequestsAreForgottenWhenTheirTimeIsOver() {
        fixture.consumers.ask(NUMBER, ConsumerFixture.CAMILLE, Locale.FRENCH);
        fixture.pass(Duration.ofDays(12));
        duties.forget();
        assertThat(fixture.count("consumer_link")).isZero();
        assertThat(fixture.count("opposition_request")).isEqualTo(1);
        fixture.pass(Duration.ofDays(30));
        duties.forget();
        assertThat(fixture.count("opposition_request")).isZero();
    }

    private @Nullable PhoneNumber number(Consumers.Opposed.Registered opposed) {
        return fixture.consumers
                .registration(opposed.consumer(), opposed.registration().id())
                .number();
    }
}
