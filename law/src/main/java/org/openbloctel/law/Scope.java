package org.openbloctel.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a consent was asked for. It covers a call by its subject. A sector other than {@link Sector#OTHER} names its subjects by itself,
 * unless the consent names some of them; {@link Sector#OTHER} and {@link Subject#OTHER} name nothing and cover only the same goods.
 * Immutable; comparing allocates nothing.
 *
 * @param sectors its sectors; empty when it names nothing and so allows nothing
 * @param subjects its subjects, as far as it names them
 * @param goods the goods or services in words
 */
public record Scope(Set<Sector> sectors, List<Subject> subjects, Goods goods) {
    /** Copies. */
    public Scope {
        sectors = Set.copyOf(sectors);
        subjects = List.copyOf(subjects);
    }

    /** Sectors alone. */
    public static Scope of(Set<Sector> sectors) {
        return new Scope(sectors, List.of(), Goods.NONE);
    }

    /** How far a consent covers a call, in the order of what serves a caller. */
    public enum Cover {
        /** It was asked for something else. */
        NONE,
        /** It may have been asked for that. */
        UNCLEAR,
        /** It was asked for that. */
        WHOLE
    }

    /** How far this scope covers a call of a topic on a day. */
    public Cover of(Topic topic, LocalDate day) {
        Sector sector = topic.sector();
        if (sector == null) {
            return sectors.isEmpty() ? Cover.NONE : Cover.UNCLEAR;
        }
        if (!sectors.contains(sector)) {
            return Cover.NONE;
        }
        if (topic.isBySector(day)) {
            return Cover.WHOLE;
        }
        Subject subject = topic.subject();
        if (subject != null && subject != Subject.OTHER && names(subject)) {
            return Cover.WHOLE;
        }
        return sector == Sector.OTHER ? byGoods(topic) : ofSector(sector, subject);
    }

    private boolean names(Subject subject) {
        Subject wider = subject.within();
        return subjects.contains(subject) || (wider != null && subjects.contains(wider));
    }

    /** A subject that the consent does not name, of a sector that has a name. */
    private Cover ofSector(Sector sector, @Nullable Subject subject) {
        boolean whole = true;
        for (int i = 0; i < subjects.size(); i++) {
            Subject named = subjects.get(i);
            if (named.sector() == sector && named.within() == null) {
                return Cover.WHOLE;
            }
            whole &= named.sector() != sector;
        }
        return whole ? Cover.WHOLE : subject == null ? Cover.UNCLEAR : Cover.NONE;
    }

    /** The answer for the sector {@code other}: the same goods are covered, other goods cannot be told, and one named subject is not another. */
    private Cover byGoods(Topic topic) {
        boolean open = isOpen();
        if (open && goods.sameAs(topic.goods())) {
            return Cover.WHOLE;
        }
        boolean named = topic.subject() != null && topic.subject() != Subject.OTHER;
        return named && !open ? Cover.NONE : Cover.UNCLEAR;
    }

    /** Whether the consent's part of {@link Sector#OTHER} has no subject that names it. */
    private boolean isOpen() {
        boolean none = true;
        for (int i = 0; i < subjects.size(); i++) {
            Subject named = subjects.get(i);
            if (named == Subject.OTHER) {
                return true;
            }
            none &= named.sector() != Sector.OTHER;
        }
        return none;
    }
}
