package org.openbloctel.server.platform.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A person who registers a number and withdraws it learns nothing of whether it was on the list: not from the answers and mails that they get,
 * nor from any that others get, at no door, before or after midnight. Two servers go through the same steps at the same times, with two people:
 * on one server the operator brought the number of the first and somebody registered that of the second, on the other neither is on the list.
 * Times are judged by {@code make oracle} alone.
 */
@Tag("check-long")
final class ListedOrNotIT {
    private static final String BROUGHT = "06 39 98 11 01";
    private static final String REGISTERED = "06 39 98 11 02";
    private static final String ANOTHER = "06 39 98 11 03";
    private static final int TIMED = 4_000;
    private static final double ALPHA = 0.01;

    private static ServerFixture start(List<String> brought, String registered) {
        ServerFixture server = ServerFixture.start(
                ServerFixture.UNGUARDED,
                "openbloctel.base-url=http://localhost",
                "openbloctel.http.trusted-proxies=127.0.0.1",
                "openbloctel.http.requests-a-minute.person=100000",
                "openbloctel.http.requests-a-minute.company=100000",
                "openbloctel.http.requests-a-minute.address=100000");
        server.publish(String.join("\n", brought));
        Person first = new Person(server, 0, registered);
        first.ask();
        server.bean(Consumers.class).confirm(first.token());
        return server;
    }

    private static List<String> numbers(String format, IntStream which) {
        return which.mapToObj(n -> String.format(Locale.ROOT, format, n)).toList();
    }

    /** A person with a number, and what they get. For one thread. */
    private static final class Person {
        private final ServerFixture server;
        private final String from;
        private final String number;
        private final String email;
        private Visitor visitor;
        private final List<String> got = new ArrayList<>();
        private String path = "";

        Person(ServerFixture server, int serial, String number) {
            this.server = server;
            this.from = "10." + serial / 250 + "." + serial % 250 + ".1";
            this.number = number;
            this.email = "person-" + serial + "@example.org";
            this.visitor = browser(server.visitor());
        }

        private Visitor browser(Visitor browser) {
            return browser.with("X-Forwarded-For", from);
        }

        private JdbcClient database() {
            return JdbcClient.create(server.database().owner());
        }

        /** The token of the mail that confirms the address. */
        String token() {
            return database()
                    .sql("select substring(parameters[array_position(parameters, 'link') + 1] from 'jeton=(.*)$')"
                            + " from accounts.outbox where recipient = ? and template = 'consumer/confirm'")
                    .param(email)
                    .query(String.class)
                    .single();
        }

        void ask() {
            get("/inscription");
            get(post("/inscription", Map.of("number", number, "email", email)));
        }

        /** Confirms the address; the nanoseconds that it took. */
        long confirm() {
            String token = token();
            get("/confirmer?jeton=" + token);
            long begin = System.nanoTime();
            path = post("/confirmer", Map.of("jeton", token));
            return System.nanoTime() - begin;
        }

        /** Withdraws the number; the nanoseconds that it took. */
        long leave() {
            get(path + "/retrait");
            long begin = System.nanoTime();
            String next = post(path + "/retrait", Map.of());
            long took = System.nanoTime() - begin;
            get(next);
            return took;
        }

        /** Comes back another day, when the session is over. */
        void comeBack() {
            UUID id = database()
                    .sql("select id from accounts.consumer where email = ?")
                    .param(email)
                    .query(UUID.class)
                    .single();
            visitor = browser(server.visitor(new SignedIn.Consumer(id)));
        }

        private HttpResponse<String> get(String address) {
            HttpResponse<String> answer = visitor.get(address);
            got.add("GET " + EveryDoor.all(answer));
            return answer;
        }

        private String post(String address, Map<String, String> fields) {
            HttpResponse<String> answer = visitor.post(address, fields);
            got.add("POST " + EveryDoor.all(answer));
            return way(answer);
        }

        void register() {
            ask();
            confirm();
            assertThat(path).startsWith("/espace/numeros/");
            look();
        }

        void withdraw() {
            leave();
            look();
            got.add(database()
                    .sql("select template || ' ' || parameters::text from accounts.outbox where recipient = ?"
                            + " order by created_at, template")
                    .param(email)
                    .query(String.class)
                    .list()
                    .toString());
        }

