package org.openbloctel.registry.list.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.openbloctel.registry.list.guard.Arena.Door;
import org.openbloctel.registry.list.guard.Arena.Loot;
import org.openbloctel.registry.list.guard.Arena.Way;

/** Attackers against the guard, and the table of what came of it. */
final class RedTeam {
    static final Budget FREE = GuardRules.USUAL.free();
    static final Budget SINGLE = new Budget(6_000, 3_300);
    static final Budget SMALL = new Budget(87_500, 14_375);
    static final Budget MEDIUM = new Budget(1_250_000, 87_500);
    static final Budget LARGE = new Budget(3_000_000, 450_000);
    static final Budget UNLIMITED = new Budget(10_000_000, 500_000);

    private static final Map<Budget, String> ACCOUNTS = Map.of(
            FREE, "free", SINGLE, "50 €", SMALL, "350 €", MEDIUM, "5,000 €", LARGE, "12,000 €", UNLIMITED, "40,000 €");

    /** What an approved poll may dial. */
    static final Budget POLL = new Budget(100_000, 10_000);

    private static final Pattern ONLY = Pattern.compile(System.getProperty("redteam.only", ""));
    private static final Way BY_FILE = new Way(Door.FILES, 10_000, 1);
    private static final Way LOOKED_UP = new Way(Door.LOOKUPS, 100, 1);
    private static final Way AT_ONCE = new Way(Door.LOOKUPS, 10_000, 1);
    private static final Way A_BLOCK = new Way(Door.LOOKUPS, 4_500, 1);

    private final Population people;
    private final SplittableRandom random;

    RedTeam(Population people, SplittableRandom random) {
        this.people = people;
        this.random = random;
    }

    /**
     * What an attack came to.
     *
     * @param most so many may be answered: the budget of the days that it went on for, or less where coverage holds it
     */
    record Attacked(String name, String account, long most, Loot loot) {
        /** Listed numbers learnt for 1,000 € of the account's price; 0 of one without a price. */
        double learntForThousand() {
            return account.endsWith(" €")
                    ? 1_000.0 * loot.learnt() / Integer.parseInt(account.replaceAll("\\D", ""))
                    : 0;
        }

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

    private final List<Attacked> attacked = new ArrayList<>();

    private void attack(Arena arena, String name, Budget budget, Attacks.Walk walk, Way way) {
        attack(arena, name, budget, way.days() == Way.Days.ONE ? budget.day() : budget.year(), walk, way);
    }

    private void attack(Arena arena, String name, Budget budget, long most, Attacks.Walk walk, Way way) {
        if (!isWanted(name)) {
            return;
        }
        long start = System.nanoTime();
        Attacked row = new Attacked(name, account(budget), most, arena.attack(arena.company(budget), walk, way));
        attacked.add(row);
        print(start, row.line());
    }

    static String account(Budget budget) {
        return ACCOUNTS.getOrDefault(budget, "raised");
    }

    /** All attackers. */
    List<Attacked> attacks() {
        attacked.clear();
        try (Arena arena = new Arena(people, random)) {
            sweeps(arena);
            diluted(arena);
            mobiles(arena);
            withKnowledge(arena);
            ofFewBlocks(arena, 4, 6, 60);
            attack(
                    arena,
                    "45 % of 6 blocks a day",
                    MEDIUM,
                    Attacks.partOfBlocks(random, 6, 45, true),
                    BY_FILE.dayAfterDay());
            byHeart(arena);
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
            ofFewBlocks(arena, 4);
        }
        return List.copyOf(attacked);
    }

    /** Those who walk through ranges, or through the whole plan. */
    private void sweeps(Arena arena) {
        attack(arena, "one number after the other, by file", LARGE, Attacks.sequence(random), BY_FILE);
        attack(arena, "one fixed number after the other, by file", LARGE, Attacks.fixedSequence(random), BY_FILE);
        attack(arena, "one number after the other, looked up", LARGE, Attacks.sequence(random), LOOKED_UP);
        attack(arena, "shuffled thousands, looked up", LARGE, Attacks.shuffled(random, 1_000), LOOKED_UP);
        Attacks.Walk million = Attacks.shuffled(random, 1_000_000);
        attack(arena, "a shuffled million, by file", LARGE, covered(LARGE, 100), million, BY_FILE);
        attack(arena, "whole blocks, a file each", LARGE, Attacks.shuffled(random, 10_000), BY_FILE);
        attack(arena, "nine digits by chance, by file", LARGE, Attacks.digits(random), BY_FILE);
        attack(arena, "nine digits by chance, looked up", LARGE, Attacks.digits(random), LOOKED_UP);
        attack(arena, "evenly from assigned blocks, by file", LARGE, Attacks.assigned(random), BY_FILE);
        attack(arena, "evenly from assigned blocks, looked up", LARGE, Attacks.assigned(random), LOOKED_UP);
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
        attack(arena, "evenly from mobile blocks alone", LARGE, Attacks.mobiles(random), BY_FILE);
    }

