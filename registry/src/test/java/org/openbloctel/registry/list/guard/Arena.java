package org.openbloctel.registry.list.guard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.list.OppositionList;

/** Two servers with the guard on one real database, and companies that ask them. One thread. */
final class Arena implements AutoCloseable {
    /** Nothing holds an attacker who had so many numbers in a day. */
    private static final long ENOUGH = 1_500_000;
    /** Two servers exchange every five seconds, in which a fast client asks so much. */
    private static final int EXCHANGED_EACH = 10_000;

    private static final String COVERAGE = "coverage";

    static final LocalDate END = LocalDate.parse("2090-01-01");

    private final Population people;
    private final OppositionList list;
    private final SplittableRandom random;
    private final Database database = TestDatabase.create().database();
    private double covered;
    private int asked = 2;
    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final MasterKeys master = MasterKeys.generate();
    private final AuditTrail audit = new AuditTrail(database, master, () -> now);
    private final Guard[] servers = {guard(), guard()};
    private final GuardDesk desk = new GuardDesk(database, audit, () -> now, servers[0]);
    private final Polls polls = new Polls(database, audit, () -> now);

    Arena(Population people, SplittableRandom random) {
        this.people = people;
        this.list = people.list();
        this.random = random;
        listCanaries();
    }

    private void listCanaries() {
        long[] canaries = Arrays.stream(people.canaries()).map(Arena::e164).toArray();
        UUID batch = new UUID(random.nextLong(), random.nextLong());
        byte[] sealed = master.wrap(CanaryWatch.bytes(canaries), CanaryWatch.sealedFor(batch));
        database.runInAccounts(() -> {
            CanaryRows rows = database.rows(CanaryRows.class);
            rows.insert(batch, "an operator", canaries.length, sealed, "staff:1", now);
            rows.listed(batch, now);
        });
        exchange();
    }

    private Guard guard() {
        return TestGuards.usual(database, audit, () -> now, master);
    }

    GuardDesk desk() {
        return desk;
    }

    boolean lift(UUID company, String actor, String why) {
        return TestGuards.lift(servers[0], desk, company, actor, why);
    }

    /** A company with the budget of its plan. */
    UUID company(Budget budget) {
        UUID company = new UUID(random.nextLong(), random.nextLong());
        if (!budget.equals(GuardRules.USUAL.free())) {
            desk.raise(company, budget, END, "plan", "test");
        }
        return company;
    }

    LocalDate today() {
        return LegalCalendar.dayOf(now);
    }

    void days(int days) {
        later(Duration.ofDays(days));
    }

    /** Time goes by: all is exchanged before, and once more after it. */
    void later(Duration time) {
        exchange();
        now = now.plus(time);
        exchange();
    }

    void exchange() {
        for (Guard server : servers) {
            server.exchange();
        }
    }

    /** Both servers start anew. */
    void restart() {
        for (int i = 0; i < servers.length; i++) {
            servers[i].close();
            servers[i] = guard();
        }
    }

    /** From here on the first server alone is asked. */
    void oneServer() {
        asked = 1;
    }

    Optional<Held> file(UUID company, long[] nationals) {
        return file(company, company, nationals, Optional.empty(), false);
    }

    /** A file for a client. */
    Optional<Held> file(UUID company, UUID principal, long[] nationals) {
        return file(company, principal, nationals, Optional.empty(), false);
    }

    /** A file that was sent for a campaign. */
    Optional<Held> file(UUID company, long[] nationals, UUID campaign) {
        return file(company, company, nationals, Optional.of(campaign), false);
    }

    Polls polls() {
        return polls;
    }

    /** A campaign of a company that may dial digits by chance: so many in all, and a day. */
    UUID poll(UUID company, Budget budget) {
        UUID campaign = new UUID(random.nextLong(), random.nextLong());
        polls.approve(campaign, company, budget, END, "method of the poll", "staff:1");
        return campaign;
    }

