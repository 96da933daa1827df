package org.openbloctel.server.service.figures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.openbloctel.server.platform.charts.ColumnChart;

/** The columns of a chart as an image for PDF, which has no SVG. The document writes scale and periods around it. Stateless. */
final class ChartImage {
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
