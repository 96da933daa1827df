package org.openbloctel.server.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours of reports and certificates read as people write them. */
final class WrittenHoursTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            monday-friday 10:00-13:00 / monday-friday 14:00-20:00 | du lundi au vendredi de 10_h à 13_h et de 14_h à 20_h | from Monday to Friday from 10:00 to 13:00 and from 14:00 to 20:00
            monday-friday 09:30-12:05 | du lundi au vendredi de 9_h_30 à 12_h_05 | from Monday to Friday from 09:30 to 12:05
            monday-friday 08:00-09:00 / monday-friday 10:00-11:00 / monday-friday 12:00-13:00 | du lundi au vendredi de 8_h à 9_h, de 10_h à 11_h et de 12_h à 13_h | from Monday to Friday from 08:00 to 09:00, from 10:00 to 11:00 and from 12:00 to 13:00
            saturday 10:00-12:00 | le samedi de 10_h à 12_h | on Saturday from 10:00 to 12:00
            monday,wednesday,friday 10:00-12:00 | le lundi, le mercredi et le vendredi de 10_h à 12_h | on Monday, on Wednesday and on Friday from 10:00 to 12:00
            monday-friday 10:00-20:00 / saturday 10:00-12:00 | du lundi au vendredi de 10_h à 20_h_; le samedi de 10_h à 12_h | from Monday to Friday from 10:00 to 20:00; on Saturday from 10:00 to 12:00
            always | always | always
            """)
    void spansAreWrittenInWordsByDay(String spans, String french, String english) {
        List<String> texts = Arrays.asList(spans.split(" / ", -1));
        assertThat(new WrittenHours(Locale.FRENCH).of(texts, false)).isEqualTo(french.replace('_', '\u00a0'));
        assertThat(new WrittenHours(Locale.ENGLISH).of(texts, false)).isEqualTo(english);
    }

    @Test
    void closedHolidaysAreSaidBehindTheHours() {
        List<String> week = List.of("monday-friday 10:00-13:00");
        assertThat(new WrittenHours(Locale.FRENCH).of(week, true)).endsWith("13\u00a0h, sauf les jours fériés");
        assertThat(new WrittenHours(Locale.ENGLISH).of(week, true)).endsWith("13:00, public holidays excepted");
        assertThat(new WrittenHours(Locale.FRENCH).of(List.of(), true)).isEmpty();
    }
}
