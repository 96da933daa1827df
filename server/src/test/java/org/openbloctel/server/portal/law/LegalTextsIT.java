package org.openbloctel.server.portal.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.consumer.Consumers;
import org.openbloctel.registry.law.LawBook;
import org.openbloctel.registry.law.RuleVersion;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.Golden;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.http.SignedIn;
import org.openbloctel.server.mail.EveryMail;
import org.openbloctel.server.mail.MailWriter;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whatever the day, every page, mail and document tells the law of that day. The golden files say which document makes which statement
 * under which regime; no document has a phrase of another regime.
 */
final class LegalTextsIT {
    /** A day of each regime. */
    static final Map<String, LocalDate> DAYS = Map.of(
            "2016", LocalDate.of(2016, 9, 12),
            "2020", LocalDate.of(2021, 3, 15),
            "2023", LocalDate.of(2023, 5, 15),
            "2026", LocalDate.of(2026, 11, 24),
            "2026-enforced", LocalDate.of(2026, 11, 24));

    private static final Path ROUTES = Path.of("src/test/resources/golden/access.txt");
    private static final Pattern STATEMENT = Pattern.compile("data-statement=\"([^\"]+)\"");
    private static final Pattern RULE = Pattern.compile("data-rule=\"([^\"]+)\"");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** What is about the files of a check and says its scope itself; the guide of the API names its codes. */
    private static final Pattern OF_A_FILE = Pattern.compile("GET /pro/depots.*|GET /aide/api|mail mailbox/report");

    private static final Set<String> OF_A_FILE_PHRASES = Set.of("\\bappelables?\\b", "\\bcallable\\b");

    private static ServerFixture server;
    private static ServerFixture enforcing;
    private static SignedIn.Member member;
    private static int numbers;

    private final Phrases phrases = Phrases.read();

    @BeforeAll
    static void start() {
        server = ServerFixture.start("openbloctel.consumer.proof-required=false");
        enforcing = server.startAnother(Stream.concat(
                        Stream.of(server.shared()),
                        Stream.of(
                                "openbloctel.consumer.proof-required=false",
                                "openbloctel.law.opposition-list.enforced=true"))
                .toArray(String[]::new));
        member = new Caller(server, "000000018", "Exemple")
                .withPlan(1000, 100_000)
                .owner(true);
    }

