package org.openbloctel.registry.authority.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.list.trace.Answer.BESIDE;
import static org.openbloctel.registry.list.trace.Answer.CALLABLE;
import static org.openbloctel.registry.list.trace.Answer.OPPOSED;
import static org.openbloctel.registry.list.trace.Answer.UNCHECKED;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.list.trace.Answer;
import org.openbloctel.registry.list.trace.TracedCheck;

/** Which checks show that the last answer before a call was {@code OPPOSED}, and which leave a doubt. */
final class ToldBeforeTest {
    private static final UUID COMPANY = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);
    private static final String CALL = "10:30";

    @Test
    void lastAnswerCounts() {
        assertThat(isOpposed(check("09:00", OPPOSED))).isTrue();
        assertThat(isOpposed(check("08:00", CALLABLE), check("09:00", OPPOSED))).isTrue();
        assertThat(isOpposed(check("09:00", OPPOSED), check("10:00", UNCHECKED)))
                .isTrue();
        assertThat(isOpposed(check("09:00", OPPOSED), check("10:45", CALLABLE))).isTrue();
        assertThat(isOpposed()).isFalse();
        assertThat(isOpposed(check("09:00", UNCHECKED))).isFalse();
        assertThat(isOpposed(check("09:00", OPPOSED), check("10:00", CALLABLE))).isFalse();
        assertThat(isOpposed(check("09:00", OPPOSED), check("10:00", BESIDE))).isFalse();
        assertThat(isOpposed(check(CALL, OPPOSED))).isFalse();
    }

    @Test
    void doubtAboutTheOrderIsNoAnswer() {
        assertThat(isOpposed(lookUps("10:00", "10:29", OPPOSED))).isTrue();
        assertThat(isOpposed(lookUps("10:00", CALL, OPPOSED)))
                .as("perhaps after the call")
                .isFalse();
        assertThat(isOpposed(check("09:00", OPPOSED), lookUps("10:00", "10:50", CALLABLE)))
                .as("perhaps before the call")
                .isFalse();
        assertThat(isOpposed(lookUps("09:00", "09:50", OPPOSED), check("09:30", CALLABLE)))
                .as("perhaps after the last look-up")
                .isFalse();
        assertThat(isOpposed(check("09:00", OPPOSED), check("09:00", CALLABLE)))
                .as("at once")
                .isFalse();
    }

    @Test
    void checkCountsForItsPrincipal() {
        assertThat(isOpposed(of(OTHER, COMPANY, "09:00", "09:00", OPPOSED))).isTrue();
        assertThat(isOpposed(of(COMPANY, OTHER, "09:00", "09:00", OPPOSED))).isFalse();
        assertThat(isOpposed(check("09:00", OPPOSED), of(COMPANY, OTHER, "10:00", "10:00", CALLABLE)))
                .isTrue();
    }

    private static boolean isOpposed(TracedCheck.Answered... checks) {
        return ToldBefore.isOpposed(new ToldBefore.Called(COMPANY, 33639980001L, at(CALL)), List.of(checks));
    }

    private static TracedCheck.Answered check(String at, Answer answer) {
        return of(COMPANY, COMPANY, at, at, answer);
    }

    private static TracedCheck.Answered lookUps(String first, String last, Answer answer) {
        return of(COMPANY, COMPANY, first, last, answer);
    }

    private static TracedCheck.Answered of(UUID company, UUID principal, String first, String last, Answer answer) {
        return new TracedCheck.Answered(
                new TracedCheck(
                        TracedCheck.Kind.LOOKUP, at(first), at(last), company, principal, null, null, null, null, 1),
                answer);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-27T" + time + ":00Z");
    }
}