    /** A file that a person has looked at. */
    Optional<Held> release(UUID company, long[] nationals) {
        return file(company, company, nationals, Optional.empty(), true);
    }

    private Optional<Held> file(
            UUID company, UUID principal, long[] nationals, Optional<UUID> campaign, boolean released) {
        Reading reading = servers[0].reading();
        for (long national : nationals) {
            reading.add(e164(national));
        }
        Asker asker = new Asker(company, principal, "key:1", Asker.Door.FILE);
        covered = database.inAccounts(() -> covered(company, reading));
        return database.inAccounts(() -> servers[random.nextInt(asked)].file(asker, reading, campaign, released, list));
    }

    /** What the last file covered of its blocks, with the week before it; 0 where its pairs are too few to say. */
    double covered() {
        return covered;
    }

    private double covered(UUID company, Reading reading) {
        Asked asked = Asked.read(new GuardRows(database).read(company).asked());
        asked.thin(reading.level());
        LocalDate today = LegalCalendar.dayOf(now);
        Spread.BlockShare file = new Weeks(database, GuardRules.USUAL)
                .withFile(company, reading, asked, today, list)
                .of(reading, asked, (int) today.toEpochDay());
        return file.pairs() < Coverage.SURE_PAIRS ? 0 : file.share();
    }

    /** Looks numbers up on one of the servers; why not, when they were refused. */
    Optional<ListRefusal> lookUp(UUID company, long[] nationals, int n) {
        return lookUp(company, company, nationals, n);
    }

    /** The same for a client. */
    Optional<ListRefusal> lookUp(UUID company, UUID principal, long[] nationals, int n) {
        long[] e164s = new long[n];
        for (int i = 0; i < n; i++) {
            e164s[i] = e164(nationals[i]);
        }
        try {
            Asker asker = new Asker(company, principal, "key:" + random.nextInt(5), Asker.Door.LOOKUP);
            servers[random.nextInt(asked)].answer(asker, list, e164s, n, true);
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of((ListRefusal) e.refusal());
        }
    }

    private static long e164(long national) {
        return Population.PLAN.international(national);
    }

    /** What an attacker had when it was held. */
    record Loot(long asked, long learnt, String heldBy) {}

    /** How an attacker asks. */
    enum Door {
        FILES,
        LOOKUPS,
        BOTH
    }

    /** Which files or questions, how large, and how much of them is fresh. */
    record Way(Door door, int size, int oneFreshIn, Days days, int patience) {
        /** When a day ends. */
        enum Days {
            /** Never. */
            ONE,
            /** After each file or question. */
            EACH,
            /** When its budget is used up. */
            FULL
        }

        /** Who asks for few at a time goes on for long: of an account that is sampled, some answers still come. */
        Way(Door door, int size, int oneFreshIn) {
            this(door, size, oneFreshIn, Days.ONE, size > 100 ? 30 : 3_000);
        }

        /** One file or question a day. */
        Way dayAfterDay() {
            return new Way(door, size, oneFreshIn, Days.EACH, patience);
        }

        /** The whole budget of each day. */
        Way allDays() {
            return new Way(door, size, oneFreshIn, Days.FULL, patience);
        }

        /** Until so many were refused. */
        Way until(int refused) {
            return new Way(door, size, oneFreshIn, days, refused);
        }
    }

    /** Files first, until so many numbers were asked, and then the same walk number by number: until there is no answer any more. */
    Loot oneByOne(UUID company, Attacks.Walk walk, long inFiles) {
        Loot files = attack(company, walk, new Way(Door.FILES, 10_000, 1), new Loot(0, 0, ""), inFiles);
        return attack(company, walk, new Way(Door.LOOKUPS, 1, 1), files, ENOUGH);
    }

    /** Asks until the company is stopped, or until nothing was answered for a long time. */
    Loot attack(UUID company, Attacks.Walk walk, Way way) {
        return attack(company, walk, way, new Loot(0, 0, ""), way.days() == Way.Days.FULL ? Long.MAX_VALUE : ENOUGH);
    }

