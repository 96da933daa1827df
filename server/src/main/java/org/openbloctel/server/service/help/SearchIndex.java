package org.openbloctel.server.service.help;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one language by their words. Words are compared by their stems, with and without accents, and by groups of words that mean
 * the same; one that no page has is read as the nearest that some page has. A few dozen pages are some 3,000 words: they stay in
 * memory. Immutable, thread-safe.
 */
final class SearchIndex {
    private static final int TITLE = 8;
    private static final int KEYWORD = 6;
    private static final int MAX_WEIGHT = 20;
    private static final int MAX_FOUND = 20;
    private static final int MAX_WORDS = 10;
    private static final int MIN_CORRECTED = 4;
    private static final int LONG = 8;
    private static final int EXCERPT = 220;

    private final Function<Collection<String>, Map<String, String>> stemmer;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Set<String>> keys = new HashMap<>();
    private final Map<String, Set<String>> alike = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final TreeMap<String, Integer> vocabulary = new TreeMap<>();

    /**
     * Reads the pages.
     *
     * @param groups of words that mean the same
     * @param stemmer answers the stem of each word; none for a word that says nothing
     */
    SearchIndex(
            List<HelpPage> pages,
            List<List<String>> groups,
            Function<Collection<String>, Map<String, String>> stemmer) {
        this.stemmer = stemmer;
        Set<String> words = pages.stream()
                .flatMap(page -> Stream.of(page.title(), page.keywords(), page.text()))
                .flatMap(text -> Words.of(text).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        groups.forEach(words::addAll);
        keys.putAll(keysOf(words));
        words.stream()
                .filter(word -> !keys.containsKey(word))
                .map(Words::folded)
                .forEach(silent::add);
        pages.forEach(page -> entries.add(entry(page)));
        groups.forEach(this::join);
    }

    /** The keys of each word: its stem, and that of its letters without accents, both without accents. */
    private Map<String, Set<String>> keysOf(Collection<String> words) {
        Set<String> all = new LinkedHashSet<>(words);
        words.forEach(word -> all.add(Words.folded(word)));
        Map<String, String> stems = stemmer.apply(all);
        Map<String, Set<String>> found = new HashMap<>();
        for (String word : words) {
            String stem = stems.get(word);
            if (stem != null) {
                String folded = stems.getOrDefault(Words.folded(word), stem);
                found.put(word, Set.copyOf(new HashSet<>(List.of(Words.folded(stem), Words.folded(folded)))));
            }
        }
        return found;
    }

    private Entry entry(HelpPage page) {
        Map<String, Integer> weights = new HashMap<>();
        add(weights, page.title(), TITLE);
        add(weights, page.keywords(), KEYWORD);
        add(weights, page.text(), 1);
        return new Entry(page, weights);
    }

    private void add(Map<String, Integer> weights, String text, int weight) {
        for (String word : Words.of(text)) {
            Set<String> own = keys.getOrDefault(word, Set.of());
            own.forEach(key -> weights.merge(key, weight, (a, b) -> Math.min(MAX_WEIGHT, a + b)));
            if (!own.isEmpty()) {
                vocabulary.merge(Words.folded(word), 1, Integer::sum);
            }
        }
    }

    private void join(List<String> group) {
        Set<String> all = group.stream()
                .flatMap(word -> keys.getOrDefault(word, Set.of()).stream())
                .collect(Collectors.toSet());
        all.forEach(key -> alike.computeIfAbsent(key, any -> new HashSet<>()).addAll(all));
        group.forEach(word -> vocabulary.merge(Words.folded(word), 1, Integer::sum));
    }

    /** Looks for pages with all words of a query; where there are none, for pages with some of them. */
    Results search(String query) {
        List<String> asked =
                Words.of(query).stream().distinct().limit(MAX_WORDS).toList();
        Map<String, Set<String>> own = keysOf(asked);
        List<String> words = asked.stream()
                .filter(own::containsKey)
                .filter(word -> !silent.contains(word) && !isFiller(own.getOrDefault(word, Set.of()), word))
                .toList();
        List<String> read = words.stream()
                .map(word -> hasPage(widened(own.getOrDefault(word, Set.of())))
                        ? word
                        : nearest(word).orElse(word))
                .toList();
        Map<String, Set<String>> readKeys = keysOf(read);
        List<Set<String>> wanted = read.stream()
                .map(word -> widened(readKeys.getOrDefault(word, Set.of())))
                .toList();
        List<Scored> scored = entries.stream()
                .map(entry -> score(entry, wanted))
                .filter(one -> one.words > 0)
                .sorted(Comparator.comparingInt(Scored::words)
                        .thenComparingDouble(Scored::score)
                        .reversed()
                        .thenComparing(one -> one.entry.page.title()))
                .toList();
        int most = scored.isEmpty() ? 0 : scored.getFirst().words;
        Set<String> all = wanted.stream().flatMap(Set::stream).collect(Collectors.toSet());
        return new Results(
                scored.stream()
                        .filter(one -> one.words == most)
                        .limit(MAX_FOUND)
                        .map(one -> new Found(one.entry.page, excerpt(one.entry.page.text(), all)))
                        .toList(),
                unknown(read, wanted),
                read.equals(words) ? null : String.join(" ", read));
    }

    /** A short word that half of the pages have, and that the dictionary does not know for one that says nothing. */
    private boolean isFiller(Set<String> own, String word) {
        return word.length() < MIN_CORRECTED
                && entries.stream()
                                .filter(entry -> own.stream().anyMatch(entry.weights::containsKey))
                                .count()
                        > entries.size() / 2;
    }

    private List<String> unknown(List<String> read, List<Set<String>> wanted) {
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            if (!hasPage(wanted.get(i))) {
                unknown.add(read.get(i));
            }
        }
        return unknown;
    }

