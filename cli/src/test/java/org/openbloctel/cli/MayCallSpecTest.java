package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.Territory;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The cases of {@code spec/verdicts.yaml} that options can express, as command lines of {@code may-call}. What is not known in a case is
 * left out. {@code VerdictSpecTest} judges every case in every territory; here each runs once, in a territory and a regime of chance.
 */
final class MayCallSpecTest {
    private static final Path SPEC = Path.of("..", "spec", "verdicts.yaml");
    private static final List<String> TIMES = List.of("calledBackOnRequestAt", "agreedAt");
    private static final Set<String> CONSENT = Set.of("givenAt", "until", "complete");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Object> spec = spec();
    private final List<String> wrong = new ArrayList<>();

    private static Map<String, Object> spec() {
        try (Reader reader = Files.newBufferedReader(SPEC)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void callsOfEachRegimeAreJudgedAsTheCasesSay() {
        Map<String, ?> days = map(spec.get("days"));
        int judged = 0;
        for (Map<String, ?> entry : entries("calls")) {
            Map<String, ?> territory = anyOf(entries("territories"));
            ZoneId zone = ZoneId.of(text(territory, "zone"));
            int regime = random.nextInt(4);
            Object day = ((List<?>) Objects.requireNonNull(days.get(text(entry, "day")))).get(regime);
            Instant at = day(day).atTime(LocalTime.parse(text(entry, "time")))
                    .atZone(zone)
                    .toInstant();
            Object expected = ((List<?>) Objects.requireNonNull(entry.get("expect"))).get(regime);
            judged += compare(entry, text(territory, "number"), at, zone, expected);
        }
        assertThat(wrong).as("seed %d", seed).isEmpty();
        assertThat(judged).isGreaterThanOrEqualTo(90);
    }

    @Test
    void bordersAreWhereTheCasesSay() {
        int judged = 0;
        for (Map<String, ?> entry : entries("everywhere")) {
            Map<String, ?> territory = anyOf(entries("territories"));
            ZoneId zone = ZoneId.of(text(territory, "zone"));
            Instant at = LocalDateTime.parse(text(entry, "at")).atZone(zone).toInstant();
            judged += compare(entry, text(territory, "number"), at, zone, text(entry, "expect"));
        }
        for (Map<String, ?> entry : entries("instants")) {
            String number = text(entry, "number");
            long read = NumberingPlan.FRANCE.international(new NumberReader(NumberingPlan.FRANCE).read(number));
            Instant at = Instant.parse(text(entry, "at"));
            judged += compare(entry, number, at, Territory.of(read).zone(), text(entry, "expect"));
        }
        assertThat(wrong).as("seed %d", seed).isEmpty();
        assertThat(judged).isGreaterThanOrEqualTo(80);
    }

    private int compare(Map<String, ?> entry, String number, Instant at, ZoneId zone, Object expected) {
        Optional<List<String>> options = options(entry, at, zone);
        if (options.isEmpty()) {
            return 0;
        }
        List<String> words = new ArrayList<>(List.of("may-call", number, "--at", at.toString(), "--report", "json"));
        words.addAll(options.get());
        Ran ran = Ran.at(at, words.toArray(String[]::new));
        assertThat(ran.err()).as(text(entry, "id")).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        Json answer = Json.read(ran.out());
        String found = answer.get("grounds").items().stream()
                .map(ground -> ground.get("rule").need()
                        + ground.get("missing")
                                .text()
                                .map(missing -> "=" + missing)
                                .orElse(""))
                .collect(Collectors.joining(" ", answer.get("verdict").need() + " ", ""))
                .strip();
        if (!found.equals(expected)) {
            wrong.add(words + ": expected " + expected + ", was " + found);
        }
        String next = answer.get("nextAllowedAt").text().orElse("never");
        if (entry.containsKey("next") && !next.equals(next(entry, zone))) {
            wrong.add(words + ": expected next " + next(entry, zone) + ", was " + next);
        }
        return 1;
    }

    private static String next(Map<String, ?> entry, ZoneId zone) {
        String next = text(entry, "next");
        return next.equals("never")
                ? next
                : LocalDateTime.parse(next).atZone(zone).toInstant().toString();
    }

    /**
     * Nothing for a case that options cannot express: permissions, machines that speak, consents that are not plain, and conversations that
     * are not known although all attempts are, since one without attempts had none.
     */
    private static Optional<List<String>> options(Map<String, ?> entry, Instant at, ZoneId zone) {
        List<String> options = new ArrayList<>();
        add(options, "sector", entry.containsKey("sector") ? entry.get("sector") : "other");
        add(options, "relation", entry.get("relation"));
        add(options, "related-to-contract", yesNo(entry.get("relatedToContract")));
        add(options, "b2b", yesNo(entry.get("b2b")));
        add(options, "automated", yesNo(entry.get("automated")));
        add(options, "caller-id", entry.get("callerId"));
        add(options, "zone", entry.get("zone"));
        add(options, "listed", yesNo(entry.containsKey("listed") ? entry.get("listed") : false));
        add(
                options,
                "list-checked-at",
                time(entry.containsKey("listCheckedAt") ? entry.get("listCheckedAt") : "-3d", at, zone));
        add(options, "refused-at", timeOrNone(entry, "refusedAt", at, zone));
        add(options, "contacted-at", timeOrNone(entry, "contactedAt", at, zone));
        TIMES.forEach(name -> add(options, kebab(name), time(entry.get(name), at, zone)));
        if (!entry.containsKey("attempts") || List.of().equals(entry.get("attempts"))) {
            add(options, "attempts", "none");
        } else if (entry.get("attempts") instanceof List<?> attempts) {
            attempts.forEach(one -> add(options, "attempts", time(one, at, zone)));
        }
        boolean conversationsUnknown = entry.containsKey("contactedAt") && entry.get("contactedAt") == null;
        if (entry.containsKey("permission") || entry.containsKey("recorded") || conversationsUnknown) {
            return Optional.empty();
        }
        return switch (entry.containsKey("consent") ? entry.get("consent") : "none") {
            case null -> Optional.of(options);
            case Map<?, ?> consent -> consent(options, consent, at, zone);
            case Object good
            when good.equals("good") ->
                entry.containsKey("sector") && entry.get("sector") == null
                        ? Optional.empty()
                        : consent(options, Map.of("givenAt", "-10d", "until", "+100d", "complete", true), at, zone);
            default -> {
                add(options, "consent", "none");
                yield Optional.of(options);
            }
        };
    }

    private static Optional<List<String>> consent(List<String> options, Map<?, ?> consent, Instant at, ZoneId zone) {
        String given = time(consent.get("givenAt"), at, zone);
        String until = time(consent.get("until"), at, zone);
        String confirmed = time(consent.get("confirmedAt"), at, zone);
        Set<Object> keys = new HashSet<>(consent.keySet());
        keys.remove("confirmedAt");
        boolean plain = keys.equals(CONSENT) && Boolean.TRUE.equals(consent.get("complete"));
        if (!plain || given == null || until == null) {
            return Optional.empty();
        }
        add(options, "consent", given + "/" + until);
        add(options, "consent-confirmed-at", confirmed);
        return Optional.of(options);
    }

    private static void add(List<String> options, String name, @Nullable Object value) {
        if (value != null) {
            options.addAll(List.of("--" + name, value.toString()));
        }
    }

    private static @Nullable String yesNo(@Nullable Object flag) {
        return flag == null ? null : flag.equals(true) ? "yes" : "no";
    }

    private static @Nullable String timeOrNone(Map<String, ?> entry, String name, Instant at, ZoneId zone) {
        return entry.containsKey(name) ? time(entry.get(name), at, zone) : "none";
    }

    private static @Nullable String time(@Nullable Object written, Instant at, ZoneId zone) {
        if (written == null) {
            return null;
        }
        String text = written.toString();
        if (!text.matches("[+-][0-9]+[dhm]")) {
            return LocalDateTime.parse(text).atZone(zone).toOffsetDateTime().toString();
        }
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'd' -> at.atZone(zone).plusDays(count).toOffsetDateTime().toString();
            case 'h' -> at.plus(Duration.ofHours(count)).toString();
            default -> at.plus(Duration.ofMinutes(count)).toString();
        };
    }

    /** The option of a field of the HTTP API. */
    private static String kebab(String field) {
        return field.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    private static LocalDate day(Object written) {
        return written instanceof Date date
                ? LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC)
                : LocalDate.parse(written.toString());
    }

    private Map<String, ?> anyOf(List<Map<String, ?>> of) {
        return of.get(random.nextInt(of.size()));
    }

    private List<Map<String, ?>> entries(String part) {
        List<Map<String, ?>> entries = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(spec.get(part))).forEach(entry -> entries.add(map(entry)));
        return entries;
    }

    @SuppressWarnings("unchecked") // what YAML makes of a mapping
    private static Map<String, ?> map(@Nullable Object entry) {
        return (Map<String, ?>) Objects.requireNonNull(entry);
    }

    private static String text(Map<String, ?> entry, String key) {
        return Objects.requireNonNull(entry.get(key), key).toString();
    }
}
