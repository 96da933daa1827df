package org.openbloctel.server.authority.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.authority.complaint.ClosingReason;
import org.openbloctel.registry.authority.complaint.Complaint;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.RefusedForm;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Complaints over HTTP: filed by anyone, shown by a secret link or in one's own space, and to no other person. */
final class ComplaintPagesIT {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String CALLER = "01 99 00 44 55";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A day before the server's, so that no hour of it is to come. */
    private static LocalDate yesterday() {
        return LocalDate.ofInstant(SharedServer.get().clock().instant(), PARIS).minusDays(1);
    }

    private static String newNumber() {
        return String.format(Locale.ROOT, "04 65 71 90 %02d", COUNT.getAndIncrement());
    }

    private static Map<String, String> typed(String number) {
        return new HashMap<>(Map.of(
                "number",
                number,
                "day",
                yesterday().toString(),
                "hour",
                "21:05",
                "caller",
                CALLER,
                "subject",
                "insurance"));
    }

    private static Map<String, String> with(Map<String, String> form, String field, String value) {
        Map<String, String> changed = new HashMap<>(form);
        changed.put(field, value);
        return changed;
    }

    private static HttpResponse<String> send(Visitor visitor, Map<String, String> form) {
        assertThat(visitor.get("/signaler").statusCode()).isEqualTo(200);
        return visitor.post("/signaler", form);
    }

    private static JdbcClient rows() {
        return JdbcClient.create(SharedServer.get().database().owner());
    }

    private static String link(String email, String template) {
        return rows().sql("select substring(parameters[array_position(parameters, 'link') + 1] from '/signaler.*$')"
                        + " from accounts.outbox where recipient = ? and template = ? order by created_at desc limit 1")
                .params(email, template)
                .query(String.class)
                .single();
    }

    @Test
    void fourAnswersAreEnoughAndTheRulesAreSaidAtOnce() {
        Visitor visitor = SharedServer.visitor();
        assertThat(way(visitor.get("/reclamation"))).isEqualTo("/signaler");
        Map<String, String> form = with(typed(newNumber()), "said", "<script>alert(1)</script> & <b>moitié prix</b>");
        String page = way(send(visitor, form));
        assertThat(page).startsWith("/signaler/suivi#jeton=");
        String shown = visitor.get(page).body();
        assertThat(shown)
                .contains("enregistré sous la référence", "/regles/calling-hours", "/regles/consent", "Reçu")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;")
                .doesNotContain("<script>alert", "04 65 71 90", "04\u00a065\u00a071\u00a090");
        assertThat(SharedServer.visitor().get(page).body())
                .as("by its link alone")
                .contains("moitié prix");
        assertThat(SharedServer.visitor().get("/signaler/suivi#jeton=AAAA").statusCode())
                .isEqualTo(404);
        assertThat(way(SharedServer.visitor().get("/signaler/suivi"))).isEqualTo("/lien?vers=/signaler/suivi");
    }

    @Test
    void hostileTextIsRefusedOrKeptAsPlainText() {
        Visitor visitor = SharedServer.visitor().with("X-Forwarded-For", "198.51.100.79");
        String hostile = "\u202e<img src=x onerror=alert(1)>{{7*7}}${7*7}[[${7*7}]]";
        String page = way(send(visitor, with(with(typed(newNumber()), "said", hostile), "company", "<b>A</b>")));
        assertThat(visitor.get(page).body())
                .contains("&lt;img src=x onerror=alert(1)&gt;{{7*7}}${7*7}[[${7*7}]]", "&lt;b&gt;A&lt;/b&gt;")
                .doesNotContain("<img src=x", "<b>A</b>");
        visitor.get("/signaler");
        for (String field :
                List.of("said", "company", "identity", "others", "caller", "hour", "departement", "doors")) {
            for (String value : List.of("\u0000", "x".repeat(100_000), "\ud800", "01 99 00 11 12 ".repeat(5_000))) {
                assertThat(visitor.post("/signaler", with(typed("03 53 01 99 99"), field, value))
                                .statusCode())
                        .as("%s: %.9s", field, value)
                        .isBetween(302, 422);
            }
        }
    }

