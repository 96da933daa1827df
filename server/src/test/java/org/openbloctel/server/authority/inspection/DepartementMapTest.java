package org.openbloctel.server.authority.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.authority.complaint.Departement;
import org.openbloctel.server.platform.pages.Formats;

/** Each département has one square of its own. */
final class DepartementMapTest {
    private final DepartementMap map = DepartementMap.of(Map.of("29", 10L, "2A", 1L), new Formats());

    @Test
    void eachDepartementHasOneSquareOfItsOwn() {
        assertThat(map.tiles())
                .extracting(DepartementMap.Tile::code)
                .containsExactlyInAnyOrderElementsOf(
                        Departement.all().stream().map(Departement::code).toList());
        Set<List<Integer>> places = new HashSet<>();
        map.tiles().forEach(tile -> places.add(List.of(tile.x(), tile.y())));
        assertThat(places).hasSize(101);
    }

    @Test
    void moreComplaintsAreDarkerAndTheTableHasThemAll() {
        assertThat(map.tiles())
                .filteredOn(tile -> tile.shade() > 0)
                .extracting(tile -> tile.code() + " " + tile.shade())
                .containsExactlyInAnyOrder("29 5", "2A 1");
        assertThat(map.table())
                .extracting(tile -> String.format(Locale.ROOT, "%s %s", tile.name(), tile.shown()))
                .containsExactly("Finistère 10", "Corse-du-Sud 1");
    }
}
