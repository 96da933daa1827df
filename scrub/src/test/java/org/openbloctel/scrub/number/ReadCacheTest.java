package org.openbloctel.scrub.number;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.Seeded;

/** A reader that has read much reads as a new one does, also what it remembers and what took another's place. */
final class ReadCacheTest {
    private static final List<String> ODD = List.of(
            "",
            " ",
            "N/A",
            "-",
            "0612",
            "+33",
            "06 12 34",
            "061234567890123",
            "0X12345678",
            "\"",
            "=",
            "liste rouge",
            "0639980001 ",
            "tel 0639980001",
            "639980001.0",
            "\u00e9",
            "0639980001/0639980002",
            "0800123456",
            "3631");

    private final Seeded random = Seeded.fresh();

    @Test
    void whatIsRememberedIsWhatWouldBeRead() {
        NumberReader reader = new NumberReader(NumberingPlan.FRANCE);
        random.times(20_000, run -> {
            byte[] field = field().getBytes(UTF_8);
            int from = random.below(field.length + 1);
            int to = from + random.below(field.length - from + 1);
            NumberReader fresh = new NumberReader(NumberingPlan.FRANCE);
            long read = reader.read(field, from, to);
            assertThat(read)
                    .as("%s from %d to %d", new String(field, UTF_8), from, to)
                    .isEqualTo(fresh.read(field, from, to));
            if (read == NumberReader.SEVERAL) {
                assertThat(reader.several()).isEqualTo(fresh.several());
            }
        });
    }

    /** An odd text, one with a byte more, or two in one: near in hash and in length. */
    private String field() {
        String one = ODD.get(random.below(ODD.size()));
        return switch (random.below(3)) {
            case 0 -> one;
            case 1 -> one + random.digits(1);
            default -> one + ODD.get(random.below(ODD.size()));
        };
    }
}
