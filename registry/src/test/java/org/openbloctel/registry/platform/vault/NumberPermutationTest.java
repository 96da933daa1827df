package org.openbloctel.registry.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A number comes back as it was, one by one and in bulk; another key or another place is never taken for the right one. */
final class NumberPermutationTest {
    private static final long NUMBER = 33_639_980_001L;

    private final byte[] key = MasterKeys.newDataKey();
    private final NumberPermutation list = new NumberPermutation(key, "list");

    @Test
    void sameNumberIsTheSameBlockAndOpens() {
        UUID sealed = list.seal(NUMBER);
        assertThat(list.seal(NUMBER)).isEqualTo(sealed);
        assertThat(new NumberPermutation(key, "list").open(sealed)).isEqualTo(NUMBER);
        assertThat(list.seal(NUMBER + 1)).isNotEqualTo(sealed);
    }

    @Test
    void otherKeyOtherPlaceAndAnAlteredBlockAreRefused() {
        UUID sealed = list.seal(NUMBER);
        NumberPermutation accounts = new NumberPermutation(key, "accounts");
        NumberPermutation foreign = new NumberPermutation(MasterKeys.newDataKey(), "list");
        assertThat(accounts.seal(NUMBER)).isNotEqualTo(sealed);
        UUID altered = new UUID(sealed.getMostSignificantBits(), sealed.getLeastSignificantBits() ^ 1);
        for (NumberPermutation other : List.of(accounts, foreign)) {
            assertThatThrownBy(() -> other.open(sealed)).isInstanceOf(NumberPermutation.SealedElsewhereException.class);
        }
        assertThatThrownBy(() -> list.open(altered)).isInstanceOf(NumberPermutation.SealedElsewhereException.class);
        assertThatThrownBy(() -> list.open(list.seal(0)))
                .as("zero is no number")
                .isInstanceOf(NumberPermutation.SealedElsewhereException.class);
    }

    /** More than two batches of 4,096, and one block. */
    @Test
    void bulkDoesAsOneByOne() {
        long[] numbers = LongStream.range(NUMBER, NUMBER + 8_193).toArray();
        List<UUID> sealed = new ArrayList<>();
        NumberPermutation.Bulk sealing = list.sealing((blocks, length) -> {
            ByteBuffer bytes = ByteBuffer.wrap(blocks, 0, length);
            while (bytes.hasRemaining()) {
                sealed.add(new UUID(bytes.getLong(), bytes.getLong()));
            }
        });
        LongStream.of(numbers).forEach(number -> sealing.add(0, number));
        sealing.end();
        assertThat(sealed)
                .containsExactlyElementsOf(
                        LongStream.of(numbers).mapToObj(list::seal).toList());
        List<Long> opened = new ArrayList<>();
        NumberPermutation.Bulk opening = list.opening(opened::add);
        sealed.forEach(block -> opening.add(block.getMostSignificantBits(), block.getLeastSignificantBits()));
        opening.end();
        assertThat(opened)
                .containsExactlyElementsOf(LongStream.of(numbers).boxed().toList());
    }
}
