package org.openbloctel.server.service.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Member.Role;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.service.helpdesk.HelpDesk;
import org.openbloctel.registry.service.helpdesk.Questions;
import org.openbloctel.registry.service.helpdesk.Ticket;
import org.openbloctel.registry.service.helpdesk.WrittenText;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.RefusedForm;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The help desk over HTTP: questions of visitors and of people with a space, the operator's desk, published questions, a person's case. */
final class HelpdeskPagesIT {
    private static final String HOSTILE = "<script>alert(1)</script> & <b>Au secours</b>";

    private static Map<String, String> typed(String email) {
        return Map.of("email", email, "subject", "Question <i>vive</i>", "text", HOSTILE);
    }

    private static String link(String email) {
        return JdbcClient.create(SharedServer.get().database().owner())
                .sql("select substring(parameters[array_position(parameters, 'link') + 1] from '/contact.*$')"
                        + " from accounts.outbox where recipient = ? order by created_at desc limit 1")
                .param(email)
                .query(String.class)
                .single();
    }

    private static Ticket latest(String email) {
        return SharedServer.get()
                .bean(HelpDesk.class)
                .search(
                        "staff:test",
                        new HelpDesk.TicketQuery(null, null, false, "", HelpDesk.TicketQuery.Order.LATEST),
                        0,
                        500)
                .stream()
                .filter(ticket -> email.equals(ticket.asker().email()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void visitorReadsTheAnswerOnceTheAddressIsProved() {
        String email = Person.newEmail();
        Visitor visitor = SharedServer.visitor();
        visitor.get("/contact");
        assertThat(way(visitor.post("/contact", typed(email)))).isEqualTo("/contact/envoye");
        assertThat(visitor.get("/contact/envoye").body()).contains(email);
        Person person = Person.staff();
        Visitor staff = person.signedIn();
        Ticket ticket = latest(email);
        String page = "/operateur/questions/" + ticket.id();
        String spelled = ticket.reference().spelled();
        staff.get("/operateur/questions");
        String list = way(staff.post("/operateur/questions", Map.of("words", spelled)));
        assertThat(staff.get(list).body()).contains(spelled, page);
        assertThat(staff.get(page).body())
                .contains("&lt;script&gt;alert(1)", "Non vérifiée", email)
                .doesNotContain("<script>alert", "<i>vive");
        assertThat(way(staff.post(page + "/note", Map.of("text", "Note à nous"))))
                .isEqualTo(page);
        assertThat(way(staff.post(page + "/reponse", Map.of("text", "Gardez <b>les références</b>."))))
                .isEqualTo(page);

        String link = link(email);
        String before = SharedServer.visitor().get(link).body();
        assertThat(before).contains("Confirmer mon adresse").doesNotContain("références", "alert(1)");
        visitor.get(link);
        String token = link.substring(link.indexOf('=') + 1);
        assertThat(way(visitor.post("/contact/suivi/adresse", Map.of("jeton", token))))
                .isEqualTo(link);
        assertThat(visitor.get(link).body())
                .contains("Gardez &lt;b&gt;les références", "Répondu")
                .doesNotContain("Note à nous", "<script>alert");
        assertThat(way(visitor.post("/contact/suivi", Map.of("jeton", token, "text", "Merci"))))
                .isEqualTo(link);
        assertThat(staff.get(page).body()).contains("Merci", "À traiter", "Note à nous");
        RefusedForm.assertThatItNames(visitor.post("/contact/suivi", Map.of("jeton", token, "text", " ")), "text");
        assertThat(visitor.get("/contact/suivi#jeton=AAAA").statusCode()).isEqualTo(404);
        assertThat(person.audited()).contains("ticket.answered", "ticket.noted", "ticket.read");
    }

    @Test
    void formSaysAtItsFieldsWhatIsWrong() {
        Visitor visitor = SharedServer.visitor();
        visitor.get("/contact");
        for (String field : List.of("email", "subject", "text")) {
            Map<String, String> form = new HashMap<>(typed(Person.newEmail()));
            form.put(field, " ");
            RefusedForm.assertThatItNames(visitor.post("/contact", form), field);
        }
        HttpResponse<String> empty = visitor.post("/contact", Map.of());
        RefusedForm.assertThatItNames(empty, "email", "subject", "text");
        assertThat(empty.body().replace('\u00a0', ' '))
                .contains(">Objet : Ce texte est vide.", ">Votre message : Ce texte est vide.");
    }

    @Test
    void questionSentAnewAfterALostAnswerIsOneTicketWithOneMail() {
        String email = Person.newEmail();
        Visitor visitor = SharedServer.visitor();
        Map<String, String> form = new HashMap<>(typed(email));
        form.put("once", once(visitor.get("/contact").body()));
        assertThat(way(visitor.post("/contact", form))).isEqualTo("/contact/envoye");
        assertThat(way(visitor.post("/contact", form))).isEqualTo("/contact/envoye");
        JdbcClient rows = JdbcClient.create(SharedServer.get().database().owner());
        assertThat(List.of(
                        rows.sql("select count(*) from accounts.ticket where email = ?")
                                .param(email)
                                .query(Integer.class)
                                .single(),
                        rows.sql("select count(*) from accounts.outbox where recipient = ?")
                                .param(email)
                                .query(Integer.class)
                                .single()))
                .containsExactly(1, 1);

        Visitor member = Person.owner().signedIn();
        Map<String, String> own = new HashMap<>(Map.of("subject", "Facture", "text", "Où est-elle ?"));
        own.put("once", once(member.get("/pro/questions/nouvelle").body()));
        String page = way(member.post("/pro/questions/nouvelle", own));
        assertThat(way(member.post("/pro/questions/nouvelle", own))).isEqualTo(page);
        own.put("text", "Et celle de mai ?");
        assertThat(way(member.post("/pro/questions/nouvelle", own))).isNotEqualTo(page);
    }

    private static String once(String page) {
        return page.replaceFirst("(?s).*name=\"once\" value=\"([^\"]{36})\".*", "$1");
    }

    @Test
    void ownQuestionsAreInTheSpaceAndInNoOther() {
        Person owner = Person.owner();
        Visitor member = owner.signedIn();
        member.get("/pro/questions/nouvelle");
        String page =
                way(member.post("/pro/questions/nouvelle", Map.of("subject", "Facture", "text", "Où est-elle ?")));
        assertThat(page).startsWith("/pro/questions/");
        assertThat(member.get(page).body()).contains("Où est-elle");
        Visitor colleague = owner.colleague(Role.OPERATOR).signedIn();
        assertThat(colleague.get(page).statusCode()).isEqualTo(404);
        assertThat(colleague.get("/pro/questions").body()).doesNotContain("Facture");
        Visitor consumer = SharedServer.visitor(new SignedIn.Consumer(consumer()));
        String id = page.substring(page.lastIndexOf('/') + 1);
        assertThat(consumer.get("/espace/questions/" + id).statusCode()).isEqualTo(404);
        consumer.get("/espace/questions/nouvelle");
        String mine = way(consumer.post(
                "/espace/questions/nouvelle", Map.of("subject", "Ma lettre", "text", "Est-elle partie ?")));
        assertThat(way(consumer.post(mine, Map.of("text", "Toujours rien")))).isEqualTo(mine);
        assertThat(consumer.get(mine).body()).contains("Est-elle partie", "Toujours rien");
        assertThat(consumer.get("/espace/donnees/export.json").body()).contains("Toujours rien", "Ma lettre");
    }

    private static UUID consumer() {
        String email = Person.newEmail();
        Consumers consumers = SharedServer.get().bean(Consumers.class);
        consumers.ask("06 39 98 77 01", email, Locale.FRENCH);
        String token = JdbcClient.create(SharedServer.get().database().owner())
                .sql("select substring(parameters[array_position(parameters, 'link') + 1] from 'jeton=(.*)$')"
                        + " from accounts.outbox where recipient = ? order by created_at desc limit 1")
                .param(email)
                .query(String.class)
                .single();
        return consumers.confirm(token).consumer();
    }

    @Test
    void cannedAnswerBeginsAnAnswerAndAnAnswerBecomesAPublishedQuestion() {
        String email = Person.newEmail();
        Visitor visitor = SharedServer.visitor();
        visitor.get("/contact");
        visitor.post("/contact", typed(email));
        Visitor staff = Person.staff().signedIn();
        staff.get("/operateur/reponses-types/nouvelle");
        RefusedForm.assertThatItNames(
                staff.post("/operateur/reponses-types/nouvelle", Map.of()), "name", "textFr", "textEn");
        assertThat(way(staff.post(
                        "/operateur/reponses-types/nouvelle",
                        Map.of("name", "Délai", "textFr", "Trente jours suffisent.", "textEn", "It takes 30 days."))))
                .isEqualTo("/operateur/reponses-types");
        String list = staff.get("/operateur/reponses-types").body();
        String canned = list.replaceAll("(?s).*reponses-types/([0-9a-f-]{36})\">Délai<.*", "$1");
        String page = "/operateur/questions/" + latest(email).id();
        assertThat(staff.get(page + "?modele=" + canned).body()).contains(">Trente jours suffisent.</textarea>");
        staff.post(page + "/reponse", Map.of("text", "Trente jours suffisent.", "waits", "true"));
        String form = staff.get("/operateur/faq/nouvelle?question=" + page.substring(page.lastIndexOf('/') + 1))
                .body();
        assertThat(form).contains(">Trente jours suffisent.</textarea>");
        Map<String, String> faq = new HashMap<>(Map.of(
                "questionFr",
                "Quel <b>délai</b> ?",
                "answerFr",
                "30 jours.",
                "questionEn",
                "How long?",
                "answerEn",
                "30 days."));
        RefusedForm.assertThatItNames(
                staff.post("/operateur/faq/nouvelle", Map.of()), "questionFr", "answerFr", "questionEn", "answerEn");
        faq.put("answerFr", "Appelez le 06 39 98 12 34.");
        RefusedForm.assertThatItNames(staff.post("/operateur/faq/nouvelle", faq), "answerFr");
        faq.put("answerFr", "30 jours.");
        assertThat(way(staff.post("/operateur/faq/nouvelle", faq))).isEqualTo("/operateur/faq");
        assertThat(SharedServer.visitor().get("/aide/faq").body())
                .contains("Quel &lt;b&gt;délai", "30 jours.")
                .doesNotContain("<b>délai");
        assertThat(SharedServer.visitor()
                        .with("Accept-Language", "en")
                        .get("/aide/faq")
                        .body())
                .contains("How long?");
        String published = staff.get("/operateur/faq")
                .body()
                .replaceAll("(?s).*operateur/faq/([0-9a-f-]{36})\">Quel &lt;b&gt;délai.*", "$1");
        staff.post("/operateur/faq/" + published + "/retrait", Map.of());
        assertThat(SharedServer.visitor().get("/aide/faq").body()).doesNotContain("30 jours.");
    }

    @Test
    void caseNeedsAPurposeAndShowsNumbersMasked() {
        UUID id = consumer();
        String email =
                SharedServer.get().bean(Consumers.class).space(id).consumer().email();
        assertThat(email).isNotNull();
        Person person = Person.staff();
        Visitor staff = person.signedIn();
        staff.get("/operateur/dossiers");
        HttpResponse<String> refused = staff.post("/operateur/dossiers", Map.of("person", email, "purpose", ""));
        RefusedForm.assertThatItNames(refused, "purpose");
        assertThat(person.audited()).doesNotContain("person-case.read");
        String found = staff.post("/operateur/dossiers", Map.of("person", email, "purpose", "QUESTION"))
                .body();
        assertThat(found).contains("••").doesNotContain("06 39 98 77 01", "06\u00a039\u00a098\u00a077\u00a001");
        assertThat(person.audited()).containsOnlyOnce("person-case.read");
        RefusedForm.assertThatItNames(
                staff.post("/operateur/dossiers", Map.of("person", "Camille", "purpose", "QUESTION")), "person");
    }

    @Test
    void wordsOfASearchStandInNoAddressAndLeaveATrace() {
        String email = Person.newEmail();
        Visitor visitor = SharedServer.visitor();
        visitor.get("/contact");
        visitor.post("/contact", Map.of("email", email, "subject", "Zinc", "text", "Le zingueur appelle encore."));
        String page = "/operateur/questions/" + latest(email).id();
        Person person = Person.staff();
        Visitor staff = person.signedIn();
        staff.get("/operateur/questions?texte=zingueur");
        assertThat(person.audited()).doesNotContain("ticket.searched");
        String list = way(staff.post("/operateur/questions", Map.of("words", "zingueur", "etat", "NEW")));
        assertThat(list).startsWith("/operateur/questions?").doesNotContain("zingueur");
        assertThat(staff.get(list).body()).contains(page, "value=\"zingueur\"");
        assertThat(person.audited()).containsOnlyOnce("ticket.searched");
        for (String named : List.of(email, "appel du 06 39 98 12 34")) {
            RefusedForm.assertThatItNames(staff.post("/operateur/questions", Map.of("words", named)), "words");
        }
        assertThat(person.audited()).containsOnlyOnce("ticket.searched");
        assertThat(way(staff.post("/operateur/questions", Map.of("words", "", "etat", "CLOSED"))))
                .contains("etat=CLOSED");
        assertThat(staff.get("/operateur/questions?etat=CLOSED").body()).doesNotContain("zingueur");
    }

    @Test
    void ownerIsAColleagueAndClosedQuestionsOpenAgain() {
        String email = Person.newEmail();
        Visitor visitor = SharedServer.visitor();
        visitor.get("/contact");
        visitor.post("/contact", typed(email));
        Person person = Person.staff();
        Visitor staff = person.signedIn();
        UUID id = latest(email).id();
        String page = "/operateur/questions/" + id;
        staff.get(page);
        staff.post(page + "/responsable", Map.of("responsable", person.id().toString()));
        assertThat(latest(email).owner()).isEqualTo(person.id());
        assertThat(staff.get("/operateur/questions?responsable=moi").body()).contains(page);
        staff.post(
                page + "/responsable", Map.of("responsable", UUID.randomUUID().toString()));
        assertThat(latest(email).owner()).isNull();
        staff.post(page + "/fin", Map.of());
        assertThat(staff.get(page).body()).contains("Close").doesNotContain("/reponse\"");
        assertThat(staff.post(page + "/reponse", Map.of("text", "Trop tard")).statusCode())
                .isEqualTo(409);
        staff.post(page + "/reprise", Map.of());
        assertThat(staff.get(page).body()).contains("/reponse");
    }

    @Test
    void listIsReadPageByPageAndSavedAsATableWithoutFormulas() {
        Person person = Person.staff();
        HelpDesk desk = SharedServer.get().bean(HelpDesk.class);
        Questions questions = SharedServer.get().bean(Questions.class);
        for (int i = 0; i < 51; i++) {
            Ticket ticket = questions.ask(
                    new Questions.Typed(Person.newEmail(), "=1+" + i + ";\"<b>", "Essai", "", null), Locale.FRENCH);
            desk.assign(person.id(), ticket.id(), person.id());
        }
        Visitor staff = person.signedIn();
        String list = "/operateur/questions?etat=NEW&responsable=moi&tri=EARLIEST";
        String first = staff.get(list).body();
        String second = staff.get(list + "&page=2").body();
        assertThat(first).contains("rel=\"next\"", "page=2", "&lt;b&gt;").doesNotContain("rel=\"prev\"");
        assertThat(second).contains("rel=\"prev\"").doesNotContain("rel=\"next\"");
        assertThat(subjects(first)).hasSize(50);
        assertThat(subjects(second)).hasSize(1).doesNotContainAnyElementsOf(subjects(first));
        assertThat(subjects(staff.get(list + "&page=99999999999").body())).hasSize(50);
        assertThat(staff.get(list + "&page=9").body()).contains("Aucune question ne correspond");

        HttpResponse<String> file = staff.get("/operateur/questions.csv?etat=NEW&responsable=moi&tri=EARLIEST");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(name -> assertThat(name).contains("questions.csv"));
        assertThat(file.body().lines()).hasSize(52);
        assertThat(file.body()).contains(";\"'=1+0;\"\"<b>\";À traiter;Formulaire;", "Référence;Objet");
        assertThat(person.audited()).containsOnlyOnce("ticket.listed");
        assertThat(staff.get("/operateur/questions.csv?etat=CLOSED&responsable=moi")
                        .body()
                        .lines())
                .hasSize(1);
    }

    private static List<String> subjects(String page) {
        return Pattern.compile("=1\\+\\d+;")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** Each address stays below its limit; the desk sees that they are neighbours. */
    @Test
    void floodOfOneNetworkIsLimitedForOneAddressAndVisibleForMany() {
        Visitor flood = SharedServer.visitor().with("X-Forwarded-For", "198.51.100.77");
        flood.get("/contact");
        for (int i = 0; i < 10; i++) {
            assertThat(way(flood.post("/contact", typed(Person.newEmail())))).isEqualTo("/contact/envoye");
        }
        String email = Person.newEmail();
        assertThat(flood.post("/contact", typed(email)).body())
                .contains("trop de demandes", "&lt;script&gt;", email)
                .doesNotContain("<script>alert");
        Questions questions = SharedServer.get().bean(Questions.class);
        List<Ticket> asked = new ArrayList<>();
        for (int i = 0; i < HelpDesk.MIN_FLOOD; i++) {
            asked.add(questions.ask(
                    new Questions.Typed(Person.newEmail(), "Flot " + i, HOSTILE, "", "203.0.113." + i), Locale.FRENCH));
        }
        String list = Person.staff()
                .signedIn()
                .get("/operateur/questions?etat=NEW&tri=LATEST")
                .body();
        assertThat(list)
                .contains(
                        "Même réseau",
                        "venues en nombre d’un même réseau",
                        asked.getLast().reference().spelled());
    }

    @Test
    void hostileTextIsRefusedAtItsFieldOrKeptAsPlainText() {
        Visitor visitor = SharedServer.visitor().with("X-Forwarded-For", "198.51.100.78");
        visitor.get("/contact");
        Map<String, String> faults = Map.of(
                "email", "camille@example.org\r\nBcc: victime@example.org",
                "subject", "x".repeat(WrittenText.MAX_LINE + 1),
                "text", "x".repeat(WrittenText.MAX_TEXT + 1));
        faults.forEach((field, value) -> {
            Map<String, String> form = new HashMap<>(typed(Person.newEmail()));
            form.put(field, value);
            RefusedForm.assertThatItNames(visitor.post("/contact", form), field);
        });
        String email = Person.newEmail();
        Map<String, String> form = new HashMap<>(typed(email));
        form.put("subject", "=\u0000\r\nBcc: x@example.org");
        form.put("text", "\u0000\u202e<img src=x onerror=alert(1)>{{7*7}}${7*7}[[${7*7}]]");
        assertThat(way(visitor.post("/contact", form))).isEqualTo("/contact/envoye");
        String page = Person.staff()
                .signedIn()
                .get("/operateur/questions/" + latest(email).id())
                .body();
        assertThat(page)
                .contains("&lt;img src=x onerror=alert(1)&gt;{{7*7}}${7*7}[[${7*7}]]", "Bcc: x@example.org")
                .doesNotContain("<img src=x", "\u0000");
        assertThat(latest(email).subject()).doesNotContain("\n", "\u0000");
    }
}
