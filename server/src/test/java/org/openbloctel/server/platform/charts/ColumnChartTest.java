package org.openbloctel.server.platform.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.platform.charts.ColumnChart.Point;

/** Columns stand on one line, the highest reaches the top, and what was not counted is a gap. */
final class ColumnChartTest {
    @Test
    void columnsAreAsHighAsTheirValues() {
        ColumnChart chart = ColumnChart.of(
                "Fichiers",
                "Fichiers : 3 jours",
                "accent",
                List.of(new Point("a", 50L, "50"), new Point("b", 100L, "cent"), new Point("c", 1L, "1")));
        assertThat(chart.columns()).extracting(ColumnChart.Column::height).containsExactly(55L, 110L, 2L);
        assertThat(chart.columns()).allMatch(column -> column.y() + column.height() == chart.baseY());
        assertThat(chart.columns().get(1).y()).isEqualTo(chart.topY());
        assertThat(chart.highest()).isEqualTo("cent");
        assertThat(chart.first() + chart.last()).isEqualTo("ac");
    }

    @Test
    void nothingCountedIsAGapAndNothingAtAllAnEmptyChart() {
        ColumnChart chart = ColumnChart.of(
                "x",
                "x",
                "accent",
                List.of(new Point("a", null, "–"), new Point("b", 0L, "0"), new Point("c", 7L, "7")));
        assertThat(chart.columns()).hasSize(1);
        assertThat(chart.columns().getFirst().x()).isEqualTo(400);
        ColumnChart none = ColumnChart.of("x", "x", "accent", List.of());
        assertThat(none.columns()).isEmpty();
        assertThat(none.highest()).isEmpty();
        assertThat(none.height()).isPositive();
    }

    @Test
    void manyColumnsStayInTheDrawing() {
        List<Point> points = LongStream.range(0, 900)
                .mapToObj(n -> new Point("p", 1 + n, "n"))
                .toList();
        assertThat(ColumnChart.of("x", "x", "accent", points).columns())
                .hasSize(900)
                .allMatch(column -> column.width() >= 1 && column.x() + column.width() <= 600);
    }
}
