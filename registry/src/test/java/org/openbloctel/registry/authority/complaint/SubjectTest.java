package org.openbloctel.registry.authority.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SubjectTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void subjectOfAComplaintIsASubjectOfTheLaw(Subject subject) {
        assertThat(org.openbloctel.law.Subject.of(subject.code()))
                .as("complaints and consents are about the same things: law/fr/subjects.yaml")
                .isPresent();
        assertThat(subject.sector()).isNotNull();
    }

    @Test
    void callThatEndedBeforeItsSubjectWasSaidHasNoSector() {
        assertThat(Subject.UNKNOWN.sector()).isNull();
    }
}