    @AfterAll
    static void stop() {
        enforcing.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2016", "2020", "2023", "2026", "2026-enforced"})
    void everyTextTellsTheLawOfItsDay(String regime) throws IOException {
        ServerFixture at = regime.equals("2026-enforced") ? enforcing : server;
        at.clock()
                .set(Objects.requireNonNull(DAYS.get(regime))
                        .atTime(LocalTime.of(15, 5))
                        .atZone(PARIS)
                        .toInstant());
        SignedIn.Consumer consumer = consumer(at);
        Map<String, String> french = documents(at, consumer, Locale.FRENCH);
        Map<String, String> english = documents(at, consumer, Locale.ENGLISH);

        assertThat(french.keySet()).hasSizeGreaterThan(100).isEqualTo(english.keySet());
        assertThat(strange(french, regime)).isEmpty();
        assertThat(strange(english, regime)).isEmpty();
        Map<String, Set<String>> statements = statements(french);
        assertThat(statements(english)).isEqualTo(statements);
        Golden.compare("law-" + regime + ".txt", written(statements));

        LawBook book = at.bean(LawBook.class);
        LocalDate day = DAYS.get(regime);
        Set<String> said = new TreeSet<>();
        statements.values().forEach(said::addAll);
        book.statements().stream()
                .filter(one -> book.statement(one.id(), day).isPresent())
                .forEach(one -> assertThat(said).contains(one.id()));
        assertThat(cited(book, day, french)).containsAll(inForce(book, day));
    }

    @Test
    void claimOfAnotherRegimeIsFoundInADocument() {
        Map<String, String> planted = Map.of(
                "GET /", "<p>Ils doivent faire vérifier leurs fichiers d’appel au&nbsp;moins une fois par mois.</p>",
                "GET /aide", "<p>C’est l’absence de votre accord qui interdit l’appel.</p>");
        assertThat(strange(planted, "2026")).hasSize(2).allMatch(found -> found.startsWith("GET / "));
        assertThat(strange(planted, "2023")).hasSize(1).allMatch(found -> found.startsWith("GET /aide "));
    }

    private List<String> strange(Map<String, String> documents, String regime) {
        List<String> found = new ArrayList<>();
        documents.forEach((name, text) -> phrases.strange(text, regime).stream()
                .filter(phrase -> !OF_A_FILE.matcher(name).matches() || !OF_A_FILE_PHRASES.contains(phrase))
                .forEach(phrase -> found.add(name + " has: " + phrase)));
        return found;
    }

    private static Map<String, Set<String>> statements(Map<String, String> documents) {
        Map<String, Set<String>> made = new TreeMap<>();
        documents.forEach((name, text) -> {
            Set<String> ids = found(STATEMENT, text);
            if (!ids.isEmpty()) {
                made.put(name, ids);
            }
        });
        return made;
    }

    private static String written(Map<String, Set<String>> statements) {
        return statements.entrySet().stream()
                .map(one -> one.getKey() + ": " + String.join(", ", one.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static Set<String> cited(LawBook book, LocalDate day, Map<String, String> documents) {
        Set<String> rules = new TreeSet<>();
        documents.forEach((name, text) -> {
            rules.addAll(found(RULE, text));
            found(STATEMENT, text)
                    .forEach(id ->
                            rules.addAll(book.statement(id, day).orElseThrow().rules()));
        });
        return rules;
    }

    private static Set<String> inForce(LawBook book, LocalDate day) {
        return book.rules().stream()
                .filter(rule -> rule.on(day).map(RuleVersion::enforced).orElse(false))
                .map(rule -> rule.id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(one -> one.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every page that a reader, a consumer and a company's owner can open, every mail, every PDF. */
    private static Map<String, String> documents(ServerFixture at, SignedIn.Consumer consumer, Locale locale)
            throws IOException {
        Map<String, String> documents = new TreeMap<>();
        Visitor reader = at.visitor().speaks(locale.getLanguage());
        Visitor owner = at.visitor(member).speaks(locale.getLanguage());
        Visitor self = at.visitor(consumer).speaks(locale.getLanguage());
        for (String line : Files.readAllLines(ROUTES)) {
            String[] route = line.split(" +", 3);
            if (route[0].equals("GET")
                    && !route[1].matches(".*[{*].*|/api/.*|/demo/.*|/langue|/espace/connexion/cle")) {
                Visitor who = route[2].equals("consumer") ? self : route[2].startsWith("member") ? owner : reader;
                page(documents, who, route[1]);
            }
        }
        String number = "/espace/numeros/" + registration(at, consumer);
        for (String page : List.of(number, number + "/retrait", number + "/code")) {
            page(documents, self, page, page.replaceAll("[0-9a-f-]{36}", "ID"));
        }
        documents.put(
                "PDF receipt", pdf(at, self.file(number + "/recepisse.pdf").body(), locale));
        documents.put("PDF letter", pdf(at, letter(at, locale), locale));
        EveryMail.written(at.bean(MailWriter.class), locale)
                .forEach((name, html) -> documents.put("mail " + name, html));
        return documents;
    }

    private static void page(Map<String, String> documents, Visitor visitor, String path) {
        page(documents, visitor, path, path);
    }

    private static void page(Map<String, String> documents, Visitor visitor, String path, String name) {
        HttpResponse<String> answer = visitor.get(path);
        assertThat(answer.statusCode()).as(path).isLessThan(500);
        boolean html = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
        if (html && answer.statusCode() == 200) {
            documents.put("GET " + name, answer.body());
        }
    }

    /** The text of a PDF, with the marks of the statements that are in it, as pages have them. */
    private static String pdf(ServerFixture at, byte[] pdf, Locale locale) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = Phrases.plain(new PDFTextStripper().getText(document));
            LawBook book = at.bean(LawBook.class);
            LocalDate day = LocalDate.ofInstant(at.clock().instant(), PARIS);
            String marks = book.statements().stream()
                    .filter(one -> book.statement(one.id(), day)
                            .filter(version -> text.contains(version.text().in(locale)))
                            .isPresent())
                    .map(one -> "<i data-statement=\"" + one.id() + "\">")
                    .collect(Collectors.joining());
            return text + marks;
        }
    }

    private static byte[] letter(ServerFixture at, Locale locale) {
        Visitor operator = at.visitor(at.staff());
        operator.get("/operateur/courriers");
        operator.post(
                "/operateur/courriers",
                Map.of(
                        "reference",
                        "C-" + UUID.randomUUID(),
                        "name",
                        "Maëlle Test " + locale.getLanguage(),
                        "postalAddress",
                        "1 rue de la Fiction\n10000 Troyes",
                        "numbers",
                        next(),
                        "language",
                        locale.getLanguage()));
        String page = operator.get("/operateur/courriers").body();
        Set<String> letters = found(Pattern.compile("(/operateur/courriers/[0-9a-f-]+)/lettre\\.pdf"), page);
        String latest = letters.iterator().next();
        byte[] pdf = operator.file(latest + "/lettre.pdf").body();
        letters.forEach(one -> {
            operator.get("/operateur/courriers");
            operator.post(one + "/envoi", Map.of());
        });
        return pdf;
    }

    private static SignedIn.Consumer consumer(ServerFixture at) {
        Consumers consumers = at.bean(Consumers.class);
        String email = UUID.randomUUID() + "@example.org";
        consumers.ask(next(), email, Locale.FRENCH);
        JdbcClient owner = JdbcClient.create(at.database().owner());
        String link = owner.sql("select parameters[array_position(parameters, 'link') + 1] from accounts.outbox"
                        + " where recipient = ? and template = 'consumer/confirm'")
                .param(email)
                .query(String.class)
                .single();
        UUID id = consumers.confirm(link.substring(link.indexOf('=') + 1)).consumer();
        owner.sql("update accounts.registration set proved_at = ? where consumer = ?")
                .params(OffsetDateTime.ofInstant(at.clock().instant(), ZoneOffset.UTC), id)
                .update();
        return new SignedIn.Consumer(id);
    }

    private static UUID registration(ServerFixture at, SignedIn.Consumer who) {
        return JdbcClient.create(at.database().owner())
                .sql("select id from accounts.registration where consumer = ?")
                .param(who.id())
                .query(UUID.class)
                .single();
    }

    private static String next() {
        numbers++;
        return "063998%04d".formatted(numbers);
    }
}
