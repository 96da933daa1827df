package org.openbloctel.server.authority.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.authority.casefile.Alleged;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.authority.casefile.CaseWorkPages.AllegedForm;

/** An amount, a count or a day is read exactly as it was typed, or refused with its field: none is rounded or guessed. */
final class AllegedFormTest {
    private static AllegedForm form(String euros, String calls, String day) {
        return new AllegedForm("Faits", List.of("consent"), "LEGAL", euros, calls, day, "");
    }

    private static void isRefused(String field, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(new RequestRefusal.UnreadableField(field)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1,5", "1000000000", "0x1", "\u0661", "un", "1 000"})
    void countIsBareDigits(String typed) {
        isRefused("furtherCalls", () -> form("75", typed, "").read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"24/11/2026", "2027-02-29", "2026-11-24T00:00", "+12026-11-24", "hier"})
    void dayIsOneOfTheCalendar(String typed) {
        isRefused("furtherOn", () -> form("75", "1", typed).read());
    }

    @Test
    void whatIsLeftOutIsNone() {
        Alleged read = form("75,50", " ", " ").read();
        assertThat(read.furtherCalls()).isZero();
        assertThat(read.furtherOn()).isNull();
        assertThat(form("1", " 12 ", " 2028-02-29 ").read().furtherOn()).isEqualTo(LocalDate.of(2028, 2, 29));
    }

    /** The higher ceiling holds for who is not said to be a natural person. */
    @Test
    void formShowsAllegationsAsItTakesThem() {
        for (Alleged.Person person : Alleged.Person.values()) {
            Alleged alleged = new Alleged("Faits", List.of("consent"), person, 7_505, 12, LocalDate.of(2026, 11, 24));
            assertThat(AllegedForm.of(alleged).read()).isEqualTo(alleged);
        }
        assertThat(new AllegedForm("", List.of(), "natural", "1", "", "", "")
                        .read()
                        .person())
                .isEqualTo(Alleged.Person.LEGAL);
    }
}
