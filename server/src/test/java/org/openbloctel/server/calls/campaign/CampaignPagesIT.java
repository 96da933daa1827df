package org.openbloctel.server.calls.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.calls.call.CallReports;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.CampaignCover;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.Program;

/** Campaigns are declared, found and looked at by pages: each reader finds those that they may call for. */
final class CampaignPagesIT {
    private static final String NEW = "/pro/campagnes/nouvelle";
    private static final Map<String, String> TYPED = Map.of(
            "name", "Fenêtres du Nord", "subject", "windows-doors", "startsOn", "2026-11-24", "endsOn", "2027-02-24");

    private static ServerFixture server;
    private static Caller principal;
    private static Caller agent;

    @BeforeAll
    static void start() {
        server = ServerFixture.start(ServerFixture.UNGUARDED); // a Tuesday, 15:05 in Paris
        principal = new Caller(server, "000000018", "Fenêtres & Fils");
        agent = new Caller(server, "000000026", "Centre d’appels");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> declare(Caller by, String... fields) {
        Map<String, String> typed = new HashMap<>(TYPED);
        for (int i = 0; i < fields.length; i += 2) {
            typed.put(fields[i], fields[i + 1]);
        }
        Visitor visitor = server.visitor(by.owner(true));
        visitor.get(NEW);
        return visitor.post(NEW, typed);
    }

    private static UUID declared(Caller by, String... fields) {
        HttpResponse<String> answer = declare(by, fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        String page = answer.headers().firstValue("Location").orElseThrow();
        return UUID.fromString(page.substring(page.lastIndexOf('/') + 1));
    }

    private static HttpResponse<String> see(Caller by, String path) {
        return server.visitor(by.owner(true)).get(path);
    }

    @Test
    void whatIsDeclaredIsShownWithItsGroundAndWhatTheLawOfTheDayMakesOfIt() {
        UUID id = declared(principal, "ground", "contract", "evidence", "Dossier 2024\nService clients");
        String page = see(principal, "/pro/campagnes/" + id).body();
        assertThat(page)
                .contains("Fenêtres du Nord", "Fenêtres, portes, volets", "Un contrat en cours avec chaque personne")
                .contains("Dossier 2024\nService clients", "en cours", id.toString())
                .contains("/pro/puis-je-appeler?campagne=" + id, "/pro/depots/nouveau?campagne=" + id)
                .contains("Aucun appel n’a été déclaré");
        String excused = page.substring(page.indexOf("Ne s’appliquent pas"), page.indexOf("S’appliquent quand même"));
        assertThat(excused).contains("/regles/consent").doesNotContain("/regles/calling-hours");
        assertThat(page.substring(page.indexOf("S’appliquent quand même")))
                .contains("/regles/calling-hours", "/regles/attempt-limit")
                .doesNotContain("/regles/consent");
        assertThat(server.visitor(principal.colleague(SignedIn.Role.AUDITOR))
                        .get("/pro/campagnes/" + id)
                        .body())
                .contains("Fenêtres du Nord")
                .doesNotContain("/pro/depots/nouveau");
    }

    @Test
    void campaignOfThePageBeforeHasNoSubjectUntilItIsNamedOnce() {
        String page = declare(principal, "subject", "", "sector", "other")
                .headers()
                .firstValue("Location")
                .map(address -> address.substring(address.indexOf("/pro/")))
                .orElseThrow();
        assertThat(see(principal, page).body()).contains("n’a pas de sujet", page + "/sujet");
        assertThat(see(principal, "/pro/campagnes").body()).contains("n’a pas de sujet", page + "/sujet");
        Visitor auditor = server.visitor(principal.colleague(SignedIn.Role.AUDITOR));
        assertThat(auditor.get(page).body()).contains("n’a pas de sujet").doesNotContain(page + "/sujet");
        Visitor visitor = server.visitor(principal.owner(true));
        assertThat(visitor.get(page + "/sujet").body())
                .contains("value=\"windows-doors\"")
                .doesNotContain("value=\"insurance\"");
        assertThat(visitor.post(page + "/sujet", Map.of("subject", "")).body()).contains("id=\"subject-error\"");
        assertThat(visitor.post(page + "/sujet", Map.of("subject", "other")).body())
                .contains("id=\"goods-error\"");
        assertThat(visitor.post(page + "/sujet", Map.of("subject", "insurance")).body())
                .contains("id=\"subject-error\"", "ne relève pas du secteur");
        assertThat(visitor.post(page + "/sujet", Map.of("subject", "other", "goods", "Alarmes"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(see(principal, page).body())
                .contains("Autre chose (Alarmes)")
                .doesNotContain("n’a pas de sujet");
        assertThat(visitor.get(page + "/sujet").statusCode()).isEqualTo(302);
    }

    @Test
    void whatCannotBeDeclaredIsSaidBesideItsFieldAndKeepsWhatWasTyped() {
        HttpResponse<String> nothing = declare(principal, "name", " ", "subject", "", "ground", "b2b");
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body())
                .contains("Indiquez le nom de la campagne.", "Choisissez le sujet des appels.")
                .contains("Indiquez ce qui prouve ce motif.");
        HttpResponse<String> tooLong = declare(principal, "endsOn", "2028-01-01");
        assertThat(tooLong.statusCode()).isEqualTo(422);
        assertThat(tooLong.body()).contains("id=\"endsOn-error\"", "dure plus d’un an", "value=\"2028-01-01\"");
        assertThat(declare(principal, "ground", "poll", "evidence", "Institut").body())
                .as("a poll needs its sector")
                .contains("id=\"ground-error\"");
        assertThat(declare(principal, "evidence", "Dossier").body())
                .as("evidence of nothing")
                .contains("id=\"ground-error\"");
        assertThat(declare(principal, "subject", "other").body())
                .as("something else says nothing by itself")
                .contains("id=\"goods-error\"", "comparé par les produits ou services");
        assertThat(declare(principal, "goods", "Alarmes, 06 39 98 00 01").body())
                .contains("id=\"goods-error\"");
        assertThat(declare(agent, "principal", principal.siren()).body()).contains("mandat");
        assertThat(declare(principal, "name", "Relance 06 39 98 00 01").body())
                .contains("id=\"name-error\"", "Ce texte (nom de la campagne) contient un numéro de téléphone.");
    }

    @Test
    void whoHasAMandateSeesThePrincipalsCampaignsUntilItEnds() {
        Caller other = new Caller(server, "000000034", "Volets du Sud");
        other.mandates(agent);
        UUID own = declared(other, "name", "Volets, printemps");
        UUID mandated = declared(agent, "name", "Volets, été", "principal", other.siren());
        String list = see(agent, "/pro/campagnes").body();
        assertThat(list).contains("Volets, printemps", "Volets, été", "Volets du Sud", "/pro/campagnes/" + own);
        assertThat(see(other, "/pro/campagnes/" + mandated).body()).contains("Déclarée par", "Centre d’appels");
        assertThat(see(agent, "/pro/depots/nouveau?campagne=" + mandated).body())
                .contains("value=\"" + mandated + "\" selected=\"selected\"")
                .doesNotContain("campaign-error", "file-error");
        other.endMandates(server);
        assertThat(see(agent, "/pro/depots/nouveau?campagne=" + mandated).body())
                .as("the form goes on without a campaign only for somebody who was told")
                .contains("-error\"", "n’est plus en vigueur");
        assertThat(see(agent, "/pro/depots/nouveau?campagne=" + UUID.randomUUID())
                        .body())
                .contains("-error\"", "pas de campagne sous cet identifiant");
        list = see(agent, "/pro/campagnes").body();
        assertThat(list)
                .contains("Volets, été", "Le mandat a pris fin")
                .doesNotContain("Volets, printemps", "/pro/campagnes/" + mandated + "\"");
        HttpResponse<String> ended = see(agent, "/pro/campagnes/" + mandated);
        assertThat(ended.statusCode()).isEqualTo(403);
        assertThat(ended.body()).contains("BT-0712", "Demandez un nouveau mandat");
        assertThat(see(agent, "/pro/campagnes/liste.csv").body()).contains(mandated + ";;;\r\n");
    }

    @Test
    void filesOfTheCampaignLinkToWhatTheReaderMayOpen() throws Exception {
        Caller other = new Caller(server, "000000091", "Portes de l’Est").withPlan(1_000, 10_000);
        Caller centre = new Caller(server, "000000109", "Centre du Port");
        other.mandates(centre);
        UUID campaign = declared(other);
        String page = "/pro/campagnes/" + campaign;
        Program owner = new Program(server.address(), other.key("obl_live_ownfileofowner", "submissions"));
        owner.submitted("own.csv", "&campaign=" + campaign, Program.bytes("0639980001\n"));
        Program agents = new Program(server.address(), centre.key("obl_live_ownfileofagent", "submissions"));
        agents.submitted("agent.csv", "&campaign=" + campaign, Program.bytes("0639980002\n"));
        for (Caller reader : List.of(other, centre)) {
            String body = see(reader, page).body();
            assertThat(body).contains("own.csv", "agent.csv");
            List<String> links = Pattern.compile("href=\"(/pro/depots/[0-9a-f-]{36})\"")
                    .matcher(body)
                    .results()
                    .map(found -> found.group(1))
                    .distinct()
                    .toList();
            assertThat(links)
                    .hasSize(reader == other ? 2 : 1)
                    .allSatisfy(
                            link -> assertThat(see(reader, link).statusCode()).isEqualTo(200));
        }
    }

    @Test
    void listsAreSearchedFilteredAndTakenAlong() {
        Caller caller = new Caller(server, "000000042", "Essais");
        declare(caller, "name", "Hiver");
        declare(caller, "name", "Printemps", "startsOn", "2027-03-01", "endsOn", "2027-06-01");
        assertThat(see(caller, "/pro/campagnes").body()).contains("Hiver", "Printemps");
        assertThat(see(caller, "/pro/campagnes?etat=TO_COME").body())
                .contains("Printemps")
                .doesNotContain("Hiver");
        assertThat(see(caller, "/pro/campagnes?texte=hiv").body())
                .contains("Hiver")
                .doesNotContain("Printemps");
        assertThat(see(caller, "/pro/campagnes?texte=automne").body()).contains("Aucune campagne ne correspond");
        assertThat(see(caller, "/pro/campagnes/liste.csv?tri=NAME").body().lines())
                .hasSize(3)
                .element(1)
                .asString()
                .startsWith("Hiver;Essais;Fenêtres, portes, volets;2026-11-24;2027-02-24;en cours;");
    }

    @Test
    void whoMayNotChangesNothingAboutItsCover() {
        Caller caller = new Caller(server, "000000067", "Couverte");
        String page = "/pro/campagnes/" + declared(caller);
        Visitor auditor = server.visitor(caller.colleague(SignedIn.Role.AUDITOR));
        assertThat(auditor.get(page).body())
                .contains("aucun fichier vérifié", "Revérifier chaque nuit")
                .doesNotContain("J’accepte", "changements.csv");
        Visitor stranger = server.visitor(principal.owner(true));
        stranger.get("/pro/campagnes");
        for (String act : List.of("/conservation", "/conservation/retrait", "/verification")) {
            assertThat(auditor.post(page + act, Map.of()).statusCode()).as(act).isEqualTo(403);
            assertThat(stranger.post(page + act, Map.of()).statusCode()).as(act).isEqualTo(404);
        }
        assertThat(auditor.get(page + "/changements.csv").statusCode()).isEqualTo(403);
        assertThat(stranger.get(page + "/changements.csv").statusCode()).isEqualTo(404);
        assertThat(see(caller, page).body()).contains("J’accepte");
        assertThat(see(caller, page + "/changements.csv").body())
                .isEqualTo("\ufeffConstaté le;Changement;Votre référence;Numéro;Révision de la liste\r\n");
        Visitor owner = server.visitor(caller.owner(true));
        owner.get(page);
        assertThat(owner.post(page + "/verification", Map.of()).statusCode())
                .as("nothing is kept")
                .isEqualTo(409);
        assertThat(owner.get(page + "/fichiers/" + new UUID(1, 1) + "/retrait").statusCode())
                .isIn(404, 422);
    }

    @Test
    void checkOfKeptNumbersShowsHowFarItIsWhileItIsDone() throws SQLException {
        Caller caller = new Caller(server, "000000075", "Suivie").withPlan(1_000, 10_000);
        UUID campaign = declared(caller);
        CampaignCover covers = server.bean(CampaignCover.class);
        covers.keepNumbers(caller.company(), campaign, "test");
        Program program = new Program(server.address(), caller.key("obl_live_recheckpage", "submissions"));
        program.submitted("a.csv", "&campaign=" + campaign, Program.bytes("0639980001\n0639980002\n"));
        assertThat(Program.comesTrue(() -> {
                    server.hurry("campaign.follow");
                    return covers.of(caller.company(), campaign)
                                    .keeping()
                                    .orElseThrow()
                                    .numbers()
                            == 2;
                }))
                .isTrue();
        assertThat(see(caller, "/pro/campagnes/liste.csv").body())
                .contains(campaign + ";couverte;2026-12-24;avec consentement\r\n");
        String page = "/pro/campagnes/" + campaign;
        Visitor asking = server.visitor(caller.owner(true));
        Visitor looking = server.visitor(caller.owner(true));
        assertThat(asking.get(page).body()).contains("id=\"recheck\"", "data-running=\"false\"");
        CompletableFuture<HttpResponse<String>> answer;
        try (Connection held = server.database().owner().getConnection();
                Statement statement = held.createStatement()) {
            held.setAutoCommit(false);
            statement.execute("select from accounts.campaign_keeping where campaign = '" + campaign + "' for update");
            answer = CompletableFuture.supplyAsync(() -> asking.post(page + "/verification", Map.of()));
            assertThat(Program.comesTrue(() -> looking.get(page + "/verification/avancement")
                            .body()
                            .contains("data-running=\"true\"")))
                    .isTrue();
            assertThat(looking.get(page).body())
                    .contains("La vérification commence", "Actualiser")
                    .doesNotContain("id=\"recheck\"");
            held.commit();
        }
        assertThat(answer.join().statusCode()).isEqualTo(302);
        assertThat(looking.get(page + "/verification/avancement").body()).contains("data-running=\"false\"");
        assertThat(asking.get(page).body()).contains("2 numéros ont été comparés à la liste", "id=\"recheck\"");
    }

    /** More changes than are read at once: one that were left out would be called. */
    @Test
    void tableOfChangesIsWhole() throws Exception {
        Caller caller = new Caller(server, "000000083", "Nombreuse").withPlan(20_000, 100_000);
        UUID campaign = declared(caller);
        CampaignCover covers = server.bean(CampaignCover.class);
        covers.keepNumbers(caller.company(), campaign, "test");
        Program program = new Program(server.address(), caller.key("obl_live_manychanges", "submissions"));
        StringBuilder numbers = new StringBuilder("0199000000\n");
        for (int n = 0; n < 10_000; n++) {
            numbers.append(String.format(Locale.ROOT, "026191%04d\n", n));
        }
        byte[] file = Program.bytes(numbers.toString());
        program.submitted("a.csv", "&campaign=" + campaign, file);
        covers.rechecks().follow();
        server.publish(numbers.toString());
        covers.rechecks().follow();
        assertThat(see(caller, "/pro/campagnes/" + campaign + "/changements.csv")
                        .body()
                        .lines())
                .hasSize(10_002);
        program.send("DELETE", "/api/v1/campaigns/" + campaign + "/kept-numbers", BodyPublishers.noBody());
    }

    @Test
    void callsOfACampaignAreCountedByWhatCameOfThem() {
        Caller caller = new Caller(server, "000000059", "Appels");
        Campaign campaign = server.bean(Campaigns.class)
                .declare(
                        caller.company(),
                        "test",
                        new Campaigns.Terms(
                                null,
                                "Pros",
                                Sector.OTHER,
                                Campaign.Exemption.B2B,
                                "Annuaire",
                                ServerFixture.START
                                        .atZone(java.time.ZoneOffset.UTC)
                                        .toLocalDate(),
                                ServerFixture.START
                                        .atZone(java.time.ZoneOffset.UTC)
                                        .toLocalDate()
                                        .plusDays(9)));
        CallReports reports = server.bean(CallReports.class);
        reports.file(
                caller.company(),
                false,
                List.of(
                        told("a", "0639980001", campaign.id().toString(), "no-answer"),
                        told("b", "0639980002", campaign.id().toString(), "refused"),
                        told("c", "0639980003", null, "answered")));
        String page = see(caller, "/pro/campagnes/" + campaign.id()).body();
        assertThat(page)
                .contains("aria-label=\"Sans réponse 1, La personne a refusé 1\"")
                .doesNotContain("La personne a répondu 1");
        assertThat(see(caller, "/pro/appels").body())
                .contains("aria-label=\"Sans réponse 1, La personne a répondu 1, La personne a refusé 1\"");
        assertThat(see(caller, "/pro/appels/jours.csv").body())
                .contains("2026-11-24;La personne a refusé;1")
                .doesNotContain("39980002");
    }

    private static CallReports.Told told(
            String id, String number, @org.jspecify.annotations.Nullable String campaign, String outcome) {
        return new CallReports.Told(id, number, ServerFixture.START.toString(), campaign, outcome, null, null);
    }
}