    private Loot attack(UUID company, Attacks.Walk walk, Way way, Loot before, long enough) {
        long asked = before.asked();
        long learnt = before.learnt();
        int refused = 0;
        int sinceExchange = 0;
        String heldBy = "nothing";
        long[] known = way.oneFreshIn() == 1 ? new long[0] : repeats(company, 9 * way.size() / 10);
        long[] numbers = new long[way.size()];
        while (refused < way.patience() && asked < enough && !walk.isOver()) {
            int fresh = fill(numbers, walk, known, way.oneFreshIn());
            boolean file = way.door() == Door.FILES || (way.door() == Door.BOTH && random.nextBoolean());
            String held = file ? held(file(company, numbers)) : refused(lookUp(company, numbers, numbers.length));
            if (held.isEmpty()) {
                asked += fresh;
                for (int i = 0; i < fresh; i++) {
                    learnt += list.holds(numbers[i]) ? 1 : 0;
                }
            } else {
                refused++;
                heldBy = held;
            }
            sinceExchange += way.size();
            if (way.days() == Way.Days.EACH) {
                days(1);
            } else if (way.days() == Way.Days.FULL && held.equals("budget of the day")) {
                days(1);
                refused = 0;
            }
            if (sinceExchange >= EXCHANGED_EACH || (!held.isEmpty() && refused < 3)) {
                exchange();
                sinceExchange = 0;
            }
            Optional<Stop> stop = held.isEmpty()
                    ? Optional.empty()
                    : desk.stops(company).stream().findFirst();
            if (stop.isPresent()) {
                heldBy = stop.get().signs();
                break;
            }
        }
        return new Loot(asked, learnt, heldBy);
    }

    long[] repeats(UUID company, int n) {
        long[] known = new Crowd(people).national(random, Math.max(1, n));
        file(company, known);
        return known;
    }

    /** The fresh ones come first. */
    private int fill(long[] numbers, Attacks.Walk walk, long[] known, int oneFreshIn) {
        int fresh = Math.max(1, numbers.length / oneFreshIn);
        for (int i = 0; i < numbers.length; i++) {
            boolean over = i < fresh && walk.isOver();
            fresh = over ? i : fresh;
            numbers[i] = i < fresh ? walk.next() : known.length == 0 ? numbers[0] : known[random.nextInt(known.length)];
        }
        return fresh;
    }

    private static String held(Optional<Held> held) {
        return held.map(Arena::words).orElse("");
    }

    static String words(Held held) {
        return switch (held) {
            case Held.DayBudget _ -> "budget of the day";
            case Held.YearBudget _ -> "budget of the year";
            case Held.Signs(String figures) -> figures.replaceAll(" \\d+( %)?", "");
            case Held.Coverage _ -> COVERAGE;
            case Held.Stopped _ -> "stopped before";
        };
    }

    static String words(ListRefusal refusal) {
        return switch (refusal) {
            case ListRefusal.DayBudgetUsedUp _ -> "budget of the day";
            case ListRefusal.YearBudgetUsedUp _ -> "budget of the year";
            case ListRefusal.BlocksCovered _ -> COVERAGE;
            case ListRefusal.LookupsStopped _ -> "stopped before";
            case ListRefusal.ListNotFresh _,
                    ListRefusal.NotMetered _,
                    ListRefusal.NumbersSealedElsewhere _,
                    ListRefusal.NumbersBeingSealed _,
                    ListRefusal.MigrationSkipped _,
                    ListRefusal.MigrationDifferent _,
                    ListRefusal.TooManyNumbers _,
                    ListRefusal.TooManyCanaries _,
                    ListRefusal.NoSuchCanaries _,
                    ListRefusal.NoCanary _,
                    ListRefusal.NoProvenance _ -> refusal.toString();
        };
    }

    private static String refused(Optional<ListRefusal> refusal) {
        return refusal.map(Arena::words).orElse("");
    }

    @Override
    public void close() {
        for (Guard server : servers) {
            server.close();
        }
    }
}
