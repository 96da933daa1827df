package org.openbloctel.law;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A subject of calls and consents, finer than a {@link Sector}: dated data, read once. One object a subject, compared by identity.
 * Immutable. A faulty file is a {@link LawFileException} that names the line: nothing starts with it.
 */
public final class Subject {
    private static final String FILE = LawBook.FRANCE + "subjects.yaml";
    private static final Set<String> KEYS = new TreeSet<>(Set.of("id", "sector", "within", "from", "to", "fr", "en"));
    private static final String OTHER_ID = "other";
    private static final Map<String, Subject> FRANCE = france();

    /** The subject of what has no name here: compared by its {@link Goods} alone. */
    public static final Subject OTHER = of(OTHER_ID).orElseThrow();

    private final String id;
    private final Sector sector;
    private final @Nullable Subject within;
    private final LocalDate from;
    private final @Nullable LocalDate to;
    private final Bilingual name;

    private Subject(
            String id,
            Sector sector,
            @Nullable Subject within,
            LocalDate from,
            @Nullable LocalDate to,
            Bilingual name) {
        this.id = id;
        this.sector = sector;
        this.within = within;
        this.from = from;
        this.to = to;
        this.name = name;
    }

    private static Map<String, Subject> france() {
        String text = LawBook.resource(FILE);
        if (text == null) {
            throw new LawFileException("there is no file " + FILE);
        }
        return read(YamlPart.of(FILE, text));
    }

    static Map<String, Subject> read(YamlPart file) {
        Map<String, Subject> subjects = new LinkedHashMap<>();
        for (YamlPart one : file.list()) {
            one.entries(KEYS);
            Subject subject = subject(one, subjects);
            boolean own = subject.within == null && subject.sector != Sector.OTHER;
            if (own && subjects.values().stream().anyMatch(before -> before.sector == subject.sector)) {
                throw one.at("sector").fault("this sector has a subject already; name it with within");
            }
            if (subjects.put(subject.id, subject) != null) {
                throw one.at("id").fault("the subject " + subject.id + " comes twice");
            }
        }
        if (!subjects.containsKey(OTHER_ID)) {
            throw file.fault("the subject " + OTHER_ID + " is missing");
        }
        return subjects;
    }

    private static Subject subject(YamlPart part, Map<String, Subject> before) {
        YamlPart sectorPart = part.at("sector");
        Sector sector = Sector.of(sectorPart.text())
                .orElseThrow(() -> sectorPart.fault("no such sector: " + sectorPart.text()));
        YamlPart withinPart = part.optional("within");
        Subject within = withinPart == null ? null : before.get(withinPart.text());
        if (withinPart != null && (within == null || within.sector != sector || within.within != null)) {
            throw withinPart.fault("no subject of this sector, or one that lies within another: " + withinPart.text());
        }
        LocalDate from = part.at("from").day();
        YamlPart to = part.optional("to");
        if (to != null && to.day().isBefore(from)) {
            throw to.fault("the last day is before the first");
        }
        Bilingual name = new Bilingual(part.at("fr").text(), part.at("en").text());
        return new Subject(part.at("id").text(), sector, within, from, to == null ? null : to.day(), name);
    }

    /** All subjects of all days, in the order of the file. */
    public static List<Subject> all() {
        return List.copyOf(FRANCE.values());
    }

    /** The subjects that can be chosen on a day, in the order of the file. */
    public static List<Subject> on(LocalDate day) {
        return FRANCE.values().stream()
                .filter(one -> !day.isBefore(one.from) && (one.to == null || !day.isAfter(one.to)))
                .toList();
    }

    /** The subject of an id, on any day. */
    public static Optional<Subject> of(String id) {
        return Optional.ofNullable(FRANCE.get(id));
    }

    /** The subject that a sector names by itself; none for {@link Sector#OTHER}, which names nothing. */
    public static Optional<Subject> of(Sector sector) {
        return sector == Sector.OTHER
                ? Optional.empty()
                : FRANCE.values().stream()
                        .filter(one -> one.sector == sector && one.within == null)
                        .findFirst();
    }

    /** As it stands in files and in the API. */
    public String id() {
        return id;
    }

    /** The sector whose rules hold for the subject. */
    public Sector sector() {
        return sector;
    }

    public Bilingual name() {
        return name;
    }

    /** The wider subject that it is a part of; null for none. */
    @Nullable
    Subject within() {
        return within;
    }

    @Override
    public String toString() {
        return id;
    }
}
