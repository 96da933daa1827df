package org.openbloctel.scrub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.honest.HonestExport;
import org.openbloctel.scrub.honest.HonestExports;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** Exports of real programs come back whole: each line with the verdict that a careful reader would give. */
@Tag("long")
final class HonestExportsTest {
    private static final int EXPORTS = 120;
    private static final int MIN_RIGHT = 112;
    /** Refusals whose sentence names the cause and what to do. */
    private static final Set<Fault> HELPFUL = EnumSet.of(
            Fault.UNSURE_COLUMN, Fault.OTHER_SEPARATOR, Fault.OTHER_WIDTHS, Fault.ALIGNED_COLUMNS, Fault.OTHER_FORMAT);

    private static final Path WRONG = Path.of("target", "wrong-exports");

    private final OppositionList list = list();
    private final Map<String, String> wrong = new TreeMap<>();
    private final List<String> leaks = new ArrayList<>();
    private final List<String> unhelpful = new ArrayList<>();

    @Test
    void honestExportsComeBackWhole() throws IOException {
        List<HonestExport> exports = HonestExports.all();
        for (HonestExport export : exports) {
            scrub(export);
        }
        int right = exports.size() - wrong.size();
        System.out.println("HonestExportsTest: right: " + right + " of " + exports.size());
        wrong.forEach((name, why) -> System.out.println("HonestExportsTest: wrong: " + name + ": " + why));
        assertThat(leaks).as("listed numbers in lines that may be called").isEmpty();
        assertThat(unhelpful).as("refusals that do not help").isEmpty();
        assertThat(exports).hasSize(EXPORTS);
        assertThat(right).as("right at once; the others: " + wrong).isGreaterThanOrEqualTo(MIN_RIGHT);
    }

    private void scrub(HonestExport export) throws IOException {
        String name = export.kind() + " (" + export.dialect() + ")";
        byte[] file = export.bytes();
        try {
            Scrubbed got = Scrubbed.of(file, LayoutOptions.NONE, list, 1, 1 << 18);
            Map<String, Integer> differences = differences(export, got);
            if (!differences.isEmpty() || export.isRefused()) {
                wrong.put(
                        name,
                        differences + ", reasons " + got.report().uncheckedByReason() + ", columns "
                                + got.report().layout().columns());
            }
            if (differences.keySet().stream().anyMatch(kind -> kind.startsWith("OPPOSED is CALLABLE"))) {
                leaks.add(name + differences);
            }
        } catch (CallFileException e) {
            wrong.put(name, "refused, " + e.fault() + " " + e.details());
            if (!HELPFUL.contains(e.fault())) {
                unhelpful.add(name + " " + e.fault());
            }
        }
        if (wrong.containsKey(name)) {
            Files.createDirectories(WRONG);
            Files.write(WRONG.resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".csv"), file);
        }
    }

    /** Lines with another verdict than theirs, counted by both. */
    private static Map<String, Integer> differences(HonestExport export, Scrubbed got) {
        Map<String, Integer> differences = new TreeMap<>();
        int[] at = new int[Verdict.values().length];
        byte[] head = export.headBytes();
        for (Verdict verdict : Verdict.BY_LIST) {
            if (startsWith(got.returned(verdict), 0, head)) {
                at[verdict.ordinal()] = head.length;
            } else {
                differences.merge("another head", 1, Integer::sum);
            }
        }
        for (HonestExport.Line line : export.lines()) {
            Verdict expected = line.listed() ? Verdict.OPPOSED : line.number() ? Verdict.CALLABLE : Verdict.UNCHECKED;
            byte[] bytes = export.bytes(line);
            List<Verdict> found = Verdict.BY_LIST.stream()
                    .filter(verdict -> startsWith(got.returned(verdict), at[verdict.ordinal()], bytes))
                    .toList();
            found.forEach(verdict -> at[verdict.ordinal()] += bytes.length);
            if (!found.equals(List.of(expected))) {
                String kind = found.isEmpty() ? "lost" : found.toString().replaceAll("[\\[\\]]", "");
                differences.merge(expected + " is " + kind, 1, Integer::sum);
            }
        }
        return differences;
    }

    private static boolean startsWith(byte[] returned, int from, byte[] bytes) {
        return returned.length >= from + bytes.length
                && Arrays.equals(returned, from, from + bytes.length, bytes, 0, bytes.length);
    }

    private static OppositionList list() {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        HonestExports.allListed().forEach(builder::add);
        return builder.build(1, Instant.EPOCH);
    }
}