    /** Large parts of few blocks in a random order, and nothing else: neither density nor unevenness is that of a walk. */
    private void ofFewBlocks(Arena arena, int... some) {
        for (int blocks : some) {
            String name = "45 % of " + blocks + " whole blocks, ";
            Supplier<Attacks.Walk> walk = () -> Attacks.partOfBlocks(random, blocks, 45, false);
            long most = Math.min(MEDIUM.day(), covered(MEDIUM, blocks));
            attack(arena, name + "by file", MEDIUM, most, walk.get(), BY_FILE);
            attack(arena, name + "looked up", MEDIUM, most, walk.get(), LOOKED_UP);
            attack(arena, name + "10,000 at once", MEDIUM, most, walk.get(), AT_ONCE);
        }
        Supplier<Attacks.Walk> city = () -> Attacks.thirdOfCity(random, people);
        long ofCity = covered(MEDIUM, Attacks.CITY);
        attack(arena, "one in three of a city, by file", MEDIUM, ofCity, city.get(), BY_FILE);
        attack(arena, "one in three of a city, looked up", MEDIUM, ofCity, city.get(), LOOKED_UP);
        attack(arena, "one in three of a city, 10,000 at once", MEDIUM, ofCity, city.get(), AT_ONCE);
        Attacks.Walk each = Attacks.partOfBlocks(random, 1, 45, true);
        attack(arena, "45 % of a block at once, one after the other", MEDIUM, covered(MEDIUM, 1), each, A_BLOCK);
    }

    /** What coverage lets pass of so many blocks, with as much again for two servers between two exchanges. */
    private static long covered(Budget budget, int blocks) {
        return Math.round(2 * GuardRules.USUAL.coverage(budget.year()) * blocks * BlockSpread.SIZE);
    }

    /** The designs of one who reads the rules: below each threshold, over both doors, among repeats, in all days. */
    private void byHeart(Arena arena) {
        Way both = new Way(Door.BOTH, 5_000, 2).allDays();
        for (Budget budget : List.of(SMALL, MEDIUM)) {
            double below = 90 * GuardRules.USUAL.coverage(budget.year());
            attack(arena, "knows the rules by heart", budget, Attacks.byHeart(random, below), both);
        }
        Attacks.Walk dense = Attacks.partOfBlocks(random, 6, 45, true);
        Attacks.Walk others = Attacks.oneIn(random, 10, dense, Attacks.byHeart(random, 2));
        attack(arena, "45 % of 6 blocks at a time, one in ten of a file", MEDIUM, others, BY_FILE.allDays());
    }

    /** Those who know how to look like people. */
    private void withKnowledge(Arena arena) {
        attack(arena, "made-up unevenness", LARGE, Attacks.uneven(random), BY_FILE);
        attack(arena, "made-up unevenness, day after day", LARGE, Attacks.uneven(random), BY_FILE.allDays());
        attack(
                arena,
                "tests a list that leaked from here, one in four true",
                LARGE,
                Attacks.leaked(random, people, 25),
                new Way(Door.FILES, 2_000, 1));
        attack(arena, "a real list of people, day after day", LARGE, Attacks.people(random, people), BY_FILE.allDays());
        attack(
                arena,
                "a real list of people, in small files",
                LARGE,
                Attacks.people(random, people),
                new Way(Door.FILES, 200, 1));
        attack(arena, "a real list of people, by file", UNLIMITED, Attacks.people(random, people), BY_FILE);
        attacked.add(new Attacked(
                "a real list of people, at last one by one",
                account(LARGE),
                LARGE.day(),
                arena.oneByOne(arena.company(LARGE), Attacks.people(random, people), LARGE.day() - 20_000)));
        attack(arena, "tests a stolen list, half of it true", LARGE, Attacks.stolen(random, people, 50), LOOKED_UP);
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

    /** For a run of some rows alone: those in whose names this expression is found. */
    static boolean isWanted(String name) {
        return ONLY.matcher(name).find();
    }

    /** A long run shows how far it is. */
    static void print(long start, String line) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        System.out.println(seconds + " s: " + line);
    }
}
