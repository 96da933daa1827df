package org.openbloctel.server.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.platform.programs.Program.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.list.lookup.Lookups;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.calls.law.EveryPage;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All that a server answers to everybody, to a consumer, to companies and to machines, none of whom has anything to do with the numbers that
 * are compared. The doors are those of the table of access: a route that is neither asked nor excepted is a failure.
 */
final class EveryDoor {
    /** Routes that are not asked, each with its reason. */
    private static final Map<String, String> EXCEPTED = new LinkedHashMap<>();

    static {
        EXCEPTED.put("\\w+ /(operateur|inspection)(/.*)?", "the operator and the authority may see the list itself");
        EXCEPTED.put("GET /actuator/\\*\\*", "asked at the port for operations");
        EXCEPTED.put("GET /assets/\\*\\*|GET /favicon.ico", "files of the release");
        EXCEPTED.put("GET /demo/.*", "in the demo alone");
        EXCEPTED.put(
                "POST /(?!api/).*",
                "forms: those of a person are sent by the two people, the public ones by SameAnswersIT");
        EXCEPTED.put("(PUT|DELETE|PATCH|OPTIONS) /api/.*", "changes what its own company keeps");
        EXCEPTED.put(
                "POST /api/v1/(calls|campaigns|campaigns/.*|consents|consents/.*|uploads|webhooks|webhooks/.*|submissions/.*)",
                "writes down what a company reports; what it gets for it is asked by GET");
        EXCEPTED.put(
                "GET /api/v1/(complaint-feed.*|uploads/\\{id})",
                "complaints, and pieces of files, without an answer of the list");
        EXCEPTED.put(
                "GET /espace/consentements/\\{id}/.*|GET /retirer-mon-consentement/liste/.*|GET /api/v1/consents/\\{id}"
                        + "|GET /pro/consentements/\\{id}/piece|GET /pro/consentements/import/\\{id}/rapport.csv",
                "proofs of consents, without an answer of the list");
        EXCEPTED.put(
                "GET /pro/depots/envois/\\{id}|GET .*/avancement|GET .*/envoi", "for scripts, or leads back to a form");
        EXCEPTED.put("GET /pro/webhooks(/\\{id}.*)?", "attempts at a server that does not answer, by a real clock");
        EXCEPTED.put(
                "GET /(espace|pro/securite)/appareils|GET /pro/membres",
                "rows of one instant, in the order of their ids");
        EXCEPTED.put("GET /pro/formule/\\{code}/maintenant", "the price of a larger plan");
        EXCEPTED.put("GET /statut", "minutes of a real clock; asked as JSON and by HEAD");
        EXCEPTED.put("GET /pro/campagnes/\\{id}/.*", "of a campaign, as GET /api/v1/campaigns/{id} has it");
    }

    /** Gauges and counters of time, of work in progress and of the machine. */
    private static final Pattern OTHER_METRICS = Pattern.compile(
            "^#|^(?!openbloctel_)|seconds|_ago|bytes|connections|waiting|waits|pool|rate|jobs|commit|requests|answers");

    private static final Pattern VOLATILE_HEADERS =
            Pattern.compile("date|set-cookie|content-length|connection|keep-alive|etag");
    private static final String FILE = "Nom;Telephone\nAnne;0199000001\nBert;0199000002\nCora;0199009001\nDan;x\n";
    private static final String[] SCOPES = {"checks", "submissions", "verdicts", "calls", "consents", "webhooks"};
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final ServerFixture server;
    private final JdbcClient database;
    private final Program program;
    private final String campaign;
    private final List<EveryPage.Page> pages;
    private final Map<String, Visitor> visitors = new HashMap<>();
    private final SignedIn owner;
    private final Answers.Memory memory = new Answers.Memory();
    private int files;

    /** The doors of a server; the numbers 01 99 00 are of no person. */
    EveryDoor(ServerFixture server, String bystander) {
        this.server = server;
        this.database = JdbcClient.create(server.database().owner());
        nothingMeasured();
        Caller caller = new Caller(server, "990000004", "Appels Exemple").withPlan(10_000, 1_000_000);
        this.program = new Program(server.address(), caller.key("obl_live_everydoor01", SCOPES));
        this.owner = caller.owner(true);
        this.campaign = json(post(
                        "/api/v1/campaigns",
                        "{\"name\":\"Novembre\",\"sector\":\"other\",\"startsOn\":\"2026-11-01\",\"endsOn\":\"2027-02-28\"}"))
                .get("id")
                .asString();
        this.pages = EveryPage.of(server, bystander).stream()
                .filter(page -> !(page.reader() instanceof SignedIn.Staff))
                .filter(page -> !(page.reader() instanceof SignedIn.Inspector))
                .filter(page -> !isExcepted("GET " + page.route()))
                .toList();
    }

