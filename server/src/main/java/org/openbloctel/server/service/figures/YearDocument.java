package org.openbloctel.server.service.figures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.registry.platform.figures.Step;
import org.openbloctel.server.platform.charts.ColumnChart;
import org.openbloctel.server.platform.document.Documents;
import org.openbloctel.server.service.figures.FigureCatalogue.FigureSettings;
import org.springframework.stereotype.Component;

/** The figures of a year as PDF, month by month, with the charts of the page, in the reader's language. Thread-safe. */
@Component
record YearDocument(FigureShown shown, FigureWords words, FigureSettings settings, Documents documents) {
    /** A chart as the document shows it. */
    record Chart(String title, String spoken, String highest, String first, String last, String image) {}

    /** Figures about one thing. */
    record Section(String key, List<Chart> charts, List<String> columns, List<FigureShown.Row> rows) {
        /** Copies. */
        Section {
            charts = List.copyOf(charts);
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    byte[] pdf(FigureTables.Table table, Locale locale) {
        Map<String, Object> model = Map.of(
                "title", words.text("figures.report.title", words.period(Step.YEAR, table.from())),
                "until", words.period(Step.DAY, table.to()),
                "headline", shown.headline(table),
                "sections", sections(table),
                "parts", shown.parts(table),
                "dictionary", List.of(Figure.values()),
                "licence", settings.licence());
        return documents.pdf("figures/report-document", locale, model, LegalCalendar.startOf(table.to()), List.of());
    }

    private List<Section> sections(FigureTables.Table table) {
        List<Section> sections = new ArrayList<>();
        for (FigureShown.Group group : shown.groups(table, EnumSet.allOf(Figure.Group.class))) {
            List<Chart> charts = group.charts().stream()
                    .map(chart -> new Chart(
                            chart.title(),
                            chart.spoken(),
                            chart.highest(),
                            chart.first(),
                            chart.last(),
                            ChartImage.of(chart)))
                    .toList();
            sections.add(new Section(group.key(), charts, group.columns(), group.rows()));
        }
        return sections;
    }

    /** The columns of a chart as an image for PDF, which has no SVG. The document writes scale and periods around it. Stateless. */
    static final class ChartImage {
        private static final int WIDTH = 600;
        private static final int SCALE = 2;
        private static final Color COLUMN = new Color(0x0b5f59);
        private static final Color LINE = new Color(0x8d93a5);

        private ChartImage() {}

        /** The image for the {@code src} of an {@code img}. The same chart gives the same bytes. */
        static String of(ColumnChart chart) {
            int height = chart.baseY() - chart.topY() + 1;
            BufferedImage image = new BufferedImage(WIDTH * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
            Graphics2D drawing = image.createGraphics();
            drawing.scale(SCALE, SCALE);
            drawing.setColor(Color.WHITE);
            drawing.fillRect(0, 0, WIDTH, height);
            drawing.setColor(LINE);
            drawing.fillRect(0, 0, WIDTH, 1);
            drawing.setColor(COLUMN);
            for (ColumnChart.Column column : chart.columns()) {
                drawing.fillRect(
                        (int) column.x(), (int) column.y() - chart.topY(), (int) column.width(), (int) column.height());
            }
            drawing.setColor(LINE);
            drawing.fillRect(0, height - 1, WIDTH, 1);
            drawing.dispose();
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            try {
                ImageIO.write(image, "png", png);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
        }
    }
}
