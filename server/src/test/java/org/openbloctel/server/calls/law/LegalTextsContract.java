package org.openbloctel.server.calls.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.RuleVersion;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.Golden;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.mail.EveryMail;
import org.openbloctel.server.platform.mail.MailWriter;

/**
 * On any day, every page, mail and document tells the law of that day. The golden files say which document makes which statement
 * under which regime; no document has a phrase of another regime. A subclass names its regimes in a static method {@code regimes}: two
 * classes, for one would be the last to end on four virtual machines.
 */
abstract class LegalTextsContract {
    /** A day of each regime. */
    static final Map<String, LocalDate> DAYS = Map.of(
            "2016", LocalDate.of(2016, 9, 12),
            "2020", LocalDate.of(2021, 3, 15),
            "2023", LocalDate.of(2023, 5, 15),
            "2026", LocalDate.of(2026, 11, 24),
            "2026-enforced", LocalDate.of(2026, 11, 24));

    private static final String[] SETTINGS = {
        "openbloctel.consumer.proof-required=false",
        "openbloctel.http.requests-a-minute.address=100000",
        "openbloctel.http.requests-a-minute.person=100000"
    };
    private static final Pattern STATEMENT = Pattern.compile("data-statement=\"([^\"]+)\"");
    private static final Pattern RULE = Pattern.compile("data-rule=\"([^\"]+)\"");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** What is about the files of a check and says its scope itself; the guide of the API, events and the journal have its codes. */
    private static final Pattern OF_A_FILE = Pattern.compile(
            "(GET|PDF) /pro/depots.*|GET /pro/scellement|GET /verifier/ID.*|GET /pro/campagnes/ID.*|mail mailbox/report"
                    + "|GET /aide/(api|ID \\(formats\\))|PDF /aide/formats.pdf|GET /pro/webhooks/ID/envois/ID|GET /operateur/journal(-securite)?");

    private static final Set<String> OF_A_FILE_PHRASES = Set.of("\\bappelables?\\b", "\\bcallable\\b");

    private static ServerFixture server;
    private static boolean enforcing;
    private static int numbers;

    private final Phrases phrases = Phrases.read();

