package org.openbloctel.registry.callfiles.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** Pieces of several uploads of one company that begin in the same moment. */
final class ReservedBytesIT {
    private static final long MIB = 1 << 20;
    private static final UUID COMPANY = new UUID(0, 1);

    private final KeptBytes kept = new KeptBytes(
            TestDatabase.create().database().rows(ReceivedRows.class),
            DiskRoom.of(0, () -> true, () -> 400 * MIB),
            1000 * MIB,
            25);

    /** The bytes, counted; none when they are refused. */
    private Optional<KeptBytes.Coming> reserved(long bytes) {
        KeptBytes.Coming coming = kept.begin(COMPANY);
        try {
            coming.reserve(bytes);
            return Optional.of(coming);
        } catch (RefusedException e) {
            coming.close();
            return Optional.empty();
        }
    }

    @Test
    void filesAtOnceTakeNoMoreThanTheirCompanysShare() throws Exception {
        for (int i = 0; i < 20; i++) {
            List<KeptBytes.Coming> taken = AtOnce.times(4, () -> reserved(60 * MIB)).stream()
                    .flatMap(Optional::stream)
                    .toList();
            assertThat(taken).as("files of 60 MiB, of 100").hasSizeLessThanOrEqualTo(1);
            taken.forEach(KeptBytes.Coming::close);
            Optional<KeptBytes.Coming> whole = reserved(100 * MIB);
            assertThat(whole).as("a file of 100 MiB, once the others are gone").isPresent();
            assertThat(reserved(17 * MIB)).as("one more beside it").isEmpty();
            whole.get().close();
        }
    }
}
