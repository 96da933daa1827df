package org.openbloctel.server.service.site;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.Browser;
import org.openbloctel.server.platform.access.SignIn;
import org.openbloctel.server.platform.pages.Languages;
import org.openbloctel.server.platform.pages.LayoutModel;
import org.openbloctel.server.platform.programs.RefusalCatalogue;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The pages that everybody may read and that need nothing of the registry. */
@Controller
record PublicPages(Languages languages, RefusalCatalogue codes, SignIn signIn, LayoutModel surroundings) {
    /** What the page on personal data shows, in its order: the key of its words, and the rule that it is kept by. */
    private static final Map<String, String> KEPT = kept(
            "list", "list",
            "account", "consumers",
            "receipt", "registrations",
            "complaint", "complaints",
            "person", "people",
            "company", "companies",
            "invoice", "invoices",
            "file", "files",
            "certificate", "certificates",
            "trail", "audit");

    private static Map<String, String> kept(String... pairs) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            kept.put(pairs[i], pairs[i + 1]);
        }
        return kept;
    }

    @Access(ANYONE)
    @GetMapping("/")
    String home() {
        return "portal/home";
    }

    @Access(ANYONE)
    @GetMapping("/aide/api")
    String api(Model model) {
        model.addAttribute("samples", ApiSamples.of(surroundings.address()));
        return "portal/api";
    }

    @Access(ANYONE)
    @GetMapping("/accessibilite")
    String accessibility() {
        return "portal/accessibility";
    }

    @Access(ANYONE)
    @GetMapping("/donnees-personnelles")
    String personalData(Model model) {
        model.addAttribute("rows", KEPT);
        return "portal/personal-data";
    }

    @Access(ANYONE)
    @GetMapping("/mentions-legales")
    String legalNotice() {
        return "portal/legal-notice";
    }

    @Access(ANYONE)
    @GetMapping("/aide/codes")
    String codes(Locale locale, Model model) {
        model.addAttribute("codes", codes.in(locale));
        return "portal/codes";
    }

    @Access(ANYONE)
    @GetMapping("/plan-du-site")
    String siteMap(Model model) {
        model.addAttribute("parts", surroundings.siteMap());
        return "portal/site-map";
    }

    @Access(ANYONE)
    @GetMapping("/favicon.ico")
    String icon() {
        return "redirect:/assets/favicon.svg";
    }

    /** Robots may read what everybody may; the spaces are none of their business. */
    @Access(ANYONE)
    @GetMapping(value = "/robots.txt", produces = "text/plain")
    @ResponseBody
    String robots() {
        return """
                User-agent: *
                Disallow: /api/
                Disallow: /espace
                Disallow: /inspection
                Disallow: /operateur
                Disallow: /pro/
                """;
    }

    /** Keeps the chosen language, and goes back to the page where it was chosen. */
    @Access(ANYONE)
    @GetMapping("/langue")
    String language(@RequestParam("choix") String choice, HttpServletRequest request, HttpServletResponse response) {
        languages.setLocale(request, response, Locale.forLanguageTag(choice));
        return "redirect:" + path(request.getHeader(HttpHeaders.REFERER));
    }

    @Access(ANYONE)
    @PostMapping("/deconnexion")
    String signOut(Browser browser) {
        signIn.end(browser);
        return "redirect:/";
    }

    /** Of another page only what lies on this site: the redirect stays here for any address. */
    private static String path(@Nullable String referer) {
        if (referer == null) {
            return "/";
        }
        try {
            URI page = URI.create(referer);
            String path = page.getRawPath();
            if (path == null || !path.startsWith("/") || path.startsWith("//") || path.equals("/langue")) {
                return "/";
            }
            return page.getRawQuery() == null ? path : path + "?" + page.getRawQuery();
        } catch (IllegalArgumentException unreadable) {
            return "/";
        }
    }

    /**
     * What a developer types to begin with the API, and gets: the same in both languages, so not in the bundles. {@code ApiHelpIT}
     * sends it to a server.
     */
    static final class ApiSamples {
        private static final String KEY = "export AUTH='Authorization: Bearer obt_test_…'";

        private static final String CHECK = """
                curl -sS $SERVER/api/v1/checks \\
                  -H "$AUTH" \\
                  -H 'Content-Type: application/json' \\
                  -d '{"numbers":["06 39 98 00 01","+33639980002","0639"]}'""";

        private static final String ANSWER = """
                {"scope":"list","list":{"revision":41},"results":[
                  {"input":"06 39 98 00 01","number":"+33639980001","verdict":"OPPOSED","reason":null},
                  {"input":"+33639980002","number":"+33639980002","verdict":"NOT_LISTED","reason":null},
                  {"input":"0639","number":null,"verdict":"UNCHECKED","reason":"wrong-length"}]}""";

        private static final String SUBMIT = """
                curl -sS "$SERVER/api/v1/submissions?filename=prospects.csv" \\
                  -H "$AUTH" \\
                  -H "Idempotency-Key: $(uuidgen)" \\
                  -H 'Content-Type: application/octet-stream' \\
                  --data-binary @prospects.csv""";

        private static final String STATE = "curl -sS $SERVER/api/v1/submissions/$ID -H \"$AUTH\"";

        private static final String FILE = "curl -sS -OJ $SERVER/api/v1/submissions/$ID/files/not-listed -H \"$AUTH\"";

        private static final String COMMAND = "bloctel submit prospects.csv --server $SERVER --key key.txt";

        private ApiSamples() {}

        /** By their places on the page; the server stands at this address. */
        static Map<String, String> of(String address) {
            return Map.of(
                    "setting", "export SERVER=" + address + "\n" + KEY,
                    "check-request", CHECK,
                    "check-answer", ANSWER,
                    "submit-request", SUBMIT,
                    "state-request", STATE,
                    "file-request", FILE,
                    "command", COMMAND);
        }
    }
}
