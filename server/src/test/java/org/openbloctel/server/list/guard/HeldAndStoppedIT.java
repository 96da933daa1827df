package org.openbloctel.server.list.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.list.guard.StopProvenances;
import org.openbloctel.registry.list.guard.Stops;
import org.openbloctel.registry.list.lookup.Lookups;
import org.openbloctel.registry.list.lookup.Written;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Held files and stopped companies: the two pages of the operator agree, and each mail goes to the reader who can act. */
final class HeldAndStoppedIT {
    private static final String GUARD = "/operateur/garde";
    private static final String SUBMISSIONS = "/operateur/depots";

    private final ServerFixture server = ServerFixture.start();
    private final JdbcClient rows = JdbcClient.create(server.database().owner());

    @AfterEach
    void stop() {
        server.close();
    }

    private static Program program(ServerFixture server, Caller caller, String key) {
        return new Program(server.address(), caller.key(key, "submissions"));
    }

    private static String people(int first) {
        return IntStream.range(first, first + 1_500)
                .mapToObj(i -> "0639%06d\n".formatted(i * 333))
                .collect(Collectors.joining());
    }

    /** The second of two files of a day, for a plan whose budget is enough for one. */
    private static JsonNode overBudget(Program program, String options) {
        assertThat(program.submitted("un.csv", options, Program.bytes(people(0)))
                        .get("state")
                        .asString())
                .isEqualTo("READY");
        JsonNode file = program.submitted("deux.csv", options, Program.bytes(people(1_500)));
        assertThat(file.at("/hold/reason").asString()).isEqualTo("BUDGET_DAY");
        return file;
    }

    private void walk(Caller prober) {
        Lookups lookups = server.bean(Lookups.class);
        Written range = Written.of(
                IntStream.range(0, 1000).mapToObj("+3363998%04d"::formatted).toList());
        assertThatThrownBy(() -> lookups.check(prober.company(), "key:1", range))
                .isInstanceOf(RefusedException.class);
        lookups.exchange();
    }

    /** The most stops and held files that a page counts. */
    private static List<String> counts(String page) {
        return List.of("count-stops", "count-held").stream()
                .map(id -> {
                    Matcher figure =
                            Pattern.compile("id=\"" + id + "\">([^<]*)<").matcher(page);
                    assertThat(figure.find()).as(id).isTrue();
                    return figure.group(1);
                })
                .toList();
    }

    private void bothCount(Visitor staff, String stops, String held) {
        assertThat(counts(staff.get(GUARD).body())).containsExactly(stops, held);
        assertThat(counts(staff.get(SUBMISSIONS).body())).containsExactly(stops, held);
    }

    @Test
    void submissionsPageAgreesWithTheGuardsPage() {
        Visitor staff = server.visitor(server.staff());
        bothCount(staff, "0", "0");
        assertThat(staff.get(SUBMISSIONS).body()).contains("Aucune entreprise n’est arrêtée par la garde");
        Caller broker = new Caller(server, "000000125", "Grossiste").withPlan(1_500, 20_000);
        UUID budget = UUID.fromString(overBudget(program(server, broker, "obl_live_grossist0001"), "")
                .get("id")
                .asString());
        Caller prober = new Caller(server, "000000075", "Sondeuse").withPlan(1_000, 100_000);
        Program stopped = program(server, prober, "obl_live_sondeuse0001");
        walk(prober);
        JsonNode file = stopped.submitted("arret.csv", "", Program.bytes("0639980301\n"));
        assertThat(file.at("/hold/reason").asString()).isEqualTo("STOPPED");
        bothCount(staff, "1", "2");
        String page = staff.get(SUBMISSIONS).body();
        assertThat(page)
                .contains("href=\"" + GUARD + "/" + prober.company() + "\">Sondeuse<", "Suspendue")
                .contains("Aucun téléchargement n’est arrêté par cette limite", "Entreprise arrêtée")
                .doesNotContain(
                        GUARD + "/" + broker.company(), "suspension", "deux personnes", "Aucune entreprise n’est");
        assertThat(staff.get(GUARD).body()).contains("Sondeuse", "Suspendue").doesNotContain("Grossiste</a></th><td");

        staff.get(SUBMISSIONS);
        staff.post(SUBMISSIONS + "/" + budget + "/refuser", Map.of("motif", "Trop de numéros"));
        bothCount(staff, "1", "1");

        rows.sql("update accounts.submission set received_at = received_at - interval '72 hours' where state = 'HELD'")
                .update();
        server.bean(HeldFiles.class).expire();
        bothCount(staff, "1", "0");

        String stop =
                server.bean(Stops.class).of(prober.company()).getFirst().id().toString();
        server.bean(StopProvenances.class).give(prober.company(), stop, "Notre standard", "", "member:1");
        staff.get(GUARD + "/" + prober.company());
        staff.post(GUARD + "/" + prober.company() + "/lever", Map.of("why", "Un standard"));
        bothCount(staff, "0", "0");
        assertThat(staff.get(GUARD + "/" + prober.company()).body())
                .contains("Clé d’API 1", "par Exploitant\u00a0: ")
                .doesNotContain("key:1", "staff:");
    }

    /** An operator of one person, as by the settings of these tests. */
    @Test
    void noPageSpeaksOfTwoPeopleWhereOneDecides() {
        Caller prober = new Caller(server, "000000075", "Sondeuse").withPlan(1_000, 100_000);
        walk(prober);
        Visitor owner = server.visitor(prober.owner(true));
        assertThat(owner.get("/pro/provenance").body())
                .contains("L’exploitant lit votre réponse", "/pro/cles")
                .doesNotContain("eux personnes");
        Visitor staff = server.visitor(server.staff());
        assertThat(staff.get(GUARD + "/" + prober.company()).body())
                .contains("À ce degré il faut la provenance des numéros")
                .doesNotContain("deux personnes", "autre personne");
    }

    @Test
    void ownersOfAClientWhoseBudgetIsSpentAreTold() {
        Caller agent = new Caller(server, "000000018", "Centre Exemple").withPlan(2_000, 100_000);
        Caller client = new Caller(server, "000000026", "Fenêtres Exemple").withPlan(1_500, 20_000);
        client.mandates(agent);
        overBudget(program(server, agent, "obl_live_centre000001"), "&for=" + client.siren());
        assertThat(mails("alarm/file-held")).singleElement().asString().contains(agent.email(), "Fenêtres Exemple");
        assertThat(mails("alarm/file-for-client-held"))
                .singleElement()
                .asString()
                .contains(client.email(), "Centre Exemple", "BUDGET_DAY")
                .doesNotContain("deux.csv");
    }

    private List<String> mails(String template) {
        return rows.sql("select recipient || ' ' || array_to_string(parameters, ' ') from accounts.outbox"
                        + " where template = ?")
                .param(template)
                .query(String.class)
                .list();
    }
}
