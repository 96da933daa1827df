package org.openbloctel.server.service.figures;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.registry.platform.figures.Step;
import org.openbloctel.server.platform.document.Documents;
import org.openbloctel.server.service.figures.FigureCatalogue.FigureSettings;
import org.springframework.stereotype.Component;

/** The figures of a year as PDF, month by month, with the charts of the page, in the reader's language. Thread-safe. */
@Component
final class YearDocument {
    private final FigureShown shown;
    private final FigureWords words;
    private final FigureSettings settings;
    private final Documents documents;

    YearDocument(FigureShown shown, FigureWords words, FigureSettings settings, Documents documents) {
        this.shown = shown;
        this.words = words;
        this.settings = settings;
        this.documents = documents;
    }

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
}
