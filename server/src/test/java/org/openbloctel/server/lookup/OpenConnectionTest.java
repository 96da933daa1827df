package org.openbloctel.server.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.junit.jupiter.api.Test;

/** Which connections take too long. */
final class OpenConnectionTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Received connection = new Received();
    private final OpenConnection open = new OpenConnection("192.0.2.1");

    @Test
    void silentOneThatHasShownNoKeyIsTooSlowAfterTenSeconds() {
        assertThat(tooSlowAt(0)).isFalse();
        assertThat(tooSlowAt(10)).isFalse();
        assertThat(tooSlowAt(11)).isTrue();
    }

    @Test
    void requestThatDripsIsTooSlowHoweverOftenAByteComes() {
        for (int second = 0; second <= 10; second++) {
            connection.bytes++;
            assertThat(tooSlowAt(second)).as("second " + second).isFalse();
        }
        connection.bytes++;
        assertThat(tooSlowAt(11)).isTrue();
    }

    @Test
    void secondRequestThatDripsIsTooSlowToo() {
        answerOne(0);
        assertThat(tooSlowAt(20)).as("between two requests").isFalse();
        connection.bytes++;
        assertThat(tooSlowAt(21)).isFalse();
        assertThat(tooSlowAt(30)).isFalse();
        assertThat(tooSlowAt(31)).isTrue();
    }

    @Test
    void timeThatAnAnswerTakesIsOurs() {
        assertThat(tooSlowAt(0)).isFalse();
        connection.bytes += 100;
        open.keyShown();
        open.answering();
        assertThat(tooSlowAt(50)).isFalse();
        open.answered();
        assertThat(tooSlowAt(51)).isFalse();
        assertThat(tooSlowAt(100)).as("silence after it").isFalse();
    }

    @Test
    void oneThatWasRefusedHasTenSecondsForAKey() {
        assertThat(tooSlowAt(0)).isFalse();
        open.answering();
        open.answered();
        assertThat(tooSlowAt(9)).isFalse();
        assertThat(tooSlowAt(19)).isFalse();
        assertThat(tooSlowAt(20)).isTrue();
    }

    private void answerOne(int second) {
        assertThat(tooSlowAt(second)).isFalse();
        connection.bytes += 100;
        open.keyShown();
        open.answering();
        open.answered();
        assertThat(tooSlowAt(second)).isFalse();
    }

    private boolean tooSlowAt(int second) {
        return open.isTooSlow(connection, second * SECOND);
    }

    /** A connection that has received so many bytes. */
    private static final class Received extends AbstractConnection {
        private long bytes;

        Received() {
            super(new ByteArrayEndPoint(), Runnable::run);
        }

        @Override
        public void onFillable() {
            throw new AssertionError("nothing is read here");
        }

        @Override
        public long getBytesIn() {
            return bytes;
        }
    }
}