    private Set<String> widened(Set<String> own) {
        Set<String> wide = new HashSet<>(own);
        own.forEach(key -> wide.addAll(alike.getOrDefault(key, Set.of())));
        return wide;
    }

    private boolean hasPage(Set<String> wanted) {
        return entries.stream().anyMatch(entry -> wanted.stream().anyMatch(entry.weights::containsKey));
    }

    private Optional<String> nearest(String word) {
        String folded = Words.folded(word);
        int length = folded.length();
        if (length < MIN_CORRECTED) {
            return Optional.empty();
        }
        int most = length < LONG ? 1 : 2;
        return vocabulary.entrySet().stream()
                .filter(one -> one.getKey().length() >= MIN_CORRECTED - 1
                        && Math.abs(one.getKey().length() - length) <= most
                        && Words.distance(folded, one.getKey()) <= most)
                .min(Comparator.<Map.Entry<String, Integer>>comparingInt(one -> Words.distance(folded, one.getKey()))
                        .thenComparing(Comparator.comparing(Map.Entry<String, Integer>::getValue)
                                .reversed()))
                .map(Map.Entry::getKey);
    }

    /** A word that few pages have counts for more. */
    private Scored score(Entry entry, List<Set<String>> wanted) {
        int words = 0;
        double score = 0;
        for (Set<String> any : wanted) {
            int weight = any.stream()
                    .mapToInt(key -> entry.weights.getOrDefault(key, 0))
                    .max()
                    .orElse(0);
            if (weight > 0) {
                long pages = entries.stream()
                        .filter(one -> any.stream().anyMatch(one.weights::containsKey))
                        .count();
                words++;
                score += weight * Math.log(1.0 + (double) entries.size() / pages);
            }
        }
        return new Scored(entry, words, score);
    }

    /** The line with most of the searched words, cut to some words before the first of them. */
    private List<Piece> excerpt(String text, Set<String> wanted) {
        String line = text.lines()
                .filter(one -> !one.isBlank())
                .max(Comparator.comparingLong(one -> Words.of(one).stream()
                        .filter(word -> isWanted(word, wanted))
                        .distinct()
                        .count()))
                .orElse("");
        List<MatchResult> places = Words.places(line);
        int first = places.stream()
                .filter(place -> isWanted(place.group(), wanted))
                .mapToInt(MatchResult::start)
                .findFirst()
                .orElse(0);
        int from = first <= EXCERPT / 3
                ? 0
                : places.stream()
                        .mapToInt(MatchResult::start)
                        .filter(start -> start >= first - EXCERPT / 3)
                        .findFirst()
                        .orElse(0);
        int to = places.stream()
                .mapToInt(MatchResult::end)
                .filter(end -> end > from && end <= from + EXCERPT)
                .max()
                .orElse(line.length());
        return pieces(line, places, from, to == lastEnd(places) ? line.length() : to, wanted);
    }

    private static int lastEnd(List<MatchResult> places) {
        return places.isEmpty() ? 0 : places.getLast().end();
    }

    private List<Piece> pieces(String line, List<MatchResult> places, int from, int to, Set<String> wanted) {
        List<Piece> pieces = new ArrayList<>();
        int at = from;
        if (from > 0) {
            pieces.add(new Piece("… ", false));
        }
        for (MatchResult place : places) {
            if (place.start() >= from && place.end() <= to && isWanted(place.group(), wanted)) {
                pieces.add(new Piece(line.substring(at, place.start()), false));
                pieces.add(new Piece(place.group(), true));
                at = place.end();
            }
        }
        pieces.add(new Piece(line.substring(at, to) + (to < line.length() ? " …" : ""), false));
        return pieces;
    }

    private boolean isWanted(String written, Set<String> wanted) {
        return Words.of(written).stream()
                .flatMap(word -> keys.getOrDefault(word, Set.of()).stream())
                .anyMatch(wanted::contains);
    }

    private record Entry(HelpPage page, Map<String, Integer> weights) {}

    private record Scored(Entry entry, int words, double score) {}

    /**
     * The result of a search.
     *
     * @param pages the best first
     * @param unknown the words of the query that no page has
     * @param corrected the words searched instead of unknown ones; null when nothing was changed
     */
    record Results(
            List<Found> pages,
            List<String> unknown,
            @Nullable String corrected) {}

    /** A page with a line of it. */
    record Found(HelpPage page, List<Piece> excerpt) {}

    /** A piece of a line; the searched words are marked. */
    record Piece(String text, boolean marked) {}
}
