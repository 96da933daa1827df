package org.openbloctel.server.calls.law;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.calls.law.EveryPlace.Place;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What belongs to one company or consumer is refused to another one who may open such pages, in the same way as what does not exist: every page
 * is asked for and every form is sent with the ids of another's things, and afterwards these are as they were.
 */
final class OtherPeoplesPlacesIT {
    private static final Path ROUTES = Path.of("src/test/resources/golden/access.txt");
    private static final String NUMBER = "0639987901";

    /** Names that are no secret: plans, and companies by their SIREN. */
    private static final Set<String> FOR_ALL =
            Set.of("/pro/formule/{code}", "/pro/formule/annulation", "/espace/consentements/autoriser/{siren}");

    private static final Set<Who> OWNED = Set.of(Who.CONSUMER, Who.OWNER, Who.BUYER);

    private final ServerFixture server = SharedServer.get();

    private SignedIn.Consumer consumer(String number) {
        Consumers consumers = server.bean(Consumers.class);
        String email = Person.newEmail();
        consumers.ask(number, email, Locale.FRENCH);
        JdbcClient owner = JdbcClient.create(server.database().owner());
        String token = owner.sql(
                        "select substring(parameters[array_position(parameters, 'link') + 1] from 'jeton=(.*)$')"
                                + " from accounts.outbox where recipient = ? and template = 'consumer/confirm'")
                .param(email)
                .query(String.class)
                .single();
        UUID id = consumers.confirm(token).consumer();
        owner.sql("update accounts.registration set proved_at = ? where consumer = ?")
                .params(OffsetDateTime.ofInstant(server.clock().instant(), ZoneOffset.UTC), id)
                .update();
        return new SignedIn.Consumer(id);
    }

    private record Sent(String route, Who who, String address) {}

    /** The forms below the places: each with the ids of a place whose route begins alike. */
    private static List<Sent> forms(List<Place> places) throws IOException {
        List<Sent> forms = new ArrayList<>();
        for (String line : Files.readAllLines(ROUTES)) {
            String[] route = line.split(" +", 3);
            String pattern = route[1];
            if (route[0].equals("POST") && pattern.contains("{") && !FOR_ALL.contains(pattern)) {
                places.stream()
                        .filter(place ->
                                OWNED.contains(place.who()) && addresses(place).containsKey(names(pattern)))
                        .findFirst()
                        .ifPresent(place -> forms.add(new Sent(
                                pattern,
                                place.who(),
                                addresses(place).getOrDefault(names(pattern), "")
                                        + pattern.substring(names(pattern).length()))));
            }
        }
        return forms;
    }

    /** The part of a route up to its last variable. */
    private static String names(String route) {
        return route.substring(0, route.lastIndexOf('}') + 1);
    }

    /** What stands in the address of a place for each beginning of its route that ends with a variable. */
    private static Map<String, String> addresses(Place place) {
        Map<String, String> all = new HashMap<>();
        String[] route = place.route().split("/", -1);
        String[] address = place.address().split("/", -1);
        for (int n = 1; n <= route.length; n++) {
            if (route[n - 1].startsWith("{")) {
                all.put(
                        String.join("/", List.of(route).subList(0, n)),
                        String.join("/", List.of(address).subList(0, n)));
            }
        }
        return all;
    }

