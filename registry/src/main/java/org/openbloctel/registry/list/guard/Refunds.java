package org.openbloctel.registry.list.guard;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * Refunds what servers drew in advance and did not answer, as far as their journals prove it. The numbers of a journal become known first,
 * in the transaction that removes the draw: of two refunds at once, or one after a kill in the middle, each draw is refunded once.
 * Thread-safe.
 */
record Refunds(Database database, InstantSource clock, GuardRows rows, DrawRows draws) {
    /** Settles the journals in a folder that no process holds, and erases them. One that proves nothing refunds nothing. */
    void ofEnded(Path folder) throws IOException {
        try (DirectoryStream<Path> journals = Files.newDirectoryStream(folder, "*" + PrintJournal.SUFFIX)) {
            for (Path journal : journals) {
                PrintJournal.settle(journal, content -> content.ifPresent(this::of));
            }
        }
    }

    /** Settles one journal whose server answers no more. */
    void of(PrintJournal.Content content) {
        Map<DrawRows.Key, List<PrintJournal.Entry>> answered = content.entries().stream()
                .collect(Collectors.groupingBy(entry ->
                        new DrawRows.Key(content.journal(), entry.principal(), LocalDate.ofEpochDay(entry.day()))));
        draws.of(content.journal())
                .forEach(key -> database.runInAccounts(() -> refund(key, answered.getOrDefault(key, List.of()))));
    }

    private void refund(DrawRows.Key key, List<PrintJournal.Entry> entries) {
        int day = (int) key.day().toEpochDay();
        UUID principal = key.principal();
        GuardRows.Kept kept = rows.lock(principal);
        Optional<DrawRows.Drawn> drawn = draws.remove(key);
        if (drawn.isEmpty()) {
            return;
        }
        Asked asked = Asked.read(kept.asked());
        long answered = 0;
        for (PrintJournal.Entry entry : entries) {
            if (entry.at() > drawn.get().settled()) {
                asked.put(entry.print(), day);
                answered += entry.numbers();
            }
        }
        if (answered > 0) {
            rows.write(principal, asked.written((int) LegalCalendar.today(clock).toEpochDay()), kept.version() + 1);
        }
        if (drawn.get().numbers() > answered) {
            rows.draw(principal, key.day(), answered - drawn.get().numbers());
        }
    }
}
