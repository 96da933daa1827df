package org.openbloctel.server.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.accounts.company.Member.Role;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.forms.RefusedForm;

/** Mandates on their page: only the company that was asked accepts, either ends, and no other sees or touches one. */
final class MandatePagesIT {
    private static final String PAGE = "/pro/mandats";

    @Test
    void proposalIsAcceptedByTheOtherSideAlone() {
        Person principal = Person.owner();
        Person agent = Person.owner();
        Person stranger = Person.owner();
        Visitor proposer = at(principal);
        assertThat(way(proposer.post(PAGE, terms(agent)))).isEqualTo(PAGE);
        String end = path(proposer, "href=\"(/pro/mandats/[^\"]+/terminer)\"");
        String accept = end.replace("terminer", "accepter");
        assertThat(proposer.get(PAGE).body()).doesNotContain(accept);
        for (Visitor nobody : List.of(proposer, at(stranger))) {
            HttpResponse<String> refused = nobody.post(accept, Map.of());
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("BT-0312");
        }
        assertThat(mayAct(agent, principal)).isFalse();
        Visitor other = at(agent);
        assertThat(other.get(PAGE).body()).contains(accept);
        assertThat(way(other.post(accept, Map.of()))).isEqualTo(PAGE);
        assertThat(mayAct(agent, principal)).isTrue();
        assertThat(mayAct(principal, agent)).as("the other way round").isFalse();
        assertThat(other.post(accept, Map.of()).statusCode()).as("sent twice").isEqualTo(409);
        assertThat(principal.audited()).contains("mandate.proposed");
        assertThat(agent.audited()).containsOnlyOnce("mandate.accepted");
        assertThat(Person.mails(agent.email())).contains("company/mandate-proposed");
        assertThat(Person.mails(principal.email())).contains("company/mandate-accepted");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eitherSideEndsItAtOnceAndThePageAsksFirst(boolean byTheAgent) {
        Person principal = Person.owner();
        Person agent = Person.owner();
        String accept = proposed(principal, agent);
        at(agent).post(accept, Map.of());
        String end = accept.replace("accepter", "terminer");
        Visitor stranger = at(Person.owner());
        assertThat(stranger.get(end).statusCode()).isEqualTo(409);
        assertThat(stranger.post(end, Map.of()).statusCode()).isEqualTo(409);
        Visitor visitor = at(byTheAgent ? agent : principal);
        assertThat(visitor.get(end).statusCode()).isEqualTo(200);
        assertThat(mayAct(agent, principal)).as("a page that asks does nothing").isTrue();
        visitor.get(end);
        assertThat(way(visitor.post(end, Map.of()))).isEqualTo(PAGE);
        assertThat(mayAct(agent, principal)).isFalse();
        assertThat(visitor.get(PAGE).body()).contains("terminé").doesNotContain(end);
        assertThat(visitor.post(end, Map.of()).statusCode()).as("sent twice").isEqualTo(409);
    }

    @Test
    void proposalThatIsTurnedDownIsNotAcceptedAfterwards() {
        Person principal = Person.owner();
        Person agent = Person.owner();
        String accept = proposed(principal, agent);
        Visitor other = at(agent);
        other.post(accept.replace("accepter", "terminer"), Map.of());
        assertThat(other.post(accept, Map.of()).statusCode()).isEqualTo(409);
        assertThat(mayAct(agent, principal)).isFalse();
    }

    /** A SIREN that anyone can type does not make a company the other side. */
    @Test
    void unverifiedCompanyNeitherSeesNorAcceptsWhatIsProposedToItsSiren() {
        Person principal = Person.owner();
        Person agent = Person.founder().secured();
        at(principal).post(PAGE, terms(agent));
        Visitor visitor = at(agent);
        assertThat(visitor.get(PAGE).body()).doesNotContain("/accepter");
        String end = path(at(principal), "href=\"(/pro/mandats/[^\"]+/terminer)\"");
        assertThat(visitor.post(end.replace("terminer", "accepter"), Map.of()).statusCode())
                .isEqualTo(422);
        assertThat(mayAct(agent, principal)).isFalse();
        assertThat(Person.mails(agent.email())).isEmpty();
    }

    /** The answer to the proposer is the same, whether the SIREN has an account or not. */
    @Test
    void nothingTellsWhetherASirenHasAnAccount() {
        Person principal = Person.owner();
        Visitor visitor = at(principal);
        String known = siren(Person.owner());
        String unknown = Person.siren();
        List<String> answers = List.of(known, unknown).stream()
                .map(siren -> {
                    assertThat(way(visitor.post(PAGE, with(terms(principal), "number", siren))))
                            .isEqualTo(PAGE);
                    String page = visitor.get(PAGE).body();
                    return page.substring(page.indexOf("<main"), page.indexOf("<h2"))
                            .replaceAll("[0-9]{3}.?[0-9]{3}.?[0-9]{3}", "SIREN")
                            .replaceAll("[0-9a-f-]{36}", "ID");
                })
                .toList();
        assertThat(answers.getFirst()).contains("SIREN");
        assertThat(answers.getLast().length()).isGreaterThan(answers.getFirst().length());
        assertThat(visitor.get(PAGE).body()).doesNotContain("Société " + known);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01, 2026-10-31, endsOn",
        "2020-01-01, 2020-12-31, endsOn",
        "2027-01-01, 2040-01-01, endsOn",
        "demain, 2030-01-01, startsOn",
        "'', 2030-01-01, startsOn",
        "2027-01-01, 31/12/2027, endsOn",
        "2027-01-01, '', endsOn",
        "+999999999-12-31, +999999999-12-31, startsOn",
        "+9999999-01-01, +9999999-02-01, startsOn",
        "2027-01-01, +10000-01-01, endsOn",
        "-999999999-01-01, 2027-01-01, startsOn"
    })
    void daysThatCannotBeAreRefusedAtTheirField(String starts, String ends, String field) {
        Person principal = Person.owner();
        Map<String, String> form = with(with(terms(principal), "number", Person.siren()), "startsOn", starts);
        HttpResponse<String> refused = at(principal).post(PAGE, with(form, "endsOn", ends));
        RefusedForm.assertThatItNames(refused, field);
        assertThat(at(principal).get(PAGE).body()).doesNotContain("/terminer");
    }

