package org.openbloctel.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.platform.programs.Program.json;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Quotas;
import org.openbloctel.registry.calls.consent.CompanyConsents;
import org.openbloctel.registry.calls.consent.GivenConsent;
import org.openbloctel.registry.platform.audit.PowerWatch;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.registry.platform.figures.PublishedFigures;
import org.openbloctel.registry.platform.figures.Step;
import org.openbloctel.server.app.Asked;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.Program;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo has data of each kind, once: the pages of people, companies, the operator, inspectors and the public show some. */
final class DemoDataIT {
    private static final String COMPANY = "select id from accounts.company where siren = '000000018'";

    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.watchingPowers("openbloctel.demo=true");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Companies with plans, keys and mandates, people with their factors, staff, inspectors and case files: all made by acts of the product. */
    @Test
    void sampleDataLeaveNoPowerThatTheTrailDoesNotExplain() {
        PowerWatch watch = server.bean(PowerWatch.class);
        watch.look();
        assertThat(watch.doubted()).isEmpty();
        assertThat(id("select id from accounts.api_key limit 1")).isNotNull();
    }

    @Test
    void companySeesConsentsThatHoldEndSoonAreOverAndWereWithdrawn() {
        assertThat(references(GivenConsent.State.OPEN))
                .hasSize(5)
                .contains("C-2026-0041", "C-2026-0042", "C-2025-0117", "PHARE-3051")
                .anyMatch(reference -> reference.startsWith("portail-"));
        assertThat(references(GivenConsent.State.OVER)).containsExactly("C-2025-0098");
        assertThat(references(GivenConsent.State.WITHDRAWN)).containsExactly("C-2026-0029");
        SignedIn.Member owner = new SignedIn.Member(
                id("select id from accounts.member where role = 'OWNER' and company = (" + COMPANY + ")"),
                id(COMPANY),
                SignedIn.Role.OWNER,
                true);
        Visitor visitor = server.visitor(owner);
        assertThat(visitor.get("/pro/consentements").body()).contains("C-2025-0117", "PHARE-3051", "Retiré", "Terminé");
        UUID report = id("select id from accounts.consent_import where company = (" + COMPANY + ")");
        assertThat(visitor.get("/pro/consentements/import/" + report).body())
                .contains("BT-0633", "Empreinte de la preuve", "C-2026-0043")
                .doesNotContain("evidence");
    }

    @Test
    void consumerSeesTheirOwnAndThePermissionThatTheyGave() {
        Visitor visitor = server.visitor(new SignedIn.Consumer(
                id("select id from accounts.consumer where email = 'camille.durand@courriel.example'")));
        assertThat(visitor.get("/espace/consentements").body())
                .contains("Volets roulants", "Vérandas", "le réglage de mes fenêtres", "Vous-même, dans votre espace");
    }

    /** A newcomer tries the demo with a real file of their own. */
    @Test
    void companyHasThePlanOfTheLargestFiles() {
        assertThat(server.bean(Quotas.class).current(id(COMPANY)).orElseThrow().linesPerSubmission())
                .isEqualTo(300_000);
    }

    @Test
    void verdictsKnowThem() {
        assertThat(grounds("06 39 98 45 67")).as("consented").isEmpty();
        assertThat(grounds("02 61 91 08 15")).as("consented").isEmpty();
        assertThat(grounds("06 39 98 12 34")).as("listed, and permitted").isEmpty();
        assertThat(grounds("01 99 00 12 34")).as("listed").contains("consent");
        assertThat(grounds("06 39 98 45 68")).as("what is incomplete is none").contains("consent");
    }

    @Test
    void firstExampleOfTheGuideIsWhatTheDemoAnswers() throws IOException {
        Path file = server.bean(Settings.class).dataFolder().resolve("demo/credentials.json");
        Program program = new Program(
                server.address(),
                JsonMapper.shared()
                        .readTree(Files.readString(file))
                        .get("apiKey")
                        .asString());
        String guide = Files.readString(Path.of("..", "docs", "api.md"));
        Matcher example = Pattern.compile("(?s)/api/v1/checks .*?-d '(.*?)'\\s+```json\\s(.*?)```")
                .matcher(guide);
        assertThat(example.find()).isTrue();
        JsonNode told = JsonMapper.shared().readTree(example.group(2));
        JsonNode answer = json(program.send(
                "POST",
                "/api/v1/checks",
                BodyPublishers.ofString(example.group(1)),
                "Content-Type",
                "application/json"));
        assertThat(answer.get("results")).isEqualTo(told.get("results"));
        assertThat(answer.get("scope")).isEqualTo(told.get("scope"));
    }

    /** The figures are counted once the sample data are there, the files that were checked among them. */
    @Test
    void publicPagesHaveContentAtOnce() {
        LocalDate today = LegalCalendar.today(server.clock());
        Map<Figure, Long> figures = new EnumMap<>(Figure.class);
        server.bean(PublishedFigures.class)
                .wholes(Step.DAY, today, today)
                .forEach(value -> figures.put(value.figure(), value.value()));
        assertThat(figures)
                .containsEntry(Figure.SANCTIONS, 1L)
                .containsEntry(Figure.SANCTIONS_PUBLISHED, 1L)
                .containsEntry(Figure.PROFESSIONALS, 3L)
                .hasEntrySatisfying(Figure.LINES, lines -> assertThat(lines).isGreaterThan(5_000))
                .hasEntrySatisfying(Figure.COMPLAINTS, all -> assertThat(all).isGreaterThan(10));
        Visitor visitor = server.visitor();
        assertThat(visitor.get("/chiffres?periode=12-mois").body()).contains("Part des lignes sur la liste");
        assertThat(visitor.get("/sanctions").body()).contains("Soleil du Cap (fictif)");
        assertThat(visitor.get("/statut").body()).contains("incident fictif");
        assertThat(visitor.get("/aide/faq").body()).contains("numéro de mes parents");
    }

    @Test
    void inspectorsAndTheOperatorFindWork() {
        Visitor staff = server.visitor(server.staff());
        for (String state : List.of("NEW", "ANSWERED", "WAITING", "CLOSED")) {
            assertThat(staff.get("/operateur/questions?etat=" + state).body())
                    .as(state)
                    .contains("/operateur/questions/");
        }
        assertThat(staff.get("/operateur").body()).contains("Questions dont le délai est dépassé");
        assertThat(owner().sql("select distinct kind from accounts.signal")
                        .query(String.class)
                        .list())
                .contains("SURGE", "UNCHECKED");
    }

    @Test
    void anotherStartMakesNoMoreOfThem() throws IOException {
        int before = count();
        DemoData demo = server.bean(DemoData.class);
        demo.run(new DefaultApplicationArguments());
        assertThat(count()).isEqualTo(before).isEqualTo(7);
    }

    private static List<String> references(GivenConsent.State state) {
        return server.bean(CompanyConsents.class).page(id(COMPANY), "", state, 0).stream()
                .map(GivenConsent::reference)
                .toList();
    }

    private static List<String> grounds(String number) {
        return Asked.grounds(server, id(COMPANY), number);
    }

    private static int count() {
        return owner().sql("select count(*) from accounts.consent")
                .query(Integer.class)
                .single();
    }

    private static UUID id(String sql) {
        return owner().sql(sql).query(UUID.class).single();
    }

    private static JdbcClient owner() {
        return JdbcClient.create(server.database().owner());
    }
}