    /** Figures that count by a real clock how fast and how long the server works are the same on each server. */
    private void nothingMeasured() {
        database.sql("""
                        create function accounts.nothing_measured() returns trigger language plpgsql as $$
                        begin
                            if new.figure ~ '^(return|minutes)' then new.value := 60; end if;
                            return new;
                        end $$
                        """).update();
        database.sql("create trigger nothing_measured before insert or update on accounts.figure_day for each row"
                        + " execute function accounts.nothing_measured()")
                .update();
    }

    /** Asks at every door, once the list is what it was told to be. */
    Answers ask() {
        visitors.clear(); // sessions end with the day
        server.clock().move(Duration.ofMinutes(2));
        awaitList();
        Map<String, String> answers = new TreeMap<>();
        String submission = files(answers);
        posts(answers, submission);
        count();
        for (EveryPage.Page page : pages) {
            answers.put("page " + page.name() + " " + (page.reader() == null), page(page.address(), page.reader()));
        }
        List<String> unknown = new ArrayList<>();
        for (AccessTable.Line line : server.bean(AccessTable.class).lines()) {
            String door = line.method() + " " + line.pattern();
            Supplier<String> asked = asked(line, submission);
            if (asked != null) {
                answers.put(door, asked.get());
            } else if (pages.stream().noneMatch(page -> door.equals("GET " + page.route())) && !isExcepted(door)) {
                unknown.add(door);
            }
        }
        assertThat(unknown).as("routes that are neither asked nor excepted").isEmpty();
        for (String path : List.of("health", "health/readiness", "health/liveness", "info", "prometheus")) {
            answers.put("operations " + path, operations(path));
        }
        answers.put("own home", page("/pro", owner));
        answers.put("mails", mails());
        answers.put("head of /statut", all(visitor(null).head("/statut")));
        answers.put(
                "/statut as JSON",
                all(server.visitor().with("Accept", "application/json").get("/statut")));
        return memory.of(answers);
    }

    static boolean isExcepted(String door) {
        return EXCEPTED.keySet().stream().anyMatch(door::matches);
    }

    /** Patterns that except no route of a server. */
    static List<String> unusedExceptions(ServerFixture server) {
        return EXCEPTED.keySet().stream()
                .filter(pattern -> server.bean(AccessTable.class).lines().stream()
                        .noneMatch(line -> (line.method() + " " + line.pattern()).matches(pattern)))
                .toList();
    }

