package org.openbloctel.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ceilings of administrative fines, as dated data, and fines that were published. Read once, then immutable and thread-safe. A faulty
 * file is a {@link LawFileException} that names the line: a server does not start with it.
 */
public final class Fines {
    private static final String FILE = "fines.yaml";
    private static final Set<String> KEYS = new TreeSet<>(Set.of("ceilings", "published"));
    private static final Set<String> CEILING_KEYS = new TreeSet<>(Set.of("id", "rules", "versions"));
    private static final Set<String> VERSION_KEYS =
            new TreeSet<>(Set.of("from", "article", "source", "natural", "legal"));
    private static final Set<String> PUBLISHED_KEYS = new TreeSet<>(Set.of("year", "calls", "more", "euros", "source"));

    private final List<FineCeiling> ceilings;
    private final List<PublishedFine> published;

    private Fines(List<FineCeiling> ceilings, List<PublishedFine> published) {
        this.ceilings = List.copyOf(ceilings);
        this.published = List.copyOf(published);
    }

    /** France's, for the rules of its book. */
    public static Fines france(LawBook law) {
        String name = LawBook.FRANCE + FILE;
        String text = LawBook.resource(name);
        if (text == null) {
            throw new LawFileException("there is no file " + name);
        }
        return read(YamlPart.of(name, text), law);
    }

    static Fines read(YamlPart file, LawBook law) {
        file.entries(KEYS);
        List<FineCeiling> ceilings = new ArrayList<>();
        Set<String> rules = new HashSet<>();
        for (YamlPart one : file.at("ceilings").list()) {
            one.entries(CEILING_KEYS);
            String id = one.at("id").text();
            List<String> named = new ArrayList<>();
            for (YamlPart rule : one.at("rules").list()) {
                if (law.rule(rule.text()).isEmpty() || !rules.add(rule.text())) {
                    throw rule.fault("no rule, or one that has a ceiling already: " + rule.text());
                }
                named.add(rule.text());
            }
            ceilings.add(new FineCeiling(id, named, versions(id, one.at("versions"))));
        }
        List<PublishedFine> published = new ArrayList<>();
        for (YamlPart one : file.at("published").list()) {
            one.entries(PUBLISHED_KEYS);
            published.add(new PublishedFine(
                    (int) number(one.at("year")),
                    (int) number(one.at("calls")),
                    Boolean.parseBoolean(one.at("more").text()),
                    number(one.at("euros")),
                    one.at("source").text()));
        }
        return new Fines(ceilings, published);
    }

    private static List<FineCeiling.Version> versions(String id, YamlPart part) {
        List<FineCeiling.Version> versions = new ArrayList<>();
        for (YamlPart one : part.list()) {
            one.entries(VERSION_KEYS);
            FineCeiling.Version version = new FineCeiling.Version(
                    id,
                    one.at("from").day(),
                    one.at("article").text(),
                    one.at("source").text(),
                    number(one.at("natural")),
                    number(one.at("legal")));
            if (!versions.isEmpty() && !versions.getLast().from().isBefore(version.from())) {
                throw one.at("from").fault("versions are out of order");
            }
            versions.add(version);
        }
        return versions;
    }

    private static long number(YamlPart part) {
        String text = part.text();
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw part.fault("a whole number above 0 is wanted here");
        }
        return Long.parseLong(text);
    }

    /** Published fines, the earliest first. */
    public List<PublishedFine> published() {
        return published;
    }

    /** The ceiling for breaking a rule on a day; empty for a rule without a known administrative fine. */
    public Optional<FineCeiling.Version> ceiling(String rule, LocalDate day) {
        return ceilings.stream()
                .filter(one -> one.rules().contains(rule))
                .flatMap(one -> one.on(day).stream())
                .findFirst();
    }
}
