package org.openbloctel.law;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Known.Consent;

/**
 * What the law makes of a campaign before any number is known: one answer for each stretch of days under the same law. The answers
 * come from the rules' own checks: each is asked about the most favourable call that could be made, with and without a consent, a
 * request to be called back, a listed number. The hour of a call, the count of attempts and refusals are left aside: they concern
 * single calls. Immutable, thread-safe.
 *
 * @param stretches in the order of time, without a gap; at least one
 */
public record CampaignOutlook(List<Stretch> stretches) {
    /** The checks know only days and instants; any zone serves. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private static final Scope EVERYTHING = Scope.of(EnumSet.allOf(Sector.class));

    /** Copies the list. */
    public CampaignOutlook {
        stretches = List.copyOf(stretches);
    }

    /** What may come of a campaign on some days. */
    public enum Prospect {
        /** No call is allowed to any person, except as {@link Stretch#unless} says. */
        FORBIDDEN,
        /** Only people whose consent is on record may be called, except as {@link Stretch#unless} says. */
        NEEDS_CONSENT,
        /** Calls are allowed without a consent; {@link Stretch#list} says whether listed numbers are excepted. */
        POSSIBLE
    }

    /** What would make calls allowed that are not. */
    public enum Remedy {
        /** Each person asked to be called back, within the delay of the rule. */
        CALLBACK,
        /** Each person has an ongoing contract, and the call is about its object. */
        CONTRACT,
        /** The people are called as professionals. */
        B2B;

        /** As it stands in the API. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A rule that stands in the way.
     *
     * @param rule its id; {@link CallJudge#NO_REGIME} before the first regime
     * @param article where it stands
     * @param text what it demands
     * @param lastDay the last day of this version; null while none is known
     */
    public record Obstacle(
            String rule,
            String article,
            Bilingual text,
            @Nullable LocalDate lastDay) {}

    /**
     * Days with one answer.
     *
     * @param from the first of them
     * @param to the last of them
     * @param regime the one of these days; null before the first
     * @param prospect the answer
     * @param obstacles the rules that it rests on; none for {@link Prospect#POSSIBLE}
     * @param unless what would make calls allowed, each by itself and without a consent unless one is needed all the same
     * @param list the rule by which listed numbers are not called; null when none is in force
     */
    public record Stretch(
            LocalDate from,
            LocalDate to,
            @Nullable Regime regime,
            Prospect prospect,
            List<Obstacle> obstacles,
            List<Remedy> unless,
            @Nullable Obstacle list) {
        /** Copies. */
        public Stretch {
            obstacles = List.copyOf(obstacles);
            unless = List.copyOf(unless);
        }

        private boolean saysTheSameAs(Stretch other) {
            return Objects.equals(regime, other.regime)
                    && prospect == other.prospect
                    && obstacles.equals(other.obstacles)
                    && unless.equals(other.unless)
                    && Objects.equals(list, other.list);
        }

        private Stretch until(LocalDate last) {
            return new Stretch(from, last, regime, prospect, obstacles, unless, list);
        }
    }

    /** The answers for calls of one purpose, from the first to the last day. */
    public static CampaignOutlook of(LawBook book, Purpose purpose, LocalDate first, LocalDate last) {
        List<LocalDate> starts = new ArrayList<>(List.of(first));
        starts.addAll(book.changes(first, last));
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            LocalDate to = i + 1 < starts.size() ? starts.get(i + 1).minusDays(1) : last;
            Stretch next = stretch(book, purpose, starts.get(i), to);
            if (!stretches.isEmpty() && stretches.getLast().saysTheSameAs(next)) {
                next = stretches.removeLast().until(to);
            }
            stretches.add(next);
        }
        return new CampaignOutlook(stretches);
    }

    /** Whether no call is allowed on any of the days. */
    public boolean forbidden() {
        return stretches.stream().allMatch(one -> one.prospect() == Prospect.FORBIDDEN);
    }

