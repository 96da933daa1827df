package org.openbloctel.server.list.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which connections take too long. */
final class ConnectionTimerTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ConnectionTimer timer = new ConnectionTimer(0);

    @Test
    void silentOneThatHasShownNoKeyIsTooSlowAfterTenSeconds() {
        assertThat(tooSlowAt(10)).isFalse();
        assertThat(tooSlowAt(11)).isTrue();
    }

    @Test
    void requestThatDripsIsTooSlowHoweverOftenAByteComes() {
        for (int second = 0; second <= 10; second++) {
            timer.bytesCame(second * SECOND);
            assertThat(tooSlowAt(second)).as("second " + second).isFalse();
        }
        timer.bytesCame(11 * SECOND);
        assertThat(tooSlowAt(11)).isTrue();
    }

    @Test
    void firstRequestHasNoMoreTimeForComingLate() {
        timer.bytesCame(9 * SECOND);
        assertThat(tooSlowAt(10)).isFalse();
        assertThat(tooSlowAt(11)).isTrue();
    }

    @Test
    void secondRequestThatDripsIsTooSlowToo() {
        answerOne(1);
        assertThat(tooSlowAt(20)).as("between two requests").isFalse();
        for (int second = 21; second <= 31; second++) {
            timer.bytesCame(second * SECOND);
            assertThat(tooSlowAt(second)).as("second " + second).isFalse();
        }
        timer.bytesCame(32 * SECOND);
        assertThat(tooSlowAt(32)).isTrue();
    }

    @Test
    void silenceBetweenTwoRequestsMayLastAMinute() {
        answerOne(1);
        assertThat(tooSlowAt(61)).isFalse();
        assertThat(tooSlowAt(62)).isTrue();
    }

    @Test
    void timeThatAnAnswerTakesIsOurs() {
        timer.bytesCame(0);
        timer.keyShown();
        timer.answering();
        assertThat(tooSlowAt(1000)).isFalse();
        timer.answered(1000 * SECOND);
        assertThat(tooSlowAt(1050)).as("silence after it").isFalse();
    }

    @Test
    void bodyHasTenSecondsAfterTheDatabaseWasAskedWhoseKeyItIs() {
        timer.bytesCame(0);
        timer.answering();
        assertThat(tooSlowAt(20)).isFalse();
        timer.reading(20 * SECOND);
        timer.bytesCame(29 * SECOND);
        assertThat(tooSlowAt(30)).isFalse();
        assertThat(tooSlowAt(31)).isTrue();
    }

    @Test
    void oneThatWasRefusedHasTenSecondsForAKey() {
        timer.bytesCame(0);
        timer.answering();
        timer.answered(9 * SECOND);
        assertThat(tooSlowAt(19)).isFalse();
        assertThat(tooSlowAt(20)).isTrue();
    }

    private void answerOne(int second) {
        timer.bytesCame(second * SECOND);
        timer.keyShown();
        timer.answering();
        timer.answered(second * SECOND);
    }

    private boolean tooSlowAt(int second) {
        return timer.isOver(second * SECOND);
    }
}
