package org.openbloctel.server.authority.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Departement;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.registry.authority.inspection.Inspectors;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.authority.complaint.SampleIdentity;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.RefusedForm;

/** What inspectors do over HTTP: nobody else does it, and each reading is recorded with its purpose. */
final class InspectionPagesIT {
    private static final String LIST = "/inspection/plaintes";
    private static final String SAID = "Une isolation à un euro, phrase de la personne";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private record Filed(UUID id, String number, String caller, String reference) {}

    private static Filed file() {
        int n = COUNT.getAndIncrement();
        String number = String.format(Locale.ROOT, "04 65 71 91 %02d", n);
        String caller = String.format(Locale.ROOT, "01 99 00 91 %02d", n);
        Instant call =
                SharedServer.get().clock().instant().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MINUTES);
        Complaints.Filed filed = SharedServer.get()
                .bean(Complaints.class)
                .file(
                        new Filing(
                                PhoneNumber.read(number),
                                CallingNumber.read(caller).orElseThrow(),
                                List.of(call),
                                0,
                                Subject.ENERGY_RENOVATION,
                                false,
                                false,
                                null,
                                List.of(),
                                new Filing.Words("", SAID, ""),
                                Departement.of("29").orElseThrow(),
                                Filing.Display.UNAUTHENTICATED,
                                Filing.Speaker.MACHINE),
                        null);
        return new Filed(filed.id(), number, caller, filed.reference().spelled());
    }

    private static String digits(String number) {
        return "33" + number.replace(" ", "").substring(1);
    }

    private static String spaced(String number) {
        return number.replace(' ', '\u00a0');
    }

    @Test
    void noOtherPersonOpensAPageOfInspectors() {
        Filed one = file();
        for (Person other : List.of(Person.staff(), Person.owner())) {
            Visitor visitor = other.signedIn();
            visitor.get("/aide");
            for (String page :
                    List.of("/inspection", LIST, LIST + "/" + one.id(), LIST + ".csv", "/inspection/agents")) {
                assertThat(visitor.get(page).statusCode()).as(page).isEqualTo(403);
            }
        }
        Visitor consumer = SharedServer.visitor(new SignedIn.Consumer(UUID.randomUUID()));
        assertThat(consumer.get(LIST + "/" + one.id()).statusCode()).isEqualTo(403);
        Visitor withoutFactor = SharedServer.visitor(
                new SignedIn.Inspector(Person.inspector(SignedIn.Rank.INSPECTOR).id(), SignedIn.Rank.INSPECTOR, false));
        assertThat(way(withoutFactor.get("/inspection"))).isEqualTo("/inspection/second-facteur");
        assertThat(way(SharedServer.visitor().get("/inspection"))).isEqualTo("/inspection/connexion");
        assertThat(SharedServer.visitor()
                        .with("Authorization", "Bearer obl_live_abcdefghijklmnop")
                        .get(LIST)
                        .statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void complaintIsReadForAPurposeThatTheAuditTrailHas() {
        Filed one = file();
        Person inspector = Person.inspector(SignedIn.Rank.INSPECTOR);
        Visitor visitor = inspector.withSessionAlone();
        String page = LIST + "/" + one.id();
        assertThat(visitor.get(page).body())
                .contains("Motif de la lecture", spaced(one.caller()))
                .doesNotContain(SAID, spaced(one.number()));
        assertThat(inspector.audited()).doesNotContain("complaint.read");
        RefusedForm.assertThatItNames(visitor.post(page, Map.of("purpose", " ")), "purpose");
        assertThat(way(visitor.post(page, Map.of("purpose", "CASE", "note", "Dossier 2026-014"))))
                .isEqualTo(page);
        assertThat(visitor.get(page).body())
                .contains(SAID, spaced(one.number()), "29 Finistère")
                .contains("signalé comme non authentifié", "Oui, une voix enregistrée", "/regles/automated-call");
        String unread = visitor.post(page + "/identite", Map.of("identity", "<b>rien</b>"))
                .body();
        assertThat(unread).contains("aucun en-tête Identity lisible", "&lt;b&gt;rien&lt;/b&gt;");
        String signed = SampleIdentity.header("C", "33199000000", digits(one.number()), 1_795_527_000);
        assertThat(visitor.post(page + "/identite", Map.of("identity", signed)).body())
                .contains("que l’appel est entré dans son réseau", spaced("01 99 00 00 00"))
                .contains(
                        "Ce n’est pas le numéro affiché",
                        "C’est le numéro appelé",
                        "La signature n’a pas été vérifiée");
        assertThat(visitor.get(page).body()).as("not kept").doesNotContain("La signature n’a pas été vérifiée");
        Filed other = file();
        assertThat(visitor.get(LIST + "/" + other.id()).body()).contains(SAID);
        for (Filed read : List.of(one, other)) {
            assertThat(SharedServer.get().bean(AuditTrail.class).about("complaint:" + read.id(), 5))
                    .anySatisfy(entry -> {
                        assertThat(entry.entry().actor()).isEqualTo(inspector.actor());
                        assertThat(entry.entry().details()).containsEntry("purpose", "CASE: Dossier 2026-014");
                    });
        }
        assertThat(visitor.get(page).body()).as("oneself is no other reader").doesNotContain("a aussi ouvert");
        Visitor colleague = Person.inspector(SignedIn.Rank.INSPECTOR).signedIn();
        colleague.get(page);
        colleague.post(page, Map.of("purpose", "REVIEW"));
        assertThat(colleague.get(page).body()).contains("Cyrille Exemple a aussi ouvert ce signalement");
        assertThat(way(visitor.post(page + "/motif", Map.of()))).isEqualTo(page);
        assertThat(visitor.get(page).body()).doesNotContain(SAID);
        visitor.post(page, Map.of("purpose", "TRIAGE"));
        SharedServer.get().clock().move(Purposes.HOLDS);
        assertThat(inspector.signedIn().get(page).body()).doesNotContain(SAID);
    }

    @Test
    void journalHasWordsNamesAndReferencesInPlaceOfCodes() {
        Filed one = file();
        Visitor reader = Person.inspector(SignedIn.Rank.INSPECTOR).signedIn();
        String page = LIST + "/" + one.id();
        reader.get(page);
        reader.post(page, Map.of("purpose", "TRIAGE", "note", "n° 7"));
        reader.get(page);
        Visitor head = Person.inspector(SignedIn.Rank.HEAD).signedIn();
        String journal = head.get("/inspection/journal").body().replace('\u00a0', ' ');
        assertThat(journal)
                .contains(
                        "Signalement lu",
                        "Cyrille Exemple",
                        "Motif : Trier les signalements reçus – n° 7",
                        "href=\"" + page)
                .contains("Signalement " + one.reference(), "Signalement reçu", "Un visiteur")
                .doesNotContain("complaint.read", "complaint:", "inspector:", SAID, one.number());
    }

    @Test
    void searchFindsByWordsCallerReferenceAndDepartementAndNoAddressHasTheNumber() {
        Filed one = file();
        Person inspector = Person.inspector(SignedIn.Rank.INSPECTOR);
        Visitor visitor = inspector.signedIn();
        visitor.get(LIST);
        assertThat(inspector.audited()).as("a list without words").doesNotContain("complaint.searched");
        assertThat(way(visitor.post(LIST, Map.of("words", one.reference().toLowerCase(Locale.ROOT)))))
                .isEqualTo(LIST + "/" + one.id());
        visitor.get(LIST);
        String way = way(visitor.post(
                LIST, Map.of("number", one.caller(), "words", "isolations", "departement", "29", "etat", "RECEIVED")));
        assertThat(way).doesNotContain("9900", "99%2000", "isolation");
        String list = visitor.get(way).body();
        assertThat(inspector.audited()).contains("complaint.searched");
        assertThat(list).contains(one.reference()).doesNotContain(SAID, spaced(one.number()));
        assertThat(visitor.get(way.replace("departement=29", "departement=75")).body())
                .contains("Aucun signalement");
        RefusedForm.assertThatItNames(visitor.post(LIST, Map.of("number", "0")), "number");
        HttpResponse<String> file = visitor.get(way.replace(LIST + "?", LIST + ".csv?"));
        assertThat(file.body())
                .contains(one.reference(), one.caller().substring(0, 2))
                .doesNotContain(SAID, one.number(), spaced(one.number()));
        visitor.get(way);
        visitor.post(LIST + "/nouvelle-recherche", Map.of());
        assertThat(visitor.get(LIST + "?etat=DROP&du=x&apres=y_z&appelant=" + UUID.randomUUID() + "&entreprise=1")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void companyIsNamedRemovedAndTheComplaintClosed() {
        Filed one = file();
        Person owner = Person.owner();
        String siren = SharedServer.get()
                .database()
                .database()
                .accounts()
                .sql("select siren from accounts.company where id = ?")
                .param(owner.company())
                .query(String.class)
                .single();
        Visitor visitor = Person.inspector(SignedIn.Rank.INSPECTOR).signedIn();
        String page = LIST + "/" + one.id();
        visitor.get(page);
        visitor.post(page, Map.of("purpose", "CASE", "note", "Dossier 7"));
        assertThat(way(visitor.post(page + "/suivi", Map.of()))).isEqualTo(page);
        assertThat(visitor.get(page).body()).contains("Suivi par Cyrille Exemple", "Ne plus le suivre");
        assertThat(visitor.get(LIST + "?suivi=moi").body()).contains(one.reference());
        assertThat(Person.inspector(SignedIn.Rank.INSPECTOR)
                        .signedIn()
                        .get(LIST + "?suivi=moi")
                        .body())
                .contains("Aucun signalement");
        visitor.get(page);
        visitor.post(page + "/suivi/fin", Map.of());
        String choice = visitor.get(page + "/entreprise?nom=" + siren).body();
        assertThat(choice).contains("Société " + siren);
        assertThat(visitor.post(page + "/entreprise", Map.of()).statusCode()).isEqualTo(422);
        RefusedForm.assertThatItNames(visitor.post(page + "/entreprise", Map.of("nom", siren)), "company");
        assertThat(way(visitor.post(
                        page + "/entreprise", Map.of("company", owner.company().toString()))))
                .isEqualTo(page);
        assertThat(visitor.get(page).body()).contains("Société " + siren, "Retirer l’entreprise");
        assertThat(visitor.get(page).body()).contains("value=\"NO_BREACH\"").doesNotContain("SANCTIONED");
        HttpResponse<String> unnamed = visitor.post(page + "/cloture", Map.of());
        RefusedForm.assertThatItNames(unnamed, "reason");
        assertThat(unnamed.body()).contains("Société " + siren);
        assertThat(visitor.post(page + "/cloture", Map.of("reason", "SANCTIONED"))
                        .statusCode())
                .as("only the decision of a case")
                .isEqualTo(409);
        visitor.get(LIST);
        String about = way(visitor.post(LIST, Map.of("company", siren)));
        assertThat(about).contains("entreprise=" + owner.company());
        assertThat(visitor.get(about).body()).contains(one.reference());
        RefusedForm.assertThatItNames(visitor.post(LIST, Map.of("company", "Personne de ce nom")), "company");
        visitor.get(page);
        visitor.post(page + "/sans-entreprise", Map.of());
        assertThat(visitor.get(page).body()).contains("Aucune entreprise n’est encore identifiée");
        visitor.get(page);
        assertThat(way(visitor.post(page + "/cloture", Map.of("reason", "CALLER_UNKNOWN"))))
                .isEqualTo(page);
        assertThat(visitor.get(page).body())
                .contains("n’a pas pu être retrouvé")
                .doesNotContain("Attribuer à une entreprise");
    }

    @Test
    void worklistGroupsAndMapShowSumsAndNothingOfAPerson() {
        Filed one = file();
        for (int i = 0; i < 5; i++) {
            SharedServer.get().clock().move(Duration.ofMinutes(2));
            Instant call = SharedServer.get()
                    .clock()
                    .instant()
                    .minus(Duration.ofHours(1))
                    .truncatedTo(ChronoUnit.MINUTES);
            SharedServer.get()
                    .bean(Complaints.class)
                    .file(
                            new Filing(
                                    PhoneNumber.read(one.number()),
                                    CallingNumber.read(one.caller()).orElseThrow(),
                                    List.of(call),
                                    0,
                                    Subject.ENERGY_RENOVATION,
                                    false,
                                    false,
                                    null,
                                    List.of(),
                                    new Filing.Words("", "", "")),
                            null);
        }
        Visitor visitor = Person.inspector(SignedIn.Rank.INSPECTOR).signedIn();
        assertThat(visitor.get("/inspection").body())
                .contains(spaced(one.caller()), "6 signalements en 30 jours")
                .doesNotContain(spaced(one.number()), SAID);
        for (String by : List.of("CALLER", "COMPANY", "AGENT", "SUBJECT", "TERRITORY", "DEPARTEMENT", "HOUR", "x")) {
            HttpResponse<String> groups = visitor.get("/inspection/groupes?par=" + by + "&jours=91");
            assertThat(groups.statusCode()).as(by).isEqualTo(200);
            assertThat(groups.body())
                    .as(by)
                    .doesNotContain(spaced(one.number()))
                    .contains("29 Finistère");
        }
    }

    @Test
    void headInvitesChangesAndRemovesInspectorsAndAnotherInspectorDoesNot() {
        Person head = Person.inspector(SignedIn.Rank.HEAD);
        Visitor visitor = head.signedIn();
        String email = Person.newEmail();
        visitor.get("/inspection/agents");
        RefusedForm.assertThatItNames(
                visitor.post("/inspection/agents", Map.of("email", email, "rank", "INSPECTOR")), "name");
        assertThat(way(visitor.post(
                        "/inspection/agents", Map.of("name", "Lou Exemple", "email", email, "rank", "INSPECTOR"))))
                .isEqualTo("/inspection/agents");
        assertThat(visitor.get("/inspection/agents").body()).contains("L’invitation est envoyée à " + email);
        assertThat(Person.mails(email)).containsExactly("company/password");
        UUID invited = SharedServer.get().bean(Inspectors.class).all().stream()
                .filter(one -> one.email().equals(email))
                .findFirst()
                .orElseThrow()
                .id();
        Visitor chooser = SharedServer.visitor();
        String way = "/inspection/mot-de-passe?jeton=" + Person.token(email);
        assertThat(chooser.get(way).statusCode()).isEqualTo(200);
        assertThat(way(chooser.post(way, Map.of("password", Person.PASSWORD)))).isEqualTo("/inspection/connexion");
        Visitor plain = Person.inspector(SignedIn.Rank.INSPECTOR).signedIn();
        assertThat(plain.get("/inspection/agents").body()).contains(email).doesNotContain("Envoyer l’invitation");
        assertThat(plain.post("/inspection/agents/" + invited + "/retrait", Map.of())
                        .statusCode())
                .isEqualTo(403);
        visitor.get("/inspection/agents/" + invited);
        visitor.post("/inspection/agents/" + invited + "/rang", Map.of("rank", "HEAD"));
        visitor.post("/inspection/agents/" + invited + "/retrait", Map.of());
        assertThat(visitor.get("/inspection/agents").body()).doesNotContain(email);
        assertThat(visitor.post("/inspection/agents/" + head.id() + "/retrait", Map.of())
                        .statusCode())
                .isEqualTo(409);
        assertThat(head.audited()).contains("inspector.added", "inspector.changed", "inspector.removed");
    }

    @Test
    void lessUsedFiltersAreFoldedUnlessOneIsSet() {
        Visitor visitor = Person.inspector(SignedIn.Rank.INSPECTOR).signedIn();
        assertThat(visitor.get(LIST).body()).contains("<details>").doesNotContain("<details open");
        assertThat(visitor.get(LIST + "?etat=RECEIVED").body()).doesNotContain("<details open");
        for (String set : List.of("sujet=insurance", "departement=29", "du=2026-11-01", "suivi=moi", "tri=anciens")) {
            assertThat(visitor.get(LIST + "?" + set).body()).as(set).contains("<details open=\"open\"");
        }
    }
}
