package org.openbloctel.registry.authority.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.authority.complaint.ComplaintWorld.INSPECTOR;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;

/** What inspectors ask for, over complaints of three years. {@code make bench} asks the same over five million. */
final class InspectorLoadIT {
    private static final int ROWS = 2_000;
    private static final long NUMBER_CALLED = 33_639_981_234L;

    private final ComplaintWorld world = new ComplaintWorld();
    private final Worklist worklist = new Worklist(world.database, new Worklist.Limits(5, 3, Duration.ofDays(30)));
    private final ComplaintSums sums = new ComplaintSums(world.database);
    private final Map<String, Supplier<List<?>>> questions = new LinkedHashMap<>();

    private ComplaintQuery query(String words) {
        return new ComplaintQuery(
                null, null, null, null, words, world.now.minus(Duration.ofDays(1_096)), world.now, null);
    }

    private void search(String name, ComplaintQuery query) {
        questions.put("search: " + name, () -> world.desk.search(INSPECTOR, query, 51));
    }

    private void ask() {
        ComplaintQuery all = query("");
        Instant from = all.from();
        Instant until = all.until();
        CallingNumber busy = ManyComplaints.BUSIEST;
        search("the latest", all);
        search("a common word", query("isolation"));
        search("three common words", query("isolation fenêtres crédit"));
        search("one of a caller", new ComplaintQuery(null, null, busy, null, "", from, until, null));
        search(
                "a caller and a common word",
                new ComplaintQuery(null, null, busy, null, "isolation", from, until, null));
        search("a rare subject", new ComplaintQuery(null, null, null, Subject.NON_PROFIT, "", from, until, null));
        search(
                "département, subject and state",
                new ComplaintQuery(
                        ComplaintState.IN_CASE,
                        null,
                        null,
                        Subject.BANK,
                        "",
                        from,
                        until,
                        null,
                        Departement.of("02").orElseThrow(),
                        null,
                        false));
        questions.put("worklist: callers and companies", () -> worklist.targets(INSPECTOR, world.now, 25));
        questions.put("worklist: complaints", () -> worklist.items(INSPECTOR, world.now, 15));
        questions.put("worklist: counts", () -> List.of(sums.waiting(INSPECTOR, world.now, worklist.limits())));
        Instant quarter = world.now.minus(Duration.ofDays(91));
        for (SumGroup group : SumGroup.values()) {
            questions.put(
                    "91 days by " + group.name().toLowerCase(Locale.ROOT),
                    () -> sums.groups(INSPECTOR, group, quarter, world.now, 50));
        }
        LocalDate day = LocalDate.ofInstant(quarter, ZoneOffset.UTC);
        questions.put("course of 13 weeks", () -> sums.course(INSPECTOR, day, 7, 13));
    }

    @Test
    void everyQuestionIsAnswered() {
        ManyComplaints many = new ManyComplaints(world.database, world.owner(), world.keys, world.now);
        many.fill(ROWS);
        ask();
        questions.forEach(
                (name, question) -> assertThat(question.get()).as(name).isNotNull());
        assertThat(world.desk.search(INSPECTOR, query("isolation"), 51)).hasSize(51);
        assertThat(sums.groups(INSPECTOR, SumGroup.CALLER, world.now.minus(Duration.ofDays(1_096)), world.now, 50))
                .hasSize(50);
        assertThat(sums.course(INSPECTOR, LocalDate.of(2023, 11, 1), 200, 6).stream()
                        .mapToLong(ComplaintSums.Period::complaints)
                        .sum())
                .isEqualTo(ROWS);
    }

    @Test
    void someAreReadable() {
        ManyComplaints many = new ManyComplaints(world.database, world.owner(), world.keys, world.now);
        many.fill(ROWS);
        UUID one = many.readable(List.of(NUMBER_CALLED)).getFirst();
        Complaint.Opened opened = world.desk.read(INSPECTOR, one, "essai");
        assertThat(opened.complaint().words().said()).contains("isolation");
        assertThat(opened.complaint().number()).isEqualTo(new PhoneNumber(NUMBER_CALLED));
        assertThat(opened.complaint().state()).isNotNull();
    }
}
