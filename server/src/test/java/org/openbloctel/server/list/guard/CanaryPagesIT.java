package org.openbloctel.server.list.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.list.lookup.Lookups;
import org.openbloctel.registry.list.lookup.Written;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;

/** Canaries come on the list by two people, count in no figure of it, and name who had one returned that was called. */
final class CanaryPagesIT {
    private static final String PAGE = "/operateur/garde/temoins";
    private static final Pattern CONFIRM = Pattern.compile("action=\"(" + PAGE + "/[0-9a-f-]{36}/inscrire)\"");

    private static ServerFixture world;
    private static long revision;

    @BeforeAll
    static void startWithAList() throws IOException, InterruptedException {
        world = ServerFixture.start("openbloctel.operator.two-people=true");
        String people =
                IntStream.range(0, 4_000).mapToObj("063998%04d"::formatted).collect(Collectors.joining("\n"));
        revision = world.publish(people);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static Visitor staff() {
        return world.visitor(world.staff());
    }

    private static HttpResponse<String> bring(Visitor visitor, String file) {
        visitor.get(PAGE);
        return visitor.upload(
                PAGE, Map.of("lender", "Arcep, bloc de mars"), "bloc.csv", file.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void canariesAreListedByTwoPeopleAndNameWhoHadThem() throws InterruptedException {
        Visitor first = staff();
        assertThat(bring(first, "0639985001\n0639989002\n0639980001\n").statusCode())
                .isEqualTo(302);
        String asked = first.get(PAGE).body().replace('\u00a0', ' ');
        assertThat(asked)
                .contains("Numéros pris : 2. Lignes laissées : 1", "À confirmer depuis", "Arcep, bloc de mars");
        assertThat(asked).doesNotContain("0639985001", "06 39 98 50 01");
        Matcher confirm = CONFIRM.matcher(asked);
        assertThat(confirm.find()).isTrue();
        assertThat(first.post(confirm.group(1), Map.of()).body()).contains("BT-0120");
        Visitor second = staff();
        second.get(PAGE);
        assertThat(second.post(confirm.group(1), Map.of()).statusCode()).isEqualTo(302);
        assertThat(second.get(PAGE).body()).contains("Inscrit le", "Retirer");
        assertThat(world.bean(Publication.class).await(revision + 2, Duration.ofSeconds(20)))
                .isTrue();
        world.bean(Lookups.class).exchange();

        Caller caller = new Caller(world, "000000117", "Curieuse").withPlan(1_000, 100_000);
        assertThat(world.bean(Lookups.class)
                        .check(caller.company(), "key:1", Written.of(List.of("0639985001")))
                        .judgements())
                .singleElement()
                .matches(judgement -> judgement.verdict() == Verdict.OPPOSED);
        world.bean(Lookups.class).exchange();
        assertThat(second.get("/operateur/garde").body()).contains("Signes notés", "numéros témoins");
        assertThat(second.get("/operateur/garde/" + caller.company()).body()).contains("numéros témoins");

        second.get(PAGE);
        Map<String, String> wrong = Map.of("number", "06 39 98 00 01", "day", "2026-11-24", "caller", "", "note", "");
        HttpResponse<String> refused = second.post(PAGE + "/appel", wrong);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Aucun lot inscrit");
        Map<String, String> told =
                Map.of("number", "06 39 98 50 01", "day", "", "caller", "01 99 00 12 34", "note", "Panneaux");
        HttpResponse<String> noted = second.post(PAGE + "/appel", told);
        assertThat(noted.statusCode()).isEqualTo(302);
        String trace = noted.headers().firstValue("Location").orElseThrow();
        assertThat(trace).doesNotContain("0639985001");
        assertThat(second.get(trace.substring(trace.indexOf(PAGE))).body())
                .contains("Curieuse", "Vérification", "Clé d’API 1", "01 99 00 12 34", "Panneaux");
    }

    @Test
    void tooManyCanariesAndAFileWithoutNumbersAreRefusedWithWhatToDo() {
        Visitor visitor = staff();
        HttpResponse<String> many = bring(
                visitor,
                IntStream.range(0, 3).mapToObj("063998700%d\n"::formatted).collect(Collectors.joining()));
        assertThat(many.statusCode()).isEqualTo(422);
        assertThat(many.body()).contains("Il reste de la place pour", "Arcep, bloc de mars");
        assertThat(bring(visitor, "numéro\n").statusCode()).isEqualTo(422);
    }

    @Test
    void aCompanySeesNothingOfIt() {
        Caller caller = new Caller(world, "000000067", "Indiscrète").withPlan(1000, 100_000);
        assertThat(world.visitor(caller.owner(true)).get(PAGE).statusCode()).isIn(302, 303, 403, 404);
    }
}