    /** The stretch that a day lies in; the nearest one for a day outside. */
    public Stretch on(LocalDate day) {
        return stretches.stream()
                .filter(one -> !day.isAfter(one.to()))
                .findFirst()
                .orElse(stretches.getLast());
    }

    private static Stretch stretch(LawBook book, Purpose purpose, LocalDate from, LocalDate to) {
        Regime regime = book.regimeOn(from);
        RulesInForce rules = book.inForceOn(from, LawBook.Reading.VERDICTS);
        if (rules == null) {
            Obstacle unknown = new Obstacle(
                    CallJudge.NO_REGIME, "", book.before(), book.firstDay().minusDays(1));
            return new Stretch(from, to, regime, Prospect.FORBIDDEN, List.of(unknown), List.of(), null);
        }
        Probe probe = new Probe(
                rules, Moment.of(from.atTime(LocalTime.NOON).atZone(ZONE).toInstant(), ZONE));
        List<Obstacle> withConsent = probe.obstacles(purpose, probe.known(true, false, false));
        List<Obstacle> without = probe.obstacles(purpose, probe.known(false, false, false));
        Prospect prospect = !withConsent.isEmpty()
                ? Prospect.FORBIDDEN
                : without.isEmpty() ? Prospect.POSSIBLE : Prospect.NEEDS_CONSENT;
        List<Obstacle> listed = new ArrayList<>(probe.obstacles(purpose, probe.known(true, false, true)));
        listed.removeAll(withConsent);
        return new Stretch(
                from,
                to,
                regime,
                prospect,
                prospect == Prospect.FORBIDDEN ? withConsent : without,
                probe.remedies(purpose, prospect),
                listed.isEmpty() ? null : listed.getFirst());
    }

    /** Asks the rules of a day about calls that are as favourable as they can be. */
    private record Probe(RulesInForce rules, Moment moment) {
        /** All that could speak for a call, except what is left out. */
        Known known(boolean consented, boolean callback, boolean listed) {
            Instant now = moment.at();
            Instant given = now.minus(1, ChronoUnit.HOURS);
            Consent consent = new Consent(given, now.plus(1, ChronoUnit.HOURS), true, null, EVERYTHING, given);
            return new Known(
                    listed,
                    now,
                    List.of(),
                    null,
                    null,
                    consented ? consent : Consent.NONE,
                    callback ? now : null,
                    now,
                    null);
        }

        /** What stands in the way all the same. What is not known stands in the way, too. */
        List<Obstacle> obstacles(Purpose purpose, Known known) {
            Call call = new Call(
                    moment.at(),
                    ZONE,
                    Topic.of(purpose.sector()),
                    purpose.relation(),
                    purpose.relatedToContract(),
                    purpose.b2b(),
                    null,
                    null);
            return rules.entries().stream()
                    .filter(entry -> (entry.exempt() & call.exemptions()) == 0)
                    .filter(entry -> !(entry.check().at(call, known, moment) instanceof Finding.Clear))
                    .map(entry -> new Obstacle(
                            entry.id(),
                            entry.version().article(),
                            entry.version().text(),
                            entry.version().to()))
                    .toList();
        }

        List<Remedy> remedies(Purpose purpose, Prospect prospect) {
            List<Remedy> remedies = new ArrayList<>();
            if (prospect == Prospect.POSSIBLE) {
                return remedies;
            }
            boolean consented = prospect == Prospect.FORBIDDEN;
            if (obstacles(purpose, known(consented, true, false)).isEmpty()) {
                remedies.add(Remedy.CALLBACK);
            }
            if (obstacles(purpose.withContract(), known(consented, false, false))
                    .isEmpty()) {
                remedies.add(Remedy.CONTRACT);
            }
            if (obstacles(purpose.toProfessionals(), known(consented, false, false))
                    .isEmpty()) {
                remedies.add(Remedy.B2B);
            }
            return remedies;
        }
    }
}
