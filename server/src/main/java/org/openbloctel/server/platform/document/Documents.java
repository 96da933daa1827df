package org.openbloctel.server.platform.document;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.extend.FSTextBreaker;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Makes PDFs: PDF/A-3u for the archive and PDF/UA-1 for screen readers, on one layout, with the Liberation fonts embedded. A
 * template is well-formed XHTML on {@code document/layout}, its texts stand in the message bundles. Nothing is fetched while a
 * document is made: pictures are {@code data:} addresses. The same template, model, language and time give the same bytes.
 * Thread-safe. A document is refused as BT-0731 when others take all places for five seconds; any other failure is a bug in a template.
 */
@Component
public final class Documents {
    /** No longer than a page's statement: a document that many want is made while other shared answers wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String FAMILY = "Liberation Sans";
    private static final String FONTS = "/liberation/LiberationSans-";

    /** Characters that no XML may hold: a name with one of them would fail in each of its documents. */
    private static final Pattern NOT_IN_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    static {
        // The library would tell the log what it lays out; what it lays out is people's.
        XRLog.setLoggingEnabled(false);
    }

    private final SpringTemplateEngine templates = new SpringTemplateEngine();
    private final InstantSource clock;
    private final Semaphore places;
    private final Duration patience;
    private final String style = new String(resource("/templates/document/document.css"), StandardCharsets.UTF_8);
    private final byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private final byte[] regular = resource(FONTS + "Regular.ttf");
    private final byte[] bold = resource(FONTS + "Bold.ttf");
    private final byte[] italic = resource(FONTS + "Italic.ttf");

    /** Makes documents with these texts, dated by this clock, on half of the processors: a crowd leaves the rest to other requests. */
    @Autowired
    public Documents(MessageSource messages, InstantSource clock) {
        this(messages, clock, Math.max(1, Runtime.getRuntime().availableProcessors() / 2), PATIENCE);
    }

    /**
     * The same with another limit.
     *
     * @param places how many documents are made at a time
     * @param patience how long one waits for a place
     */
    Documents(MessageSource messages, InstantSource clock, int places, Duration patience) {
        this.clock = clock;
        this.places = new Semaphore(places, true);
        this.patience = patience;
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.XML);
        resolver.setCharacterEncoding("UTF-8");
        templates.setTemplateResolver(resolver);
        templates.setTemplateEngineMessageSource(messages);
    }

    /**
     * A document made now.
     *
     * @param template its name under {@code templates/}, such as {@code consumer/receipt-document}
     * @param locale French or English
     * @param model what the template names
     */
    public byte[] pdf(String template, Locale locale, Map<String, ?> model) {
        return pdf(template, locale, model, clock.instant(), List.of());
    }

    /**
     * A document with a time of its own, so that it can be made again to the byte, and with files inside.
     *
     * @param made the time it says it was made
     * @throws RefusedException when other documents take all places for too long
     */
    public byte[] pdf(
            String template, Locale locale, Map<String, ?> model, Instant made, List<Attachment> attachments) {
        if (!hasPlace()) {
            throw new RefusedException(new RequestRefusal.Busy());
        }
        try {
            return make(template, locale, model, made, attachments);
        } finally {
            places.release();
        }
    }

    private boolean hasPlace() {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private byte[] make(
            String template, Locale locale, Map<String, ?> model, Instant made, List<Attachment> attachments) {
        Map<String, Object> variables = new HashMap<>(model);
        variables.put("language", locale.getLanguage());
        variables.put("style", style);
        String html = NOT_IN_XML
                .matcher(templates.process(template, new Context(locale, variables)))
                .replaceAll("\ufffd");
        try (PdfBoxRenderer renderer = builder(html).buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            ByteArrayOutputStream pdf = new ByteArrayOutputStream();
            PdfFinish.write(renderer.getPdfDocument(), made, attachments, pdf);
            return pdf.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PdfRendererBuilder builder(String html) {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.usePdfAConformance(PdfAConformance.PDFA_3_U);
        builder.usePdfUaAccessibility(true);
        builder.useColorProfile(colours);
        builder.useUriResolver((base, address) -> address.startsWith("data:") ? address : null);
        builder.useFont(stream(regular), FAMILY, 400, FontStyle.NORMAL, true);
        builder.useFont(stream(bold), FAMILY, 700, FontStyle.NORMAL, true);
        builder.useFont(stream(italic), FAMILY, 400, FontStyle.ITALIC, true);
        builder.useUnicodeLineBreaker(new LineBreaks());
        builder.withProducer("OpenBloctel");
        builder.withHtmlContent(html, null);
        return builder;
    }

    private static FSSupplier<InputStream> stream(byte[] font) {
        return () -> new java.io.ByteArrayInputStream(font);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Documents.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a line may end: as Unicode has it, not behind the apostrophe of « l’opposition ». For one document, in one thread. */
    static final class LineBreaks implements FSTextBreaker {
        private final BreakIterator breaks = BreakIterator.getLineInstance(Locale.FRENCH);
        private String text = "";

        @Override
        public int next() {
            int next = breaks.next();
            while (next != BreakIterator.DONE && next < text.length() && text.charAt(next - 1) == '’') {
                next = breaks.next();
            }
            return next;
        }

        @Override
        public void setText(String newText) {
            text = newText;
            breaks.setText(newText);
        }
    }
}