    @Test
    void householdFilesThirtyComplaintsAnHourAndOthersGoOn() {
        Visitor flood = SharedServer.visitor().with("X-Forwarded-For", "2001:db8:77:1::1");
        Map<String, String> form = typed(newNumber());
        assertThat(send(flood, form).statusCode()).isEqualTo(302);
        for (int i = 1; i < 30; i++) {
            assertThat(flood.post("/signaler", form).statusCode()).isEqualTo(302);
        }
        HttpResponse<String> refused = flood.post("/signaler", form);
        assertThat(refused.statusCode()).isBetween(400, 499);
        assertThat(refused.body()).contains("trop de demandes", CALLER);
        Visitor sameHome = SharedServer.visitor().with("X-Forwarded-For", "2001:db8:77:1::2");
        assertThat(send(sameHome, form).body()).contains("trop de demandes");
        Visitor neighbour = SharedServer.visitor().with("X-Forwarded-For", "2001:db8:77:2::1");
        assertThat(send(neighbour, form).statusCode()).isEqualTo(302);
    }

    @Test
    void formSaysAtItsFieldsWhatIsWrong() {
        Visitor visitor = SharedServer.visitor();
        Map<String, String> whole = typed(newNumber());
        LocalDate tomorrow = yesterday().plusDays(2);
        RefusedForm.assertThatItNames(send(visitor, with(whole, "number", "123")), "number");
        RefusedForm.assertThatItNames(send(visitor, with(whole, "day", tomorrow.toString())), "day");
        RefusedForm.assertThatItNames(send(visitor, with(whole, "hour", "midi")), "hour");
        HttpResponse<String> days = send(visitor, with(with(whole, "day", "un jour"), "refusedOn", "un autre"));
        RefusedForm.assertThatItNames(days, "day", "refusedOn");
        RefusedForm.assertThatItNames(send(visitor, with(whole, "caller", "")), "caller");
        RefusedForm.assertThatItNames(send(visitor, with(whole, "subject", "")), "subject");
        RefusedForm.assertThatItNames(send(visitor, with(whole, "others", "rien de lisible")), "others");
        RefusedForm.assertThatItNames(send(visitor, with(whole, "email", "nulle part")), "email");
        HttpResponse<String> several = send(
                visitor,
                with(with(whole, "caller", ""), "others", "01 99 00 11 11 hier 9:00\n01 99 00 11 12 hier 9:01"));
        RefusedForm.assertThatItNames(several, "caller");
        assertThat(several.body()).contains("hier 9:01");
    }

    @Test
    void seriesIsPastedAndTheFifthCallIsTold() {
        Visitor visitor = SharedServer.visitor();
        LocalDate day = yesterday();
        StringBuilder log = new StringBuilder("Journal d’appels\n\n" + CALLER + "\n");
        for (int i = 1; i <= 4; i++) {
            log.append(day.minusDays(i)).append(" 11:0").append(i).append('\n');
        }
        log.append("99/99/2026 0199004455\n");
        Map<String, String> form = with(with(typed(newNumber()), "hour", "11:00"), "others", log.toString());
        String shown = visitor.get(way(send(visitor, form))).body();
        assertThat(shown)
                .contains(
                        "pour 5 appels",
                        "n’ont pas pu être lues : 1".replace(" :", "\u00a0:"),
                        "/regles/attempt-limit");
    }

