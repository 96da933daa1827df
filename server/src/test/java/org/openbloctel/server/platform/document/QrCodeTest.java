package org.openbloctel.server.platform.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A telephone reads from the square what was put into it, from the image and from the drawing alike. */
final class QrCodeTest {
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://demo.example/verifier/00000000-0000-4000-8000-000000000001",
                "otpauth://totp/OpenBloctel:a%40example.org?secret=JBSWY3DPEHPK3PXP&issuer=OpenBloctel",
                "Été à Nœux : 1\u202f234\u00a0€",
                "0"
            })
    void squareSaysWhatWasPutIntoIt(String text) throws Exception {
        QrCode code = QrCode.of(text);
        assertThat(read(image(code.pngDataUri()))).isEqualTo(text);
        assertThat(read(drawn(code))).isEqualTo(text);
    }

    @Test
    void sameTextGivesTheSameBytesAndAnotherOneDoesNot() {
        assertThat(QrCode.of("a").pngDataUri()).isEqualTo(QrCode.of("a").pngDataUri());
        assertThat(QrCode.of("a").path())
                .isEqualTo(QrCode.of("a").path())
                .isNotEqualTo(QrCode.of("b").path());
    }

    /** Without the quiet margin many telephones find nothing. */
    @Test
    void marginIsFourDotsOnAllSides() {
        QrCode code = QrCode.of("https://demo.example/");
        Matcher run = RUN.matcher(code.path());
        int runs = 0;
        while (run.find()) {
            int x = Integer.parseInt(run.group(1));
            int y = Integer.parseInt(run.group(2));
            int width = Integer.parseInt(run.group(3));
            assertThat(run.group(4)).isEqualTo(run.group(3));
            assertThat(x).isGreaterThanOrEqualTo(4);
            assertThat(y).isBetween(4, code.side() - 5);
            assertThat(x + width).isLessThanOrEqualTo(code.side() - 4);
            runs++;
        }
        assertThat(runs).isGreaterThan(50);
        assertThat(RUN.matcher(code.path()).replaceAll("")).isEmpty();
    }

    @Test
    void whatIsTooLongIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> QrCode.of("secret".repeat(1_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("too long for a QR code: 6000 characters");
    }

    private static BufferedImage image(String dataUri) throws Exception {
        assertThat(dataUri).startsWith("data:image/png;base64,");
        byte[] png = Base64.getDecoder().decode(dataUri.substring(dataUri.indexOf(',') + 1));
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    /** As a browser draws the path, six pixels a dot. */
    private static BufferedImage drawn(QrCode code) {
        int pixels = 6;
        BufferedImage image = new BufferedImage(code.side() * pixels, code.side() * pixels, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(java.awt.Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setColor(java.awt.Color.BLACK);
        RUN.matcher(code.path())
                .results()
                .forEach(run -> graphics.fillRect(
                        Integer.parseInt(run.group(1)) * pixels,
                        Integer.parseInt(run.group(2)) * pixels,
                        Integer.parseInt(run.group(3)) * pixels,
                        pixels));
        graphics.dispose();
        return image;
    }

    private static String read(BufferedImage image) throws Exception {
        int[] dots = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return new QRCodeReader()
                .decode(new BinaryBitmap(
                        new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), dots))))
                .getText();
    }
}
