package org.openbloctel.server.authority.signal;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.INSPECTOR;

import java.util.UUID;
import org.openbloctel.registry.authority.casefile.CaseSignals;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.signal.Signal;
import org.openbloctel.registry.authority.signal.Signals;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SignalRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of signals, and the page on which an inspector settles one. */
@Controller
record SignalPages(Signals signals, CaseSignals cases, SignalShown shown) {
    private static final String LIST = "/inspection/signaux";
    private static final int SHOWN = 200;

    /** Unknown codes do not narrow the list. */
    @Access(INSPECTOR)
    @GetMapping(LIST)
    String list(
            SignedIn.Inspector who,
            @RequestParam(name = "type", defaultValue = "") String kind,
            @RequestParam(name = "etat", defaultValue = "") String state,
            Model model) {
        Signal.Query query = new Signal.Query(
                Signal.Kind.of(kind).orElse(null), Signal.State.of(state).orElse(null), null);
        shown.list(signals.list(inspector(who), query, SHOWN), query, model);
        return "signal/list";
    }

    @Access(INSPECTOR)
    @GetMapping(LIST + "/{id}")
    String one(SignedIn.Inspector who, @PathVariable("id") UUID id, Model model) {
        model.addAttribute("form", new SignalForm(""));
        return page(who, id, model);
    }

    @Access(INSPECTOR)
    @PostMapping(LIST + "/{id}")
    String dismiss(SignedIn.Inspector who, @PathVariable("id") UUID id, SentForm<SignalForm> sent, NextPage next) {
        try {
            signals.dismiss(inspector(who), id, sent.form().note());
        } catch (RefusedException refused) {
            if (!(refused.refusal() instanceof SignalRefusal.NoteNeeded)) {
                throw refused;
            }
            sent.refuse(refused, "note");
            return page(who, id, sent.model());
        }
        next.done("signal.dismissed");
        return "redirect:" + LIST;
    }

    /** Adds a signal to a case about the same company or number. */
    @Access(INSPECTOR)
    @PostMapping(LIST + "/{id}/dossier")
    String add(
            SignedIn.Inspector who,
            @PathVariable("id") UUID id,
            @RequestParam("dossier") UUID caseFile,
            NextPage next) {
        cases.take(inspector(who), id, caseFile);
        next.done("signal.added");
        return "redirect:" + LIST + "/" + id;
    }

    private String page(SignedIn.Inspector who, UUID id, Model model) {
        Inspector inspector = inspector(who);
        Signal signal = signals.open(inspector, id);
        shown.one(inspector, signal, model);
        model.addAttribute("cases", cases.cases(inspector, signal));
        return "signal/one";
    }

    private static Inspector inspector(SignedIn.Inspector who) {
        return new Inspector(who.id());
    }

    /** Why a signal is dismissed. */
    record SignalForm(String note) implements KeptForm {
        SignalForm {
            note = requireNonNullElse(note, "");
        }
    }
}