    private void awaitList() {
        long revision =
                database.sql("select revision from list.head").query(Long.class).single();
        try {
            assertThat(server.bean(Publication.class).await(revision, Duration.ofSeconds(20)))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that was done so far is in the figures. */
    private void count() {
        server.bean(Lookups.class).exchange();
        server.hurry("campaign.follow", "figures.count");
    }

    /** A new file with the same numbers as each time, and all that comes of it; its id. */
    private String files(Map<String, String> answers) {
        files++;
        byte[] content = (FILE + "Eve" + (1000 + files) + ";y\n").getBytes(StandardCharsets.UTF_8);
        String id = json(program.submit("fichier-" + (1000 + files) + ".csv", "", content))
                .get("id")
                .asString();
        // Not by the API: how often it is asked until then is by chance, and counts.
        assertThat(Program.comesTrue(() -> database.sql(
                                "select settled_at is not null from accounts.submission where id = cast(? as uuid)")
                        .param(id)
                        .query(Boolean.class)
                        .single()))
                .isTrue();
        for (String kind : List.of("not-listed", "opposed", "unchecked", "report", "verdicts")) {
            answers.put("file " + kind, all(program.get("/api/v1/submissions/" + id + "/files/" + kind)));
        }
        return id;
    }

    private void posts(Map<String, String> answers, String submission) {
        answers.put(
                "POST /api/v1/certificates/{id}/comparisons",
                all(post(
                        "/api/v1/certificates/" + certificate(submission) + "/comparisons",
                        "{\"sha256\":\"" + "0".repeat(64) + "\"}")));
        answers.put(
                "POST /api/v1/checks", all(post("/api/v1/checks", "{\"numbers\":[\"0199000001\",\"0199009001\"]}")));
        String call =
                "{\"number\":\"0199009001\",\"at\":\"2026-11-25T11:00:00+01:00\",\"campaign\":\"" + campaign + "\"}";
        answers.put("POST /api/v1/verdicts", all(post("/api/v1/verdicts", "{\"calls\":[" + call + "]}")));
        answers.put(
                "POST /api/v1/dial",
                all(post("/api/v1/dial", "{\"number\":\"0199009001\",\"campaign\":\"" + campaign + "\"}")));
    }

    /** How a route of one address is asked, or one of the API; null for others. */
    private @Nullable Supplier<String> asked(AccessTable.Line line, String submission) {
        String route = line.pattern().getPatternString();
        if (!line.method().equals("GET") || isExcepted("GET " + route) || route.contains("*")) {
            return line.method().equals("POST")
                            && List.of(
                                            "/api/v1/checks",
                                            "/api/v1/verdicts",
                                            "/api/v1/dial",
                                            "/api/v1/submissions",
                                            "/api/v1/certificates/{id}/comparisons")
                                    .contains(route)
                    ? () -> "asked with the files"
                    : null;
        }
        if (route.startsWith("/api/")) {
            String id = route.contains("/certificates/")
                    ? certificate(submission)
                    : route.contains("/campaigns/") ? campaign : submission;
            String path = route.replace("{id}", id).replace("{kind}", "report");
            return () -> all(program.get(path));
        }
        if (route.startsWith("/pro/depots/{id}")) {
            String address = route.replace("{id}", submission).replace("{kind}", "report");
            return () -> page(address, owner);
        }
        if (route.contains("{") || pages.stream().anyMatch(page -> page.route().equals(route))) {
            return null;
        }
        return () -> page(route, reader(line.rule()));
    }

    private @Nullable SignedIn reader(AccessRule rule) {
        return switch (rule) {
            case AccessRule.Member member -> owner;
            case AccessRule.Consumer consumer ->
                pages.stream()
                        .map(EveryPage.Page::reader)
                        .filter(SignedIn.Consumer.class::isInstance)
                        .findFirst()
                        .orElseThrow();
            default -> null;
        };
    }

    private String certificate(String submission) {
        return database.sql("select id from accounts.certificate where submission = cast(? as uuid)")
                .param(submission)
                .query(String.class)
                .single();
    }

    private HttpResponse<byte[]> post(String path, String body) {
        return program.send("POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    private Visitor visitor(@Nullable SignedIn reader) {
        return visitors.computeIfAbsent(
                String.valueOf(reader), name -> reader == null ? server.visitor() : server.visitor(reader));
    }

    private String page(String address, @Nullable SignedIn reader) {
        return all(visitor(reader).file(address));
    }

    private String operations(String path) {
        URI address = URI.create("http://localhost:" + server.managementPort() + "/actuator/" + path);
        try {
            HttpResponse<String> answer =
                    CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            return answer.statusCode() + "\n" + (path.equals("prometheus") ? metrics(answer.body()) : answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String metrics(String all) {
        return all.lines().filter(line -> !OTHER_METRICS.matcher(line).find()).collect(Collectors.joining("\n"));
    }

    /** How many mails of each kind there are to people of whom no number is compared. */
    private String mails() {
        return database.sql(
                        "select template || ' ' || count(*) from accounts.outbox where recipient not like 'person-%' and template not like 'webhook/%'"
                                + " group by template order by template")
                .query(String.class)
                .list()
                .toString();
    }

    /** Status, headers and body of an answer; a PDF and a signed certificate as the text that they hold. */
    static String all(HttpResponse<?> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeIf(name -> VOLATILE_HEADERS.matcher(name).matches());
        byte[] body = answer.body() instanceof byte[] bytes
                ? bytes
                : Objects.toString(answer.body()).getBytes(StandardCharsets.UTF_8);
        return answer.statusCode() + "\n" + headers + "\n" + readable(body);
    }

    private static String readable(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        Matcher signed = Pattern.compile("^([\\w-]+)\\.([\\w-]+)\\.[\\w-]+$").matcher(text.strip());
        if (signed.matches()) {
            return new String(Base64.getUrlDecoder().decode(signed.group(2)), StandardCharsets.UTF_8);
        }
        if (!text.startsWith("%PDF")) {
            return text;
        }
        try (PDDocument document = Loader.loadPDF(body)) {
            // Lines are broken where ids of other widths let them.
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
