package org.openbloctel.server.service.help;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;
import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.service.help.FruitlessSearches;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * {@code /aide}: the pages of the help, with a search and the technical sheet as PDF; for the operator, the words of searches without a
 * result. Thread-safe.
 */
@Controller
record HelpPages(
        HelpLibrary library, HelpSearch search, TechnicalSheet sheet, FruitlessSearches fruitless, RateLimits limits) {
    private static final RateLimits.Limit SEARCHES = new RateLimits.Limit("help-search", 30, Duration.ofMinutes(1));
    private static final Pattern NUMBER = Pattern.compile("\\d(?:[\\s./+()-]{0,3}\\d){5,}");
    private static final Duration SHEET_KEPT = Duration.ofMinutes(10);
    private static final int MAX_QUERY = 200;
    private static final int MAX_WORDS = 100;

    @Access(ANYONE)
    @GetMapping("/aide")
    String index(
            @RequestParam(name = "q", defaultValue = "") String query,
            HttpServletRequest request,
            Locale locale,
            Model model,
            RedirectAttributes next) {
        String asked = query.strip();
        if (NUMBER.matcher(asked).find()) {
            // A phone number does not stay in an address.
            next.addAttribute("q", NUMBER.matcher(asked).replaceAll(" ").strip());
            return "redirect:/aide";
        }
        if (!asked.isEmpty()) {
            limits.checkAddress(SEARCHES, request.getRemoteAddr());
            String cut = asked.substring(0, Math.min(asked.length(), MAX_QUERY));
            model.addAttribute("results", search.search(cut, locale));
            model.addAttribute("query", cut);
        }
        model.addAttribute("groups", groups(locale));
        return "help/index";
    }

    private Map<String, List<HelpPage>> groups(Locale locale) {
        Map<String, List<HelpPage>> groups = new LinkedHashMap<>();
        for (HelpPage page : library.in(locale)) {
            groups.computeIfAbsent(page.audience().code(), any -> new ArrayList<>())
                    .add(page);
        }
        return groups;
    }

    @Access(ANYONE)
    @GetMapping("/aide/{page}")
    String page(@PathVariable("page") String name, Locale locale, Model model) {
        HelpPage page =
                library.find(name, locale).orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
        model.addAttribute("page", page);
        model.addAttribute("foreign", !page.language().getLanguage().equals(locale.getLanguage()));
        model.addAttribute("pdf", sheet.isMadeOf(page));
        return "help/page";
    }

    @Access(ANYONE)
    @GetMapping("/aide/" + TechnicalSheet.PAGE + ".pdf")
    ResponseEntity<byte[]> sheet(Locale locale) {
        byte[] pdf = sheet.pdf(locale).orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("openbloctel-" + TechnicalSheet.PAGE + ".pdf")
                                .build()
                                .toString())
                .cacheControl(CacheControl.maxAge(SHEET_KEPT).cachePublic())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.COOKIE)
                .body(pdf);
    }

    @Access(STAFF)
    @GetMapping("/operateur/aide")
    String desk(Model model) {
        model.addAttribute("words", fruitless.often(MAX_WORDS));
        model.addAttribute("faults", library.faults());
        model.addAttribute("least", FruitlessSearches.MIN_SHOWN);
        return "help/desk";
    }
}
