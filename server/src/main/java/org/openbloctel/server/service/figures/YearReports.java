package org.openbloctel.server.service.figures;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import java.util.Locale;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.pages.SharedAnswers;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The reports of years. Each is made once a minute at most, for all readers of a language. */
@Controller
final class YearReports {
    private final FigureTables tables;
    private final YearDocument document;
    private final SharedAnswers.Kept<Report, byte[]> made;

    YearReports(FigureTables tables, YearDocument document) {
        this.tables = tables;
        this.document = document;
        this.made = tables.kept();
    }

    private record Report(int year, Locale locale) {}

    /** A year in which nothing was counted is not there. */
    @Access(ANYONE)
    @GetMapping("/chiffres/{year}.pdf")
    ResponseEntity<byte[]> report(@PathVariable("year") String written, Locale locale) {
        int year = year(written);
        FigureTables.Table table = tables.ofYear(year);
        if (table.values().isEmpty()) {
            throw new RefusedException(new RequestRefusal.NotFound());
        }
        byte[] pdf = made.get(new Report(year, locale), wanted -> document.pdf(table, locale));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("chiffres-" + year + ".pdf")
                                .build()
                                .toString())
                .cacheControl(CacheControl.maxAge(FigureTables.KEPT).cachePublic())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.COOKIE)
                .body(pdf);
    }

    private static int year(String written) {
        if (!written.matches("[12]\\d{3}")) {
            throw new RefusedException(new RequestRefusal.NotFound());
        }
        return Integer.parseInt(written);
    }
}