    @Test
    void placesOfOneAreNotThereForAnother() throws IOException {
        EveryPlace every = new EveryPlace(server, consumer(NUMBER), NUMBER);
        List<Place> places = every.places().stream()
                .filter(place -> OWNED.contains(place.who()))
                .filter(place -> place.route().contains("{") && !FOR_ALL.contains(place.route()))
                .toList();
        Map<Who, Visitor> strangers = new HashMap<>();
        strangers.put(Who.CONSUMER, SharedServer.visitor(consumer("0639987902")));
        Visitor company = Person.owner().signedIn();
        strangers.put(Who.OWNER, company);
        strangers.put(Who.BUYER, company);
        Map<Who, Visitor> owners = new HashMap<>();
        OWNED.forEach(who -> owners.put(who, every.visitor(who)));
        strangers.values().forEach(one -> one.get("/aide"));

        Map<String, Integer> before = statuses(places, owners);
        assertThat(before.values()).as("%s", before).containsOnly(200);
        List<String> wrong = new ArrayList<>();
        for (Place place : places) {
            Visitor stranger = requireNonNull(strangers.get(place.who()));
            String refused = refused(stranger.get(place.address()));
            if (!refused.startsWith("4") || !refused.equals(refused(stranger.get(unknown(place.address()))))) {
                wrong.add("GET " + place.route() + ": " + refused);
            }
        }
        List<Sent> forms = forms(places);
        for (Sent form : forms) {
            Visitor stranger = requireNonNull(strangers.get(form.who()));
            for (Map<String, String> fields : List.of(Map.<String, String>of(), filled())) {
                String refused = refused(stranger.post(form.address(), fields));
                if (!refused.startsWith("4")
                        || !refused.equals(refused(stranger.post(unknown(form.address()), fields)))) {
                    wrong.add("POST " + form.route() + ": " + refused);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(statuses(places, owners)).as("as it was").isEqualTo(before);
        assertThat(Stream.of(places, forms).mapToInt(List::size).sum())
                .as("places and forms")
                .isGreaterThan(50);
    }

    /** Also where a link of a mail is opened; programs that look through mails do so, too. */
    @Test
    @Tag("check-long")
    void openingAnyPlaceChangesNothing() {
        EveryPlace every = new EveryPlace(server, consumer("0639987903"), "0639987903");
        List<Place> places = every.places();
        Map<String, String> before = contents();
        for (Place place : places) {
            every.visitor(place.who()).get(place.address());
            assertThat(contents())
                    .as("GET " + place.address().replaceAll("jeton=.*", ""))
                    .isEqualTo(before);
        }
        assertThat(places).hasSizeGreaterThan(80);
    }

    /** The contents of the tables that acts of people change, without the state of deliveries, which go on meanwhile. */
    private Map<String, String> contents() {
        JdbcClient owner = JdbcClient.create(server.database().owner());
        Map<String, String> contents = new HashMap<>();
        for (String table : List.of(
                "registration",
                "opposition_request",
                "consumer",
                "consent",
                "complaint",
                "complaint_step",
                "complaint_follower",
                "ticket",
                "ticket_message",
                "company",
                "member",
                "credential",
                "api_key",
                "mandate",
                "campaign",
                "submission",
                "plan",
                "webhook",
                "pending_decision")) {
            contents.put(
                    table,
                    owner.sql("select count(*) || ' ' || coalesce(md5(string_agg(r::text, ',' order by r::text)), '')"
                                    + " from (select to_jsonb(t) - '{failing_since,paused_until,told_at}'::text[] as r"
                                    + " from accounts." + table + " t)")
                            .query(String.class)
                            .single());
        }
        return contents;
    }

    /** The status and the codes of a refusal. */
    private static String refused(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + Pattern.compile("BT-[0-9]{4}")
                        .matcher(answer.body())
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same address with ids of nothing. */
    private static String unknown(String address) {
        return address.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "00000000-0000-4000-8000-000000000000")
                .replaceAll("[0-9]{4}-[0-9]{6}$", "2026-999999");
    }

    private static Map<String, String> filled() {
        Map<String, String> fields = new HashMap<>();
        for (String name : List.of("text", "said", "name", "description", "url", "sure", "reason")) {
            fields.put(name, "https://example.org/");
        }
        fields.put("role", "AUDITOR");
        return fields;
    }

    private static Map<String, Integer> statuses(List<Place> places, Map<Who, Visitor> by) {
        Map<String, Integer> statuses = new LinkedHashMap<>();
        for (Place place : places) {
            Visitor visitor = requireNonNull(by.get(place.who()));
            statuses.put(place.address(), visitor.get(place.address()).statusCode());
        }
        return statuses;
    }
}
