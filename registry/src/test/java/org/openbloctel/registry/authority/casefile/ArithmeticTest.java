package org.openbloctel.registry.authority.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openbloctel.law.Fines;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.casefile.Alleged.Person;
import org.openbloctel.registry.authority.complaint.CaseComplaint;
import org.openbloctel.registry.authority.complaint.ComplaintState;
import org.openbloctel.registry.authority.complaint.Reference;
import org.openbloctel.registry.authority.complaint.Subject;

/** What calls come to: each under the ceiling of its day, each once, never above the ceiling. */
final class ArithmeticTest {
    private static final LawBook LAW = LawBook.france();
    private static final Fines FINES = Fines.france(LAW);
    private static final String NUMBER = "06 39 98 12 34";

    private static CaseComplaint complaint(String number, List<String> rules, String... calls) {
        return new CaseComplaint(
                UUID.randomUUID(),
                Reference.read("2222222222").orElseThrow(),
                null,
                ComplaintState.IN_CASE,
                PhoneNumber.read(number),
                null,
                Stream.of(calls).map(Instant::parse).toList(),
                Subject.INSURANCE,
                rules,
                List.of(),
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

    /** The ceilings rose fivefold on 26 July 2020; the day is the one of the person who was called. */
    @ParameterizedTest
    @CsvSource({
        "06 39 98 12 34, 2020-07-25T21:59:59Z, 7500000",
        "06 39 98 12 34, 2020-07-25T22:00:00Z, 37500000",
        "0262 12 34 56, 2020-07-25T19:59:59Z, 7500000",
        "0262 12 34 56, 2020-07-25T20:00:00Z, 37500000",
        "0590 12 34 56, 2020-07-26T03:59:59Z, 7500000",
        "0590 12 34 56, 2020-07-26T04:00:00Z, 37500000",
    })
    void ceilingIsTheOneOfTheDayOfThePersonCalled(String number, String at, long ceiling) {
        Arithmetic found =
                of(alleged(Person.LEGAL, 0, "opposition-list"), complaint(number, List.of("opposition-list"), at));
        assertThat(found.ceilingCents()).isEqualTo(ceiling);
    }

    @Test
    void callBeforeTheFirstCeilingHasNone() {
        Alleged before =
                new Alleged("Faits", List.of("opposition-list"), Person.LEGAL, 7_500, 3, LocalDate.of(2016, 5, 31));
        assertThat(of(before).without()).isEqualTo(3);
        Alleged first =
                new Alleged("Faits", List.of("opposition-list"), Person.LEGAL, 7_500, 3, LocalDate.of(2016, 6, 1));
        assertThat(of(first).cents()).isEqualTo(22_500);
        assertThat(of(first).ceilingCents()).isEqualTo(7_500_000);
    }

    /** A person whose number was forgotten is themselves: two of them are two, and each counts a call once. */
    @Test
    void forgottenNumbersAreOfDifferentPeople() {
        String at = "2026-11-24T19:30:00Z";
        CaseComplaint one = forgotten(at, at);
        CaseComplaint other = forgotten(at);
        assertThat(of(alleged(Person.LEGAL, 0, "consent"), one, other).calls()).isEqualTo(2);
    }

    private static CaseComplaint forgotten(String... calls) {
        CaseComplaint known = complaint(NUMBER, List.of("consent"), calls);
        return new CaseComplaint(
                known.id(),
                known.reference(),
                null,
                known.state(),
                null,
                null,
                known.calls(),
                known.subject(),
                known.broken(),
                known.unsure(),
                null);
    }

    /** Allegations in any order: no call is lost or counted twice, and no sum is above a ceiling. */
    @Test
    void sumIsTheSameInAnyOrderAndNeverAboveACeiling() {
        Random random = new Random(16);
        List<String> rules =
                List.of("opposition-list", "consent", "no-call-after-objection", "caller-number", "cpf-ban");
        for (int turn = 0; turn < 300; turn++) {
            List<CaseComplaint> complaints = new ArrayList<>();
            Set<List<Object>> calls = new HashSet<>();
            List<String> selected = some(rules, random);
            for (int n = random.nextInt(6); n > 0; n--) {
                String number = "06 39 98 12 3" + random.nextInt(3);
                String at = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(4_300)) + "T10:00:00Z";
                List<String> broken = some(rules, random);
                complaints.add(complaint(number, broken, at));
                if (broken.stream().anyMatch(selected::contains)) {
                    calls.add(List.of(number, at));
                }
            }
            Alleged alleged = new Alleged(
                    "Faits", selected, Person.values()[random.nextInt(2)], 1 + random.nextInt(40_000_000), 0, null);
            Arithmetic found = Arithmetic.of(alleged, complaints, LAW, FINES);
            assertThat(found.calls() + found.without()).isEqualTo(calls.size());
            assertThat(found.cents())
                    .isLessThanOrEqualTo(found.ceilingCents())
                    .isLessThanOrEqualTo(found.calls() * alleged.centsPerCall());
            assertThat(found.lines())
                    .allSatisfy(line ->
                            assertThat(line.cents()).isEqualTo(Math.min(line.productCents(), line.ceilingCents())));
            assertThat(found.cents() == 0).isEqualTo(found.calls() == 0);
            Collections.shuffle(complaints, random);
            Arithmetic shuffled = Arithmetic.of(alleged, complaints, LAW, FINES);
            assertThat(shuffled.lines()).isEqualTo(found.lines());
            assertThat(shuffled.articles()).hasSameElementsAs(found.articles());
        }
    }

    private static List<String> some(List<String> all, Random random) {
        return all.stream().filter(one -> random.nextBoolean()).toList();
    }

    @Test
    void callThatTwoComplaintsReportCountsUnderTheHighestCeilingOfBoth() {
        String at = "2026-11-24T11:00:00Z";
        CaseComplaint refused = complaint(NUMBER, List.of("no-call-after-objection"), at);
        CaseComplaint unasked = complaint(NUMBER, List.of("consent"), at);
        Alleged alleged = alleged(Person.LEGAL, 0, "no-call-after-objection", "consent");
        for (Arithmetic found : List.of(of(alleged, refused, unasked), of(alleged, unasked, refused))) {
            assertThat(found.calls()).isEqualTo(1);
            assertThat(found.ceilingCents()).isEqualTo(37_500_000);
            assertThat(found.articles()).hasSize(3);
        }
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
