package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openbloctel.scrub.engine.Seed;

/**
 * Attackers and an honest crowd against the guard on a real database. The short one is part of each check; {@code make redteam} runs the
 * long one and writes its table into docs/enumeration.md.
 */
@Tag("check-long")
final class RedTeamIT {
    private static final Path PAGE = Path.of("../docs/enumeration.md");
    private static final String BEGIN = "<!-- make redteam: begin -->";
    private static final String END = "<!-- make redteam: end -->";
    /** A budget is drawn by estimates of two or three in a hundred, and after it there is a fiftieth more. */
    private static final double OF_BUDGET = 1.08;

    private static final Pattern SIGNS = Pattern.compile("UNASSIGNED|NEIGHBOURS|EVEN|OPPOSED");
    /** Of the crowd's files, one in ten is made for each of the other two populations. */
    private static final int OF_OTHER_SPREADS = 10;

    private final SplittableRandom random = Seed.random(RedTeamIT.class);

    @Test
    void sweepsAreStoppedAndHonestFilesLeave() {
        Population people = new Population(random, Population.Spread.USUAL, 0.02, 0.02);
        RedTeam team = new RedTeam(people, random);
        team.shortAttacks().forEach(RedTeamIT::isStopped);
        for (HonestCompanies.Honest honest : new HonestCompanies(people, random).shortCrowd()) {
            assertThat(honest.held()).as(honest.line()).isZero();
        }
    }

    /**
     * Sweeps that touch ranges without subscribers show it at once, and parts of whole blocks before a day's budget is used up; of evenly
     * chosen mobiles, the budget of the day may be what holds them.
     */
    private static void isStopped(RedTeam.Attacked attacked) {
        Arena.Loot loot = attacked.loot();
        if (!attacked.name().contains("mobile")) {
            assertThat(loot.heldBy())
                    .as(attacked.line())
                    .doesNotContain("budget")
                    .isNotEqualTo("nothing");
        }
        boolean late =
                loot.heldBy().matches("coverage|CANARIES.*") || attacked.name().contains("mobile");
        long most = late ? attacked.most() * 105 / 100 : 50_000;
        assertThat(loot.asked()).as(attacked.line()).isLessThanOrEqualTo(most);
    }

    @Test
    @EnabledIfSystemProperty(named = "redteam", matches = "long")
    void table() throws IOException {
        int files = Integer.getInteger("redteam.files", 1_000);
        List<String> page = new ArrayList<>();
        long start = System.nanoTime();
        page.add("");
        Population people = new Population(random, Population.Spread.USUAL, 0.09, 0.04);
        RedTeam team = new RedTeam(people, random);
        List<RedTeam.Attacked> attacked = team.attacks();
        page.add(
                "| attacker | account | fresh numbers answered | learnt | held by |\n| --- | --- | ---: | ---: | --- |");
        attacked.forEach(row -> page.add(row.line()));
        write(page);
        page.add("\n| honest files | files | held | of 1,000 | why |\n| --- | ---: | ---: | ---: | --- |");
        HonestCompanies companies = new HonestCompanies(people, random);
        List<HonestCompanies.Honest> crowd = companies.honest(files);
        crowd.forEach(row -> page.add(row.line()));
        page.add(companies.pollster(20).line());
        page.add(
                "\n| plan | files | 999 of 1,000 cover less | the most | held from |\n| --- | ---: | ---: | ---: | ---: |");
        companies.coverage().forEach(RedTeamIT::show);
        page.addAll(companies.coverage());
        write(page);
        page.add("\nThe same where blocks are filled more evenly, and less:\n");
        page.add("| honest files | files | held | of 1,000 | why |\n| --- | ---: | ---: | ---: | --- |");
        for (Population.Spread spread : List.of(Population.Spread.EVEN, Population.Spread.ROUGH)) {
            Population other = new Population(random, spread, 0.09, 0.04);
            String name = spread.equals(Population.Spread.EVEN) ? "evenly: " : "unevenly: ";
            new HonestCompanies(other, random)
                    .honest(files / OF_OTHER_SPREADS)
                    .forEach(row -> page.add(row.named(name).line()));
            write(page);
        }
        page.addAll(goals(attacked, crowd));
        page.set(
                0,
                "Run of %s, seed %s: %d minutes on %d processors.%n"
                        .formatted(
                                LocalDate.now(ZoneOffset.UTC),
                                System.getProperty("seed", "as printed"),
                                TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - start),
                                Runtime.getRuntime().availableProcessors()));
        write(page);
        attacked.forEach(
                row -> assertThat((double) row.loot().asked()).as(row.line()).isLessThan(OF_BUDGET * row.most()));
        crowd.forEach(row -> assertThat(row.inThousand()).as(row.line()).isLessThanOrEqualTo(1));
    }

    /** The goals beside the worst that the run measured. */
    private static List<String> goals(List<RedTeam.Attacked> attacked, List<HonestCompanies.Honest> crowd) {
        long bySigns = attacked.stream()
                .filter(row -> SIGNS.matcher(row.loot().heldBy()).lookingAt())
                .mapToLong(row -> row.loot().asked())
                .max()
                .orElse(0);
        double ofBudget = attacked.stream()
                .mapToDouble(row -> 100.0 * row.loot().asked() / row.most())
                .max()
                .orElse(0);
        double learnt = attacked.stream()
                .mapToDouble(RedTeam.Attacked::learntForThousand)
                .max()
                .orElse(0);
        double held = crowd.stream()
                .mapToDouble(HonestCompanies.Honest::inThousand)
                .max()
                .orElse(0);
        return List.of(
                "\n| goal | at most | measured, the worst |\n| --- | ---: | ---: |",
                goal("numbers answered before a sign holds a hijacked large account", "50,000", (double) bySigns),
                goal("numbers answered, of the day's budget or of what coverage lets pass, in %", "108", ofBudget),
                goal("listed numbers learnt for 1,000 €", "10,000; from mobile blocks alone 11,000", learnt),
                goal("honest files held, of 1,000 of a kind", "1", held));
    }

    private static String goal(String goal, String most, double measured) {
        return String.format(Locale.ROOT, "| %s | %s | %,.0f |", goal, most, measured);
    }

    private static void show(String line) {
        System.out.println("0 s: " + line);
    }

    private static void write(List<String> lines) throws IOException {
        if (!RedTeam.isWanted("")) {
            return; // a run of some rows alone
        }
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        Files.writeString(
                PAGE, page.substring(0, from) + "\n\n" + String.join("\n", lines) + "\n\n" + page.substring(to));
    }
}
