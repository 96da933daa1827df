package org.openbloctel.server.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

/** Numbers, dates and sizes as they are read. An underscore stands for a no-break space. */
final class FormatsTest {
    private final Formats formats = new Formats();

    @AfterEach
    void forget() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void phoneNumbersAreReadInPairs() {
        assertThat(visible(formats.phone(33_639_98_12_34L))).isEqualTo("06_39_98_12_34");
        assertThat(visible(formats.masked(33_639_98_12_34L))).isEqualTo("06_39_••_••_34");
        assertThat(visible(formats.phone(262_692_12_34_56L))).isEqualTo("06_92_12_34_56");
        assertThat(visible(formats.phone(41_22_555_01_01L))).isEqualTo("+41225550101");
        assertThat(visible(formats.masked(41_22_555_01_01L))).isEqualTo("+4122•••••01");
    }

    @Test
    void datesAreThoseOfFrance() {
        Instant newYear = Instant.parse("2026-12-31T23:05:00Z");
        in(Locale.FRENCH);
        assertThat(visible(formats.instant(newYear))).isEqualTo("1er_janvier 2027 à_0_h_05");
        assertThat(visible(formats.day(LocalDate.of(2026, 11, 24)))).isEqualTo("24_novembre 2026");
        assertThat(visible(formats.day(LocalDate.of(2026, 11, 11)))).isEqualTo("11_novembre 2026");
        in(Locale.ENGLISH);
        assertThat(visible(formats.instant(newYear))).isEqualTo("1_January 2027 at_0:05");
    }

    @Test
    void textWithADayThatIsNoneStaysAsItWasTyped() {
        in(Locale.FRENCH);
        assertThat(visible(formats.withDays("VIR 2026-31-12, $1, du 2026-11-24")))
                .isEqualTo("VIR 2026-31-12, $1, du 24_novembre 2026");
    }

    @Test
    void countsAndSharesAndSizes() {
        in(Locale.FRENCH);
        assertThat(visible(formats.count(1_234_567))).isEqualTo("1_234_567");
        assertThat(visible(formats.percent(37, 1000))).isEqualTo("3,7_%");
        assertThat(visible(formats.percent(0, 0))).isEqualTo("0,0_%");
        assertThat(visible(formats.share(43_199, 43_200))).isEqualTo("99,99_%");
        assertThat(visible(formats.share(7, 7))).isEqualTo("100_%");
        assertThat(visible(formats.euros(new BigDecimal("350.00")))).isEqualTo("350_€");
        assertThat(visible(formats.euros(new BigDecimal("1250.5")))).isEqualTo("1_250,50_€");
        assertThat(visible(formats.cents(-35_000))).isEqualTo("\u2212350_€");
        assertThat(visible(formats.size(999))).isEqualTo("999_o");
        assertThat(visible(formats.size(12_345_678))).isEqualTo("12,3_Mo");
        in(Locale.ENGLISH);
        assertThat(visible(formats.count(1_234_567))).isEqualTo("1,234,567");
        assertThat(visible(formats.percent(37, 1000))).isEqualTo("3.7%");
        assertThat(visible(formats.euros(new BigDecimal("1250.5")))).isEqualTo("€1,250.50");
        assertThat(visible(formats.cents(-35_000))).isEqualTo("\u2212€350");
        assertThat(visible(formats.size(12_345_678))).isEqualTo("12.3_MB");
    }

    private static void in(Locale locale) {
        LocaleContextHolder.setLocale(locale);
    }

    private static String visible(String text) {
        return text.replace('\u00a0', '_');
    }
}
