package org.openbloctel.server.authority.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.registry.calls.consent.ClaimedConsent;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.list.trace.LookupTraces;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.RefusedForm;

/** The evidence about a complaint over HTTP: for an inspector who says why, and for no other person. */
final class EvidencePagesIT {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final ServerFixture SERVER = SharedServer.get();

    private record Case(UUID complaint, UUID company, PhoneNumber number) {
        String page() {
            return "/inspection/plaintes/" + complaint + "/preuves";
        }
    }

    /** A company that looked a number up and called it. */
    private static Case called() {
        PhoneNumber number = new PhoneNumber(33_465_719_000L + COUNT.getAndIncrement() % 100);
        UUID company = Person.owner().company();
        LookupTraces traces = SERVER.bean(LookupTraces.class);
        traces.of(company, company).add(7, buffer -> buffer.number(number.e164(), Verdict.OPPOSED));
        traces.flush();
        SERVER.clock().move(Duration.ofHours(2));
        Instant call = SERVER.clock().instant().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MINUTES);
        UUID complaint = SERVER.bean(Complaints.class)
                .file(
                        new Filing(
                                number,
                                CallingNumber.read("01 99 00 66 77").orElseThrow(),
                                List.of(call),
                                0,
                                Subject.INSURANCE,
                                false,
                                null,
                                null,
                                List.of(),
                                new Filing.Words("", "", "")),
                        null)
                .id();
        SERVER.bean(InspectorDesk.class).attribute(new Inspector(UUID.randomUUID()), complaint, company);
        return new Case(complaint, company, number);
    }

    @Test
    void inspectorWhoSaysWhySeesWhatIsKnown() {
        Case one = called();
        Person inspector = Person.inspector(SignedIn.Rank.INSPECTOR);
        Visitor visitor = inspector.signedIn();
        assertThat(visitor.get(one.page()).body())
                .contains("Motif de la lecture")
                .doesNotContain("Chronologie");
        assertThat(way(visitor.post(one.page(), Map.of("purpose", "CASE", "note", "Dossier 12"))))
                .isEqualTo(one.page());
        HttpResponse<String> page = visitor.get(one.page());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Chronologie", "interrogation unitaire", "inscrit sur la liste", "attribué")
                .contains("La dernière vérification avait trouvé une opposition", "Appel signalé par la personne")
                .contains("pas l’inscription de la personne", "Non montrée");
        assertThat(SERVER.bean(AuditTrail.class).about("complaint:" + one.complaint(), 20).stream()
                        .map(recorded -> recorded.entry().actor() + " "
                                + recorded.entry().action() + " "
                                + recorded.entry().details().get("purpose")))
                .contains("inspector:" + inspector.id() + " evidence.read CASE: Dossier 12");
    }

    @Test
    void aConsentIsShownAsClaimedUntilThePersonConfirmedIt() {
        Case one = called();
        record Shown(String goods, boolean confirmed) {}
        for (Shown shown : List.of(new Shown("Alarmes", false), new Shown("Fenêtres", true))) {
            UUID id = claim(one, shown.goods());
            if (shown.confirmed()) {
                SERVER.bean(Database.class)
                        .accounts()
                        .sql("update accounts.consent set confirmed_at = now() where id = ?")
                        .param(id)
                        .update();
            }
        }
        Visitor visitor = Person.inspector(SignedIn.Rank.INSPECTOR).signedIn();
        visitor.get(one.page());
        visitor.post(one.page(), Map.of("purpose", "CASE", "note", "Dossier 12"));
        String page = visitor.get(one.page()).body();
        assertThat(page)
                .containsPattern("Alarmes\\.\\s+Il est seulement revendiqué")
                .containsPattern("Fenêtres\\.\\s+La personne l’a confirmé elle-même");
        assertThat(page.split("La personne confirme le consentement", -1)).hasSize(2);
    }

    private static UUID claim(Case one, String goods) {
        Instant given = SERVER.clock().instant().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        Consents.Answer answer = SERVER.bean(Consents.class)
                .record(
                        one.company(),
                        "key:1",
                        false,
                        List.of(new ClaimedConsent(
                                "r-" + goods.length() + "-" + COUNT.getAndIncrement(),
                                "+" + one.number().e164(),
                                given.toString(),
                                given.plus(Duration.ofDays(90)).toString(),
                                null,
                                List.of(),
                                goods,
                                List.of("other"),
                                null,
                                "Oui",
                                "web",
                                true,
                                true,
                                true,
                                "sha256:8e1747ea8e28eb25ae996783b54f4b8f7ca1640cf17f16b6bdd1a98c2b1ef450",
                                null)))
                .getFirst();
        assertThat(answer.refusal()).isNull();
        return Objects.requireNonNull(answer.id());
    }

    @Test
    void purposeIsAskedFor() {
        Case one = called();
        Visitor visitor = Person.inspector(SignedIn.Rank.HEAD).signedIn();
        visitor.get(one.page());
        HttpResponse<String> refused = visitor.post(one.page(), Map.of("purpose", " "));
        RefusedForm.assertThatItNames(refused, "purpose");
        assertThat(refused.body()).doesNotContain("Chronologie");
        assertThat(SERVER.bean(AuditTrail.class).about("complaint:" + one.complaint(), 20))
                .noneMatch(recorded -> recorded.entry().action().equals("evidence.read"));
    }

    @Test
    void nobodyElseSeesIt() {
        Case one = called();
        List<Visitor> others = List.of(
                Person.staff().signedIn(),
                Person.owner().signedIn(),
                SERVER.visitor(new SignedIn.Consumer(UUID.randomUUID())),
                SERVER.visitor());
        for (Visitor other : others) {
            assertThat(other.get(one.page()).statusCode()).isNotEqualTo(200);
        }
    }
}