    @Test
    void formSentAnewAfterALostAnswerIsOneComplaint() {
        Visitor visitor = SharedServer.visitor();
        String email = Person.newEmail();
        String once = once(visitor.get("/signaler").body());
        Map<String, String> form = with(with(typed(newNumber()), "email", email), "once", once);
        String page = way(visitor.post("/signaler", form));
        assertThat(visitor.get(page).body()).contains("Votre signalement est enregistré");
        assertThat(way(visitor.post("/signaler", form))).isEqualTo(page);
        assertThat(visitor.get(page).body()).contains("Vous aviez déjà signalé ces appels");
        assertThat(rows().sql("select count(*) from accounts.complaint_follower where email = ?")
                        .param(email)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(rows().sql("select count(*) from accounts.outbox where recipient = ?")
                        .param(email)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(way(visitor.post("/signaler", with(form, "said", "Et il a rappelé"))))
                .as("changed behind the back button")
                .isNotEqualTo(page);
        assertThat(way(SharedServer.visitor().post("/signaler", with(form, "once", ""))))
                .as("a page of the release before")
                .isNotEqualTo(page);
        assertThat(once(visitor.get("/signaler").body())).isNotEqualTo(once);
    }

    private static String once(String page) {
        return page.replaceFirst("(?s).*name=\"once\" value=\"([^\"]{36})\".*", "$1");
    }

    @Test
    void lineThatCannotBeReadIsToldBesideOneCall() {
        Visitor visitor = SharedServer.visitor();
        String log = yesterday() + " 21:05 " + CALLER + "\n99/99/2026 0199004455\n";
        String shown = visitor.get(way(send(visitor, with(typed(newNumber()), "others", log))))
                .body();
        assertThat(shown).contains("pour un appel.", "lues\u00a0: 1");
    }

    /** The whole page is the same, but for the reference, whether the number is on the list or was complained about before. */
    @Test
    void pageOfAVisitorIsTheSameForAListedNumberAndAnyOther() {
        String listed = "06 39 98 88 01";
        Consumers consumers = SharedServer.get().bean(Consumers.class);
        String email = Person.newEmail();
        consumers.ask(listed, email, Locale.FRENCH);
        String token = rows().sql(
                        "select substring(parameters[array_position(parameters, 'link') + 1] from 'jeton=(.*)$')"
                                + " from accounts.outbox where recipient = ? and template = 'consumer/confirm'")
                .param(email)
                .query(String.class)
                .single();
        consumers.confirm(token);
        Map<String, String> first = with(typed(listed), "day", "2026-08-07");
        assertThat(plain(send(SharedServer.visitor(), first))).isEqualTo(plain(send(SharedServer.visitor(), first)));
        assertThat(plain(send(SharedServer.visitor(), first)))
                .isEqualTo(plain(send(SharedServer.visitor(), with(first, "number", "06 39 98 88 02"))));
    }

    private static String plain(HttpResponse<String> filed) {
        return SharedServer.visitor()
                .get(way(filed))
                .body()
                .replaceAll("[A-Z2-9]{3}-[A-Z2-9]{3}-[A-Z2-9]{4}", "REFERENCE")
                .replaceAll("(jeton=|value=\"|nonce-?=?\"?)[A-Za-z0-9_+/=-]{20,}", "TOKEN")
                .replaceAll("(06.39.••.••.)0[12]", "$1")
                .replaceAll("datetime=\"[^\"]*\"[^<]*", "");
    }

    @Test
    void addressIsProvedByTheButtonBehindTheLinkOfTheMailAndHearsOfEachMove() {
        Visitor visitor = SharedServer.visitor();
        String email = Person.newEmail();
        String page = way(send(visitor, with(typed(newNumber()), "email", email)));
        assertThat(visitor.get(page).body()).contains("un lien vous y attend");
        String proof = link(email, "complaint/follow");
        assertThat(visitor.get(proof).body()).contains("Confirmer mon adresse");
        assertThat(visitor.get(page).body()).as("opening is not confirming").contains("un lien vous y attend");
        String token = proof.substring(proof.indexOf("jeton=") + 6);
        assertThat(way(visitor.post("/signaler/suivi/adresse", Map.of("jeton", token))))
                .isEqualTo(page);
        assertThat(visitor.get(page).body()).contains("Ne plus recevoir de messages");

        UUID id = rows().sql("select complaint from accounts.complaint_follower where email = ?")
                .param(email)
                .query(UUID.class)
                .single();
        SharedServer.get()
                .bean(InspectorDesk.class)
                .close(new Inspector(UUID.randomUUID()), id, ClosingReason.NO_BREACH);
        assertThat(link(email, "complaint/moved")).isEqualTo(page);
        assertThat(visitor.get(page).body()).contains("Clos", "Le contrôle n’a pas trouvé de manquement");
        visitor.get(page);
        assertThat(visitor.post("/signaler/suivi", Map.of("jeton", page.substring(page.indexOf('=') + 1)))
                        .statusCode())
                .isEqualTo(302);
        assertThat(visitor.get(proof).body()).contains("Ce lien n’est plus valable");
    }

    @Test
    void consumerFilesAboutTheirOwnNumberAndNobodyElseSeesIt() {
        UUID camille = consumer("06 39 98 88 11");
        Visitor visitor = SharedServer.get().visitor(new SignedIn.Consumer(camille));
        assertThat(visitor.get("/espace/signalements").body()).contains("encore signalé aucun appel");
        String form = visitor.get("/espace/signaler").body();
        assertThat(form)
                .contains("06\u00a039\u00a098\u00a088\u00a011")
                .doesNotContain("name=\"number\"", "name=\"email\"");
        UUID registration = rows().sql("select id from accounts.registration where consumer = ?")
                .param(camille)
                .query(UUID.class)
                .single();
        Map<String, String> typed = typed("06 39 98 88 12");
        typed.put("registration", registration.toString());
        String page = way(visitor.post("/espace/signaler", typed));
        assertThat(page).startsWith("/espace/signalements/");
        assertThat(visitor.get(page).body()).contains("/regles/calling-hours").doesNotContain("jeton=");
        visitor.get("/espace/signaler");
        typed.put("others", yesterday() + " 21:05 " + CALLER + "\n99/99/2026 0199004455\n");
        String again = way(visitor.post("/espace/signaler", typed));
        assertThat(again).isEqualTo(page);
        assertThat(visitor.get(page).body()).contains("déjà signalé ces appels");
        assertThat(visitor.get("/espace/signalements").body()).contains(page);
        assertThat(visitor.get("/espace/donnees/export.json").body())
                .contains("\"complaints\"", "+33199004455".substring(1));

        Visitor other = SharedServer.get().visitor(new SignedIn.Consumer(consumer("06 39 98 88 13")));
        assertThat(other.get(page).statusCode()).isEqualTo(404);
        other.get("/espace/signaler");
        RefusedForm.assertThatItNames(other.post("/espace/signaler", typed), "registration");
        assertThat(SharedServer.visitor().get(page).statusCode()).isEqualTo(302);
    }

    /** Columns of a complaint that the service works with, or that are of its later course, which the steps have. */
    private static final Set<String> NOT_TAKEN_ALONG = Set.of(
            "id",
            "same_as",
            "state",
            "reason",
            "consumer",
            "space",
            "erased",
            "company",
            "agent",
            "case_file",
            "words",
            "broken",
            "unsure",
            "network",
            "wording",
            "received_at",
            "changed_at",
            "annulled_at",
            "territory",
            "hour");

    private static final Map<String, String> TAKEN_ALONG =
            Map.of("named", "company", "doors", "alsoFor", "answers", "agreed contract refusedOn display speaker");

    /** The copy of one's data against the table: a column that is added is taken along, or named above. */
    @Test
    void copyOfOnesDataHasAllThatThePersonStated() {
        UUID camille = consumer("06 39 98 88 21");
        Visitor visitor = SharedServer.get().visitor(new SignedIn.Consumer(camille));
        visitor.get("/espace/signaler");
        Map<String, String> typed = typed("06 39 98 88 21");
        String refused = yesterday().minusDays(3).toString();
        typed.putAll(Map.of("company", "Fenêtres Exemple", "said", "Une isolation", "agreed", "no", "contract", "yes"));
        typed.putAll(Map.of("refusedOn", refused, "doors", "data", "identity", "non authentifié", "departement", "75"));
        typed.putAll(Map.of("display", "unauthenticated", "speaker", "machine"));
        typed.put(
                "registration",
                rows().sql("select id::text from accounts.registration where consumer = ?")
                        .param(camille)
                        .query(String.class)
                        .single());
        String way = way(visitor.post("/espace/signaler", typed));
        assertThat(way).startsWith("/espace/signalements/");
        assertThat(visitor.get(way).body())
                .contains(
                        "Pour ce que vous avez coché",
                        "https://www.cnil.fr/",
                        "Pour la mention de l’opérateur",
                        "arcep.fr")
                .contains(
                        "Aviez-vous accepté que cette entreprise",
                        "Avez-vous un contrat en cours",
                        "Aviez-vous déjà demandé");
        JsonNode copy = Program.json(visitor.file("/espace/donnees/export.json"))
                .get("complaints")
                .get(0);
        Set<String> columns = rows().sql(
                        "select column_name from information_schema.columns where table_schema = 'accounts' and table_name = 'complaint'")
                .query(String.class)
                .set();
        columns.removeAll(NOT_TAKEN_ALONG);
        assertThat(columns.stream()
                        .flatMap(column -> Stream.of(
                                TAKEN_ALONG.getOrDefault(column, column).split(" ")))
                        .filter(name -> copy.path(name).isMissingNode()
                                || copy.path(name).isNull()))
                .as("what the row has and the copy has not")
                .isEmpty();
        assertThat(copy.get("agreed").asBoolean()).isFalse();
        assertThat(copy.get("contract").asBoolean()).isTrue();
        assertThat(copy.get("refusedOn").asString()).isEqualTo(refused);
        assertThat(copy.get("alsoFor").toString()).as("what was ticked alone").isEqualTo("[\"data\"]");
        assertThat(copy.get("display").asString()).isEqualTo("unauthenticated");
        assertThat(copy.get("speaker").asString()).isEqualTo("machine");
    }

    @Test
    void hiddenNumberAndRecordedVoiceNameTheirRules() {
        Visitor visitor = SharedServer.visitor();
        Map<String, String> form = with(with(typed(newNumber()), "caller", ""), "display", "hidden");
        form.putAll(Map.of("speaker", "machine", "agreed", "no", "hour", "11:00"));
        String page = visitor.get(way(send(visitor, form))).body();
        assertThat(page)
                .contains("/regles/hidden-number", "L.221-17", "/regles/automated-call", "L.34-5")
                .contains("Le numéro était masqué (privé, inconnu)", "Oui, une voix enregistrée ou automatique");
        assertThat(page.indexOf("/regles/automated-call"))
                .as("broken, where the hidden number is for an inspection")
                .isLessThan(page.indexOf("Ce qu’un contrôle peut vérifier"))
                .isLessThan(page.indexOf("/regles/hidden-number"));
        String human = visitor.get(way(send(visitor, with(with(form, "number", newNumber()), "speaker", "human"))))
                .body();
        assertThat(human).contains("/regles/hidden-number").doesNotContain("/regles/automated-call");
    }

    @Test
    void identityHeaderIsShownAsWhatItStatesAndDoesNotProve() {
        Visitor visitor = SharedServer.visitor();
        String number = newNumber();
        Map<String, String> form = typed(number);
        long at = yesterday().atTime(21, 5).atZone(PARIS).toEpochSecond();
        String digits = "33" + number.replace(" ", "").substring(1);
        String caller = "33" + CALLER.replace(" ", "").substring(1);
        form.put("identity", "Identity: " + SampleIdentity.header("A", caller, digits, at) + ";ppt=shaken");
        assertThat(visitor.get(way(send(visitor, form))).body())
                .contains(
                        "l’opérateur d’origine dit connaître son client, et le droit",
                        "C’est le numéro affiché",
                        "C’est le numéro appelé")
                .contains("À moins d’un quart d’heure", "La signature n’a pas été vérifiée")
                .doesNotContain(number.replace(" ", "\u00a0"));
        form.put("number", newNumber());
        assertThat(visitor.get(way(send(visitor, form))).body()).contains("l’en-tête est celui d’un autre appel");
        form.putAll(Map.of("number", newNumber(), "identity", "Identity: eyJ.<b>x</b>.y"));
        assertThat(visitor.get(way(send(visitor, form))).body())
                .contains("Identity: eyJ.&lt;b&gt;x&lt;/b&gt;.y")
                .doesNotContain("La signature n’a pas été vérifiée");
    }

    /** A form of the release before, which was open while the server was renewed. */
    @Test
    void boxOfTheReleaseBeforeStillMeansAHiddenNumber() {
        Visitor visitor = SharedServer.visitor();
        String page = way(send(visitor, with(with(typed(newNumber()), "caller", ""), "masked", "true")));
        assertThat(visitor.get(page).body()).contains("masqué", "/regles/hidden-number");
    }

    @Test
    void questionLeftOpenIsAnsweredNeitherYesNorNo() {
        String page = way(send(SharedServer.visitor(), typed(newNumber())));
        Complaint filed = SharedServer.get().bean(Complaints.class).shown(page.substring(page.indexOf('=') + 1));
        assertThat(rows().sql("select answers::text from accounts.complaint where id = ?")
                        .param(filed.id())
                        .query(String.class)
                        .single())
                .isEqualTo("{}");
    }

    private static UUID consumer(String number) {
        Consumers consumers = SharedServer.get().bean(Consumers.class);
        String email = Person.newEmail();
        consumers.ask(number, email, Locale.FRENCH);
        String token = rows().sql(
                        "select substring(parameters[array_position(parameters, 'link') + 1] from 'jeton=(.*)$')"
                                + " from accounts.outbox where recipient = ? and template = 'consumer/confirm'")
                .param(email)
                .query(String.class)
                .single();
        return consumers.confirm(token).consumer();
    }

    @Test
    void englishPageIsWhole() {
        Visitor visitor = SharedServer.visitor();
        visitor.get("/langue?choix=en");
        String page = way(send(visitor, typed(newNumber())));
        assertThat(visitor.get(page).body())
                .contains("recorded under the reference", "The rules that the call may have broken", "Received")
                .doesNotContain("??complaint");
    }

    @Test
    void hourIsTheOneOfTheNumbersZone() {
        Visitor visitor = SharedServer.visitor();
        String page = way(send(visitor, with(typed("02 62 12 34 56"), "hour", "11:00")));
        assertThat(visitor.get(page).body()).contains("11\u00a0h\u00a000", "https://signal.conso.gouv.fr");
        LocalDateTime expected = yesterday().atTime(11, 0);
        assertThat(rows().sql("select count(*) from accounts.complaint where calls[1] = ?")
                        .param(expected.atZone(ZoneId.of("Indian/Reunion")).toOffsetDateTime())
                        .query(Long.class)
                        .single())
                .isPositive();
    }
}
