package org.openbloctel.server.platform.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** What veraPDF, the reference validator, says of a PDF. For every feature that makes documents. */
public final class Conformance {
    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private Conformance() {}

    /** Fails with veraPDF's reasons unless the PDF is PDF/A-3u and PDF/UA-1; and unless it counts its own objects. */
    public static void assertConforms(byte[] pdf) throws Exception {
        assertCounted(pdf);
        assertThat(faults(pdf, PDFAFlavour.PDFA_3_U)).as("PDF/A-3u").isEmpty();
        assertThat(faults(pdf, PDFAFlavour.PDFUA_1)).as("PDF/UA-1").isEmpty();
    }

    /** What {@code qpdf --check} warns of, and veraPDF lets pass: the size is one more than the highest number of an object. */
    private static void assertCounted(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            long highest = document.getDocument().getXrefTable().keySet().stream()
                    .mapToLong(COSObjectKey::getNumber)
                    .max()
                    .orElse(0);
            assertThat(document.getDocument().getTrailer().getLong(COSName.SIZE))
                    .as("number of objects")
                    .isEqualTo(highest + 1);
        }
    }

    private static List<String> faults(byte[] pdf, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            List<String> faults = result.getTestAssertions().stream()
                    .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                    .map(assertion -> assertion.getRuleId().getClause() + " " + assertion.getMessage())
                    .distinct()
                    .toList();
            assertThat(result.isCompliant()).as("%s", faults).isTrue();
            return faults;
        }
    }
}
