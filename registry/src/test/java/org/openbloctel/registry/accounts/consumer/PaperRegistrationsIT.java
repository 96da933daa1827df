package org.openbloctel.registry.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/** A person who writes a letter is on the list like all others, and gets a letter. */
final class PaperRegistrationsIT {
    private static final String STAFF = "staff:1";
    private static final String ADDRESS = "1 rue de la Fiction\n10000 Troyes";

    private final ConsumerFixture fixture = new ConsumerFixture(true);
    private final PaperRegistrations paper = fixture.paper;

    @Test
    void numbersOfALetterAreOnTheListAndTheReceiptIsALetter() {
        PaperRegistrations.Outgoing receipt = paper.enter(STAFF, letter("C-1", "01 99 00 00 01\n\n0639980001\n"));
        assertThat(fixture.listed("01 99 00 00 01")).isTrue();
        assertThat(fixture.listed("06 39 98 00 01")).isTrue();
        assertThat(receipt.registrations()).hasSize(2);
        assertThat(receipt.kind()).isEqualTo("RECEIPT");
        assertThat(receipt.consumer().name()).isEqualTo("Maëlle Test");
        assertThat(paper.toPost(10)).containsExactly(receipt);
        assertThat(fixture.mails()).isEmpty();
        assertThat(fixture.audit.before(100, 100))
                .extracting(recorded -> recorded.entry().actor())
                .containsOnly(STAFF);
    }

    @Test
    void letterIsEnteredOnce() {
        paper.enter(STAFF, letter("C-1", "01 99 00 00 01"));
        assertRefused(() -> paper.enter(STAFF, letter("C-1", "01 99 00 00 02")), "BT-0217");
        assertThat(fixture.listed("01 99 00 00 02")).isFalse();
    }

    @Test
    void letterWithMoreLinesThanAPersonMayHaveNumbersIsRefusedUnread() {
        int most = OppositionRules.mostNumbers(LegalCalendar.dayOf(fixture.now()));
        assertRefused(() -> paper.enter(STAFF, letter("C-1", "illisible\n".repeat(most + 1))), "BT-0209");
        assertRefused(() -> paper.enter(STAFF, letter("C-1", "illisible\n".repeat(most))), "BT-0201");
    }

    @Test
    void oneNumberThatCannotBeReadRefusesTheWholeLetter() {
        assertRefused(() -> paper.enter(STAFF, letter("C-1", "01 99 00 00 01\n01 99 00")), "BT-0202");
        assertThat(fixture.listed("01 99 00 00 01")).isFalse();
        assertThat(fixture.count("consumer")).isZero();
    }

    @Test
    void nameAddressReferenceAndNumberAreNeeded() {
        assertRefused(() -> paper.enter(STAFF, letter(" ", "01 99 00 00 01")), "BT-0701");
        assertRefused(() -> paper.enter(STAFF, letter("C-1", "\n ")), "BT-0701");
        assertRefused(
                () -> paper.enter(
                        STAFF, new PaperRegistrations.Letter("C-1", "", ADDRESS, "01 99 00 00 01", Locale.FRENCH)),
                "BT-0701");
        assertRefused(() -> paper.enter(STAFF, letter("C".repeat(61), "01 99 00 00 01")), "BT-0701");
    }

    /** The reference stands in the audit trail, where no number is. */
    @Test
    void referenceIsNoPhoneNumber() {
        for (String number :
                List.of("01 99 00 00 01", "+33199000001", "Lettre 06/39/98/00/01", "+33 (0)6 39 98 00 01")) {
            assertRefused(() -> paper.enter(STAFF, letter(number, "01 99 00 00 01")), "BT-0701");
            assertRefused(() -> paper.withdraw(STAFF, "482109375514", number), "BT-0701");
        }
        for (String reference : List.of("C-2026-000123456", "2026-11-28-0001", "RK 123 456 789 FR")) {
            assertThat(paper.enter(STAFF, letter(reference, "01 99 00 00 01")).registrations())
                    .hasSize(1);
        }
    }

    @Test
    void whoWritesAgainIsTheSamePerson() {
        PaperRegistrations.Outgoing first = paper.enter(STAFF, letter("C-1", "01 99 00 00 01"));
        PaperRegistrations.Outgoing second = paper.enter(STAFF, letter("C-2", "01 99 00 00 01\n01 99 00 00 02"));
        assertThat(second.consumer()).isEqualTo(first.consumer());
        assertThat(fixture.count("registration")).isEqualTo(2);
    }

    @Test
    void letterTakesANumberOffTheList() {
        Registration registration = paper.enter(STAFF, letter("C-1", "01 99 00 00 01"))
                .registrations()
                .getFirst();
        PaperRegistrations.Outgoing answer =
                paper.withdraw(STAFF, registration.registrationNumber().spelled(), "C-2");
        assertThat(fixture.listed("01 99 00 00 01")).isFalse();
        assertThat(answer.kind()).isEqualTo("WITHDRAWAL");
        assertThat(answer.registrations().getFirst().end()).isNotNull();
        assertRefused(
                () -> paper.withdraw(STAFF, registration.registrationNumber().spelled(), "C-3"), "BT-0211");
    }

    @Test
    void registrationOfSomebodyWithAnAddressIsTheirsToWithdraw() {
        ConsumerFixture free = new ConsumerFixture(false);
        Registration registration =
                free.registered("06 39 98 00 01", ConsumerFixture.CAMILLE).registration();
        assertRefused(
                () -> free.paper.withdraw(
                        STAFF, registration.registrationNumber().digits(), "C-1"),
                "BT-0210");
    }

    @Test
    void postedLetterLeavesTheQueue() {
        PaperRegistrations.Outgoing receipt = paper.enter(STAFF, letter("C-1", "01 99 00 00 01"));
        paper.posted(STAFF, receipt.id());
        paper.posted(STAFF, receipt.id());
        assertThat(paper.toPost(10)).isEmpty();
        assertThat(paper.letter(receipt.id())).isEqualTo(receipt);
        assertThat(fixture.audit.about("letter:" + receipt.id(), 10)).hasSize(1);
    }

    private static PaperRegistrations.Letter letter(String reference, String numbers) {
        return new PaperRegistrations.Letter(reference, "Maëlle Test", ADDRESS, numbers, Locale.FRENCH);
    }
}
