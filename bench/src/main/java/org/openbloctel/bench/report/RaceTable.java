package org.openbloctel.bench.report;

import java.util.List;
import java.util.Locale;

/** Programs that ran side by side on one file. */
public final class RaceTable {

    private static final String NONE = "–";

    private RaceTable() {}

    /**
     * The table as Markdown.
     *
     * @param base the program that the others are compared with; it need not be among the lines
     */
    public static String render(List<Line> lines, String base) {
        double cpu = Double.NaN;
        double wall = Double.NaN;
        for (Line line : lines) {
            if (line.name().equals(base)) {
                cpu = line.cpu();
                wall = line.wall();
            }
        }
        StringBuilder text =
                new StringBuilder("| program | n | CPU s | wall s | peak MiB | rows/s | MB/s | × CPU | × wall |"
                        + " result |\n|---|---|---|---|---|---|---|---|---|---|\n");
        for (Line line : lines) {
            text.append("| ").append(line.name().equals(base) ? "**" + base + "**" : line.name());
            text.append(" | ").append(line.runs() == 0 ? NONE : Integer.toString(line.runs()));
            cell(text, seconds(line.cpu()));
            cell(text, seconds(line.wall()));
            cell(text, number("%,.0f", line.peakMiB()));
            cell(text, rate(line.rows() / line.wall()));
            cell(text, number("%,.0f", line.bytes() / line.wall() / 1e6));
            cell(text, ratio(line.cpu() / cpu));
            cell(text, ratio(line.wall() / wall));
            cell(text, line.result());
            text.append(" |\n");
        }
        return text.toString();
    }

    private static void cell(StringBuilder text, String content) {
        text.append(" | ").append(content);
    }

    private static String seconds(double value) {
        return number(value < 10 ? "%.2f" : "%.1f", value);
    }

    private static String ratio(double value) {
        return number(value < 10 ? "%.2f" : "%.0f", value);
    }

    private static String rate(double perSecond) {
        return number("%.2f M", perSecond / 1e6);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, format, value);
    }
}