    @Test
    void numberThatIsNoSirenIsRefusedAtItsField() {
        Person principal = Person.owner();
        for (String number : List.of("", "123456789", "<b>boom</b>", "x".repeat(10_000), "\0", "\u0661\u0662\u0663")) {
            HttpResponse<String> refused = at(principal).post(PAGE, with(terms(principal), "number", number));
            RefusedForm.assertThatItNames(refused, "number");
            assertThat(refused.body()).doesNotContain("<b>boom");
        }
        HttpResponse<String> oneself = at(principal).post(PAGE, terms(principal));
        RefusedForm.assertThatItNames(oneself, "number");
        assertThat(RefusedForm.text(oneself, "number")).contains("celui de votre entreprise");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "OWNER", mode = EnumSource.Mode.EXCLUDE)
    void othersThanOwnersReadMandatesAndBindNobody(Role role) {
        Person principal = Person.owner();
        Person agent = Person.owner();
        String accept = proposed(principal, agent);
        Visitor lou = at(agent.colleague(role));
        assertThat(lou.get(PAGE).body()).doesNotContain(accept, "/terminer", "name=\"endsOn\"");
        String end = accept.replace("accepter", "terminer");
        assertThat(List.of(
                        lou.post(PAGE, terms(principal)),
                        lou.post(accept, Map.of()),
                        lou.get(end),
                        lou.post(end, Map.of())))
                .extracting(HttpResponse::statusCode)
                .containsOnly(403);
        assertThat(at(agent).get(PAGE).body()).contains(accept);
    }

    @Test
    void mandateThatIsNoneIsNotFound() {
        Visitor visitor = at(Person.owner());
        Map<String, Integer> ids = Map.of(UUID.randomUUID().toString(), 409, "x", 404, "0", 404);
        ids.forEach((id, status) -> {
            assertThat(visitor.get(PAGE + "/" + id + "/terminer").statusCode()).isEqualTo(status);
            visitor.get(PAGE);
            assertThat(visitor.post(PAGE + "/" + id + "/accepter", Map.of()).statusCode())
                    .isEqualTo(status);
        });
    }

    private static Visitor at(Person person) {
        Visitor visitor = person.signedIn();
        assertThat(visitor.get(PAGE).statusCode()).isEqualTo(200);
        return visitor;
    }

    /** A mandate of a year from the proposing company to the agent's. */
    private static Map<String, String> terms(Person agent) {
        LocalDate today = LegalCalendar.dayOf(SharedServer.get().clock().instant());
        return Map.of(
                "side", "PRINCIPAL",
                "number", siren(agent),
                "startsOn", today.toString(),
                "endsOn", today.plusYears(1).toString());
    }

    private static Map<String, String> with(Map<String, String> form, String field, String value) {
        Map<String, String> all = new TreeMap<>(form);
        all.put(field, value);
        return all;
    }

    /** Proposes one, and answers with the path by which the agent accepts it. */
    private static String proposed(Person principal, Person agent) {
        at(principal).post(PAGE, terms(agent));
        return path(at(agent), "action=\"(/pro/mandats/[^\"]+/accepter)\"");
    }

    private static String path(Visitor visitor, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(visitor.get(PAGE).body());
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private static String siren(Person person) {
        return SharedServer.get()
                .bean(Companies.class)
                .get(person.company())
                .number()
                .siren();
    }

    private static boolean mayAct(Person agent, Person principal) {
        return SharedServer.get()
                .bean(Mandates.class)
                .mayAct(
                        agent.company(),
                        principal.company(),
                        SharedServer.get().clock().instant());
    }
}
