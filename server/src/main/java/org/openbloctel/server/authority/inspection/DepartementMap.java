package org.openbloctel.server.authority.inspection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openbloctel.registry.authority.complaint.Departement;
import org.openbloctel.server.platform.pages.Formats;

/**
 * A map on which each département is a square in about its place, those overseas at the left. Its layout is the project's own work. A darker
 * square has more complaints; the table beside it has the figures. Immutable.
 */
record DepartementMap(int width, int height, List<Tile> tiles, List<Tile> table) {
    private static final int SIDE = 44;
    private static final int GAP = 4;
    private static final int SHADES = 5;
    private static final List<Place> PLACES = read();

    /**
     * A square.
     *
     * @param shade from 0, for none, to 5
     */
    record Tile(String code, String name, int x, int y, int shade, long complaints, String shown) {}

    private record Place(Departement departement, int column, int row) {}

    /** The map of these sums by code; a département without any has none. */
    static DepartementMap of(Map<String, Long> sums, Formats formats) {
        long most = sums.values().stream().mapToLong(Long::longValue).max().orElse(0);
        List<Tile> tiles = PLACES.stream()
                .map(place -> {
                    long complaints = sums.getOrDefault(place.departement().code(), 0L);
                    return new Tile(
                            place.departement().code(),
                            place.departement().name(),
                            place.column() * (SIDE + GAP),
                            place.row() * (SIDE + GAP),
                            complaints == 0 ? 0 : (int) Math.ceilDiv(SHADES * complaints, most),
                            complaints,
                            formats.count(complaints));
                })
                .toList();
        int columns = PLACES.stream().mapToInt(Place::column).max().orElse(0) + 1;
        int rows = PLACES.stream().mapToInt(Place::row).max().orElse(0) + 1;
        return new DepartementMap(
                columns * (SIDE + GAP) - GAP,
                rows * (SIDE + GAP) - GAP,
                tiles,
                tiles.stream()
                        .filter(tile -> tile.complaints() > 0)
                        .sorted(Comparator.comparingLong(Tile::complaints)
                                .reversed()
                                .thenComparing(Tile::code))
                        .toList());
    }

    private static List<Place> read() {
        List<Place> places = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(DepartementMap.class.getResourceAsStream("departements.txt"))) {
            List<String> rows = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (int row = 0; row < rows.size(); row++) {
                String[] codes = rows.get(row).strip().split(" +", -1);
                for (int column = 0; column < codes.length; column++) {
                    int x = column;
                    int y = row;
                    Departement.of(codes[column]).ifPresent(one -> places.add(new Place(one, x, y)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(places);
    }
}
