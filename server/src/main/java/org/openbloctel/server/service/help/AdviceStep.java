package org.openbloctel.server.service.help;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.openbloctel.law.Relation;
import org.openbloctel.law.Sector;

/** A question of the questionnaire, with the codes of its answers. An address holds the codes alone: they are permanent. */
enum AdviceStep {
    /** Who calls. */
    WHO("qui", List.of("self", "principal", "agent")),
    /** Who is called. */
    WHOM("cible", List.of("consumers", "professionals")),
    /** What the calls are about. */
    SUBJECT("objet", Stream.of(Sector.values()).map(Sector::code).toList()),
    /** What binds both already. */
    RELATION("lien", Stream.of(Relation.values()).map(Relation::code).toList()),
    /** What the person agreed to, and since when. */
    CONSENT("accord", List.of("none", "recent", "old", "asked")),
    /** How many lines a file has, at most. */
    LINES("lignes", List.of("1000", "3000", "10000", "25000", "300000", "1000000")),
    /** How many such files a year, at most. */
    TIMES("fois", List.of("2", "6", "10", "24", "70", "130", "365")),
    /** How many different numbers all files of a year have, at most. */
    FRESH("nouveaux", List.of("2000", "6000", "25000", "80000", "300000", "1000000", "3000000", "10000000")),
    /** The day of the calls; a date in place of a code. */
    DAY("jour", List.of());

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private final String parameter;
    // Always immutable, though its type cannot say so.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> codes;

    AdviceStep(String parameter, List<String> codes) {
        this.parameter = parameter;
        this.codes = List.copyOf(codes);
    }

    /** Its name in the address. */
    String parameter() {
        return parameter;
    }

    /** The codes of its answers; none for the day. */
    List<String> codes() {
        return codes;
    }

    /** Its name in the bundles. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this is an answer to it. */
    boolean takes(String answer) {
        return this == DAY ? day(answer).isPresent() : codes.contains(answer);
    }

    /** A day of this century, as an address has it. */
    static Optional<LocalDate> day(String written) {
        try {
            LocalDate day = LocalDate.parse(written);
            return day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR ? Optional.empty() : Optional.of(day);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
