package org.openbloctel.registry.calls.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.calls.campaign.Campaign.Exemption;

/** A campaign is excused from checks on the grounds that the rule of checks names, from the day of its first version on. */
final class ExemptTest {
    private final LawBook law = LawBook.france();

    @ParameterizedTest
    @ValueSource(
            strings = {"2016-05-31", "2016-06-01", "2020-07-25", "2020-07-26", "2026-08-10", "2026-08-11", "2030-01-01"
            })
    void campaignWithoutAGroundIsNeverExempt(LocalDate day) {
        assertThat(Exempt.on(law, null, day)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void groundExcusesFromTheFirstDayOfTheRuleOn(Exemption ground) {
        assertThat(Exempt.on(law, ground, LocalDate.of(2016, 5, 31))).isFalse();
        assertThat(Exempt.on(law, ground, LocalDate.of(2016, 6, 1))).isTrue();
        assertThat(Exempt.on(law, ground, LocalDate.of(2026, 8, 10))).isTrue();
        assertThat(Exempt.on(law, ground, LocalDate.of(2026, 8, 11)))
                .as("no version in force: the last one")
                .isTrue();
    }
}
