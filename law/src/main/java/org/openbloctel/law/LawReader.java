package org.openbloctel.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.RuleVersion.Parameter;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads the files of a country's law and makes a book of them. Used once. */
final class LawReader {
    private static final Set<String> RULE_KEYS = new TreeSet<>(Set.of("id", "kind", "title", "versions"));
    private static final Set<String> VERSION_KEYS = new TreeSet<>(Set.of(
            "from", "to", "article", "source", "exempt", "text", "parameters", "disputed", "remedy", "verdicts"));
    private static final Set<String> VERDICT_KEYS = new TreeSet<>(Set.of("from", "text", "parameters"));
    private static final Set<String> REGIME_KEYS =
            new TreeSet<>(Set.of("code", "from", "article", "source", "name", "text"));
    private static final Set<String> INDEX_KEYS =
            new TreeSet<>(Set.of("country", "holidays", "before", "rules", "regimes"));

    private final Function<String, @Nullable String> files;
    private final String folder;
    private final Map<String, String> settings;
    private final Set<String> unusedSettings;
    private final List<Ready> ready = new ArrayList<>();
    private Holidays holidays = Holidays.of(List.of());

    /** A version with its check, and the one by which this service judges calls to come, the same where nothing else is said. */
    private record Ready(String rule, RuleVersion version, Check check, Check verdicts) {
        RulesInForce.Entry entry(LawBook.Reading reading, LocalDate day) {
            RuleVersion.Verdicts own = version.verdicts();
            return reading == LawBook.Reading.LAW || own == null || day.isBefore(own.from())
                    ? entry(version.text(), check)
                    : entry(own.text(), verdicts);
        }

        private RulesInForce.Entry entry(Bilingual text, Check by) {
            int exempt = version.exempt().stream().mapToInt(Exemption::bit).sum();
            return new RulesInForce.Entry(rule, version, text, by, exempt);
        }
    }

    /**
     * A reader.
     *
     * @param files from a name to a text
     * @param folder where the names begin
     * @param settings disputed parameters, {@code rule.parameter} and value
     */
    LawReader(Function<String, @Nullable String> files, String folder, Map<String, String> settings) {
        this.files = files;
        this.folder = folder;
        this.settings = settings;
        this.unusedSettings = new TreeSet<>(settings.keySet());
    }

