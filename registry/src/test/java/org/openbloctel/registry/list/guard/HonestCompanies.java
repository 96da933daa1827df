package org.openbloctel.registry.list.guard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Honest companies of all kinds, whose files and look-ups the guard meters, and how many of their files it holds. */
final class HonestCompanies {
    /** One that a person raised. */
    private static final Budget BROKER = new Budget(60_000_000, 1_000_000);

    private final Population people;
    private final Crowd crowd;
    private final Map<Budget, Covered> coverage = new HashMap<>();
    private final SplittableRandom random;

    HonestCompanies(Population people, SplittableRandom random) {
        this.people = people;
        this.crowd = new Crowd(people);
        this.random = random;
    }

    /** How an honest company fared. */
    record Honest(String name, int files, int held, String why) {
        double inThousand() {
            return 1_000.0 * held / files;
        }

        Honest named(String before) {
            return new Honest(before + name, files, held, why);
        }

        String line() {
            return String.format(Locale.ROOT, "| %s | %,d | %,d | %.1f | %s |", name, files, held, inThousand(), why);
        }
    }

    /** What files covered of their blocks: how many files so much. */
    private static final class Covered {
        private final TreeMap<Double, Integer> files = new TreeMap<>();

        void add(double share) {
            files.merge(share, 1, Integer::sum);
        }

        void add(Covered other) {
            other.files.forEach((share, some) -> files.merge(share, some, Integer::sum));
        }

        int count() {
            return files.values().stream().mapToInt(some -> some).sum();
        }

        /** What 999 of 1,000 files stay below, in percent; the most of all where there are fewer. */
        double percentile() {
            int above = count() / 1_000;
            for (var share : files.descendingMap().entrySet()) {
                if (above < share.getValue()) {
                    return 100 * share.getKey();
                }
                above -= share.getValue();
            }
            return 0;
        }
    }

