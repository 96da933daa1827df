package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages for everybody and the operator's trail, in both languages, light and dark, wide and narrow. */
final class PublicPagesBrowserIT extends BrowserJourney {
    private static final String NOWHERE = "/nulle-part";

    @BeforeAll
    static void start() {
        // With a mailbox, at which no server answers: its page says more then.
        start(ServerFixture.start(
                "openbloctel.mailbox.host=127.0.0.1",
                "openbloctel.mailbox.port=1",
                "openbloctel.mailbox.protection=none",
                "openbloctel.mailbox.user=depot",
                "openbloctel.mailbox.address=depot@opposition.example",
                "openbloctel.mailbox.authserv-id=mx.opposition.example"));
        countDays();
    }

    /** Two months of figures, for the charts, tables and parts of their page. */
    private static void countDays() {
        LocalDate today = LegalCalendar.today(server.clock());
        String sql = "insert into accounts.figure_day (day, figure, part, value, closed)"
                + " select cast(? as date) - n, ?, ?, ? + n * 7919 % 1000, true"
                + " from generate_series(1, 70) n";
        JdbcClient database = JdbcClient.create(server.database().owner());
        for (Figure figure : Figure.values()) {
            long value = figure == Figure.NUMBERS ? 12_000_000 : 1_440;
            database.sql(sql).params(today, figure.code(), "", value).update();
            figure.parts()
                    .forEach(part -> database.sql(sql)
                            .params(today, figure.code(), part, 40)
                            .update());
        }
    }

    @ParameterizedTest
    @Tag("looks")
    @ValueSource(
            strings = {
                "/",
                "/professionnels",
                "/que-faire",
                "/puis-je-appeler",
                "/puis-je-appeler/essai",
                "/aide",
                "/aide/api",
                "/aide/codes",
                "/aide/dossier",
                "/aide/formats",
                "/aide/puis-je-appeler",
                "/aide/suis-je-concerne",
                "/aide/par-e-mail",
                "/statut",
                "/chiffres",
                "/accessibilite",
                "/donnees-personnelles",
                "/mentions-legales",
                "/plan-du-site",
                "/regles",
                "/regles/consent",
                "/retirer-mon-consentement",
                "/signaler",
                NOWHERE
            })
    void pageKeepsNobodyOut(String path) {
        String name = path.equals("/") ? "home" : path.substring(1).replace('/', '-');
        for (Look look :
                Look.ways(Look.WIDE, Look.WIDE.english().inTheDark().narrow()).toList()) {
            try (Window window = open(look)) {
                assertThat(window.go(path)).isEqualTo(path.equals(NOWHERE) ? 404 : 200);
                window.examine(name);
            }
        }
    }

    @Test
    @Tag("looks")
    void helpIsSearchedAndRead() {
        for (Look look : Look.ways(
                        Look.WIDE,
                        Look.WIDE.withoutScript().narrow(),
                        Look.WIDE.narrow().byKeyboard())
                .toList()) {
            try (Window window = open(look)) {
                window.go("/aide");
                window.fill("Chercher dans l’aide", "bloque les apels").press("Chercher");
                window.sees("Cherché à la place").examine("help-found");
                window.follow("Bloquez-vous les appels\u00a0?").sees("la liste n’a plus d’effet légal");
                window.go("/aide?q=xyzzyx");
                window.sees("Aucune page ne répond").examine("help-none");
            }
        }
    }

    @Test
    void keyboardReachesTheFieldAfterTheLinksAtTheTop() {
        try (Window window = open(Look.WIDE)) {
            window.go("/");
            List<String> stops = new ArrayList<>();
            while (!stops.contains("number") && stops.size() < 12) {
                stops.add(window.tab());
            }
            assertThat(stops)
                    .startsWith("Aller au contenu", "OpenBloctel", "Signaler un appel", "Professionnels", "Aide")
                    .endsWith("number");
            assertThat(window.tab()).isEqualTo("Continuer");
        }
    }

