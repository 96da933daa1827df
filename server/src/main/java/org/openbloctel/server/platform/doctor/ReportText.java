package org.openbloctel.server.platform.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.server.platform.pages.CommandText;
import tools.jackson.databind.json.JsonMapper;

/** A report in French or English, or as JSON. Immutable. */
public final class ReportText {
    private final CommandText words;

    /** French, or English for any other language. */
    public ReportText(String language) {
        this.words = new CommandText("doctor", language);
    }

    /** For people: what is wrong, which, what to do; then what was examined. */
    public String text(Doctor.Report report) {
        StringBuilder out = new StringBuilder();
        for (Defects.Found found : report.defects()) {
            String code = found.defect().code();
            out.append(code)
                    .append("  ")
                    .append(words.say("doctor.defect." + code, words.number(found.count())))
                    .append('\n');
            out.append("        ").append(words.say("doctor.remedy." + code)).append('\n');
            found.subjects()
                    .forEach(subject -> out.append("        - ").append(subject).append('\n'));
            if (found.count() > found.subjects().size()) {
                out.append("        - …\n");
            }
        }
        report.unchecked()
                .forEach((check, reason) -> out.append(words.say(
                                "doctor.unchecked",
                                words.say("doctor.check." + check),
                                reason.equals("schema") ? words.say("doctor.schema") : reason))
                        .append('\n'));
        String examined = new TreeMap<>(report.examined())
                .entrySet().stream()
                        .map(kind -> words.say("doctor.kind." + kind.getKey(), words.number(kind.getValue())))
                        .collect(Collectors.joining(", "));
        if (!examined.isEmpty()) {
            out.append(words.say("doctor.examined", examined)).append('\n');
        }
        if (!report.used()) {
            out.append(words.say("doctor.unused")).append('\n');
        }
        String end = switch (report.exitCode()) {
            case Doctor.Report.SOUND -> words.say("doctor.sound");
            case Doctor.Report.DEFECTS ->
                words.say("doctor.unsound", words.number(report.defects().size()));
            default -> words.say("doctor.incomplete");
        };
        return out.append(end).append('\n').toString();
    }

    /** For programs: docs/operations.md has the fields. */
    public static String json(Doctor.Report report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sound", report.exitCode() == Doctor.Report.SOUND);
        json.put("used", report.used());
        json.put("defects", report.defects().stream().map(ReportText::defect).toList());
        json.put("examined", new TreeMap<>(report.examined()));
        json.put("unchecked", new TreeMap<>(report.unchecked()));
        return JsonMapper.shared().writeValueAsString(json) + "\n";
    }

    private static Map<String, Object> defect(Defects.Found found) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", found.defect().code());
        json.put("name", found.defect().name());
        json.put("count", found.count());
        json.put("subjects", List.copyOf(found.subjects()));
        return json;
    }
}