    LawBook book() {
        YamlPart index = open("index.yaml", null);
        index.entries(INDEX_KEYS);
        index.at("country").text();
        holidays = holidays(index.at("holidays"));
        List<Regime> regimes = regimes(index.at("regimes"));
        List<Rule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlPart name : index.at("rules").list()) {
            if (!ids.add(name.text())) {
                throw name.fault("the rule " + name.text() + " comes twice");
            }
            rules.add(rule(
                    open(name.text() + ".yaml", name),
                    name.text(),
                    regimes.getFirst().from()));
        }
        if (!unusedSettings.isEmpty()) {
            throw new LawFileException("the setting openbloctel.law."
                    + unusedSettings.iterator().next() + " names no disputed parameter of a rule");
        }
        List<Statement> statements = new StatementReader(rules).statements(open("statements.yaml", null));
        return new LawBook(regimes, rules, statements, index.at("before").bilingual(), inForce(regimes));
    }

    private YamlPart open(String name, @Nullable YamlPart named) {
        String text = files.apply(folder + name);
        if (text == null) {
            String what = "there is no file " + folder + name;
            throw named == null ? new LawFileException(what) : named.fault(what);
        }
        return YamlPart.of(folder + name, text);
    }

    private static Holidays holidays(YamlPart part) {
        List<String> written = new ArrayList<>();
        for (YamlPart item : part.list()) {
            if (!Holidays.canRead(item.text())) {
                throw item.fault("a holiday looks like \"05-01\" or easter+1");
            }
            written.add(item.text());
        }
        return Holidays.of(written);
    }

    private static List<Regime> regimes(YamlPart part) {
        List<Regime> regimes = new ArrayList<>();
        for (YamlPart one : part.list()) {
            one.entries(REGIME_KEYS);
            Regime regime = new Regime(
                    one.at("code").text(),
                    one.at("from").day(),
                    one.at("article").text(),
                    one.at("source").text(),
                    one.at("name").bilingual(),
                    one.at("text").bilingual());
            if (!regimes.isEmpty() && !regimes.getLast().from().isBefore(regime.from())) {
                throw one.fault("regimes are out of order");
            }
            regimes.add(regime);
        }
        if (regimes.isEmpty()) {
            throw part.fault("at least one regime is wanted");
        }
        return regimes;
    }

    private Rule rule(YamlPart part, String name, LocalDate firstDay) {
        part.entries(RULE_KEYS);
        String id = part.at("id").text();
        if (!id.equals(name)) {
            throw part.at("id").fault("the rule of this file is " + name);
        }
        YamlPart kindPart = part.at("kind");
        RuleKind kind =
                RuleKind.of(kindPart.text()).orElseThrow(() -> kindPart.fault("no such kind: " + kindPart.text()));
        List<RuleVersion> versions = new ArrayList<>();
        for (YamlPart one : part.at("versions").list()) {
            RuleVersion version = version(one, id, kind);
            if (version.from().isBefore(firstDay)) {
                throw one.at("from").fault("before the first regime");
            }
            if (!versions.isEmpty()) {
                LocalDate last = versions.getLast().to();
                if (last == null || !last.isBefore(version.from())) {
                    throw one.at("from").fault("the dates overlap with those of the version before");
                }
            }
            versions.add(version);
        }
        if (versions.isEmpty()) {
            throw part.at("versions").fault("at least one version is wanted");
        }
        return new Rule(id, kind, part.at("title").bilingual(), versions);
    }

    private RuleVersion version(YamlPart part, String rule, RuleKind kind) {
        part.entries(VERSION_KEYS);
        Map<String, Bilingual> disputed = disputed(part.optional("disputed"));
        Map<String, YamlPart> values = values(part.at("parameters"), rule, disputed);
        YamlPart to = part.optional("to");
        LocalDate from = part.at("from").day();
        if (to != null && to.day().isBefore(from)) {
            throw to.fault("the last day is before the first");
        }
        YamlPart remedy = part.optional("remedy");
        YamlPart verdicts = part.optional("verdicts");
        Map<String, YamlPart> own = verdicts == null ? Map.of() : own(verdicts, rule, values);
        Parameters parameters = new Parameters(part.at("parameters"), values, holidays);
        boolean enforced = parameters.enforced();
        RuleVersion version = new RuleVersion(
                from,
                to == null ? null : to.day(),
                enforced,
                part.at("article").text(),
                part.at("source").text(),
                part.at("text").bilingual(),
                exempt(part.at("exempt")),
                shown(values, disputed),
                remedy == null ? null : remedy.bilingual(),
                verdicts == null || own.isEmpty()
                        ? null
                        : new RuleVersion.Verdicts(
                                verdicts.at("from").day(), verdicts.at("text").bilingual(), shown(own, Map.of())));
        Map<String, YamlPart> judged = new LinkedHashMap<>(values);
        judged.putAll(own);
        Check check = compile(kind, parameters);
        Check stricter = own.isEmpty() ? check : compile(kind, new Parameters(part.at("parameters"), judged, holidays));
        if (enforced) {
            ready.add(new Ready(rule, version, check, stricter));
        }
        return version;
    }

    private static Check compile(RuleKind kind, Parameters parameters) {
        parameters.enforced();
        Check check = kind.compile(parameters);
        parameters.allAsked();
        return check;
    }

    private static List<Parameter> shown(Map<String, YamlPart> values, Map<String, Bilingual> disputed) {
        List<Parameter> shown = new ArrayList<>();
        values.forEach((name, value) -> shown.add(new Parameter(name, value.shown(), disputed.get(name))));
        return shown;
    }

    /** The parameters that this service replaces for calls to come, but for those that the operator set. */
    private Map<String, YamlPart> own(YamlPart part, String rule, Map<String, YamlPart> values) {
        part.entries(VERDICT_KEYS);
        Map<String, YamlPart> own = new LinkedHashMap<>(part.at("parameters").entries());
        own.forEach((name, value) -> {
            if (!values.containsKey(name)) {
                throw value.fault("unknown parameter " + name);
            }
        });
        own.keySet().removeIf(name -> settings.containsKey(rule + "." + name));
        return own;
    }

    /** The parameters of the file, the settings' value where a disputed one is set. */
    private Map<String, YamlPart> values(YamlPart part, String rule, Map<String, Bilingual> disputed) {
        Map<String, YamlPart> values = new LinkedHashMap<>(part.entries());
        for (String name : disputed.keySet()) {
            YamlPart value = values.get(name);
            if (value == null) {
                throw part.fault("the disputed parameter " + name + " has no value");
            }
            String key = rule + "." + name;
            String set = settings.get(key);
            if (set != null) {
                unusedSettings.remove(key);
                values.put(name, setting(key, set, value));
            }
        }
        return values;
    }

    private static YamlPart setting(String key, String set, YamlPart value) {
        ScalarNode node = new ScalarNode(
                Tag.STR,
                set,
                value.node().getStartMark(),
                value.node().getEndMark(),
                org.yaml.snakeyaml.DumperOptions.ScalarStyle.PLAIN);
        return new YamlPart("the setting openbloctel.law." + key + ", for " + value.file(), node);
    }

    private static Map<String, Bilingual> disputed(@Nullable YamlPart part) {
        Map<String, Bilingual> disputed = new LinkedHashMap<>();
        if (part != null) {
            for (YamlPart one : part.list()) {
                one.entries(Set.of("parameter", "fr", "en"));
                disputed.put(
                        one.at("parameter").text(),
                        new Bilingual(one.at("fr").text(), one.at("en").text()));
            }
        }
        return disputed;
    }

    private static Set<Exemption> exempt(YamlPart part) {
        Set<Exemption> exempt = EnumSet.noneOf(Exemption.class);
        for (YamlPart item : part.list()) {
            exempt.add(Exemption.of(item.text()).orElseThrow(() -> item.fault("no such exemption: " + item.text())));
        }
        return exempt;
    }

    /** For each reading one set of rules for each stretch of days in which none begins or ends. */
    private Map<LawBook.Reading, NavigableMap<LocalDate, RulesInForce>> inForce(List<Regime> regimes) {
        TreeSet<LocalDate> changes = new TreeSet<>();
        regimes.forEach(regime -> changes.add(regime.from()));
        for (Ready one : ready) {
            changes.add(one.version().from());
            if (one.version().to() != null) {
                changes.add(one.version().to().plusDays(1));
            }
            if (one.version().verdicts() != null) {
                changes.add(one.version().verdicts().from());
            }
        }
        Map<LawBook.Reading, NavigableMap<LocalDate, RulesInForce>> readings = new EnumMap<>(LawBook.Reading.class);
        for (LawBook.Reading reading : LawBook.Reading.values()) {
            NavigableMap<LocalDate, RulesInForce> sets = new TreeMap<>();
            for (LocalDate day : changes) {
                List<RulesInForce.Entry> entries = ready.stream()
                        .filter(one -> one.version().holdsOn(day))
                        .map(one -> one.entry(reading, day))
                        .toList();
                sets.put(day, new RulesInForce(day, entries));
            }
            readings.put(reading, sets);
        }
        return readings;
    }
}