    @Test
    @Tag("looks")
    void figuresHaveATableBesideTheirChartsWithoutScriptToo() {
        for (Look look : Look.ways(
                        Look.WIDE,
                        Look.WIDE.withoutScript().narrow(),
                        Look.WIDE.english().inTheDark())
                .toList()) {
            try (Window window = open(look)) {
                window.go("/chiffres?periode=12-mois");
                window.page().locator("summary").all().forEach(Locator::click);
                assertThat(window.page().locator("table:visible").count()).isEqualTo(Figure.Group.values().length);
                window.examine("figures-open");
            }
        }
    }

    @Test
    void examinationFindsWhatKeepsPeopleOut() {
        try (Window window = open(Look.WIDE)) {
            window.go("/aide");
            window.page().evaluate("() => document.querySelector('main').append(new Image())");
            assertThatThrownBy(() -> window.examine("broken"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("image-alt");
        }
    }

    @Test
    void errorsOfARefusedFormHaveTheFocusWithAndWithoutScript() {
        for (Look look : List.of(Look.WIDE, Look.WIDE.withoutScript())) {
            try (Window window = open(look)) {
                window.go("/professionnels/inscription");
                window.press("Envoyer");
                assertThat(window.page().locator(".errors:focus").count())
                        .as("focus on the summary, script: %s", look.script())
                        .isEqualTo(1);
                window.examine("sign-up-refused");
            }
        }
    }

    /** Every page of a demo has the bar above its header. */
    @Test
    @Tag("check-long")
    void barOfTheDemoIsInALandmark() {
        try (ServerFixture demo = ServerFixture.start("openbloctel.demo=true");
                Window window = browser.open(demo.address(), Look.WIDE)) {
            window.go("/aide");
            window.sees("données fictives").examineEveryWay("demo-bar");
        }
    }

    @Test
    void firstStopSkipsToTheContent() {
        try (Window window = open(Look.WIDE)) {
            window.go("/aide");
            assertThat(window.tab()).isEqualTo("Aller au contenu");
            window.page().keyboard().press("Enter");
            assertThat(window.tab()).as("the field of the search").isEqualTo("q");
        }
    }

    @Test
    void languageIsChosenAndKeptWithoutScript() {
        try (Window window = open(Look.WIDE.withoutScript())) {
            window.go("/aide");
            window.follow("English");
            assertThat(window.path()).isEqualTo("/aide");
            assertThat(window.heading()).isEqualTo("Help");
            window.go("/statut");
            assertThat(window.heading()).isEqualTo("Service status");
            window.follow("Français");
            assertThat(window.heading()).isEqualTo("État du service");
        }
    }

    @Test
    @Tag("looks")
    void trailIsFilteredAndProvedWithoutScript() {
        AuditTrail trail = server.bean(AuditTrail.class);
        for (int i = 0; i < 120; i++) {
            trail.record(new AuditEntry(
                    "member:m" + i % 3, "submission.received", "submission:s" + i, Map.of("lines", "12")));
        }
        SignedIn staff = server.staff();
        for (Look look : Look.ways(Look.WIDE, Look.WIDE.narrow()).toList()) {
            try (Window window = open(look)) {
                window.page().navigate(server.address() + server.signInPath(staff));
                window.go("/operateur/journal");
                window.examine("audit");
                window.follow("Plus anciens").sees("Dépôt s40");
                window.follow("Plus anciens").sees("Dépôt s10");
                window.go("/operateur/journal");
                window.fill("Auteur", "member:m1").press("Filtrer");
                assertThat(window.page().locator("tbody tr").count()).isEqualTo(40);
                window.fill("Auteur", "nobody").press("Filtrer");
                window.sees("Aucune entrée ne correspond").examine("audit-empty");
                window.press("Vérifier tout le journal");
                window.sees("Le journal est entier").examine("audit-whole");
            }
        }
    }
}
