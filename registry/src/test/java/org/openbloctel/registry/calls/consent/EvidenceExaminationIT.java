package org.openbloctel.registry.calls.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.doctor.Defect;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.FolderFiles;

/** Each file that proves a consent is there and opens, and each file in the folder proves one. */
final class EvidenceExaminationIT {
    private static final UUID COMPANY = new UUID(1, 1);
    private static final byte[] PROOF = "le formulaire, signé".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path home;

    private final ConsentWorld world = new ConsentWorld();

    private List<Defects.Found> examine() throws IOException {
        Defects defects = new Defects();
        new EvidenceExamination(world.database, world.clock, world.keys, FolderFiles.reading(folder())).run(defects);
        return defects.found();
    }

    private Path folder() {
        return home.resolve("evidence");
    }

    @Test
    void missingAlteredAndForgottenFilesAreNamed() throws Exception {
        assertThat(examine().getFirst().defect()).isEqualTo(Defect.FOLDER_MISSING);
        world.company(COMPANY, "000000018");
        FolderFiles place = FolderFiles.in(folder(), DiskRoom.of("evidence", folder()));
        EvidenceFiles files = new EvidenceFiles(world.database, world.clock, world.audit, world.keys, place);
        UUID consent = Objects.requireNonNull(world.consents
                .record(COMPANY, "key:1", false, List.of(ConsentWorld.claim("r-0", "0639980001", null)))
                .getFirst()
                .id());
        world.owner()
                .sql("update accounts.consent set evidence = 'sha256:" + "0".repeat(64) + "'")
                .update();
        files.put(COMPANY, "key:1", consent, new ByteArrayInputStream(PROOF));
        assertThat(examine()).isEmpty();

        Path file;
        try (Stream<Path> all = Files.list(folder())) {
            file = all.findFirst().orElseThrow();
        }
        String subject = "evidence/" + file.getFileName();
        byte[] content = Files.readAllBytes(file);
        content[0] ^= 1;
        Files.write(file, content);
        assertThat(examine()).containsExactly(new Defects.Found(Defect.FILE_DAMAGED, 1, List.of(subject)));
        Files.delete(file);
        assertThat(examine()).containsExactly(new Defects.Found(Defect.FILE_MISSING, 1, List.of(subject)));

        world.owner().sql("delete from accounts.consent_evidence").update();
        assertThat(examine()).isEmpty();
        UUID orphan = UUID.randomUUID();
        Path old = Files.write(folder().resolve(orphan.toString()), content);
        Files.setLastModifiedTime(old, FileTime.from(world.clock.instant().minus(Duration.ofHours(26))));
        assertThat(examine()).as("the sweep of the night comes first").isEmpty();
        Files.setLastModifiedTime(old, FileTime.from(world.clock.instant().minus(Duration.ofHours(28))));
        assertThat(examine())
                .containsExactly(new Defects.Found(Defect.FILE_ORPHANED, 1, List.of("evidence/" + orphan)));
    }
}
