package org.openbloctel.server.service.help;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.server.platform.document.Documents;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.stereotype.Component;

/**
 * The technical sheet of call files as PDF: the page {@value #PAGE} of the help, the operator's own one if there is. A page with directives,
 * which change from day to day, has no PDF. Made once for each language. Thread-safe.
 */
@Component
final class TechnicalSheet {
    /** The page of the help that it is made of. */
    static final String PAGE = "formats";

    private static final Pattern CODE = Pattern.compile("\\bBT-\\d{4}\\b");
    private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]*)\">(.*?)</a>");

    private final HelpLibrary library;
    private final Documents documents;
    private final String site;
    private final Map<Locale, byte[]> made = new ConcurrentHashMap<>();

    TechnicalSheet(HelpLibrary library, Documents documents, Settings settings) {
        this.library = library;
        this.documents = documents;
        this.site = settings.baseUrl().toString();
    }

    /** Whether a page of the help has a PDF. */
    boolean isMadeOf(HelpPage page) {
        return page.name().equals(PAGE)
                && page.parts().stream().allMatch(part -> part.kind().equals("html"));
    }

    /** The sheet in a language, or in that of the page where it is written in another one alone. */
    Optional<byte[]> pdf(Locale locale) {
        return library.find(PAGE, locale)
                .filter(this::isMadeOf)
                .map(page -> made.computeIfAbsent(page.language(), any -> pdf(page)));
    }

    private byte[] pdf(HelpPage page) {
        StringBuilder html = new StringBuilder();
        page.parts().forEach(part -> html.append(onPaper(part.value())));
        return documents.pdf(
                "help/sheet-document",
                page.language(),
                Map.of("title", page.title(), "sheet", html.toString(), "address", site + "/aide/" + PAGE));
    }

    /** A link on paper is its address in brackets, and a code stands on one line. */
    private String onPaper(String html) {
        String whole = CODE.matcher(html).replaceAll("<code>$0</code>");
        return LINK.matcher(whole).replaceAll(link -> {
            String target = link.group(1).startsWith("/") ? site + link.group(1) : link.group(1);
            return Matcher.quoteReplacement(link.group(2) + " (" + target + ")");
        });
    }
}
