package org.openbloctel.law;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The law of a country: regimes and rules, each with its dates. Read once, then immutable and thread-safe.
 *
 * <p>A faulty file or setting is a {@link LawFileException} that names it and the line: a server does not start with it.
 */
public final class LawBook {
    /** The id of the rule that protects the numbers on the list. */
    static final String OPPOSITION_LIST = "opposition-list";

    static final String FRANCE = "law/fr/";

    private final List<Regime> regimes;
    private final List<Rule> rules;
    private final Map<String, Statement> statements;
    private final Bilingual before;
    private final Map<Reading, NavigableMap<LocalDate, RulesInForce>> inForce;

    /** By what a call is judged. */
    enum Reading {
        /** The law as this operator reads it: for calls that were made. */
        LAW,
        /** The rules for calls to come: the law's, with the stricter defaults of this service. */
        VERDICTS
    }

    LawBook(
            List<Regime> regimes,
            List<Rule> rules,
            List<Statement> statements,
            Bilingual before,
            Map<Reading, NavigableMap<LocalDate, RulesInForce>> inForce) {
        this.regimes = List.copyOf(regimes);
        this.rules = List.copyOf(rules);
        this.statements = new LinkedHashMap<>();
        statements.forEach(statement -> this.statements.put(statement.id(), statement));
        this.before = before;
        this.inForce = inForce;
    }

    /** France's, with every disputed parameter at its default. */
    public static LawBook france() {
        return france(Map.of());
    }

    /**
     * France's.
     *
     * @param settings disputed parameters, {@code rule.parameter} and value
     */
    public static LawBook france(Map<String, String> settings) {
        return new LawReader(LawBook::resource, FRANCE, settings).book();
    }

    static @Nullable String resource(String name) {
        try (InputStream in = LawBook.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All regimes, the first one first. */
    public List<Regime> regimes() {
        return regimes;
    }

    /** All rules, in the order in which grounds are given. */
    public List<Rule> rules() {
        return rules;
    }

    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** All statements, in the order of the file. */
    public List<Statement> statements() {
        return List.copyOf(statements.values());
    }

    /**
     * How a statement reads on a day; nothing before its first version. On a day before the first regime it reads as on the first day.
     *
     * @throws IllegalArgumentException when there is no such statement
     */
    public Optional<Statement.Version> statement(String id, LocalDate day) {
        Statement statement = statements.get(id);
        if (statement == null) {
            throw new IllegalArgumentException("no such statement: " + id);
        }
        LocalDate judged = day.isBefore(firstDay()) ? firstDay() : day;
        return statement.on(judged, enforced(OPPOSITION_LIST, judged));
    }

    /** The article that a version of a statement cites, on a day on which it holds. */
    public String article(Statement.Version version, LocalDate day) {
        LocalDate judged = day.isBefore(firstDay()) ? firstDay() : day;
        return rule(version.rules().getFirst())
                .orElseThrow()
                .on(judged)
                .orElseThrow()
                .article();
    }

    private boolean enforced(String rule, LocalDate day) {
        return rule(rule)
                .flatMap(found -> found.on(day))
                .map(RuleVersion::enforced)
                .orElse(false);
    }

    /** The regime of a day; null before the first. */
    public @Nullable Regime regimeOn(LocalDate day) {
        Regime found = null;
        for (Regime regime : regimes) {
            if (!day.isBefore(regime.from())) {
                found = regime;
            }
        }
        return found;
    }

    /** The first day of the first regime. */
    public LocalDate firstDay() {
        return regimes.getFirst().from();
    }

    /** The most days in which any rule counts calls: so long they have to be known. */
    public int countedDays() {
        return Stream.of(Reading.values())
                .flatMap(reading -> sets(reading).values().stream())
                .flatMap(rules -> rules.entries().stream())
                .mapToInt(entry -> entry.check() instanceof Check.Attempts attempts ? attempts.days() : 0)
                .max()
                .orElse(0);
    }

    /** The days between two days, the first aside, from which another regime or other rules hold. */
    List<LocalDate> changes(LocalDate first, LocalDate last) {
        NavigableSet<LocalDate> days = new TreeSet<>(sets(Reading.VERDICTS).navigableKeySet());
        regimes.forEach(regime -> days.add(regime.from()));
        return first.isBefore(last) ? List.copyOf(days.subSet(first, false, last, true)) : List.of();
    }

    Bilingual before() {
        return before;
    }

    /** The rules of a day; null before the first regime. */
    @Nullable
    RulesInForce inForceOn(LocalDate day, Reading reading) {
        Map.Entry<LocalDate, RulesInForce> entry = sets(reading).floorEntry(day);
        return entry == null ? null : entry.getValue();
    }

    private NavigableMap<LocalDate, RulesInForce> sets(Reading reading) {
        return Objects.requireNonNull(inForce.get(reading));
    }
}
