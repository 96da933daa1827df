package org.openbloctel.registry.authority.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;

/** What calls may have broken, by the law of their day and no other. */
final class CallExaminationTest {
    private static final CallExamination LAW = new CallExamination(LawBook.france());

    private static CallExamination.Found found(Filing filing, @Nullable Boolean listed) {
        return LAW.examine(filing, at -> listed);
    }

    private static Filing calls(
            Subject subject, @Nullable Boolean agreed, @Nullable LocalDate refused, String... times) {
        return of("06 39 98 12 34", subject, agreed, refused, times);
    }

    /** About a contract that runs, that does not, or that the person says nothing of. */
    private static Filing within(@Nullable Boolean contract) {
        Filing filing = calls(Subject.OTHER, false, null, "2026-11-24T11:00");
        return new Filing(
                filing.number(),
                filing.caller(),
                filing.calls(),
                0,
                filing.subject(),
                contract,
                filing.agreed(),
                null,
                List.of(),
                filing.words());
    }

    private static Filing of(
            String number, Subject subject, @Nullable Boolean agreed, @Nullable LocalDate refused, String... times) {
        ZoneId zone = number.startsWith("02 62") ? ZoneId.of("Indian/Reunion") : ZoneId.of("Europe/Paris");
        List<Instant> calls = Stream.of(times)
                .map(time -> LocalDateTime.parse(time).atZone(zone).toInstant())
                .toList();
        return new Filing(
                PhoneNumber.read(number),
                CallingNumber.read("01 99 00 34 56").orElseThrow(),
                calls,
                0,
                subject,
                false,
                agreed,
                refused,
                List.of(),
                new Filing.Words("", "", ""));
    }

    /** A call about a running contract, with no number where the number is empty. */
    private static Filing heard(
            String at,
            String caller,
            Filing.@Nullable Display display,
            @Nullable Boolean agreed,
            Filing.@Nullable Speaker speaker) {
        Filing filing = calls(Subject.OTHER, agreed, null, at);
        return new Filing(
                filing.number(),
                CallingNumber.read(caller).orElse(null),
                filing.calls(),
                0,
                filing.subject(),
                true,
                agreed,
                null,
                List.of(),
                filing.words(),
                null,
                display,
                speaker);
    }

    @Test
    void hiddenNumberIsAgainstTheLawAndFrom2026OnAnOperatorMayHaveMaskedIt() {
        Filing before = heard("2025-12-30T11:00", "", Filing.Display.HIDDEN, null, Filing.Speaker.HUMAN);
        assertThat(found(before, false).broken()).containsExactly("hidden-number");
        Filing since = heard("2026-11-24T11:00", "", Filing.Display.HIDDEN, null, Filing.Speaker.HUMAN);
        assertThat(found(since, null).broken()).isEmpty();
        assertThat(found(since, null).unsure()).containsExactly("hidden-number");
        CallExamination strict = new CallExamination(LawBook.france(Map.of("hidden-number.operators-mask", "false")));
        assertThat(strict.examine(since, at -> null).broken()).containsExactly("hidden-number");
    }

    @Test
    void callThatIsMarkedAsNotAuthenticatedLeavesOpenWhoHidWhat() {
        for (String day : List.of("2025-12-30T11:00", "2026-11-24T11:00")) {
            for (String caller : List.of("", "01 62 00 12 34")) {
                Filing marked = heard(day, caller, Filing.Display.UNAUTHENTICATED, null, Filing.Speaker.HUMAN);
                assertThat(found(marked, false).broken()).isEmpty();
                assertThat(found(marked, false).unsure()).contains("hidden-number");
            }
        }
        assertThat(found(heard("2026-11-24T11:00", "01 62 00 12 34", null, null, Filing.Speaker.HUMAN), null)
                        .unsure())
                .isEmpty();
    }

    @Test
    void machineThatSpeaksNeedsAConsentAlsoWithinAContract() {
        String verified = "01 62 00 12 34";
        String at = "2026-11-24T11:00";
        assertThat(found(heard(at, verified, null, false, Filing.Speaker.MACHINE), null)
                        .broken())
                .containsExactly("automated-call");
        assertThat(found(heard(at, verified, null, null, Filing.Speaker.MACHINE), null)
                        .unsure())
                .containsExactly("automated-call");
        assertThat(found(heard(at, "06 39 98 00 01", null, false, Filing.Speaker.MACHINE), null)
                        .broken())
                .as("a machine that speaks was dialled by a system")
                .containsExactly("caller-number", "automated-call");
        assertThat(found(heard(at, verified, null, false, Filing.Speaker.HUMAN), null))
                .isEqualTo(new CallExamination.Found(List.of(), List.of()));
    }