    /** What the files of each plan covered of their blocks, beside what the guard holds. */
    List<String> coverage() {
        List<String> lines = new ArrayList<>();
        coverage.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getKey().year()))
                .forEach(entry -> lines.add(String.format(
                        Locale.ROOT,
                        "| %s | %,d | %.1f %% | %.1f %% | %.1f %% |",
                        RedTeam.account(entry.getKey()),
                        entry.getValue().count(),
                        entry.getValue().percentile(),
                        100 * entry.getValue().files.lastKey(),
                        100 * GuardRules.USUAL.coverage(entry.getKey().year()))));
        return lines;
    }

    /** A kind of honest company, and what it comes to by a chance of its own. */
    private record Kind(String name, Function<SplittableRandom, Holds> measure) {
        Honest honest(SplittableRandom chance, Map<Budget, Covered> coverage) {
            long start = System.nanoTime();
            Holds holds = measure.apply(chance);
            synchronized (coverage) {
                coverage.computeIfAbsent(holds.budget, plan -> new Covered()).add(holds.covered);
            }
            Honest honest = new Honest(name, holds.files, holds.held, String.join(", ", holds.why.keySet()));
            RedTeam.print(start, honest.line());
            return honest;
        }
    }

    /** All kinds side by side, as many at once as there are processors; in their order. */
    private List<Honest> all(List<Kind> kinds) {
        List<Callable<Honest>> tasks = new ArrayList<>();
        for (Kind kind : kinds) {
            SplittableRandom chance = random.split();
            if (RedTeam.isWanted(kind.name())) {
                tasks.add(() -> kind.honest(chance, coverage));
            }
        }
        List<Honest> honest = new ArrayList<>();
        try (ExecutorService pool =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (Future<Honest> future : pool.invokeAll(tasks)) {
                honest.add(future.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return honest;
    }

    /** Holds are counted by why. */
    private static final class Holds {
        private final TreeMap<String, Integer> why = new TreeMap<>();
        private final Covered covered = new Covered();
        private final Budget budget;
        private int files;
        private int held;

        Holds(Budget budget) {
            this.budget = budget;
        }

        /** Sends a file, and counts what came of it. */
        Optional<Held> file(Arena arena, UUID company, long[] file) {
            Optional<Held> hold = arena.file(company, file);
            covered.add(arena.covered());
            add(hold.map(Arena::words));
            return hold;
        }

        void add(Optional<String> words) {
            files++;
            words.ifPresent(word -> {
                held++;
                why.merge(word, 1, Integer::sum);
            });
        }
    }

    /** Files of honest companies, each of another one, a hundred a day. */
    private Holds crowd(SplittableRandom chance, int files, Budget budget, Crowd.Maker maker) {
        Holds holds = new Holds(budget);
        try (Arena arena = new Arena(people, chance)) {
            for (int i = 0; i < files; i++) {
                holds.file(arena, arena.company(budget), maker.file(chance));
                if (i % 100 == 99) {
                    arena.days(1);
                }
            }
        }
        return holds;
    }

    private Kind kind(String name, int files, Budget budget, Crowd.Maker maker) {
        return new Kind(name, chance -> crowd(chance, files, budget, maker));
    }

    /** Companies that look a hundred customers up and send some files, all on their first day; twenty of them a day. */
    private Kind firstDay(String name, int companies, Budget budget, Function<SplittableRandom, List<long[]>> maker) {
        return new Kind(name, chance -> {
            Holds holds = new Holds(budget);
            try (Arena arena = new Arena(people, chance)) {
                for (int i = 0; i < companies; i++) {
                    UUID company = arena.company(budget);
                    List<long[]> files = maker.apply(chance);
                    holds.add(arena.lookUp(company, files.getFirst(), 100).map(Arena::words));
                    arena.exchange();
                    files.forEach(file -> holds.file(arena, company, file));
                    if (i % 20 == 19) {
                        arena.days(1);
                    }
                }
            }
            return holds;
        });
    }

    /** Companies whose whole file of last month is known, and that check it again on the day on which they send a new list. */
    private Holds recheck(SplittableRandom chance, int companies) {
        Holds holds = new Holds(RedTeam.SMALL);
        try (Arena arena = new Arena(people, chance)) {
            for (int i = 0; i < companies; i += 20) {
                List<UUID> some = new ArrayList<>();
                List<int[]> regions = new ArrayList<>();
                List<long[]> files = new ArrayList<>();
                for (int k = 0; k < Math.min(20, companies); k++) {
                    some.add(arena.company(RedTeam.SMALL));
                    regions.add(people.mobileBlocks(chance, 40, 0.2));
                    files.add(crowd.of(chance, 10_000, regions.get(k)));
                    holds.file(arena, some.get(k), files.get(k));
                }
                arena.days(30);
                for (int k = 0; k < Math.min(20, companies); k++) {
                    holds.file(arena, some.get(k), files.get(k));
                    long[] added = crowd.of(chance, 10_000, regions.get(k));
                    holds.file(arena, some.get(k), added);
                }
            }
        }
        return holds;
    }

    /** Regional callers that send two files a day for a working week, all of one region. */
    private Holds twoADay(SplittableRandom chance, int companies) {
        Holds holds = new Holds(RedTeam.MEDIUM);
        try (Arena arena = new Arena(people, chance)) {
            for (int i = 0; i < companies; i++) {
                UUID company = arena.company(RedTeam.MEDIUM);
                int[] region = people.mobileBlocks(chance, 400, 0.2);
                for (int file = 0; file < 10; file++) {
                    holds.file(arena, company, crowd.of(chance, 25_000, region));
                    if (file % 2 == 1) {
                        arena.days(1);
                    }
                }
            }
        }
        return holds;
    }

    /** Of files that come on a first day. */
    private List<Kind> firstDays(int files) {
        return List.of(
                kind("a craftsman, all fixed numbers of his town", files, RedTeam.SMALL, r -> crowd.town(r, 10_000)),
                kind("a craftsman, 1,000 fixed numbers of his town", files, RedTeam.FREE, r -> crowd.town(r, 1_000)),
                kind(
                        "a broker, all it has of a region",
                        files,
                        RedTeam.UNLIMITED,
                        r -> crowd.city(crowd.cityBlocks(r, 50 + r.nextInt(50)), 0)),
                firstDay(
                        "a full-size file of the plan of 50 €, in 20 mobile blocks",
                        files / 2,
                        RedTeam.SINGLE,
                        r -> List.of(crowd.localMobiles(r, 3_000, 20))),
                firstDay(
                        "a full-size file of the plan of 350 €, in 40 mobile blocks",
                        files / 2,
                        RedTeam.SMALL,
                        r -> List.of(crowd.localMobiles(r, 10_000, 40))),
                firstDay(
                        "two full-size files of the plan of 5,000 €, in 200 mobile blocks",
                        files / 3,
                        RedTeam.MEDIUM,
                        r -> {
                            int[] region = people.mobileBlocks(r, 200, 0.2);
                            return List.of(crowd.of(r, 25_000, region), crowd.of(r, 25_000, region));
                        }),
                firstDay(
                        "a full-size file of the plan of 12,000 €, in 1,000 mobile blocks",
                        files / 2,
                        RedTeam.LARGE,
                        r -> List.of(crowd.localMobiles(r, 300_000, 1_000))),
                new Kind("a check again beside a new list", chance -> recheck(chance, Math.ceilDiv(files, 3))),
                new Kind(
                        "two files a day of one region, 25,000 each in 400 mobile blocks",
                        chance -> twoADay(chance, Math.ceilDiv(files, 10))));
    }

    /** Companies that check the same file each month for a year, of which a part was exchanged. */
    private Holds monthly(SplittableRandom chance, int companies, int lines, int percent) {
        Holds holds = new Holds(RedTeam.MEDIUM);
        try (Arena arena = new Arena(people, chance)) {
            for (int i = 0; i < companies; i++) {
                UUID company = arena.company(RedTeam.MEDIUM);
                long[] file = crowd.national(chance, lines);
                for (int month = 0; month < 12; month++) {
                    holds.file(arena, company, file);
                    file = crowd.aMonthLater(chance, file, percent);
                    if (i % 20 == 19) {
                        arena.days(30);
                    }
                }
            }
        }
        return holds;
    }

    /** Brokers that check a file a day, half a million and a city in turn; a hundred files each. */
    private Holds broker(SplittableRandom chance, int files) {
        Holds holds = new Holds(BROKER);
        try (Arena arena = new Arena(people, chance)) {
            UUID company = arena.company(BROKER);
            for (int i = 0; i < files; i++) {
                long[] file = i % 2 == 0
                        ? crowd.broker(chance, 500_000, i)
                        : crowd.city(crowd.cityBlocks(chance, 20 + chance.nextInt(80)), i);
                Optional<Held> hold = holds.file(arena, company, file);
                if (hold.isPresent()) {
                    arena.lift(company, "staff:1", "a broker");
                }
                arena.days(1);
                company = i % 100 == 99 ? arena.company(BROKER) : company;
            }
        }
        return holds;
    }

    /** Dialers that ask for each number of a file that left, in an order of their own, and for a few more. */
    private Holds dialers(SplittableRandom chance, int companies, int lines) {
        Holds holds = new Holds(RedTeam.MEDIUM);
        try (Arena arena = new Arena(people, chance)) {
            for (int i = 0; i < companies; i++) {
                UUID company = arena.company(RedTeam.MEDIUM);
                long[] file = crowd.national(chance, lines);
                Optional<String> refused = arena.file(company, file).map(Arena::words);
                arena.exchange();
                for (int call = 0; call < lines && refused.isEmpty(); call++) {
                    long number = call % 100 == 0 ? people.subscriber(chance) : file[chance.nextInt(lines)];
                    refused = arena.lookUp(company, new long[] {number}, 1).map(Arena::words);
                }
                holds.add(refused);
                arena.later(Duration.ofHours(2));
            }
        }
        return holds;
    }

    private List<Kind> small(int files) {
        List<Kind> kinds = new ArrayList<>();
        kinds.add(kind("a shop's 2,000 lines", files, RedTeam.SMALL, r -> crowd.national(r, 2_000)));
        kinds.add(
                kind("a shop's 300 lines, 5 % without a subscriber", files, RedTeam.FREE, r -> crowd.dirty(r, 300, 5)));
        kinds.add(kind(
                "a shop's 500 refusals, half of them listed", files, RedTeam.FREE, r -> crowd.refusals(r, 500, 50)));
        kinds.add(kind(
                "300 companies, 15 % in ranges, 3 % in 08", files, RedTeam.FREE, r -> crowd.business(r, 300, 15, 3)));
        kinds.add(
                kind("a regional shop, 10,000 in 40 blocks", files, RedTeam.SMALL, r -> crowd.regional(r, 10_000, 40)));
        kinds.add(kind("a campaign of 10,000", files, RedTeam.SMALL, r -> crowd.national(r, 10_000)));
        kinds.add(kind("10,000 mobiles", files, RedTeam.SMALL, r -> crowd.mobile(r, 10_000)));
        kinds.add(kind("25,000 lines, 3 % mistyped", files, RedTeam.LARGE, r -> crowd.mistyped(r, 25_000, 3)));
        kinds.add(kind(
                "10,000 companies, 15 % in ranges, 3 % in 08",
                files, RedTeam.SMALL, r -> crowd.business(r, 10_000, 15, 3)));
        return kinds;
    }

    private Kind national(int files) {
        return kind("a national file of 300,000", files, RedTeam.LARGE, r -> crowd.national(r, 300_000));
    }

    /** A few files of most kinds. */
    List<Honest> shortCrowd() {
        List<Kind> kinds = small(6);
        kinds.add(national(1));
        kinds.addAll(firstDays(3));
        return all(kinds);
    }

    /** The whole crowd, so many files of each kind; what takes longest begins first. */
    List<Honest> honest(int files) {
        List<Kind> kinds = new ArrayList<>();
        kinds.add(new Kind("a broker's files of half a million and of a city", chance -> broker(chance, files)));
        kinds.add(national(files));
        kinds.addAll(small(files));
        kinds.addAll(firstDays(files));
        kinds.add(new Kind(
                "a file checked each month, 5 % of it new",
                chance -> monthly(chance, Math.ceilDiv(files, 12), 20_000, 5)));
        kinds.add(new Kind("a dialer, of the numbers of its file", chance -> dialers(chance, files, 5_000)));
        kinds.add(new Kind("a pollster's digits by chance, approved", chance -> approvedPollster(chance, files)));
        return all(kinds);
    }

    /** A pollster's digits: each file is held until a person has looked at it. */
    Honest pollster(int files) {
        return kind("a pollster's digits by chance", files, RedTeam.LARGE, r -> crowd.pollster(r, 10_000))
                .honest(random, new HashMap<>());
    }

    /** The same, sent for a campaign that was approved: each of another one. */
    private Holds approvedPollster(SplittableRandom chance, int files) {
        Holds holds = new Holds(RedTeam.MEDIUM);
        try (Arena arena = new Arena(people, chance)) {
            for (int i = 0; i < files; i++) {
                UUID company = arena.company(RedTeam.MEDIUM);
                UUID campaign = arena.poll(company, RedTeam.POLL);
                holds.add(arena.file(company, crowd.pollster(chance, 10_000), campaign)
                        .map(Arena::words));
            }
        }
        return holds;
    }
}
