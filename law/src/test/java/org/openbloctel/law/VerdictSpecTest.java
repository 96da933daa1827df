package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Runs {@code spec/verdicts.yaml}: each call under each regime in each territory, and both sides of every border. */
class VerdictSpecTest {
    private static final Path SPEC = Path.of("..", "spec", "verdicts.yaml");
    private static final CallJudge JUDGE = new CallJudge(LawBook.france());

    private final Map<String, Object> spec = spec();
    private final List<String> wrong = new ArrayList<>();

    private static Map<String, Object> spec() {
        // Days and times stay the texts that they are.
        try (Reader reader = Files.newBufferedReader(SPEC)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void callsAreJudgedByTheRegimeOfTheirDayInEachTerritory() {
        Map<String, ?> days = map(Objects.requireNonNull(spec.get("days")));
        for (Map<String, ?> entry : entries("calls")) {
            List<?> expected = (List<?>) Objects.requireNonNull(entry.get("expect"));
            List<?> dates = (List<?>) Objects.requireNonNull(days.get(text(entry, "day")));
            assertThat(expected).as(text(entry, "id")).hasSize(4).hasSameSizeAs(dates);
            for (Map<String, ?> territory : entries("territories")) {
                ZoneId zone = ZoneId.of(text(territory, "zone"));
                for (int i = 0; i < 4; i++) {
                    Instant at = day(dates.get(i))
                            .atTime(LocalTime.parse(text(entry, "time")))
                            .atZone(zone)
                            .toInstant();
                    compare(text(entry, "id") + " in " + day(dates.get(i)).getYear(), entry, at, zone, expected.get(i));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(entries("calls")).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void bordersAreWhereTheyAreInEachTerritory() {
        for (Map<String, ?> entry : entries("everywhere")) {
            for (Map<String, ?> territory : entries("territories")) {
                ZoneId zone = ZoneId.of(text(territory, "zone"));
                Instant at = LocalDateTime.parse(text(entry, "at")).atZone(zone).toInstant();
                compare(text(entry, "id"), entry, at, zone, text(entry, "expect"));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void oneInstantIsAnotherHourElsewhere() {
        for (Map<String, ?> entry : entries("instants")) {
            ZoneId zone = entry.containsKey("zone")
                    ? ZoneId.of(text(entry, "zone"))
                    : Territory.of(number(text(entry, "number"))).zone();
            compare(text(entry, "id"), entry, Instant.parse(text(entry, "at")), zone, text(entry, "expect"));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyTerritoryIsFoundByItsNumber() {
        Set<Territory> seen = EnumSet.noneOf(Territory.class);
        for (Map<String, ?> entry : entries("territories")) {
            Territory territory = Territory.of(number(text(entry, "number")));
            assertThat(territory.name()).isEqualTo(text(entry, "name"));
            assertThat(territory.zone()).isEqualTo(ZoneId.of(text(entry, "zone")));
            seen.add(territory);
        }
        assertThat(seen).containsExactlyInAnyOrder(Territory.values());
    }

    @Test
    void everyCaseHasItsOwnIdAndEveryRuleForbidsSomewhereAndStaysSilentElsewhere() {
        Set<String> ids = new HashSet<>();
        List<String> expectations = new ArrayList<>();
        for (String part : List.of("calls", "everywhere", "instants")) {
            for (Map<String, ?> entry : entries(part)) {
                assertThat(ids.add(text(entry, "id"))).as(text(entry, "id")).isTrue();
                Object expected = Objects.requireNonNull(entry.get("expect"));
                (expected instanceof List<?> list ? list : List.of(expected))
                        .forEach(one -> expectations.add(one.toString()));
            }
        }
        for (Rule rule : LawBook.france().rules()) {
            assertThat(expectations)
                    .as(rule.id())
                    .anyMatch(text -> Arrays.asList(text.split(" ", -1)).contains(rule.id()));
        }
        assertThat(expectations).contains("ALLOWED");
    }

    private void compare(String name, Map<String, ?> entry, Instant at, ZoneId zone, Object expected) {
        SpecCall spec = new SpecCall(entry, at, zone);
        CallVerdict verdict = JUDGE.judge(spec.call(), spec.known());
        String found = verdict.grounds().stream()
                .map(ground -> ground.rule() + (ground.missing() == null ? "" : "=" + ground.missing()))
                .collect(Collectors.joining(" ", verdict.answer() + " ", ""))
                .strip();
        if (!found.equals(expected)) {
            wrong.add(name + " in " + zone + ": expected " + expected + ", was " + found);
        }
        Object next = entry.get("next");
        if (next != null) {
            Instant wanted = next.equals("never")
                    ? null
                    : LocalDateTime.parse(next.toString()).atZone(zone).toInstant();
            if (!Objects.equals(wanted, verdict.nextAllowedAt())) {
                wrong.add(name + " in " + zone + ": next " + wanted + ", was " + verdict.nextAllowedAt());
            }
        }
        if (verdict.answer() == Answer.ALLOWED && !at.equals(verdict.nextAllowedAt())) {
            wrong.add(name + " in " + zone + ": allowed now, but next is " + verdict.nextAllowedAt());
        }
    }

    private static long number(String written) {
        return NumberingPlan.FRANCE.international(new NumberReader(NumberingPlan.FRANCE).read(written));
    }

    private static LocalDate day(Object written) {
        return written instanceof java.util.Date date
                ? LocalDate.ofInstant(date.toInstant(), java.time.ZoneOffset.UTC)
                : LocalDate.parse(written.toString());
    }

    private List<Map<String, ?>> entries(String part) {
        List<Map<String, ?>> entries = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(spec.get(part))).forEach(entry -> entries.add(map(entry)));
        return entries;
    }

    @SuppressWarnings("unchecked") // what YAML makes of a mapping
    private static Map<String, ?> map(Object entry) {
        return (Map<String, ?>) Objects.requireNonNull(entry);
    }

    private static String text(Map<String, ?> entry, String key) {
        return Objects.requireNonNull(entry.get(key), key).toString();
    }
}
