package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.calls.law.EveryPage;
import org.openbloctel.server.platform.access.SignedIn;

/**
 * Every page of the table of access is opened by a person who may, on sample data, and looked at wide and at 320 pixels. {@link EveryPage} has
 * the routes that are no page, with the reasons.
 */
@Tag("check-long")
final class EveryPageBrowserIT extends BrowserJourney {

    @BeforeAll
    static void start() {
        start(ServerFixture.startAtItsAddress(
                "openbloctel.http.requests-a-minute.address=60000", "openbloctel.http.requests-a-minute.person=60000"));
    }

    @Test
    void everyPageIsLookedAtWideAndNarrow() {
        Map<Optional<SignedIn>, Window> windows = new LinkedHashMap<>();
        Set<String> opened = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        for (EveryPage.Page page : EveryPage.of(server, "06 39 98 93 01")) {
            Window window = windows.computeIfAbsent(Optional.ofNullable(page.reader()), EveryPageBrowserIT::open);
            String type = type(window, page);
            if (!type.isEmpty() && opened.add(page.route()) && type.startsWith("text/html")) {
                try {
                    window.go(page.address());
                    window.examineWideAndNarrow("page" + page.route().replaceAll("[/{}]+", "-"));
                } catch (AssertionError e) {
                    faults.add(page.name() + ": " + e.getMessage());
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(EveryPage.routes())
                .filteredOn(route -> !route.endsWith(".pdf"))
                .as("looked at")
                .isSubsetOf(opened);
    }

    /** The page at an address; empty when the address leads elsewhere or nowhere. A script of another page opens one behind a secret link. */
    private static String type(Window window, EveryPage.Page page) {
        if (page.address().contains("jeton=") && !page.route().endsWith(".pdf")) {
            return "text/html";
        }
        APIResponse answer = window.page()
                .request()
                .get(page.address(), RequestOptions.create().setMaxRedirects(0));
        return answer.status() == 200 ? answer.headers().getOrDefault("content-type", "none") : "";
    }

    /** Behind a code, or a form for a password: the table of sample data has none. */
    @ParameterizedTest
    @CsvSource({
        "/retirer-mon-consentement/code, ConsumerJourneyBrowserIT, consent-code",
        "/retirer-mon-consentement/liste, ConsumerJourneyBrowserIT, consent-list",
        "/professionnels/confirmer, ProfessionalJourneyBrowserIT, confirm-weak",
        "/professionnels/invitation, ProfessionalJourneyBrowserIT, invitation",
        "/pro/second-facteur/a-nouveau, ProfessionalJourneyBrowserIT, step-up",
        "/pro/formule/{code}/maintenant, PlansBrowserIT, plan-upgrade-english",
        "/inspection/mot-de-passe, ../shipped/StoryBrowserIT, story-new-password"
    })
    void pageWithoutSampleDataIsLookedAtInAJourney(String route, String journey, String name) throws IOException {
        assertThat(EveryPage.routes()).doesNotContain(route);
        String source = "src/test/java/org/openbloctel/acceptance/browser/" + journey + ".java";
        assertThat(Files.readString(Path.of(source))).containsPattern("examine(EveryWay)?\\(\"" + name + "\"\\)");
    }

    private static Window open(Optional<SignedIn> reader) {
        Window window = open(Look.WIDE);
        reader.ifPresent(who -> window.go(server.signInPath(who)));
        return window;
    }
}
