package org.openbloctel.server.list.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.accounts.webhook.Webhooks;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.guard.GuardDesk;
import org.openbloctel.registry.list.guard.StopProvenances;
import org.openbloctel.registry.list.guard.Stops;
import org.openbloctel.registry.list.guard.TestGuards;
import org.openbloctel.registry.list.lookup.Lookups;
import org.openbloctel.registry.list.lookup.Written;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the operator sees of the guard, and does about it. */
final class GuardPagesIT {
    private static ServerFixture world;

    @BeforeAll
    static void start() {
        world = ServerFixture.start("openbloctel.webhooks.allow-private=true");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static void walk(Caller prober) {
        Lookups lookups = world.bean(Lookups.class);
        Written range = Written.of(
                IntStream.range(0, 1000).mapToObj("+3363998%04d"::formatted).toList());
        assertThatThrownBy(() -> lookups.check(prober.company(), "key:1", range))
                .isInstanceOf(RefusedException.class);
        lookups.exchange();
    }

    private static boolean isAnswered(Caller caller) {
        try {
            world.bean(Lookups.class).check(caller.company(), "key:1", Written.of(List.of("0639980001")));
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    private static String holding(Caller caller) {
        return world.bean(Stops.class).of(caller.company()).getFirst().id().toString();
    }

    /** The refusal says that the operator lifts it: there has to be a button, and a word on why. */
    @Test
    void operatorLiftsTheStopOfACompanyThatWalkedThroughTheListAndSaysWhy() {
        Caller prober = new Caller(world, "000000075", "Sondeuse").withPlan(1000, 100_000);
        walk(prober);
        Visitor staff = world.visitor(world.staff());
        assertThat(staff.get("/operateur").body()).contains("Entreprises arrêtées");
        assertThat(staff.get("/operateur/garde").body()).contains("Sondeuse", "Suspendue", "numéros qui se suivent");
        String page = "/operateur/garde/" + prober.company();
        assertThat(staff.get(page).body()).contains("Lever l’arrêt", "En cours", "Clé d’API 1");
        HttpResponse<String> refused = staff.post(page + "/lever", Map.of("why", "  "));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Erreur", "why-error");
        assertThat(isAnswered(prober)).isFalse();
        staff.get(page);
        assertThat(staff.post(page + "/lever", Map.of("why", "Un standard")).body())
                .contains("un responsable de l’entreprise dit d’abord");
        assertThat(isAnswered(prober)).isFalse();
        Visitor owner = world.visitor(prober.owner(true));
        assertThat(owner.get("/pro/provenance").body()).contains("Dites d’où viennent les numéros");
        for (String link : List.of("ftp://x", "http://exemple.example/", "javascript:alert(1)", "https:contrat.pdf")) {
            owner.get("/pro/provenance");
            assertThat(owner.post("/pro/provenance", Map.of("text", "Notre standard", "papers", link))
                            .body())
                    .as(link)
                    .contains("papers-error");
        }
        owner.get("/pro/provenance");
        Map<String, String> called = Map.of("text", "Appelez le 06 39 98 00 01", "papers", "");
        assertThat(owner.post("/pro/provenance", called).statusCode()).isEqualTo(422);
        owner.get("/pro/provenance");
        String stop = holding(prober);
        Map<String, String> said =
                Map.of("text", "Notre standard", "papers", "https://exemple.example/contrat.pdf", "stop", stop);
        UUID robin = world.bean(Staff.class)
                .add("Robin", "robin@operator.example", "abc-Def-9876-xyz", Locale.ENGLISH, "system")
                .id();
        assertThat(owner.post("/pro/provenance", said).statusCode()).isEqualTo(302);
        world.bean(Staff.class).remove(robin, "system");
        assertThat(JdbcClient.create(world.database().owner())
                        .sql(
                                "select locale || ' ' || array_to_string(parameters, ' ') from accounts.outbox"
                                        + " where template = 'guard/provenance-of-stop' and recipient = 'robin@operator.example'")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .startsWith("en ")
                .contains(prober.company().toString())
                .doesNotContain("standard");
        assertThat(owner.get("/pro/provenance").body()).contains("Votre réponse est envoyée", "contrat.pdf");
        assertThat(staff.get(page).body()).contains("Notre standard", "https://exemple.example/contrat.pdf");
        assertThat(staff.post(page + "/lever", Map.of("why", "Un standard, contrat vu"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(staff.get("/operateur/garde").body())
                .contains("Sondeuse peut à nouveau vérifier")
                .doesNotContain(prober.company() + "\">Sondeuse</a></th>\n        <td data-label=\"Degré\"");
        assertThat(staff.get(page).body()).contains("Un standard, contrat vu");
        assertThat(isAnswered(prober)).isTrue();
    }

    @Test
    void ownersAndTheOperatorAreToldOfAStopInTheirLanguage() {
        Caller prober = new Caller(world, "000000091", "Curieuse").withPlan(1000, 100_000);
        assertThat(world.staff().actor()).startsWith("staff:");
        walk(prober);
        assertThat(JdbcClient.create(world.database().owner())
                        .sql("select template from accounts.outbox where template like 'guard/%'"
                                + " and 'Curieuse' = any(parameters)")
                        .query(String.class)
                        .list())
                .contains("guard/stopped", "guard/stop-of-company");
        assertThat(askedByMail("Curieuse"))
                .as("with the question that it came with")
                .isPositive();
    }

    @Test
    void operatorRaisesABudgetWithPapersAndWhatIsTypedWronglyIsShownAgain() {
        Caller broker = new Caller(world, "000000083", "Courtière").withPlan(1000, 100_000);
        Visitor staff = world.visitor(world.staff());
        String page = "/operateur/garde/" + broker.company();
        assertThat(staff.get(page).body()).containsPattern("0 sur 6.000").containsPattern("0 sur 100.000");
        Map<String, String> typed =
                Map.of("year", "500 000", "perDay", "x", "until", "2027-06-30", "papers", "Contrat");
        HttpResponse<String> refused = staff.post(page + "/budget", typed);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("perDay-error", "Indiquez un nombre", "500 000", "Contrat");
        staff.get(page);
        Map<String, String> right =
                Map.of("year", "500 000", "perDay", "50000", "until", "2027-06-30", "papers", "Contrat");
        assertThat(staff.post(page + "/budget", right).statusCode()).isEqualTo(302);
        assertThat(staff.get(page).body()).containsPattern("0 sur 50.000").containsPattern("0 sur 500.000");
    }

    /** A week beside the 400 days before it: whether a company's files hold the same people, and how many of them are listed. */
    @Test
    void operatorSeesAWeekBesideTheCompanysOwnPastInBothLanguages() {
        UUID company = new Caller(world, "000000141", "Changeante").company();
        LocalDate today = LegalCalendar.today(world.clock());
        JdbcClient owner = JdbcClient.create(world.database().owner());
        used(owner, company, today.minusDays(40), 1_200, 48, 4_800);
        used(owner, company, today, 9_700, 1_455, 300);
        owner.sql("""
                        insert into accounts.guard_note (company, sign, day, figure)
                        values (:company, 'RENEWED', :today, 97), (:company, 'RISEN', :today, 15)
                        """).param("company", company).param("today", today).update();
        Visitor staff = world.visitor(world.staff());
        assertThat(staff.get("/operateur/garde").body())
                .contains("fichiers renouvelés", "97", "bien plus de numéros inscrits qu’auparavant")
                .containsPattern("data-label=\"Inscrits\"><span>15.%</span><br><span>avant.: 4.%<")
                .containsPattern("data-label=\"Déjà demandés\"><span>3.%</span><br><span>avant.: 80.%<");
        String page = "/operateur/garde/" + company;
        assertThat(staff.get(page).body()).contains("Déjà demandés avant", "80\u00a0%");
        staff.speaks("en");
        assertThat(staff.get(page).body()).contains("Repeated before", "renewed files: 97%", "far more numbers");
    }

    private static void used(JdbcClient owner, UUID company, LocalDate day, long sampled, long opposed, long repeats) {
        owner.sql("""
                        insert into accounts.guard_use (company, principal, day, actor, door, asked, fresh, learnt,
                            sampled, unassigned, neighbours, opposed, repeats)
                        values (:company, :company, :day, 'files', 'FILE', :asked, :sampled, :opposed,
                            :sampled, 0, 0, :opposed, :repeats)
                        """)
                .param("company", company)
                .param("day", day)
                .param("asked", sampled + repeats)
                .param("sampled", sampled)
                .param("opposed", opposed)
                .param("repeats", repeats)
                .update();
    }

    /** It waited for the next day, raised budget or not. */
    @Test
    void fileOverTheBudgetLeavesWhenAPersonRaisesIt() {
        Caller broker = new Caller(world, "000000125", "Grossiste").withPlan(1_500, 20_000);
        Program program = new Program(world.address(), broker.key("obl_live_grossist0001", "submissions"));
        assertThat(program.settled(sent(program, "un.csv", people(0)))
                        .get("state")
                        .asString())
                .isEqualTo("READY");
        JsonNode file = program.settled(sent(program, "deux.csv", people(1_500)));
        assertThat(file.get("state").asString()).isEqualTo("HELD");
        assertThat(file.at("/hold/reason").asString()).isEqualTo("BUDGET_DAY");
        Matcher figures = Pattern.compile("FRESH ([0-9]+) > ([0-9]+); BUDGET ([0-9]+)")
                .matcher(file.at("/hold/figures").asString());
        assertThat(figures.matches()).isTrue();
        assertThat(Long.parseLong(figures.group(1)))
                .as("needed, more than is left, no more than the budget")
                .isGreaterThan(Long.parseLong(figures.group(2)))
                .isLessThanOrEqualTo(Long.parseLong(figures.group(3)));
        Visitor staff = world.visitor(world.staff());
        String page = "/operateur/garde/" + broker.company();
        staff.get(page);
        Map<String, String> more =
                Map.of("year", "500000", "perDay", "50000", "until", "2027-06-30", "papers", "Contrat");
        assertThat(staff.post(page + "/budget", more).statusCode()).isEqualTo(302);
        String id = file.get("id").asString();
        assertThat(Program.comesTrue(() -> state(id).equals("READY")))
                .as(state(id))
                .isTrue();
    }

    private static String people(int first) {
        return IntStream.range(first, first + 1_500)
                .mapToObj(i -> "0639%06d\n".formatted(i * 333))
                .collect(Collectors.joining());
    }

    /** A pollster's campaign, from the declaration to the page of the company. */
    @Test
    void operatorApprovesTheDigitsOfAPollAndTheCompanySeesIt() {
        Caller pollster = new Caller(world, "000000133", "Sondeurs réunis").withPlan(2_000, 100_000);
        Campaign poll = world.bean(Campaigns.class)
                .declare(
                        pollster.company(),
                        "test",
                        new Campaigns.Terms(
                                null,
                                "Baromètre",
                                Sector.POLL,
                                Campaign.Exemption.POLL,
                                "Commande du journal",
                                LocalDate.parse("2026-01-02"),
                                LocalDate.parse("2026-12-31")));
        Visitor owner = world.visitor(pollster.owner(true));
        String own = "/pro/campagnes/" + poll.id();
        assertThat(owner.get(own).body()).contains("Numéros au hasard", "Non approuvés");
        Visitor staff = world.visitor(world.staff());
        String pages = "/operateur/garde/" + pollster.company() + "/sondages";
        assertThat(staff.get(pages).body()).contains("Baromètre", "Non approuvés");
        String page = "/operateur/garde/sondages/" + poll.id();
        assertThat(staff.get(page).body()).contains("Commande du journal", "Approuver les numéros au hasard");
        Map<String, String> late =
                Map.of("total", "50000", "perDay", "10000", "until", "2027-01-01", "papers", "Note de méthode");
        HttpResponse<String> refused = staff.post(page + "/approuver", late);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("until-error", "Note de m");
        staff.get(page);
        Map<String, String> right =
                Map.of("total", "50 000", "perDay", "10000", "until", "2026-12-31", "papers", "Note de méthode");
        assertThat(staff.post(page + "/approuver", right).statusCode()).isEqualTo(302);
        assertThat(staff.get(page).body()).contains("Note de méthode", "Retirer l’approbation");
        assertThat(owner.get(own).body()).containsPattern("Approuvés jusqu’au 31.décembre.2026.*10.000.*50.000");
        staff.get(page);
        staff.post(page + "/finir", Map.of());
        assertThat(staff.get(page).body()).contains("Approbation retirée");
        assertThat(owner.get(own).body()).contains("Non approuvés");
        assertThat(staff.get("/operateur/garde/sondages/" + UUID.randomUUID()).statusCode())
                .isGreaterThanOrEqualTo(400);
    }

    /** Programs of the company learn of a stop and of its end, as its owners do by mail. */
    @Test
    void webhookTellsTheCompanyOfAStopAndOfItsEnd() {
        Caller prober = new Caller(world, "000000158", "Branchée").withPlan(1000, 100_000);
        world.bean(Webhooks.class)
                .make(
                        prober.company(),
                        prober.owner(true).actor(),
                        new Webhooks.Wanted(
                                "https://127.0.0.1:8443/garde",
                                "",
                                List.of(Event.Type.GUARD_STOPPED.code(), Event.Type.GUARD_LIFTED.code())),
                        null);
        walk(prober);
        assertThat(events(prober))
                .singleElement()
                .satisfies(event -> assertThat(event).contains("guard.stopped", "NEIGHBOURS", "SUSPEND", "figures"));
        assertThat(TestGuards.lift(
                        world.bean(Guard.class),
                        world.bean(GuardDesk.class),
                        prober.company(),
                        "staff:1",
                        "a switchboard"))
                .isTrue();
        assertThat(events(prober))
                .hasSize(2)
                .last()
                .asString()
                .contains("guard.lifted")
                .doesNotContain("switchboard");
    }

    private static List<String> events(Caller caller) {
        return JdbcClient.create(world.database().owner())
                .sql("select type || ' ' || payload from accounts.webhook_event where company = ? order by type desc")
                .param(caller.company())
                .query(String.class)
                .list();
    }

    @Test
    void aCompanySeesNothingOfIt() {
        Caller caller = new Caller(world, "000000067", "Indiscrète").withPlan(1000, 100_000);
        Visitor owner = world.visitor(caller.owner(true));
        assertThat(owner.get("/operateur/garde").statusCode()).isIn(302, 303, 403, 404);
    }

    /** A walk by file is held and stops all doors; once a person has lifted the stop, it leaves, and so does what came meanwhile. */
    @Test
    void walkByFileStopsAllDoorsUntilTheOperatorLiftsIt() {
        Caller walker = new Caller(world, "000000109", "Marcheuse").withPlan(2_000, 100_000);
        Program program = new Program(world.address(), walker.key("obl_live_walker0001", "submissions"));
        JsonNode earlier = program.submitted("avant.csv", "", Program.bytes("0639980301\n"));
        JsonNode walk = program.settled(sent(program, "suite.csv", range()));
        assertThat(walk.get("state").asString()).isEqualTo("HELD");
        assertThat(askedByMail("Marcheuse"))
                .as("with the file that is held")
                .isEqualTo(1 + range().lines().count());
        JsonNode next = program.settled(sent(program, "ensuite.csv", "0639980302\n"));
        assertThat(next.get("state").asString()).isEqualTo("HELD");
        world.bean(Lookups.class).exchange();
        String returned = "/api/v1/submissions/" + earlier.get("id").asString() + "/files/callable";
        assertThat(Program.problem(program.get(returned))).endsWith("BT-0602");
        assertThat(isAnswered(walker)).isFalse();
        world.bean(StopProvenances.class).give(walker.company(), holding(walker), "Notre standard", "", "member:1");
        Visitor staff = world.visitor(world.staff());
        staff.get("/operateur/garde/" + walker.company());
        assertThat(staff.post("/operateur/garde/" + walker.company() + "/lever", Map.of("why", "Standard"))
                        .statusCode())
                .isEqualTo(302);
        for (JsonNode file : List.of(walk, next)) {
            String id = file.get("id").asString();
            assertThat(Program.comesTrue(() -> state(id).equals("READY")))
                    .as(state(id))
                    .isTrue();
        }
        assertThat(program.get(returned).statusCode()).isEqualTo(200);
        assertThat(isAnswered(walker)).isTrue();
    }

    private static long askedByMail(String company) {
        List<String> parameters = JdbcClient.create(world.database().owner())
                .sql("select unnest(parameters) from accounts.outbox where template = 'guard/stop-of-company'"
                        + " and ? = any(parameters)")
                .param(company)
                .query(String.class)
                .list();
        return Long.parseLong(parameters.get(parameters.indexOf("asked") + 1));
    }

    private static String sent(Program program, String name, String content) {
        return Program.json(program.submit(name, "", Program.bytes(content)))
                .get("id")
                .asString();
    }

    private static String state(String id) {
        return world.database()
                .database()
                .accounts()
                .sql("select state from accounts.submission where id = ?")
                .param(UUID.fromString(id))
                .query(String.class)
                .single();
    }

    private static String range() {
        return IntStream.range(0, 1_500).mapToObj("063998%04d\n"::formatted).collect(Collectors.joining());
    }
}
