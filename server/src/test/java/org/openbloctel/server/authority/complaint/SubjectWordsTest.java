package org.openbloctel.server.authority.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openbloctel.registry.authority.complaint.Subject;

/** The form of complaints calls a subject as the law's data do. */
final class SubjectWordsTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void wordsAreThoseOfTheLaw(Subject subject) {
        org.openbloctel.law.Subject law =
                org.openbloctel.law.Subject.of(subject.code()).orElseThrow();
        for (Locale locale : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            assertThat(ResourceBundle.getBundle("i18n/complaint/messages", locale)
                            .getString("complaint.subject." + subject.code())
                            .replace('\u00a0', ' '))
                    .isEqualTo(law.name().in(locale).replace('\u00a0', ' '));
        }
    }
}
