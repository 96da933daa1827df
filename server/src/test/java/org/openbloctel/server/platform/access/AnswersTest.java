package org.openbloctel.server.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is by chance is left out, and nothing else. */
final class AnswersTest {
    private static final String DIGEST = "a1b2c3d4".repeat(8);
    private static final String OTHER = "b1b2c3d4".repeat(8);

    private static Answers second(String first, String then) {
        Answers.Memory memory = new Answers.Memory();
        memory.of(Map.of("/a", first));
        return memory.of(Map.of("/a", then));
    }

    @Test
    void digestThatStaysAndDigestThatChangesDiffer() {
        Answers stays = second("digest " + DIGEST, "digest " + DIGEST);
        Answers changes = second("digest " + DIGEST, "digest " + OTHER);
        assertThat(stays.different(changes)).containsOnlyKeys("/a");
        assertThat(changes.different(second("digest " + OTHER, "digest " + DIGEST)))
                .isEmpty();
    }

    @Test
    void figureWordAndMissingDoorDiffer() {
        assertThat(second("", "size 2400").different(second("", "size 2401"))).containsOnlyKeys("/a");
        assertThat(second("", "listed").different(second("", "not listed"))).containsOnlyKeys("/a");
        assertThat(second("", "x").different(new Answers(Map.of()))).containsOnlyKeys("/a");
    }

    @Test
    void secretsAndMeasuredTimesAreLeftOut() {
        assertThat(Answers.plain("?jeton=a-b_c \"millis\":12,")).isEqualTo(Answers.plain("?jeton=x-y \"millis\":3,"));
    }

    @Test
    void differenceIsShownWhereItIs() {
        assertThat(Answers.difference("same\nsize 2400", "same\nsize 2401")).isEqualTo("size 2400 | size 2401");
        assertThat(Answers.difference("same", "same")).isEmpty();
    }
}
