package org.openbloctel.server.authority.casefile;

import static org.openbloctel.server.platform.access.Access.Caller.INSPECTOR;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.authority.casefile.CaseEntry;
import org.openbloctel.registry.authority.casefile.CaseFile;
import org.openbloctel.registry.authority.casefile.CaseSignals;
import org.openbloctel.registry.authority.casefile.CaseState;
import org.openbloctel.registry.authority.casefile.CaseView;
import org.openbloctel.registry.authority.casefile.Cases;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.platform.refusal.CaseRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.authority.casefile.CaseForms.TextForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.CsvTable;
import org.openbloctel.server.platform.pages.ListQuery;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of cases and the page of one, for inspectors. */
@Controller
record CasePages(Cases cases, CaseSignals signals, CaseShown shown) {
    static final String LIST = "/inspection/dossiers";

    /** Rows of the list; a search finds what is older. */
    private static final int PAGE = 200;

    @Access(INSPECTOR)
    @GetMapping(LIST)
    String list(SignedIn.Inspector who, @ModelAttribute("query") ListQuery query, Model model) {
        model.addAttribute("states", CaseState.values());
        model.addAttribute("all", found(who, query));
        model.addAttribute("narrowed", !query.text().isEmpty() || !query.state().isEmpty());
        return "casefile/list";
    }

    @Access(INSPECTOR)
    @GetMapping(LIST + ".csv")
    ResponseEntity<String> table(SignedIn.Inspector who, @ModelAttribute("query") ListQuery query) {
        CsvTable csv = new CsvTable();
        csv.row(List.of("reference", "siren", "company", "state", "opened", "answer_until"));
        for (CaseFile one : found(who, query)) {
            csv.row(List.of(
                    one.reference(),
                    one.siren(),
                    one.name(),
                    one.state().name(),
                    one.opening().at().toString(),
                    one.answerUntil() == null ? "" : one.answerUntil().toString()));
        }
        return csv.download("dossiers.csv");
    }

    private List<CaseFile> found(SignedIn.Inspector who, ListQuery query) {
        CaseState state = Arrays.stream(CaseState.values())
                .filter(one -> one.name().equals(query.state()))
                .findFirst()
                .orElse(null);
        return cases.search(inspector(who), state, query.text(), PAGE);
    }

    @Access(INSPECTOR)
    @GetMapping(LIST + "/{id}")
    String one(SignedIn.Inspector who, @PathVariable UUID id, @ModelAttribute("form") TextForm form, Model model) {
        return page(who, id, model);
    }

    @Access(INSPECTOR)
    @PostMapping(LIST + "/{id}")
    String note(SignedIn.Inspector who, @PathVariable UUID id, SentForm<TextForm> sent, NextPage next) {
        try {
            cases.note(inspector(who), id, sent.form().text());
        } catch (RefusedException refused) {
            sent.refuse(refused, "text");
            return page(who, id, sent.model());
        }
        next.done("casefile.noted");
        return "redirect:" + LIST + "/" + id;
    }

    private String page(SignedIn.Inspector who, UUID id, Model model) {
        CaseView view = cases.read(inspector(who), id);
        List<String> retained = view.file().alleged().rules();
        model.addAttribute("view", view);
        model.addAttribute("signals", signals.of(inspector(who), id));
        model.addAttribute("me", who.id());
        model.addAttribute("shown", shown);
        model.addAttribute("calls", shown.calls(view.complaints(), retained.isEmpty() ? shown.everyRule() : retained));
        return "casefile/one";
    }

    /** A letter as PDF, or a note or observations as text. */
    @Access(INSPECTOR)
    @GetMapping(LIST + "/{id}/pieces/{entry}")
    ResponseEntity<byte[]> entry(SignedIn.Inspector who, @PathVariable UUID id, @PathVariable UUID entry) {
        return file(cases.entry(inspector(who), id, entry));
    }

    static ResponseEntity<byte[]> file(CaseEntry entry) {
        return entry.kind().isText()
                ? answer(new MediaType("text", "plain", StandardCharsets.UTF_8), "piece.txt", entry.content())
                : answer(MediaType.APPLICATION_PDF, "courrier.pdf", entry.content());
    }

    /** The letter as it would be sent today. */
    @Access(INSPECTOR)
    @GetMapping(LIST + "/{id}/projet.pdf")
    ResponseEntity<byte[]> draft(
            SignedIn.Inspector who,
            @PathVariable UUID id,
            @RequestParam(name = "jours", defaultValue = "30") int days) {
        return answer(MediaType.APPLICATION_PDF, "projet.pdf", cases.draft(inspector(who), id, days));
    }

    private static ResponseEntity<byte[]> answer(MediaType type, String name, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(content);
    }

    static Inspector inspector(SignedIn.Inspector who) {
        return new Inspector(who.id());
    }

    /** The fields of a case's forms, by what refuses them. */
    static String field(RefusedException refused, String usual) {
        return switch (refused.refusal()) {
            case CaseRefusal.UnusableAmount amount -> "euros";
            case CaseRefusal.NothingAlleged nothing -> "rules";
            case CaseRefusal.RuleWithoutCall without -> "reason";
            default -> usual;
        };
    }
}
