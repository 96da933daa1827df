package org.openbloctel.server.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Known people and numbers get at each public form what unknown ones get: the same bytes, and in the same time. A known and an unknown
 * one are asked with the same other fields, in a random order. The time is judged by {@code make oracle} alone, on a quiet machine.
 */
final class SameAnswersIT {
    private static final int PEOPLE = 20;
    /** The least of the limits by account: so often in a day. */
    private static final int ROUNDS_A_DAY = 4;

    /** How many of them a short run asks about. */
    private static final int FEW = 4;

    private static final int WARM_UP_ROUNDS = 8;
    private static final double ALPHA = 0.01;
    private static final Path TABLE = Path.of("target/oracle.md");
    private static final List<String> CONSUMERS = new ArrayList<>();
    private static final List<String> NUMBERS = new ArrayList<>();
    private static final List<String> MEMBERS = new ArrayList<>();
    private static final List<String> STRANGERS = new ArrayList<>();
    private static final List<String> UNLISTED = new ArrayList<>();

    private final Random random = new Random(Seed.random(SameAnswersIT.class).nextLong());
    private final List<Door> doors = List.of(
            new Door(
                    "/inscription, number",
                    "/inscription",
                    NUMBERS,
                    UNLISTED,
                    (number, one) -> Map.of("number", number, "email", one.probe() + "@example.org")),
            new Door(
                    "/inscription, address",
                    "/inscription",
                    CONSUMERS,
                    STRANGERS,
                    (email, one) -> Map.of("number", "04 65 71 59 99", "email", email)),
            new Door(
                    "/espace/connexion",
                    "/espace/connexion",
                    CONSUMERS,
                    STRANGERS,
                    (email, one) -> Map.of("email", email)),
            new Door(
                    "/verifier-mon-inscription",
                    "/verifier-mon-inscription",
                    CONSUMERS,
                    STRANGERS,
                    (email, one) -> Map.of("registrationNumber", "482 109 375 514", "email", email)),
            new Door(
                    "/pro/connexion",
                    "/pro/connexion",
                    MEMBERS,
                    STRANGERS,
                    (email, one) -> Map.of("email", email, "password", "Trois chevaux noirs dans un pré")),
            new Door(
                    "/pro/mot-de-passe-oublie",
                    "/pro/mot-de-passe-oublie",
                    MEMBERS,
                    STRANGERS,
                    (email, one) -> Map.of("email", email)),
            new Door(
                    "/professionnels/inscription",
                    "/professionnels/inscription",
                    MEMBERS,
                    STRANGERS,
                    (email, one) -> Map.of(
                            "number", "000000018",
                            "name", "Appels & Cie",
                            "address", "1 rue de l’Exemple\n75001 Paris",
                            "representative", "Dominique Exemple",
                            "email", email)),
            new Door(
                    "/signaler",
                    "/signaler",
                    NUMBERS,
                    UNLISTED,
                    (number, one) -> Map.of(
                            "number",
                            number,
                            "day",
                            LegalCalendar.today(SharedServer.get().clock())
                                    .minusDays(1)
                                    .toString(),
                            "hour",
                            String.format(Locale.ROOT, "12:%02d", one.pair()),
                            "caller",
                            "01 99 00 44 55",
                            "subject",
                            "insurance")));

    /** The fields of a form about one who is known or not. */
    @FunctionalInterface
    private interface Fields {
        Map<String, String> of(String subject, Try one);
    }

    /** A form that asks about people or numbers. */
    private record Door(String name, String path, List<String> known, List<String> unknown, Fields fields) {}

    /** One question. */
    private record Try(int pair, boolean known) {
        /** The one who asks: there is a limit for each. */
        String probe() {
            return "probe-" + pair + (known ? "-a" : "-b");
        }
    }

    /** Two samples of nanoseconds. */
    @SuppressWarnings("ArrayRecordComponent") // measured, never compared
    private record Times(long[] known, long[] unknown) {
        double p() {
            return MannWhitney.p(known, unknown);
        }

        /** The least delay of the known ones, in microseconds, that would have been found. */
        long visible() {
            long low = 0;
            long high = 1 << 24;
            while (high - low > 1_000) {
                long middle = (low + high) / 2;
                long[] later = Arrays.stream(known).map(nanos -> nanos + middle).toArray();
                boolean found = MannWhitney.p(later, unknown) < ALPHA && median(later) > median(unknown);
                high = found ? middle : high;
                low = found ? low : middle;
            }
            return high / 1_000;
        }

        static long median(long[] sample) {
            long[] sorted = sample.clone();
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }
    }

    @BeforeAll
    static void register() {
        Consumers consumers = SharedServer.get().bean(Consumers.class);
        for (int i = 0; i < PEOPLE; i++) {
            String email = Person.newEmail();
            String number = String.format(Locale.ROOT, "04 65 71 57 %02d", i);
            consumers.ask(number, email, Locale.FRENCH);
            consumers.confirm(token(email));
            CONSUMERS.add(email);
            NUMBERS.add(number);
            UNLISTED.add(String.format(Locale.ROOT, "04 65 71 58 %02d", i));
            MEMBERS.add(Person.founder().email());
            STRANGERS.add(Person.newEmail());
        }
    }

