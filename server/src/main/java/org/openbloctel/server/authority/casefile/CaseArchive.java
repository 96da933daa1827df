package org.openbloctel.server.authority.casefile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.authority.casefile.CaseDecision;
import org.openbloctel.registry.authority.casefile.CaseEntry;
import org.openbloctel.registry.authority.casefile.CaseFile;
import org.openbloctel.registry.authority.casefile.CaseView;
import org.openbloctel.registry.authority.complaint.Complaint;
import org.openbloctel.registry.authority.complaint.OtherAuthority;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.certificate.SignedArchive;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A case as a signed archive for another authority or a court: facts, calls, complaints, letters, observations and decisions, without the
 * inspectors' notes. Thread-safe.
 */
@Component
record CaseArchive(Certificates certificates, CaseShown shown, JsonMapper json) {
    /** The case, with what its complainants wrote. */
    void write(CaseView view, List<Complaint> complaints, OutputStream out) throws IOException {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("kind", "case");
        about.put("case", view.file().reference());
        about.put("siren", view.file().siren());
        SignedArchive archive = certificates.archive(out, about);
        archive.add("dossier.json", json.writeValueAsBytes(described(view)));
        archive.add("appels.csv", calls(view).getBytes(StandardCharsets.UTF_8));
        archive.add(
                "signalements.json",
                json.writeValueAsBytes(
                        complaints.stream().map(CaseArchive::complaint).toList()));
        int n = 1;
        for (CaseEntry entry : view.entries()) {
            if (entry.kind() != CaseEntry.Kind.NOTE) {
                String name = "pieces/%02d-%s.%s"
                        .formatted(n++, name(entry.kind()), entry.kind().isText() ? "txt" : "pdf");
                archive.add(name, entry.content());
            }
        }
        archive.finish();
    }

    private static String name(CaseEntry.Kind kind) {
        return switch (kind) {
            case NOTE -> "note";
            case LETTER -> "courrier";
            case OBSERVATIONS -> "observations";
            case DECISION -> "decision";
        };
    }

    private Map<String, @Nullable Object> described(CaseView view) {
        CaseFile file = view.file();
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("case", file.reference());
        all.put("company", file.name());
        all.put("siren", file.siren());
        all.put("state", file.state().name());
        all.put("facts", file.alleged().facts());
        all.put("rules", file.alleged().rules());
        all.put("rulesWithoutCall", file.alleged().beyond());
        all.put("reason", file.alleged().reason());
        all.put("person", file.alleged().person().name());
        all.put("centsPerCall", file.alleged().centsPerCall());
        all.put("furtherCalls", file.alleged().furtherCalls());
        all.put("furtherOn", text(file.alleged().furtherOn()));
        all.put("answerUntil", text(file.answerUntil()));
        all.put("arithmetic", view.arithmetic());
        all.put(
                "steps",
                view.steps().stream()
                        .map(step -> step.at() + " " + step.state() + " " + step.inspector())
                        .toList());
        all.put(
                "decisions",
                view.decisions().stream().map(CaseArchive::decision).toList());
        return all;
    }

    private static Map<String, @Nullable Object> decision(CaseDecision decision) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("outcome", decision.outcome().name());
        one.put("cents", decision.cents());
        one.put("publishedUntil", text(decision.publishedUntil()));
        one.put("articles", decision.articles());
        one.put("grounds", decision.grounds());
        one.put("proposed", decision.proposed().toString());
        one.put("confirmed", text(decision.confirmed()));
        return one;
    }

    private String calls(CaseView view) {
        List<String> retained = view.file().alleged().rules();
        return CaseShown.table(shown.calls(view.complaints(), retained.isEmpty() ? shown.everyRule() : retained))
                .toString();
    }

    private static Map<String, @Nullable Object> complaint(Complaint complaint) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("reference", complaint.reference().spelled());
        one.put("calls", complaint.calls().stream().map(Instant::toString).toList());
        one.put("subject", complaint.subject().code());
        one.put("company", complaint.words().company());
        one.put("said", complaint.words().said());
        one.put("identity", complaint.words().identity());
        Complaint.Answers answers = complaint.answers();
        one.put("agreed", answers.agreed());
        one.put("contract", answers.contract());
        one.put("refusedOn", text(answers.refusedOn()));
        one.put("display", answers.display() == null ? null : answers.display().code());
        one.put("speaker", answers.speaker() == null ? null : answers.speaker().code());
        one.put("alsoFor", complaint.doors().stream().map(OtherAuthority::code).toList());
        one.put("broken", complaint.broken());
        one.put("possible", complaint.unsure());
        return one;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
