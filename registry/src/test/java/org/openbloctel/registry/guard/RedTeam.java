package org.openbloctel.registry.guard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openbloctel.registry.guard.Arena.Door;
import org.openbloctel.registry.guard.Arena.Loot;
import org.openbloctel.registry.guard.Arena.Way;

/** Attackers and an honest crowd against the guard, and the table of what came of it. */
final class RedTeam {
    static final Budget FREE = GuardRules.USUAL.free();
    static final Budget SMALL = new Budget(87_500, 14_375);
    static final Budget MEDIUM = new Budget(1_250_000, 87_500);
    static final Budget LARGE = new Budget(3_000_000, 450_000);
    static final Budget UNLIMITED = new Budget(10_000_000, 500_000);

    /** What an approved poll may dial. */
    private static final Budget POLL = new Budget(100_000, 10_000);
    /** One that a person raised. */
    private static final Budget BROKER = new Budget(60_000_000, 1_000_000);

    private final Population people;
    private final Crowd crowd;
    private final SplittableRandom random;

    RedTeam(Population people, SplittableRandom random) {
        this.people = people;
        this.crowd = new Crowd(people);
        this.random = random;
    }

    /**
     * What an attack came to.
     *
     * @param budget of the days that it went on for: no attacker may have more
     */
    record Attacked(String name, String account, long budget, Loot loot) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %,d | %,d | %s |",
                    name,
                    account,
                    loot.asked(),
                    loot.learnt(),
                    loot.heldBy());
        }
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

    private final List<Attacked> attacked = new ArrayList<>();

    private void attack(Arena arena, String name, Budget budget, Attacks.Walk walk, Way way) {
        long start = System.nanoTime();
        long days = way.days() == Way.Days.ONE ? budget.day() : budget.year();
        Attacked row = new Attacked(name, account(budget), days, arena.attack(arena.company(budget), walk, way));
        attacked.add(row);
        print(start, row.line());
    }

    private static String account(Budget budget) {
        return budget.equals(LARGE) ? "12,000 €" : budget.equals(UNLIMITED) ? "40,000 €" : "free";
    }

    /** All attackers. */
    List<Attacked> attacks() {
        attacked.clear();
        try (Arena arena = new Arena(people, random)) {
            sweeps(arena);
            diluted(arena);
            mobiles(arena);
            withKnowledge(arena);
            attacked.add(freeAccounts(arena));
            attacked.add(hijackedPollster(arena));
        }
        return List.copyOf(attacked);
    }

    /** Those who are stopped soon. */
    List<Attacked> shortAttacks() {
        attacked.clear();
        try (Arena arena = new Arena(people, random)) {
            sweeps(arena);
            diluted(arena);
            mobiles(arena);
        }
        return List.copyOf(attacked);
    }

    /** Those who walk through ranges, or through the whole plan. */
    private void sweeps(Arena arena) {
        Way files = new Way(Door.FILES, 10_000, 1);
        Way lookups = new Way(Door.LOOKUPS, 100, 1);
        attack(arena, "one number after the other, by file", LARGE, Attacks.sequence(random), files);
        attack(arena, "one number after the other, looked up", LARGE, Attacks.sequence(random), lookups);
        attack(arena, "shuffled thousands, looked up", LARGE, Attacks.shuffled(random, 1_000), lookups);
        attack(arena, "a shuffled million, by file", LARGE, Attacks.shuffled(random, 1_000_000), files);
        attack(arena, "whole blocks, a file each", LARGE, Attacks.shuffled(random, 10_000), files);
        attack(arena, "nine digits by chance, by file", LARGE, Attacks.digits(random), files);
        attack(arena, "nine digits by chance, looked up", LARGE, Attacks.digits(random), lookups);
        attack(arena, "evenly from assigned blocks, by file", LARGE, Attacks.assigned(random), files);
        attack(arena, "evenly from assigned blocks, looked up", LARGE, Attacks.assigned(random), lookups);
    }

    /** The same in small parts, among repeats, by several keys, servers and doors. */
    private void diluted(Arena arena) {
        Way oneInTen = new Way(Door.FILES, 10_000, 10);
        attack(arena, "nine digits, one in ten of an honest file", LARGE, Attacks.digits(random), oneInTen);
        attack(arena, "assigned blocks, one in ten of an honest file", LARGE, Attacks.assigned(random), oneInTen);
        Way small = new Way(Door.FILES, 2_000, 1);
        attack(arena, "assigned blocks, in small files", LARGE, Attacks.assigned(random), small);
        Way both = new Way(Door.BOTH, 1_000, 1);
        attack(arena, "assigned blocks, over both doors and five keys", UNLIMITED, Attacks.assigned(random), both);
    }

    /** Only those blocks that are worth most: it takes more numbers to see that. */
    private void mobiles(Arena arena) {
        attack(
                arena,
                "evenly from mobile blocks alone",
                LARGE,
                Attacks.mobiles(random),
                new Way(Door.FILES, 10_000, 1));
    }

    /** Those who know how to look like people. */
    private void withKnowledge(Arena arena) {
        Way files = new Way(Door.FILES, 10_000, 1);
        attack(arena, "made-up unevenness", LARGE, Attacks.uneven(random), files);
        attack(arena, "made-up unevenness, day after day", LARGE, Attacks.uneven(random), files.allDays());
        attack(
                arena,
                "tests a list that leaked from here, one in four true",
                LARGE,
                Attacks.leaked(random, people, 25),
                new Way(Door.FILES, 2_000, 1));
        attack(arena, "a real list of people, day after day", LARGE, Attacks.people(random, people), files.allDays());
        attack(
                arena,
                "a real list of people, in small files",
                LARGE,
                Attacks.people(random, people),
                new Way(Door.FILES, 200, 1));
        attack(arena, "a real list of people, by file", UNLIMITED, Attacks.people(random, people), files);
        attacked.add(new Attacked(
                "a real list of people, at last one by one",
                account(LARGE),
                LARGE.day(),
                arena.oneByOne(arena.company(LARGE), Attacks.people(random, people), 420_000)));
        attack(
                arena,
                "tests a stolen list, half of it true",
                LARGE,
                Attacks.stolen(random, people, 50),
                new Way(Door.LOOKUPS, 100, 1));
        attack(
                arena,
                "confirms a stolen list, nine in ten true",
                FREE,
                Attacks.stolen(random, people, 90),
                new Way(Door.LOOKUPS, 50, 1));
        attack(
                arena,
                "evenly from assigned blocks, 1,500 a day by file",
                LARGE,
                Attacks.assigned(random),
                new Way(Door.FILES, 1_500, 1).dayAfterDay());
    }

    /** Twenty accounts without a plan, for three days; a real list, as all else is stopped. */
    Attacked freeAccounts(Arena arena) {
        long asked = 0;
        long learnt = 0;
        Attacks.Walk walk = Attacks.people(random, people);
        TreeMap<String, Integer> why = new TreeMap<>();
        List<UUID> companies = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            companies.add(arena.company(FREE));
        }
        for (int day = 0; day < 3; day++) {
            for (UUID company : companies) {
                Loot loot = arena.attack(company, walk, new Way(Door.BOTH, 50, 1).until(30));
                asked += loot.asked();
                learnt += loot.learnt();
                if (day == 2) {
                    why.merge(loot.heldBy(), 1, Integer::sum);
                }
            }
            arena.days(1);
        }
        return new Attacked(
                "a real list of people, three days",
                "20 free",
                20 * FREE.year(),
                new Loot(asked, learnt, String.join(", ", why.keySet())));
    }

    /** One who has a pollster's account, and sends what it wants for the approved campaign, day after day. */
    Attacked hijackedPollster(Arena arena) {
        UUID company = arena.company(MEDIUM);
        UUID campaign = arena.poll(company, POLL);
        Attacks.Walk walk = Attacks.mobiles(random);
        long[] file = new long[1_000];
        long asked = 0;
        long learnt = 0;
        String heldBy = "nothing";
        for (int day = 0; day < 30; day++) {
            Optional<Held> hold = Optional.empty();
            while (hold.isEmpty()) {
                Arrays.setAll(file, i -> walk.next());
                hold = arena.file(company, file, campaign);
                asked += hold.isEmpty() ? file.length : 0;
                learnt += hold.isEmpty()
                        ? Arrays.stream(file).filter(people.list()::holds).count()
                        : 0;
            }
            heldBy = Arena.words(hold.get());
            arena.days(1);
        }
        return new Attacked(
                "hijacks a pollster, sends mobile blocks for its poll",
                "poll of 100,000",
                POLL.year(),
                new Loot(asked, learnt, heldBy));
    }

    /** What one kind of honest company comes to, by a chance of its own. */
    private interface Kind {
        Honest measure(SplittableRandom chance);
    }

    /** All kinds side by side, as many at once as there are processors; in their order. */
    private List<Honest> all(List<Kind> kinds) {
        List<Callable<Honest>> tasks = new ArrayList<>();
        for (Kind kind : kinds) {
            SplittableRandom chance = random.split();
            tasks.add(() -> timed(() -> kind.measure(chance)));
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

    /** A long run shows how far it is. */
    private static void print(long start, String line) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        System.out.println(seconds + " s: " + line);
    }

    private static Honest timed(Callable<Honest> measured) throws Exception {
        long start = System.nanoTime();
        Honest honest = measured.call();
        print(start, honest.line());
        return honest;
    }

    /** Holds are counted by why. */
    private static final class Holds {
        private final TreeMap<String, Integer> why = new TreeMap<>();
        private int held;

        void add(Optional<String> words) {
            words.ifPresent(word -> {
                held++;
                why.merge(word, 1, Integer::sum);
            });
        }

        Honest of(String name, int files) {
            return new Honest(name, files, held, String.join(", ", why.keySet()));
        }
    }

    /** Files of honest companies, each of another one, a hundred a day. */
    private Honest crowd(SplittableRandom chance, String name, int files, Budget budget, Crowd.Maker maker) {
        Holds holds = new Holds();
        try (Arena arena = new Arena(people, chance)) {
            for (int i = 0; i < files; i++) {
                holds.add(arena.file(arena.company(budget), maker.file(chance)).map(Arena::words));
                if (i % 100 == 99) {
                    arena.days(1);
                }
            }
        }
        return holds.of(name, files);
    }

    private Kind kind(String name, int files, Budget budget, Crowd.Maker maker) {
        return chance -> crowd(chance, name, files, budget, maker);
    }

    /** Companies that check the same file each month for a year, of which a part was exchanged. */
    private Honest monthly(SplittableRandom chance, int companies, int lines, int percent) {
        Holds holds = new Holds();
        try (Arena arena = new Arena(people, chance)) {
            for (int i = 0; i < companies; i++) {
                UUID company = arena.company(MEDIUM);
                long[] file = crowd.national(chance, lines);
                for (int month = 0; month < 12; month++) {
                    holds.add(arena.file(company, file).map(Arena::words));
                    file = crowd.aMonthLater(chance, file, percent);
                    if (i % 20 == 19) {
                        arena.days(30);
                    }
                }
            }
        }
        return holds.of("a file checked each month, " + percent + " % of it new", 12 * companies);
    }

    /** Brokers that check a file a day, half a million and a city in turn; a hundred files each. */
    private Honest broker(SplittableRandom chance, int files) {
        Holds holds = new Holds();
        try (Arena arena = new Arena(people, chance)) {
            UUID company = arena.company(BROKER);
            for (int i = 0; i < files; i++) {
                long[] file = i % 2 == 0
                        ? crowd.broker(chance, 500_000, i)
                        : crowd.city(crowd.cityBlocks(chance, 20 + chance.nextInt(80)), i);
                Optional<Held> hold = arena.file(company, file);
                holds.add(hold.map(Arena::words));
                if (hold.isPresent()) {
                    arena.desk().lift(company, "staff:1", "a broker");
                }
                arena.days(1);
                company = i % 100 == 99 ? arena.company(BROKER) : company;
            }
        }
        return holds.of("a broker's files of half a million and of a city", files);
    }

    /** Dialers that ask for each number of a file that left, in an order of their own, and for a few more. */
    private Honest dialers(SplittableRandom chance, int companies, int lines) {
        Holds holds = new Holds();
        try (Arena arena = new Arena(people, chance)) {
            for (int i = 0; i < companies; i++) {
                UUID company = arena.company(MEDIUM);
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
        return holds.of("a dialer, of the numbers of its file", companies);
    }

    private List<Kind> small(int files) {
        List<Kind> kinds = new ArrayList<>();
        kinds.add(kind("a shop's 2,000 lines", files, SMALL, r -> crowd.national(r, 2_000)));
        kinds.add(kind("a shop's 300 lines, 5 % without a subscriber", files, FREE, r -> crowd.dirty(r, 300, 5)));
        kinds.add(kind("a shop's 500 refusals, half of them listed", files, FREE, r -> crowd.refusals(r, 500, 50)));
        kinds.add(kind("300 companies, 15 % in ranges, 3 % in 08", files, FREE, r -> crowd.business(r, 300, 15, 3)));
        kinds.add(kind("a regional shop, 10,000 in 40 blocks", files, SMALL, r -> crowd.regional(r, 10_000, 40)));
        kinds.add(kind("a campaign of 10,000", files, SMALL, r -> crowd.national(r, 10_000)));
        kinds.add(kind("10,000 mobiles", files, SMALL, r -> crowd.mobile(r, 10_000)));
        kinds.add(kind("25,000 lines, 3 % mistyped", files, LARGE, r -> crowd.mistyped(r, 25_000, 3)));
        kinds.add(kind(
                "10,000 companies, 15 % in ranges, 3 % in 08", files, SMALL, r -> crowd.business(r, 10_000, 15, 3)));
        return kinds;
    }

    private Kind national(int files) {
        return kind("a national file of 300,000", files, LARGE, r -> crowd.national(r, 300_000));
    }

    /** A few files of most kinds. */
    List<Honest> shortCrowd() {
        List<Kind> kinds = small(8);
        kinds.add(national(1));
        return all(kinds);
    }

    /** The whole crowd, so many files of each kind; what takes longest begins first. */
    List<Honest> honest(int files) {
        List<Kind> kinds = new ArrayList<>();
        kinds.add(chance -> broker(chance, files));
        kinds.add(national(files));
        kinds.addAll(small(files));
        kinds.add(chance -> monthly(chance, Math.ceilDiv(files, 12), 20_000, 5));
        kinds.add(chance -> dialers(chance, files, 5_000));
        kinds.add(chance -> approvedPollster(chance, files));
        return all(kinds);
    }

    /** A pollster's digits: each file is held until a person has looked at it. */
    Honest pollster(int files) {
        return crowd(random, "a pollster's digits by chance", files, LARGE, r -> crowd.pollster(r, 10_000));
    }

    /** The same, sent for a campaign that was approved: each of another one. */
    private Honest approvedPollster(SplittableRandom chance, int files) {
        Holds holds = new Holds();
        try (Arena arena = new Arena(people, chance)) {
            for (int i = 0; i < files; i++) {
                UUID company = arena.company(MEDIUM);
                UUID campaign = arena.poll(company, POLL);
                holds.add(arena.file(company, crowd.pollster(chance, 10_000), campaign)
                        .map(Arena::words));
            }
        }
        return holds.of("a pollster's digits by chance, approved", files);
    }
}
