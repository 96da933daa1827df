package org.openbloctel.registry.list.guard;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.scrub.list.OppositionList;

/** Meters files before they leave. Thread-safe. */
record FileMeter(
        InstantSource clock,
        GuardRules rules,
        GuardRows rows,
        Stops stops,
        Stopping stopping,
        Budgets budgets,
        Polls polls,
        Watches watches,
        CanaryWatch canaries,
        Notes notes,
        Covers covers) {
    /** In the open transaction: see {@link Guard#file}. */
    Optional<Held> meter(Asker asker, MeteredFile file, OppositionList list) {
        Reading reading = file.reading();
        boolean released = file.released();
        Instant now = clock.instant();
        LocalDate today = LegalCalendar.dayOf(now);
        int day = (int) today.toEpochDay();
        GuardRows.Kept kept = rows.lock(asker.principal());
        if (!released && stops.since(asker.company(), asker.principal()).isPresent()) {
            return Optional.of(new Held.Stopped());
        }
        Asked asked = Asked.read(kept.asked());
        asked.thin(reading.level());
        Figures figures = figures(reading, asked, day, list);
        Optional<Poll> poll = polls.current(file.campaign(), asker.principal(), today);
        Spread spread =
                released || poll.isPresent() ? null : watches.withFile(asker.company(), reading, asked, today, list);
        List<Sign.Found> found = List.of();
        if (spread != null) {
            found = found(asker, file, figures, asked, spread, today, list);
        } else if (!released) {
            found = ofPoll(asker.company(), reading, figures, today);
        }
        if (!found.isEmpty()) {
            Stop stop = stopping.stop(Pair.of(asker), asker.actor(), found, now, reading.total());
            canaries.inFile(asker, reading, now, false);
            watches.forget(asker.company());
            return Optional.of(new Held.Signs(stop.shown()));
        }
        long needed = Math.round(figures.counts().fresh());
        // An estimate may exceed the file. A small file may have no number of the sample: one must still fit in.
        long required = Math.min(reading.total(), asked.level() == 0 ? needed : Math.max(needed, asked.scale()));
        Budgets.Standing standing =
                poll.map(one -> polls.standing(one, today)).orElseGet(() -> budgets.of(asker.principal(), kept, today));
        Optional<Held> over =
                over(standing, required).or(() -> covers.file(asker, spread, reading, asked, standing.budget(), today));
        if (over.isPresent()) {
            return over;
        }
        rows.draw(poll.map(Poll::campaign).orElse(asker.principal()), today, needed);
        reading.forEach((print, e164) -> asked.put(print, day));
        rows.write(asker.principal(), asked.written(day), kept.version() + 1);
        // A person has looked at a released file, or at the papers of a poll: it is no sign for the next one.
        Uses.Sums sums = new Uses.Sums(
                reading.total(), figures.learnt(), figures.counts().withoutSigns());
        if (spread != null) {
            watches.keep(asker.company(), spread, today);
            sums = new Uses.Sums(reading.total(), figures.learnt(), figures.counts());
        }
        rows.add(Uses.By.of(asker), today, sums, spread == null ? null : figures.repeats());
        left(asker, reading, spread == null, now);
        return Optional.empty();
    }

    private static Figures figures(Reading reading, Asked asked, int day, OppositionList list) {
        Figures figures = new Figures(list.plan());
        reading.forEach((print, e164) -> {
            if (PrintKey.isSampled(print, asked.level())) {
                if (asked.knows(print, day)) {
                    figures.repeat();
                } else {
                    figures.add(print, e164, asked.scale(), list);
                }
            }
        });
        return figures;
    }

    /**
     * Writes down the canaries of a file that leaves, and what is too weak for a stop.
     *
     * @param looked whether a person has looked at it, or at the papers of its poll
     */
    private void left(Asker asker, Reading reading, boolean looked, Instant now) {
        canaries.inFile(asker, reading, now, true);
        if (looked) {
            canaries.forgetSigns(asker.company());
        } else {
            notes.note(asker.company(), !reading.canaries().isEmpty(), LegalCalendar.dayOf(now));
        }
    }

    /** Digits by chance hit canaries, too: a poll is held for those beyond chance. */
    private List<Sign.Found> ofPoll(UUID company, Reading reading, Figures figures, LocalDate today) {
        List<Sign.Found> found = new ArrayList<>(Sign.in(figures, rules));
        found.removeIf(Poll::excuses);
        canaries(company, reading, figures, today).stream()
                .filter(Sign.Found::gross)
                .forEach(found::add);
        return found;
    }

    private List<Sign.Found> canaries(UUID company, Reading reading, Figures figures, LocalDate today) {
        return reading.canaries().isEmpty()
                ? List.of()
                : canaries.found(company, reading.canaries(), figures.counts().fresh(), today);
    }

    private static Optional<Held> over(Budgets.Standing standing, long required) {
        if (standing.leftOfYear() < required) {
            return Optional.of(
                    new Held.YearBudget(required, standing.budget().year(), Math.max(0, standing.leftOfYear())));
        }
        return standing.left() < required
                ? Optional.of(new Held.DayBudget(required, standing.budget().day(), Math.max(0, standing.left())))
                : Optional.empty();
    }

    /** Those of the file alone, those of all that the company asked for within the week, and those of the day on this server. */
    private List<Sign.Found> found(
            Asker asker,
            MeteredFile file,
            Figures figures,
            Asked asked,
            Spread spread,
            LocalDate today,
            OppositionList list) {
        List<Sign.Found> found = Sign.in(figures, rules);
        if (found.isEmpty()) {
            LocalDate since = today.minusDays(Guard.WATCHED_DAYS - 1);
            for (Pair pair : new LinkedHashSet<>(List.of(Pair.whole(asker.company()), Pair.of(asker)))) {
                FreshCounts week = rows.counts(since, pair);
                found = found.isEmpty() ? Sign.in(week.plus(figures.counts()), rules) : found;
            }
        }
        found = found.isEmpty() ? watches.inWhole(file.reading(), figures, asked.level(), list) : found;
        found = found.isEmpty() ? watches.inDay(asker, file.reading(), asked, today, list) : found;
        found = found.isEmpty() ? spread.even(rules) : found;
        return found.isEmpty() ? canaries(asker.company(), file.reading(), figures, today) : found;
    }
}
