package org.openbloctel.server.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Member.Role;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn.Member;

/** Every route that browsers reach is asked for by everyone who may not, and every form is sent without its token. */
final class EveryRouteIT {
    /** Those who are asked for at all routes; the others at those of their own space. */
    private static final Set<String> STRANGERS = Set.of("consumer", "owner", "staff", "head of inspectors");

    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    /** The page says why, and nothing of what stands at the address. */
    @Test
    void personWhoMayNotIsRefused() {
        List<AccessTable.Line> lines = ofBrowsers();
        List<String> wrong = new ArrayList<>();
        int refused = 0;
        for (Map.Entry<String, SignedIn> one : people().entrySet()) {
            SignedIn who = one.getValue();
            Visitor visitor = SharedServer.visitor(who);
            visitor.get("/aide");
            for (AccessTable.Line line : lines) {
                Optional<Refusal> refusal = line.rule().refusal(who);
                if (refusal.isPresent() && (isHome(who, line) || STRANGERS.contains(one.getKey()))) {
                    refused++;
                    HttpResponse<String> answer = ask(visitor, line);
                    if (!isRefused(answer, refusal.get(), line)) {
                        wrong.add(one.getKey() + ", " + line.method() + " " + line.pattern() + ": " + way(answer));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(refused).as("routes that were asked for").isGreaterThan(400);
    }

    @Test
    void strangerIsLedToTheDoorOfTheSpace() {
        Visitor visitor = SharedServer.visitor();
        visitor.get("/");
        for (AccessTable.Line line : ofBrowsers()) {
            if (line.rule().refusal(null).isPresent()) {
                HttpResponse<String> answer = ask(visitor, line);
                String what = line.method() + " " + line.pattern();
                String door = Space.of(path(line)).orElseThrow().root() + "/connexion";
                if (line.method().equals("GET")) {
                    assertThat(way(answer)).as(what).isEqualTo(door);
                } else {
                    assertThat(answer.statusCode()).as(what).isEqualTo(401);
                    assertThat(answer.body()).as(what).contains("href=\"" + door + "\"");
                }
            }
        }
    }

    /** A browser that has the session alone is led to the page that asks, by pages and forms alike. */
    @Test
    void sessionAloneIsAskedForTheSecondFactorAgain() {
        Map<Space, Visitor> visitors = Map.of(
                Space.PROFESSIONAL, Person.owner().withSessionAlone(),
                Space.OPERATOR, Person.staff().withSessionAlone(),
                Space.INSPECTION, Person.inspector(SignedIn.Rank.HEAD).withSessionAlone());
        visitors.values().forEach(visitor -> visitor.get("/aide"));
        int asked = 0;
        for (AccessTable.Line line : ofBrowsers()) {
            if (line.rule().needsStepUp()) {
                Space space = Space.of(path(line)).orElseThrow();
                assertThat(way(ask(Objects.requireNonNull(visitors.get(space)), line)))
                        .as(line.method() + " " + line.pattern())
                        .isEqualTo(space.root() + "/second-facteur/a-nouveau");
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(15);
    }

    @Test
    void formWithoutItsTokenChangesNothing() {
        Map<String, Visitor> visitors = new LinkedHashMap<>();
        people().forEach((name, who) -> visitors.put(name, SharedServer.visitor(who)));
        Map<String, SignedIn> people = people();
        int forms = 0;
        for (AccessTable.Line line : ofBrowsers()) {
            if (line.method().equals("POST")) {
                Visitor visitor = people.entrySet().stream()
                        .filter(one -> line.rule().refusal(one.getValue()).isEmpty())
                        .findFirst()
                        .map(one -> visitors.get(one.getKey()))
                        .orElseThrow();
                visitor.get("/aide");
                for (String token : List.of("", UUID.randomUUID().toString())) {
                    HttpResponse<String> answer = visitor.post(path(line), Map.of("_csrf", token));
                    assertThat(answer.statusCode())
                            .as(line.pattern() + " " + token)
                            .isEqualTo(403);
                    assertThat(answer.body()).as(line.pattern() + " " + token).contains("BT-0708");
                }
                forms++;
            }
        }
        assertThat(forms).isGreaterThan(80);
    }

    /** Everyone who can be signed in, the weakest first. */
    private static Map<String, SignedIn> people() {
        Map<String, SignedIn> people = new LinkedHashMap<>();
        Person owner = Person.owner();
        people.put("consumer", new SignedIn.Consumer(UUID.randomUUID()));
        people.put(
                "owner without the second factor", new Member(owner.id(), owner.company(), SignedIn.Role.OWNER, false));
        people.put("auditor", owner.colleague(Role.AUDITOR).principal());
        people.put("operator", owner.colleague(Role.OPERATOR).principal());
        people.put("owner", owner.principal());
        Person staff = Person.staff();
        people.put("staff without the second factor", new SignedIn.Staff(staff.id(), false));
        people.put("staff", staff.principal());
        Person head = Person.inspector(SignedIn.Rank.HEAD);
        people.put("inspector without the second factor", new SignedIn.Inspector(head.id(), SignedIn.Rank.HEAD, false));
        people.put("inspector", Person.inspector(SignedIn.Rank.INSPECTOR).principal());
        people.put("head of inspectors", head.principal());
        return people;
    }

    private static boolean isRefused(HttpResponse<String> answer, Refusal refusal, AccessTable.Line line) {
        if (refusal instanceof AccessRefusal.SecondFactorNeeded && line.method().equals("GET")) {
            return way(answer).endsWith("/second-facteur");
        }
        return answer.statusCode() == 403 && answer.body().contains(refusal.code());
    }

    private static boolean isHome(SignedIn who, AccessTable.Line line) {
        return Space.of(who).equals(Space.of(path(line)));
    }

    private static HttpResponse<String> ask(Visitor visitor, AccessTable.Line line) {
        return line.method().equals("POST") ? visitor.post(path(line), Map.of()) : visitor.get(path(line));
    }

    private static String path(AccessTable.Line line) {
        return line.pattern().getPatternString().replaceAll("\\{[^}]+}", UNKNOWN);
    }

    private static List<AccessTable.Line> ofBrowsers() {
        return SharedServer.get().bean(AccessTable.class).lines().stream()
                .filter(line -> line.method().equals("GET") || line.method().equals("POST"))
                .filter(line -> !line.pattern().getPatternString().startsWith("/api/"))
                .filter(line -> !line.pattern().getPatternString().contains("*"))
                .toList();
    }
}
