package org.openbloctel.server.authority.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.casefile.Cases;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.registry.authority.signal.Signal;
import org.openbloctel.registry.authority.signal.Signals;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.authority.casefile.SampleCase;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.RefusedForm;

/** Signals over HTTP: an inspector lists, reads and dismisses them, and no other person sees one. */
final class SignalPagesIT {
    private static final String LIST = "/inspection/signaux";
    private static final CallingNumber CALLER =
            CallingNumber.read("01 99 00 77 31").orElseThrow();
    private static final String SPELLED = "01\u00a099\u00a000\u00a077\u00a031";

    private static Person inspector;
    private static UUID signal;

    @BeforeAll
    static void surge() {
        inspector = Person.inspector(SignedIn.Rank.INSPECTOR);
        for (int i = 0; i < 5; i++) {
            complain(CALLER, i);
        }
        SharedServer.get().bean(Signals.class).detect();
        signal = signal(Signal.Kind.SURGE, one -> CALLER.equals(one.caller()));
    }

    private static UUID signal(Signal.Kind kind, Predicate<Signal> wanted) {
        return SharedServer.get()
                .bean(Signals.class)
                .list(new Inspector(inspector.id()), new Signal.Query(kind, null, null), 500)
                .stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static UUID complain(CallingNumber caller, int i) {
        Filing filing = new Filing(
                PhoneNumber.read(String.format(Locale.ROOT, "06 39 98 77 %02d", i)),
                caller,
                List.of(SharedServer.get().clock().instant().truncatedTo(ChronoUnit.MINUTES)),
                0,
                Subject.TELECOM,
                false,
                null,
                null,
                List.of(),
                new Filing.Words("", "", ""));
        return SharedServer.get().bean(Complaints.class).file(filing, null).id();
    }

    @Test
    void inspectorReadsASignalWithItsReasonAndDismissesItWithANote() {
        Visitor visitor = inspector.signedIn();
        String list = visitor.get(LIST).body();
        assertThat(list).contains("Afflux sur un numéro", LIST + "/" + signal).doesNotContain(LIST + "/01");
        assertThat(visitor.get(LIST + "?type=spread&etat=dismissed").body()).doesNotContain(signal.toString());
        assertThat(visitor.get(LIST + "?type=nonsense").body()).contains(signal.toString());
        String page = visitor.get(LIST + "/" + signal).body();
        assertThat(page)
                .contains("5 personnes signalent ce numéro en 10 jours", "Téléphone, internet", "usurpé")
                .doesNotContain("06 39 98 77", "06\u00a039\u00a098\u00a077");
        assertThat(plain(page)).contains(plain(SPELLED));
        RefusedForm.assertThatItNames(visitor.post(LIST + "/" + signal, Map.of("note", "  ")), "note");
        String note = "<b>Sondage</b> exempté";
        assertThat(way(visitor.post(LIST + "/" + signal, Map.of("note", note)))).isEqualTo(LIST);
        assertThat(visitor.get(LIST + "/" + signal).body())
                .contains("&lt;b&gt;Sondage&lt;/b&gt;", "Écarté")
                .doesNotContain("name=\"note\"");
        assertThat(visitor.post(LIST + "/" + signal, Map.of("note", "encore")).statusCode())
                .isEqualTo(409);
        assertThat(inspector.audited()).contains("signal.seen", "signal.dismissed");
    }

    /** A signal about a company, and one about a number, lead to the company's case; a case of another company takes neither. */
    @Test
    void signalIsAddedToAnUndecidedCaseAboutItsCompanyOrItsNumber() {
        CallingNumber caller = CallingNumber.read("01 99 00 77 32").orElseThrow();
        UUID company = Person.owner().company();
        Inspector desk = new Inspector(inspector.id());
        List<UUID> complaints =
                IntStream.range(20, 25).mapToObj(i -> complain(caller, i)).toList();
        complaints.forEach(one -> SharedServer.get().bean(InspectorDesk.class).attribute(desk, one, company));
        SharedServer.get().bean(Signals.class).detect();
        Visitor visitor = inspector.signedIn();
        List<String> pages = Stream.of(
                        signal(Signal.Kind.SURGE, one -> caller.equals(one.caller())),
                        signal(Signal.Kind.UNCHECKED, one -> company.equals(one.company())))
                .map(one -> LIST + "/" + one)
                .toList();
        assertThat(visitor.get(pages.get(0)).body())
                .contains("Aucun dossier en cours")
                .doesNotContain("nouveau?siren=");
        assertThat(visitor.get(pages.get(1)).body()).contains("Aucun dossier en cours", "/nouveau?siren=");
        UUID other = new SampleCase(SharedServer.get())
                .alleged("06 39 98 77 40", Person.owner().company());
        UUID id = SharedServer.get().bean(Cases.class).open(desk, company, complaints);
        for (String page : pages) {
            assertThat(visitor.get(page).body())
                    .contains("Joindre au dossier", id.toString())
                    .doesNotContain(other.toString());
            assertThat(add(visitor, page, other).statusCode()).isEqualTo(409);
            assertThat(add(visitor, page, UUID.randomUUID()).statusCode()).isEqualTo(404);
            assertThat(way(add(visitor, page, id))).isEqualTo(page);
            assertThat(visitor.get(page).body())
                    .contains("Voir le dossier", "/inspection/dossiers/" + id)
                    .doesNotContain("name=\"note\"", "Joindre au dossier");
            assertThat(add(visitor, page, id).statusCode()).isEqualTo(409);
        }
        assertThat(visitor.get("/inspection/dossiers/" + id).body())
                .contains(pages)
                .contains("Afflux sur un numéro", "Entreprise signalée, sans vérification");
        assertThat(inspector.audited()).contains("signal.in-case");
    }

    private static HttpResponse<String> add(Visitor visitor, String page, UUID caseFile) {
        return visitor.post(page + "/dossier", Map.of("dossier", caseFile.toString()));
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    @Test
    void englishReaderHasTheSameInEnglish() {
        String page = inspector.signedIn().speaks("en").get(LIST).body();
        assertThat(page).contains("Surge about a number", "accuses no one");
    }

    @Test
    void unknownSignalIsNotFound() {
        Visitor visitor = inspector.signedIn();
        assertThat(visitor.get(LIST + "/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(visitor.get(LIST + "/nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void noOtherPersonSeesASignal() {
        for (Visitor visitor : List.of(
                Person.staff().signedIn(),
                Person.owner().signedIn(),
                SharedServer.visitor(new SignedIn.Consumer(UUID.randomUUID())))) {
            assertThat(visitor.get(LIST).body()).doesNotContain("Afflux sur");
            assertThat(visitor.get(LIST + "/" + signal).body()).doesNotContain("Afflux sur");
        }
        assertThat(way(SharedServer.visitor().get(LIST))).isEqualTo("/inspection/connexion");
    }
}