    private static String token(String email) {
        return JdbcClient.create(SharedServer.get().database().owner())
                .sql("select substring(parameters[array_position(parameters, 'link') + 1] from 'jeton=(.*)$')"
                        + " from accounts.outbox where recipient = ? and template = 'consumer/confirm'")
                .param(email)
                .query(String.class)
                .single();
    }

    @Test
    void knownAndUnknownGetTheSameBytes() {
        for (Door door : doors) {
            Times times = ask(door, 1, FEW);
            System.out.println("SameAnswersIT: " + row(door, times));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "oracle.tries", matches = "[0-9]+")
    void knownAndUnknownTakeTheSameTime() throws IOException {
        int rounds = Integer.getInteger("oracle.tries") / (2 * PEOPLE);
        List<String> table = new ArrayList<>(List.of(
                "| form | known, median | unknown, median | p | would have been found |",
                "| --- | --- | --- | --- | --- |"));
        List<String> leaks = new ArrayList<>();
        List<Door> asked = doors.stream()
                .filter(door -> door.name().contains(System.getProperty("oracle.door", "")))
                .toList();
        for (Door door : asked) {
            ask(door, WARM_UP_ROUNDS, PEOPLE);
            Times times = ask(door, rounds, PEOPLE);
            table.add(row(door, times));
            if (times.p() < ALPHA / doors.size()) {
                leaks.add(row(door, times));
            }
        }
        Files.write(TABLE, table);
        table.forEach(System.out::println);
        assertThat(leaks).as("of %s doors", doors.size()).isEmpty();
    }

    private static String row(Door door, Times times) {
        return String.format(
                Locale.ROOT,
                "| %s | %.3f ms | %.3f ms | %.3f | from %d µs on |",
                door.name(),
                Times.median(times.known()) / 1e6,
                Times.median(times.unknown()) / 1e6,
                times.p(),
                times.visible());
    }

    private Times ask(Door door, int rounds, int pairs) {
        long[] known = new long[rounds * pairs];
        long[] unknown = new long[rounds * pairs];
        for (int round = 0; round < rounds; round++) {
            if (round % ROUNDS_A_DAY == 0) {
                SharedServer.get().clock().move(Duration.ofHours(49));
            }
            round(door, round, new Times(known, unknown), pairs);
        }
        SharedServer.get().clock().move(Duration.ofHours(49));
        return new Times(known, unknown);
    }

    private void round(Door door, int round, Times times, int pairs) {
        Visitor visitor = SharedServer.visitor();
        visitor.get(door.path());
        List<Try> tries = new ArrayList<>();
        IntStream.range(0, pairs).forEach(pair -> tries.addAll(List.of(new Try(pair, true), new Try(pair, false))));
        Collections.shuffle(tries, random);
        Map<Integer, String> answers = new HashMap<>();
        for (Try one : tries) {
            String subject = (one.known() ? door.known() : door.unknown()).get(one.pair());
            Map<String, String> fields = door.fields().of(subject, one);
            visitor.with("X-Forwarded-For", "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + one.pair());
            long from = System.nanoTime();
            HttpResponse<String> answer = visitor.post(door.path(), fields);
            (one.known() ? times.known() : times.unknown())[round * pairs + one.pair()] = System.nanoTime() - from;
            String plain = plain(answer, visitor, subject, one.probe());
            String before = answers.putIfAbsent(one.pair(), plain);
            if (before != null) {
                assertThat(plain).as(door.name()).isEqualTo(before);
            }
        }
    }

    /** All of an answer, and of the page that it leads to, that does not repeat the question or is new each time. */
    private static String plain(HttpResponse<String> answer, Visitor visitor, String subject, String probe) {
        String way = way(answer);
        String page = answer.statusCode() == 302 ? all(visitor.get(way)) : "";
        return (all(answer) + page)
                .replace(subject, "SUBJECT")
                .replace(subject.replace(' ', '\u00a0'), "SUBJECT")
                .replace(probe, "PROBE")
                .replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "CSRF")
                .replaceAll("jeton=[\\w-]{43}", "LINK")
                .replaceAll("\\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{4}\\b", "REFERENCE");
    }

    private static String all(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        headers.computeIfPresent(
                "set-cookie",
                (name, cookies) -> cookies.stream()
                        .map(cookie -> cookie.split("=", 2)[0])
                        .filter(cookie -> !cookie.equals("openbloctel_session")) // with the first answer of a round
                        .toList());
        headers.remove("set-cookie", List.of());
        return answer.statusCode() + "\n" + headers + "\n" + answer.body() + "\n";
    }
}