    @BeforeAll
    static void start() {
        server = ServerFixture.start(SETTINGS);
        enforcing = false;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** The server on a day of a regime. One at a time: two would do each other's work, by clocks that are years apart. */
    private static ServerFixture on(String regime) {
        if (regime.endsWith("enforced") != enforcing) {
            ServerFixture before = server;
            server = before.startAnother(Stream.of(
                            Stream.of(before.shared()),
                            Stream.of(SETTINGS),
                            Stream.of("openbloctel.law.opposition-list.enforced=" + !enforcing))
                    .flatMap(one -> one)
                    .toArray(String[]::new));
            before.close();
            enforcing = !enforcing;
        }
        server.clock()
                .set(Objects.requireNonNull(DAYS.get(regime))
                        .atTime(LocalTime.of(15, 5))
                        .atZone(PARIS)
                        .toInstant());
        return server;
    }

    @ParameterizedTest
    @MethodSource("regimes")
    void everyTextTellsTheLawOfItsDay(String regime) throws IOException {
        ServerFixture at = on(regime);
        String number = next();
        SignedIn.Consumer consumer = EveryPage.consumer(at, number);
        EveryPlace places = new EveryPlace(at, consumer, number);
        Set<String> routes = new TreeSet<>();
        Map<String, String> french = documents(at, consumer, places, routes, Locale.FRENCH);
        Map<String, String> english = documents(at, consumer, places, routes, Locale.ENGLISH);

        assertThat(EveryPage.routes())
                .filteredOn(route -> !routes.contains(route))
                .as("not seen")
                .isEmpty();
        assertThat(french.keySet()).isEqualTo(english.keySet());
        assertThat(Stream.of(french, english).flatMap(one -> strange(one, regime).stream()))
                .isEmpty();
        Map<String, Set<String>> statements = statements(french);
        assertThat(statements(english)).isEqualTo(statements);
        Golden.compare("law-" + regime + ".txt", written(statements));

        LawBook book = at.bean(LawBook.class);
        LocalDate day = Objects.requireNonNull(DAYS.get(regime));
        Set<String> said = new TreeSet<>();
        statements.values().forEach(said::addAll);
        book.statements().stream()
                .filter(one -> book.statement(one.id(), day).isPresent())
                .forEach(one -> assertThat(said).contains(one.id()));
        assertThat(cited(book, day, french)).containsAll(inForce(book, day));
    }

    List<String> strange(Map<String, String> documents, String regime) {
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

    /**
     * Every page that a reader, a consumer, a company's owner and the operator's people can open, every mail, every PDF.
     *
     * @param seen gets the routes that they belong to
     */
    private static Map<String, String> documents(
            ServerFixture at, SignedIn.Consumer consumer, EveryPlace places, Set<String> seen, Locale locale)
            throws IOException {
        Map<String, String> documents = new TreeMap<>();
        Map<Who, Visitor> visitors = new EnumMap<>(Who.class);
        for (Who who : Who.values()) {
            visitors.put(who, places.visitor(who).speaks(locale.getLanguage()));
        }
        List<EveryPlace.Place> all = new ArrayList<>(places.places());
        all.addAll(EveryPage.ofNumber(at, consumer));
        all.addAll(EveryPage.withoutVariables());
        for (EveryPlace.Place place : all) {
            page(documents, seen, at, Objects.requireNonNull(visitors.get(place.who())), place, locale);
        }
        documents.put("PDF /operateur/courriers/ID/lettre.pdf", pdf(at, letter(at, locale), locale));
        seen.add("/operateur/courriers/{id}/lettre.pdf");
        documents.put("PDF /operateur/comptes/ID/lettre.pdf", pdf(at, letterToACompany(at), locale));
        seen.add("/operateur/comptes/{id}/lettre.pdf");
        EveryMail.written(at.bean(MailWriter.class), locale)
                .forEach((name, html) -> documents.put("mail " + name, html));
        return documents;
    }

    private static void page(
            Map<String, String> documents,
            Set<String> seen,
            ServerFixture at,
            Visitor visitor,
            EveryPlace.Place place,
            Locale locale)
            throws IOException {
        HttpResponse<byte[]> answer = visitor.file(place.address());
        assertThat(answer.statusCode()).as(place.address()).isLessThan(500);
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.statusCode() != 200) {
            return;
        }
        if (type.startsWith("text/html")) {
            String html = new String(answer.body(), StandardCharsets.UTF_8);
            // A rule keeps its name on every day; the page says what became of it.
            boolean rule = place.route().equals("/regles/{id}");
            documents.put(
                    "GET " + place.name(), rule ? html.replaceAll("(?s)<(h1|li aria-current)\\b.*?</", "</") : html);
            seen.add(place.route());
        } else if (type.equals("application/pdf")) {
            documents.put("PDF " + place.name(), pdf(at, answer.body(), locale));
            seen.add(place.route());
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

    private static byte[] letterToACompany(ServerFixture at) {
        Member owner = at.bean(Companies.class)
                .found(
                        new Company.Form(Person.siren(), "Exemple", "1 rue de la Fiction", "Maëlle Test"),
                        new Member.Details(
                                "Maëlle Test",
                                UUID.randomUUID() + "@example.org",
                                "Trois chevaux gris au pré",
                                Locale.FRENCH));
        at.bean(RegisterLetters.class).approve(owner.company(), "1 rue de la Fiction\n10000 Troyes", "staff:test");
        return at.visitor(at.staff())
                .file("/operateur/comptes/" + owner.company() + "/lettre.pdf")
                .body();
    }

    private static String next() {
        numbers++;
        return "063998%04d".formatted(numbers);
    }
}