        private void look() {
            get(path);
            get("/espace");
            get("/espace/donnees/export.json");
            got.add(EveryDoor.all(visitor.file(path + "/recepisse.pdf")));
        }

        /** What they got, in its order. */
        Answers got() {
            Map<String, String> answers = new TreeMap<>();
            for (int i = 0; i < got.size(); i++) {
                answers.put(String.format(Locale.ROOT, "%02d", i), got.get(i));
            }
            return new Answers.Memory().of(answers);
        }
    }

    /** What each person gets, and what all others are answered after each step. */
    private record Seen(List<Answers> own, Map<String, Answers> others) {}

    private static Seen steps(List<String> brought, String registered) {
        try (ServerFixture server = start(brought, registered)) {
            EveryDoor doors = new EveryDoor(server, "0465710001");
            assertThat(EveryDoor.unusedExceptions(server)).isEmpty();
            Map<String, Answers> answers = new LinkedHashMap<>();
            List<Person> people = List.of(new Person(server, 1, BROUGHT), new Person(server, 2, REGISTERED));
            answers.put("before", doors.ask());
            people.forEach(Person::register);
            answers.put("after they were registered", doors.ask());
            server.clock().move(Duration.ofDays(1));
            answers.put("the day after", doors.ask());
            for (Person person : people) {
                person.comeBack();
                person.withdraw();
            }
            answers.put("after they were withdrawn", doors.ask());
            return new Seen(people.stream().map(Person::got).toList(), answers);
        }
    }

    @Test
    void listedAndUnlistedNumberMakeNoDifferenceAtAnyDoor() {
        List<String> list = numbers("+33199%06d", IntStream.range(0, 2_400));
        Seen listed = steps(with(list, "+33639981101"), REGISTERED);
        Seen unlisted = steps(with(list, "+33639981104"), ANOTHER);
        SoftAssertions.assertSoftly(all -> {
            for (int i = 0; i < unlisted.own().size(); i++) {
                all.assertThat(unlisted.own().get(i).different(listed.own().get(i)))
                        .as("what a person gets whose number was "
                                + List.of("brought", "registered").get(i))
                        .isEmpty();
            }
            unlisted.others()
                    .forEach((step, answers) -> all.assertThat(answers.different(
                                    requireNonNull(listed.others().get(step))))
                            .as(step)
                            .isEmpty());
        });
    }

    private static List<String> with(List<String> list, String number) {
        return Stream.concat(list.stream(), Stream.of(number)).toList();
    }

    @Test
    @EnabledIfSystemProperty(named = "oracle.tries", matches = "[0-9]+")
    void listedAndUnlistedNumberTakeTheSameTime() {
        int tries = Math.min(TIMED, Integer.getInteger("oracle.tries")) / 2 * 2;
        List<Integer> order = new ArrayList<>(IntStream.range(0, tries).boxed().toList());
        Collections.shuffle(order, new Random(Seed.random(ListedOrNotIT.class).nextLong()));
        long[][] registered = new long[2][tries / 2];
        long[][] withdrawn = new long[2][tries / 2];
        int[] done = new int[2];
        try (ServerFixture server =
                start(numbers("+3326191%04d", IntStream.range(0, TIMED / 2).map(n -> 2 * n)), ANOTHER)) {
            for (int n : order) {
                int kind = n % 2; // even ones are listed
                Person person =
                        new Person(server, n + 1, String.format(Locale.ROOT, "02 61 91 %02d %02d", n / 100, n % 100));
                person.ask();
                registered[kind][done[kind]] = person.confirm();
                withdrawn[kind][done[kind]++] = person.leave();
            }
        }
        for (long[][] times : List.of(registered, withdrawn)) {
            double p = MannWhitney.p(times[0], times[1]);
            System.out.printf(
                    Locale.ROOT,
                    "ListedOrNotIT: listed %.3f ms, unlisted %.3f ms, p %.3f%n",
                    median(times[0]),
                    median(times[1]),
                    p);
            assertThat(p).isGreaterThan(ALPHA / 2);
        }
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }
}
