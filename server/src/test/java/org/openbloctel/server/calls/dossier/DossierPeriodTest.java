package org.openbloctel.server.calls.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.refusal.DossierRefusal;
import org.openbloctel.server.calls.dossier.DossierPeriod.DossierForm;

/** A period has whole days of France, ends with today at the latest, and is no longer than certificates are kept. */
final class DossierPeriodTest {
    private static final LocalDate TODAY = LocalDate.of(2028, 2, 29);

    private static DossierPeriod of(String from, String until) {
        return DossierPeriod.of(new DossierForm(from, until), TODAY);
    }

    @Test
    void longestPeriodBeginsOnTheSameDayFiveYearsBefore() {
        assertThat(of("2023-02-28", "2028-02-29").first()).isEqualTo("2023-02-28");
        assertRefused(() -> of("2023-02-27", "2028-02-29"), new DossierRefusal.Period(5));
        assertThat(of("2023-02-27", "2028-02-27").first()).isEqualTo("2023-02-27");
    }

    @Test
    void periodIsCutOffAtTodayAndHoldsADayAtLeast() {
        assertThat(of("2028-02-29", "9999-12-31")).isEqualTo(new DossierPeriod(TODAY, TODAY));
        assertRefused(() -> of("2028-03-01", "2028-03-31"), new DossierRefusal.Period(5));
        assertRefused(() -> of("2028-02-02", "2028-02-01"), new DossierRefusal.Period(5));
        assertThat(of("2028-02-01", "2028-02-01").months()).containsExactly(YearMonth.of(2028, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "29/02/2028", "2027-02-29", "+12028-02-29", "-999999999-01-01", "2028-2-29"})
    void unreadableDayIsRefusedAtItsField(String day) {
        assertRefused(() -> of(day, "2028-02-29"), new DossierRefusal.UnreadableDay("from"));
        assertRefused(() -> of("2028-02-01", day), new DossierRefusal.UnreadableDay("until"));
    }

    /** The night in which the clocks go forward is an hour shorter. */
    @Test
    void daysBeginAndEndInFrance() {
        DossierPeriod day = of("2027-03-28", "2027-03-28");
        assertThat(day.from()).isEqualTo("2027-03-27T23:00:00Z");
        assertThat(day.until()).isEqualTo("2027-03-28T22:00:00Z");
        assertThat(day.includes(LocalDate.of(2027, 3, 28))).isTrue();
        assertThat(day.includes(LocalDate.of(2027, 3, 27))).isFalse();
        assertThat(day.includes(LocalDate.of(2027, 3, 29))).isFalse();
    }

    @Test
    void daysThatTouchThePeriodMeetIt() {
        DossierPeriod period = of("2027-03-10", "2027-03-20");
        LocalDate first = period.first();
        LocalDate last = period.last();
        assertThat(period.meets(first.minusYears(1), first)).isTrue();
        assertThat(period.meets(last, last.plusYears(1))).isTrue();
        assertThat(period.meets(first.minusDays(1), last.plusDays(1))).isTrue();
        assertThat(period.meets(first.plusDays(1), first.plusDays(1))).isTrue();
        assertThat(period.meets(first.minusYears(1), first.minusDays(1))).isFalse();
        assertThat(period.meets(last.plusDays(1), last.plusYears(1))).isFalse();
    }

    @Test
    void monthsAreThoseThatHaveADayInIt() {
        assertThat(of("2026-12-31", "2027-02-01").months())
                .containsExactly(YearMonth.of(2026, 12), YearMonth.of(2027, 1), YearMonth.of(2027, 2));
        assertThat(of("2023-03-01", "2028-02-29").months()).hasSize(60);
    }
}
