package org.openbloctel.registry.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.openbloctel.registry.guard.Arena.Door;
import org.openbloctel.registry.guard.Arena.Loot;
import org.openbloctel.registry.guard.Arena.Way;
import org.openbloctel.registry.refusal.ListRefusal;

/** Attackers and an honest crowd against the guard, and the table of what came of it. */
final class RedTeam {
    static final Budget FREE = GuardRules.USUAL.free();
    static final Budget SMALL = new Budget(87_500, 10_000);
    static final Budget LARGE = new Budget(3_000_000, 300_000);
    static final Budget UNLIMITED = new Budget(10_000_000, 500_000);

    private final Population people;
    private final Crowd crowd;
    private final SplittableRandom random;

    RedTeam(Population people, SplittableRandom random) {
        this.people = people;
        this.crowd = new Crowd(people);
        this.random = random;
    }

    /** What an attack came to. */
    record Attacked(String name, String account, Loot loot) {
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
        attacked.add(new Attacked(name, account(budget), arena.attack(arena.company(budget), walk, way)));
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

    /** A few files of most kinds. */
    List<Honest> shortCrowd() {
        List<Honest> honest = small(8);
        honest.add(crowd("a national file of 300,000", 1, LARGE, r -> crowd.national(r, 300_000)));
        return honest;
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
                arena.oneByOne(arena.company(LARGE), Attacks.people(random, people), 280_000)));
        attack(
                arena,
                "tests a stolen list, half of it true",
                LARGE,
                Attacks.stolen(random, people),
                new Way(Door.LOOKUPS, 100, 1));
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
                Loot loot = arena.attack(company, walk, new Way(Door.BOTH, 50, 1));
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
                new Loot(asked, learnt, String.join(", ", why.keySet())));
    }

    /** Files of honest companies, each of another one. */
    Honest crowd(String name, int files, Budget budget, Crowd.Maker maker) {
        int held = 0;
        TreeMap<String, Integer> why = new TreeMap<>();
        try (Arena arena = new Arena(people, random)) {
            for (int i = 0; i < files; i++) {
                Optional<Guard.Held> hold = arena.file(arena.company(budget), maker.file(random));
                held += hold.isPresent() ? 1 : 0;
                hold.ifPresent(h -> why.merge(Arena.words(h), 1, Integer::sum));
            }
        }
        return new Honest(name, files, held, String.join(", ", why.keySet()));
    }

    /** A company that checks the same file each month for a year, of which a part was exchanged. */
    Honest monthly(int companies, int lines, int percent) {
        int held = 0;
        TreeMap<String, Integer> why = new TreeMap<>();
        try (Arena arena = new Arena(people, random)) {
            for (int i = 0; i < companies; i++) {
                UUID company = arena.company(new Budget(1_250_000, 62_500));
                long[] file = crowd.national(random, lines);
                for (int month = 0; month < 12; month++) {
                    Optional<Guard.Held> hold = arena.file(company, file);
                    held += hold.isPresent() ? 1 : 0;
                    hold.ifPresent(h -> why.merge(Arena.words(h), 1, Integer::sum));
                    file = crowd.aMonthLater(random, file, percent);
                    if (i % 20 == 19) {
                        arena.days(1);
                    }
                }
            }
        }
        return new Honest(
                "a file checked each month, 5 % of it new", 12 * companies, held, String.join(", ", why.keySet()));
    }

    /** A broker that checks files of half a million, one a day. */
    Honest broker(int files) {
        int held = 0;
        TreeMap<String, Integer> why = new TreeMap<>();
        try (Arena arena = new Arena(people, random)) {
            UUID company = arena.company(new Budget(60_000_000, 1_000_000));
            for (int i = 0; i < files; i++) {
                long[] file =
                        i % 2 == 0 ? crowd.national(random, 500_000) : crowd.city(random, 20 + random.nextInt(80));
                Optional<Guard.Held> hold = arena.file(company, file);
                if (hold.isPresent()) {
                    held++;
                    why.merge(Arena.words(hold.get()), 1, Integer::sum);
                    arena.desk().lift(company, "staff:1", "a broker");
                }
                arena.days(1);
            }
        }
        return new Honest(
                "a broker's files of half a million and of a city", files, held, String.join(", ", why.keySet()));
    }

    /** A dialer that asks for each number of a file that left, in an order of its own, and for a few more. */
    Honest dialers(int companies, int lines) {
        int held = 0;
        TreeMap<String, Integer> why = new TreeMap<>();
        try (Arena arena = new Arena(people, random)) {
            for (int i = 0; i < companies; i++) {
                UUID company = arena.company(new Budget(1_250_000, 62_500));
                long[] file = crowd.national(random, lines);
                arena.file(company, file);
                arena.exchange();
                boolean refused = false;
                for (int call = 0; call < lines; call++) {
                    long number = call % 100 == 0 ? people.subscriber(random) : file[random.nextInt(lines)];
                    Optional<ListRefusal> refusal = arena.lookUp(company, new long[] {number}, 1);
                    if (refusal.isPresent()) {
                        refused = true;
                        why.merge(Arena.words(refusal.get()), 1, Integer::sum);
                    }
                }
                held += refused ? 1 : 0;
            }
        }
        return new Honest("a dialer, of the numbers of its file", companies, held, String.join(", ", why.keySet()));
    }

    private List<Honest> small(int files) {
        List<Honest> honest = new ArrayList<>();
        honest.add(crowd("a shop's 2,000 lines", files, SMALL, r -> crowd.national(r, 2_000)));
        honest.add(crowd("a regional shop, 10,000 in 40 blocks", files, SMALL, r -> crowd.regional(r, 10_000, 40)));
        honest.add(crowd("a campaign of 10,000", files, SMALL, r -> crowd.national(r, 10_000)));
        honest.add(crowd("10,000 mobiles", files, SMALL, r -> crowd.mobile(r, 10_000)));
        honest.add(crowd("25,000 lines, 3 % mistyped", files, LARGE, r -> crowd.mistyped(r, 25_000, 3)));
        honest.add(crowd(
                "10,000 companies, 15 % in ranges, 3 % in 08", files, SMALL, r -> crowd.business(r, 10_000, 15, 3)));
        return honest;
    }

    /** The whole crowd. */
    List<Honest> honest(int files) {
        List<Honest> honest = small(files);
        honest.add(
                crowd("a national file of 300,000", Math.max(1, files / 10), LARGE, r -> crowd.national(r, 300_000)));
        honest.add(monthly(Math.max(1, files / 12), 20_000, 5));
        honest.add(broker(Math.max(2, files / 25)));
        honest.add(dialers(Math.max(1, files / 25), 5_000));
        return honest;
    }

    /** A pollster's digits: each file is held until a person has looked at it. */
    Honest pollster(int files) {
        return crowd("a pollster's digits by chance", files, LARGE, r -> crowd.pollster(r, 10_000));
    }
}
