package org.openbloctel.registry.platform.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openbloctel.scrub.engine.Seed;

/** Every refusal is a record of plain fields with one permanent code, and is kept as texts that PostgreSQL stores. */
@Tag("long")
final class RefusalPropertyTest {
    private static final Set<String> SAMPLES_OF = Set.of("int", "long", "boolean", "java.lang.String");

    static Stream<Class<?>> kinds() {
        return Arrays.stream(Refusal.class.getPermittedSubclasses())
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()));
    }

    private static Object sample(Class<?> type) {
        return switch (type.getName()) {
            case "int" -> 7;
            case "long" -> 8L;
            case "boolean" -> true;
            case "java.lang.String" -> "a\0b";
            case "java.time.Duration" -> Duration.ofMinutes(5);
            case "java.time.LocalDate" -> LocalDate.of(2026, 11, 25);
            case "java.time.Instant" -> Instant.EPOCH;
            case "java.util.List" -> List.of("a", "b");
            default ->
                throw new AssertionError("a field of a refusal has the type " + type + ": can a bundle show it?");
        };
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void kindIsARecordOfPlainFieldsThatAreItsArgumentsInOrder(Class<?> kind) throws ReflectiveOperationException {
        assertThat(kind).isRecord();
        RecordComponent[] fields = kind.getRecordComponents();
        Object[] samples = Arrays.stream(fields)
                .map(RecordComponent::getType)
                .map(RefusalPropertyTest::sample)
                .toArray();
        Constructor<?> made = kind.getDeclaredConstructor(
                Arrays.stream(fields).map(RecordComponent::getType).toArray(Class<?>[]::new));
        Refusal refusal = (Refusal) made.newInstance(samples);
        assertThat(refusal.arguments()).containsExactly(samples);
        assertThat(refusal.category()).isNotNull();

        Refusal.Stored stored = Refusal.Stored.of(refusal);
        assertThat(stored.code()).isEqualTo(refusal.code());
        assertThat(stored.arguments())
                .hasSameSizeAs(samples)
                .allSatisfy(argument -> assertThat(argument).doesNotContain("\0"));
        RefusedException thrown = new RefusedException(refusal);
        assertThat(thrown).hasMessage(refusal.code());
        assertThat(thrown.refusal()).isEqualTo(refusal);
        assertThat(thrown.toString()).as("no field in what a log shows").doesNotContain("a\0b");
    }

    @Test
    void fieldsAreNumbersTextsTimesAndListsOfThem() {
        Map<String, Long> others = new TreeMap<>();
        kinds().flatMap(kind -> Arrays.stream(kind.getRecordComponents()))
                .map(field -> field.getType().getName())
                .filter(type -> !SAMPLES_OF.contains(type))
                .forEach(type -> others.merge(type, 1L, Long::sum));
        assertThat(others.keySet())
                .isSubsetOf("java.time.Duration", "java.time.LocalDate", "java.time.Instant", "java.util.List");
    }

    /** Nothing that is ours is read as a fault of the caller, or the caller would change a request that was right. */
    @Test
    void whatIsOursSaysSo() {
        assertThat(kinds().filter(kind -> category(kind) == Refusal.Category.OURS)
                        .map(Class::getSimpleName))
                .contains("ListNotFresh")
                .doesNotContain("UnknownSubmission", "UnknownWebhook");
    }

    private static Refusal.Category category(Class<?> kind) {
        Refusal.Code code = kind.getAnnotation(Refusal.Code.class);
        assertThat(code).as(kind.getName()).isNotNull();
        return code == null ? Refusal.Category.CALLER : code.category();
    }

    @Test
    void numberInATextIsHiddenWithWhatStandsAroundItLeftAlone() {
        SplittableRandom random = Seed.random(RefusalPropertyTest.class);
        List<String> betweens = List.of("", " ", ".", "-", "/", "_", ". ", " - ", "\u00a0", "\u202f", "\u2011", " / ");
        for (int i = 0; i < 3_000; i++) {
            String between = betweens.get(random.nextInt(betweens.size()));
            StringBuilder number = new StringBuilder(random.nextBoolean() ? "0" : "+33" + between);
            number.append(random.nextBoolean() ? 6 : 1);
            for (int pair = 0; pair < 4; pair++) {
                number.append(between).append(String.format(Locale.ROOT, "%02d", random.nextInt(100)));
            }
            String text = "dossier « " + number + " » du client";
            assertThat(NumbersInTexts.in(text)).as(text).isTrue();
            assertThat(NumbersInTexts.without(text)).as(text).isEqualTo("dossier « … » du client");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client_06_39_98_00_01_bis|client_…_bis",
                "06 39 98 00 01 et 07 39 98 00 02|… et …",
                "export_2026_06_12_09_30_45|export_2026_06_12_09_30_45",
                "lot_01_02_2026|lot_01_02_2026",
                "SIRET 012 345 678 00012|SIRET 012 345 678 00012",
                "(06) 39 98 00 01|…",
                "|"
            })
    void nothingElseIsHidden(@Nullable String text, @Nullable String expected) {
        assertThat(NumbersInTexts.without(text == null ? "" : text)).isEqualTo(expected == null ? "" : expected);
    }
}