    @Test
    void speakerThatThePersonSaysNothingOfIsNeitherMachineNorHuman() {
        for (Filing.Speaker open : new Filing.Speaker[] {null, Filing.Speaker.UNKNOWN}) {
            CallExamination.Found found = found(heard("2026-11-24T11:00", "01 62 00 12 34", null, false, open), null);
            assertThat(found.broken()).isEmpty();
            assertThat(found.unsure()).containsExactly("automated-call");
        }
    }

    @Test
    void callOfTodayNeedsAConsentThatTheCompanyHasToProve() {
        Filing unsaid = calls(Subject.OTHER, null, null, "2026-11-24T11:00");
        assertThat(found(unsaid, null).broken()).isEmpty();
        assertThat(found(unsaid, null).unsure())
                .containsExactlyInAnyOrder("consent", "caller-number", "automated-call");
        assertThat(found(calls(Subject.OTHER, false, null, "2026-11-24T11:00"), null)
                        .broken())
                .containsExactly("consent");
    }

    @Test
    void contractThatThePersonSaysNothingOfIsNeitherYesNorNo() {
        assertThat(found(within(false), null).broken()).containsExactly("consent");
        assertThat(found(within(true), null).broken()).isEmpty();
        assertThat(found(within(true), null).unsure()).doesNotContain("consent");
        assertThat(found(within(null), null).broken()).isEmpty();
        assertThat(found(within(null), null).unsure()).contains("consent");
    }

    @Test
    void callOfTheListsDaysIsJudgedByTheListAndNotByTheConsent() {
        Filing filing = calls(Subject.OTHER, false, null, "2026-08-10T11:00");
        assertThat(found(filing, true).broken()).containsExactly("opposition-list");
        assertThat(found(filing, false).broken()).isEmpty();
        assertThat(found(filing, null).broken()).isEmpty();
        assertThat(found(filing, null).unsure()).contains("opposition-list", "list-check");
    }

    @Test
    void listSaysNothingOnceItHasNoEffect() {
        Filing filing = calls(Subject.OTHER, null, null, "2026-11-24T11:00");
        assertThat(found(filing, true)).isEqualTo(found(filing, false)).isEqualTo(found(filing, null));
    }

    @Test
    void hoursAreThoseOfTheConsumersZone() {
        assertThat(found(calls(Subject.OTHER, null, null, "2026-11-24T20:00"), null)
                        .broken())
                .containsExactly("calling-hours");
        assertThat(found(calls(Subject.OTHER, null, null, "2026-11-22T11:00"), null)
                        .broken())
                .as("a Sunday")
                .containsExactly("calling-hours");
        assertThat(found(of("02 62 12 34 56", Subject.OTHER, null, null, "2026-11-24T19:59"), null)
                        .broken())
                .isEmpty();
        assertThat(found(calls(Subject.OTHER, null, null, "2022-11-22T21:30"), null)
                        .broken())
                .as("before the decree")
                .doesNotContain("calling-hours");
    }

    @Test
    void fifthCallInThirtyDaysIsOneTooMany() {
        String[] five = {
            "2026-11-02T11:00", "2026-11-09T11:00", "2026-11-16T11:00", "2026-11-23T11:00", "2026-11-24T11:00"
        };
        assertThat(found(calls(Subject.OTHER, null, null, five), null).broken()).containsExactly("attempt-limit");
        String[] four = {"2026-11-09T11:00", "2026-11-16T11:00", "2026-11-23T11:00", "2026-11-24T11:00"};
        assertThat(found(calls(Subject.OTHER, null, null, four), null).broken()).isEmpty();
    }

    @Test
    void bannedSectorIsBannedAndARefusalHolds() {
        assertThat(found(calls(Subject.TRAINING, null, null, "2026-11-24T11:00"), null)
                        .broken())
                .contains("cpf-ban");
        assertThat(found(calls(Subject.ENERGY_RENOVATION, null, null, "2026-11-24T11:00"), null)
                        .broken())
                .contains("energy-renovation-ban");
        assertThat(found(calls(Subject.OTHER, null, LocalDate.of(2026, 11, 1), "2026-11-24T11:00"), null)
                        .broken())
                .contains("no-call-after-objection");
        assertThat(found(calls(Subject.OTHER, null, LocalDate.of(2026, 11, 25), "2026-11-24T11:00"), null)
                        .broken())
                .as("refused after the call")
                .isEmpty();
        assertThat(found(calls(Subject.OTHER, null, LocalDate.of(2026, 11, 24), "2026-11-24T11:00"), null)
                        .broken())
                .as("refused on the day of the call, perhaps after it")
                .isEmpty();
        assertThat(found(calls(Subject.OTHER, null, LocalDate.of(2026, 11, 23), "2026-11-24T11:00"), null)
                        .broken())
                .contains("no-call-after-objection");
    }

    @Test
    void pollIsNoCanvassing() {
        assertThat(found(calls(Subject.POLL, false, null, "2026-11-22T21:00"), null)
                        .broken())
                .isEmpty();
    }
}
