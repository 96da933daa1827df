package org.openbloctel.registry.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.Fines;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.casefile.Alleged.Person;
import org.openbloctel.registry.complaint.CaseComplaint;
import org.openbloctel.registry.complaint.Reference;
import org.openbloctel.registry.complaint.State;
import org.openbloctel.registry.complaint.Subject;
import org.openbloctel.registry.consumer.PhoneNumber;

/** What calls come to: each under the ceiling of its day, each once, never above the ceiling. */
final class ArithmeticTest {
    private static final LawBook LAW = LawBook.france();
    private static final Fines FINES = Fines.france(LAW);
    private static final String NUMBER = "06 39 98 12 34";

    private static CaseComplaint complaint(String number, List<String> rules, String... calls) {
        return new CaseComplaint(
                UUID.randomUUID(),
                Reference.read("2222222222").orElseThrow(),
                State.IN_CASE,
                PhoneNumber.read(number),
                null,
                Stream.of(calls).map(Instant::parse).toList(),
                Subject.INSURANCE,
                rules,
                null);
    }

    private static Alleged alleged(Person person, int further, String... rules) {
        return new Alleged("Faits", List.of(rules), person, 7_500, further, LocalDate.of(2025, 3, 3));
    }

    private static Arithmetic of(Alleged alleged, CaseComplaint... complaints) {
        return Arithmetic.of(alleged, List.of(complaints), LAW, FINES);
    }

    @Test
    void publishedFineOf3377CallsIsReproduced() {
        Arithmetic found = of(alleged(Person.LEGAL, 3_377, "opposition-list"));
        assertThat(found.cents()).isEqualTo(25_327_500);
        assertThat(found.ceilingCents()).isEqualTo(37_500_000);
        assertThat(found.calls()).isEqualTo(3_377);
        assertThat(found.articles()).contains("Code de la consommation, L.242-16");
    }

    @Test
    void fineIsAtMostTheCeilingOfThePerson() {
        assertThat(of(alleged(Person.LEGAL, 1_000_000, "opposition-list")).cents())
                .isEqualTo(37_500_000);
        Arithmetic natural = of(alleged(Person.NATURAL, 1_001, "opposition-list"));
        assertThat(natural.cents()).isEqualTo(7_500_000);
        assertThat(natural.lines().getFirst().productCents()).isEqualTo(7_507_500);
    }

    @Test
    void callThatTwoComplaintsReportCountsOnceAndOnlyRetainedRulesCount() {
        String at = "2026-11-24T19:30:00Z";
        List<String> rules = List.of("calling-hours", "consent");
        Arithmetic found = of(
                alleged(Person.LEGAL, 0, "calling-hours"),
                complaint(NUMBER, rules, at, "2026-11-24T20:30:00Z"),
                complaint(NUMBER, rules, at),
                complaint("06 39 98 45 67", rules, at),
                complaint(NUMBER, List.of("consent"), "2026-11-23T11:00:00Z"));
        assertThat(found.calls()).isEqualTo(3);
        assertThat(found.cents()).isEqualTo(22_500);
        assertThat(found.articles())
                .containsExactly("Code de la consommation, L.223-1 et D.223-9", "Code de la consommation, L.242-16");
    }

    @Test
    void callsUnderTwoCeilingsAddUpToTheHighestAtMost() {
        Alleged alleged = new Alleged(
                "Faits",
                List.of("no-call-after-objection", "opposition-list"),
                Person.LEGAL,
                7_000_000,
                5,
                LocalDate.of(2025, 3, 3));
        Arithmetic found = of(alleged, complaint(NUMBER, List.of("no-call-after-objection"), "2026-11-24T11:00:00Z"));
        assertThat(found.lines()).extracting(Arithmetic.Line::cents).containsExactly(35_000_000L, 7_000_000L);
        assertThat(found.cents()).isEqualTo(37_500_000);
    }

    @Test
    void callCountsUnderTheHighestOfItsCeilings() {
        Arithmetic found = of(
                alleged(Person.LEGAL, 0, "no-call-after-objection", "consent"),
                complaint(NUMBER, List.of("no-call-after-objection", "consent"), "2026-11-24T11:00:00Z"));
        assertThat(found.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.ceilingCents()).isEqualTo(37_500_000));
    }

    @Test
    void callWithoutAFineIsCountedAside() {
        Arithmetic found = of(
                alleged(Person.LEGAL, 0, "caller-number"),
                complaint(NUMBER, List.of("caller-number"), "2026-11-24T11:00:00Z"));
        assertThat(found.without()).isEqualTo(1);
        assertThat(found.cents()).isZero();
        assertThat(found.ceilingCents()).isZero();
    }
}
