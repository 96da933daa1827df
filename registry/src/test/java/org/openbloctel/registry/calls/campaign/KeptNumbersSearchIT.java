package org.openbloctel.registry.calls.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.calls.campaign.CampaignWorld.ME;
import static org.openbloctel.registry.calls.campaign.CampaignWorld.PRINCIPAL;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of the list is searched among kept numbers: what it finds is what reading them all finds. */
final class KeptNumbersSearchIT {
    private static final long FIRST = 639_980_000;

    @TempDir
    private Path folder;

    private static String file(List<Long> nationals) {
        StringBuilder text = new StringBuilder("Telephone;Identifiant\n");
        nationals.forEach(national ->
                text.append('0').append(national).append(";R").append(national).append('\n'));
        return text.toString();
    }

    /** Random lists, one after the other; each time all numbers that changed are reported, as in a plain comparison of the lists. */
    @Test
    void searchTellsWhatAComparisonOfAllTells() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        CampaignWorld world = new CampaignWorld(folder);
        Campaign campaign = world.campaign();
        world.cover.keepNumbers(PRINCIPAL, campaign.id(), ME);
        Set<Long> kept = new TreeSet<>();
        while (kept.size() < 300) {
            kept.add(FIRST + random.nextInt(1_000));
        }
        Set<Long> listed = new HashSet<>(Set.of(FIRST + 1));
        world.checked(campaign, "a.csv", file(new ArrayList<>(kept)));
        world.cover.rechecks().follow();
        long cursor = 0;
        for (long revision = 2; revision < 30; revision++) {
            Set<Long> before = Set.copyOf(listed);
            for (int change = random.nextInt(4); change >= 0; change--) {
                long national = FIRST + random.nextInt(1_000);
                if (!listed.remove(national)) {
                    listed.add(national);
                }
            }
            world.listed(revision, listed.stream().mapToLong(Long::longValue).toArray());
            world.cover.rechecks().follow();
            List<String> expected = kept.stream()
                    .filter(national -> before.contains(national) != listed.contains(national))
                    .map(national -> listed.contains(national) + " R" + national)
                    .sorted()
                    .toList();
            List<Cover.NumberChange> told = world.cover.changes(PRINCIPAL, campaign.id(), cursor, 100, ME);
            assertThat(told.stream()
                            .map(change -> change.opposed() + " " + change.reference())
                            .sorted()
                            .toList())
                    .as("seed %d, revision %d", seed, revision)
                    .isEqualTo(expected);
            cursor = told.stream().mapToLong(Cover.NumberChange::cursor).max().orElse(cursor);
        }
        world.cover.rechecks().nightly();
        assertThat(world.cover.changes(PRINCIPAL, campaign.id(), cursor, 100, ME))
                .as("reading all finds nothing more")
                .isEmpty();
    }

    /** The file's last segment is damaged: a search elsewhere does not notice, reading all does. */
    @Test
    void changeIsSearchedAndNotLookedForInAll() throws IOException {
        CampaignWorld world = new CampaignWorld(folder);
        Campaign campaign = world.campaign();
        world.cover.keepNumbers(PRINCIPAL, campaign.id(), ME);
        List<Long> kept = new ArrayList<>();
        for (long i = 0; i < 70_000; i++) {
            kept.add(600_000_000L + i * 1_001);
        }
        world.checked(campaign, "a.csv", file(kept));
        world.cover.rechecks().follow();
        Path numbers;
        try (Stream<Path> files = Files.walk(folder)) {
            numbers = files.filter(file -> file.endsWith("numbers")).findFirst().orElseThrow();
        }
        try (RandomAccessFile file = new RandomAccessFile(numbers.toFile(), "rw")) {
            file.seek(file.length() - 100);
            int there = file.read();
            file.seek(file.length() - 100);
            file.write(there ^ 1);
        }
        world.listed(2, 639980001, kept.get(1_234));
        world.cover.rechecks().follow();
        assertThat(world.cover.changes(PRINCIPAL, campaign.id(), 0, 10, ME))
                .extracting(Cover.NumberChange::reference)
                .containsExactly("R" + kept.get(1_234));
        world.listed(3, 639980001);
        assertThatThrownBy(() -> world.cover.rechecks().nightly()).hasRootCauseInstanceOf(Exception.class);
    }
}
