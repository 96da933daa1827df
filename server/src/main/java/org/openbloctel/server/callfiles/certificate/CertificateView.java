package org.openbloctel.server.callfiles.certificate;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Bilingual;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.server.platform.pages.WrittenDates;
import org.openbloctel.server.platform.pages.WrittenHours;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A certificate in the words and figures of one language. Read from the signed content itself, so that page and PDF show what
 * was signed and nothing else. Immutable.
 *
 * @param id its id
 * @param issuer the service's name
 * @param address where anyone can verify it
 * @param issuedAt when, in Paris
 * @param validUntil the last day its check is good for
 * @param submittedBy who gave the file
 * @param principal for whom
 * @param ownAccount whether these are the same company
 * @param campaign the campaign's name
 * @param input the call file
 * @param outputs the returned files
 * @param scope {@code list} or {@code law}; a certificate of format 1 was about the list
 * @param counts rows, callable, opposed, forbidden, unchecked
 * @param forbidden the forbidden lines by rule, the most frequent first
 * @param list by which list
 * @param law by which law
 */
record CertificateView(
        String id,
        String issuer,
        String address,
        String issuedAt,
        String validUntil,
        Company submittedBy,
        Company principal,
        boolean ownAccount,
        @Nullable String campaign,
        File input,
        List<File> outputs,
        String scope,
        Counts counts,
        List<Forbidden> forbidden,
        OppositionList list,
        Law law) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SIREN_GROUP = 3;

    /** A company: name, and its SIREN in groups of three. */
    public record Company(String name, String siren) {}

    /** A file: what kind of returned file ({@code input} for the call file), its name, its SHA-256 in hexadecimal. */
    public record File(String kind, String name, String digest) {}

    /** Counts of lines, as written. */
    public record Counts(String rows, String callable, String opposed, String forbidden, String unchecked) {}

    /**
     * Forbidden lines.
     *
     * @param code what forbids them: the id of a rule, or a name that several rules share
     * @param title of the rule; null for such a name
     * @param lines how many
     */
    public record Forbidden(String code, @Nullable String title, String lines) {}

    /**
     * The law of the day of the check.
     *
     * @param text what the regime meant that day
     * @param rules the rules that were applied, with their articles; empty for the list alone
     * @param subject what the calls are about, with its goods; empty where it is not named
     * @param hours in which hours a callable line may be called; empty where no rule limits them, and for the list alone
     */
    public record Law(Regime regime, String text, List<String> rules, String subject, String hours) {}

    /**
     * The regime of the day.
     *
     * @param since the day that it began on
     * @param article where it stands
     */
    public record Regime(String code, String name, String since, String article) {}

    /** Whether the law of the day was asked, and not the list alone. */
    public boolean isByLaw() {
        return scope.equals("law");
    }

    /** The name of a kind of file: certificates of before say callable of what is only not listed. */
    public String named(String kind) {
        return kind.equals("callable") ? Returned.Kind.CALLABLE.label(isByLaw()) : kind;
    }

    /** The list: its revision, its size as it was published, its digest or mark, its time. */
    public record OppositionList(String revision, String numbers, String digest, String time) {}

    /** What was signed, for a reader of this language; what was signed as a code alone has the name that this book gives it. */
    public static CertificateView of(Certificates.Issued issued, Locale locale, LawBook book) {
        JsonNode content = JSON.readTree(issued.json());
        Writer write = new Writer(locale, book);
        Company submittedBy = company(content.path("submittedBy"));
        Company principal = company(content.path("principal"));
        JsonNode list = content.path("list");
        JsonNode law = content.path("law");
        JsonNode campaign = content.path("campaign");
        List<File> outputs = new ArrayList<>();
        content.path("outputs")
                .forEach(output -> outputs.add(file(output.path("kind").asString(), output)));
        return new CertificateView(
                content.path("id").asString(),
                content.path("issuer").path("name").asString(),
                content.path("issuer").path("url").asString() + "/verifier/" + issued.id(),
                write.time(Instant.parse(content.path("issuedAt").asString())),
                write.day(LocalDate.parse(content.path("validUntil").asString())),
                submittedBy,
                principal,
                submittedBy.equals(principal),
                campaign.isNull() ? null : campaign.asString(),
                file("input", content.path("input")),
                List.copyOf(outputs),
                content.path("scope").asString("list"),
                counts(content.path("counts"), write),
                forbidden(content.path("counts").path("forbiddenByRule"), law.path("rules"), write),
                new OppositionList(
                        write.number(list.path("revision").asLong()),
                        list.path("numbers").isNumber()
                                ? write.number(list.path("numbers").asLong())
                                : "–",
                        hexadecimal(list.path("digest")),
                        write.time(Instant.parse(list.path("time").asString()))),
                law(law, write));
    }

    private static Law law(JsonNode law, Writer write) {
        String code = law.path("regime").asString();
        List<String> hours = new ArrayList<>();
        law.path("hours").forEach(span -> hours.add(span.asString()));
        return new Law(
                new Regime(
                        code,
                        write.regime(code),
                        write.day(LocalDate.parse(law.path("since").asString())),
                        law.path("article").asString()),
                write.of(law.path("text")),
                rules(law.path("rules"), write),
                subject(law.path("subject"), write),
                write.hours(hours, law.path("holidaysClosed").asBoolean(false)));
    }

    private static String subject(JsonNode subject, Writer write) {
        if (subject.isMissingNode()) {
            return "";
        }
        String goods = subject.path("goods").asString("");
        return write.of(subject) + (goods.isEmpty() ? "" : " (" + goods + ")");
    }

    private static List<Forbidden> forbidden(JsonNode byRule, JsonNode rules, Writer write) {
        Map<String, String> signed = new HashMap<>();
        rules.forEach(rule -> signed.put(rule.path("rule").asString(), write.of(rule.path("title"))));
        return byRule.properties().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, JsonNode> entry) ->
                                entry.getValue().asLong())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> new Forbidden(
                        entry.getKey(),
                        signed.containsKey(entry.getKey()) ? signed.get(entry.getKey()) : write.title(entry.getKey()),
                        write.number(entry.getValue().asLong())))
                .toList();
    }

    private static List<String> rules(JsonNode rules, Writer write) {
        List<String> texts = new ArrayList<>();
        rules.forEach(rule -> texts.add(
                write.of(rule.path("title")) + " (" + rule.path("article").asString() + ")"));
        return List.copyOf(texts);
    }

    private static Company company(JsonNode company) {
        String siren = company.path("siren").asString();
        StringBuilder grouped = new StringBuilder(siren);
        for (int at = SIREN_GROUP; at < grouped.length(); at += SIREN_GROUP + 1) {
            grouped.insert(at, '\u00a0');
        }
        return new Company(company.path("name").asString(), grouped.toString());
    }

    private static File file(String kind, JsonNode file) {
        return new File(kind, file.path("name").asString(), hexadecimal(file.path("sha256")));
    }

    private static Counts counts(JsonNode counts, Writer write) {
        return new Counts(
                write.number(counts.path("rows").asLong()),
                write.number(counts.path(counts.has("notListed") ? "notListed" : "callable")
                        .asLong()),
                write.number(counts.path("opposed").asLong()),
                write.number(counts.path("forbidden").asLong(0)),
                write.number(counts.path("unchecked").asLong()));
    }

    private static String hexadecimal(JsonNode digest) {
        String named = digest.asString();
        return named.substring(named.indexOf(':') + 1);
    }

    /** Names, days, hours and numbers as a language has them. */
    private record Writer(Locale locale, LawBook book) {
        String of(JsonNode bilingual) {
            return bilingual.path(french() ? "fr" : "en").asString();
        }

        String of(Bilingual text) {
            return french() ? text.fr() : text.en();
        }

        private boolean french() {
            return locale.getLanguage().equals("fr");
        }

        String regime(String code) {
            return book.regimes().stream()
                    .filter(regime -> regime.code().equals(code))
                    .findFirst()
                    .map(regime -> of(regime.name()))
                    .orElse(code);
        }

        @Nullable
        String title(String rule) {
            return book.rule(rule).map(found -> of(found.title())).orElse(null);
        }

        String day(LocalDate day) {
            return new WrittenDates(locale).day(day);
        }

        String time(Instant instant) {
            return new WrittenDates(locale).moment(instant);
        }

        String hours(List<String> spans, boolean holidaysClosed) {
            return new WrittenHours(locale).of(spans, holidaysClosed);
        }

        String number(long number) {
            return NumberFormat.getIntegerInstance(locale).format(number);
        }
    }
}
