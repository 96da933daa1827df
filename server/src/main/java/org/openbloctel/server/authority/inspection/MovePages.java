package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.INSPECTOR;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Attributes complaints to companies, undoes it, and has an inspector take and release them. */
@Controller
record MovePages(InspectorDesk desk, InspectionShown shown) {
    private static final String ONE = SearchForm.PATH + "/{id}";

    @Access(INSPECTOR)
    @GetMapping(ONE + "/entreprise")
    String choose(
            SignedIn.Inspector who,
            @PathVariable("id") UUID id,
            @RequestParam(name = "nom", defaultValue = "") String company,
            @RequestParam(name = "prestataire", defaultValue = "") String agent,
            Model model) {
        AttributionForm form = new AttributionForm("", "", company, agent);
        model.addAttribute("form", form);
        return choices(who, id, form, model);
    }

    private String choices(SignedIn.Inspector who, UUID id, AttributionForm form, Model model) {
        model.addAttribute(
                "line",
                shown.lines(List.of(desk.row(SearchPages.inspector(who), id))).getFirst());
        model.addAttribute("companies", shown.companies(form.typed()));
        Map<String, String> agents = new LinkedHashMap<>();
        agents.put("", shown.text("inspection.attribute.agent.none"));
        agents.putAll(shown.companies(form.typedAgent()));
        model.addAttribute("agents", agents);
        return "inspection/attribute";
    }

    @Access(INSPECTOR)
    @PostMapping(ONE + "/entreprise")
    String attribute(
            SignedIn.Inspector who, @PathVariable("id") UUID id, SentForm<AttributionForm> sent, NextPage next) {
        AttributionForm form = sent.form();
        try {
            UUID company = SearchForm.id(form.company())
                    .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownCompany()));
            desk.attribute(
                    SearchPages.inspector(who),
                    id,
                    company,
                    SearchForm.id(form.agent()).orElse(null));
        } catch (RefusedException refused) {
            if (!(refused.refusal() instanceof CompanyRefusal.UnknownCompany)) {
                throw refused;
            }
            if (shown.companies(form.typed()).isEmpty()) {
                sent.refuse(refused);
            } else {
                sent.refuse(refused, "company");
            }
            return choices(who, id, form, sent.model());
        }
        return done(next, "inspection.attributed", id);
    }

    @Access(INSPECTOR)
    @PostMapping(ONE + "/suivi")
    String take(SignedIn.Inspector who, @PathVariable("id") UUID id, NextPage next) {
        desk.take(SearchPages.inspector(who), id);
        return done(next, "inspection.taken", id);
    }

    @Access(INSPECTOR)
    @PostMapping(ONE + "/suivi/fin")
    String release(SignedIn.Inspector who, @PathVariable("id") UUID id, NextPage next) {
        desk.release(SearchPages.inspector(who), id);
        return done(next, "inspection.released", id);
    }

    @Access(INSPECTOR)
    @PostMapping(ONE + "/sans-entreprise")
    String unattribute(SignedIn.Inspector who, @PathVariable("id") UUID id, NextPage next) {
        desk.unattribute(SearchPages.inspector(who), id);
        return done(next, "inspection.unattributed", id);
    }

    private static String done(NextPage next, String key, UUID id) {
        next.done(key);
        return "redirect:" + SearchForm.PATH + "/" + id;
    }

    /**
     * The company of a complaint.
     *
     * @param company the id of the one for which the calls were made
     * @param agent the id of the one that made them; empty where it is the same, or not known
     * @param typed what the company was searched by
     * @param typedAgent what the agent was searched by
     */
    record AttributionForm(
            String company,
            String agent,
            @BindParam("nom") String typed,
            @BindParam("prestataire") String typedAgent) implements KeptForm {
        AttributionForm {
            company = requireNonNullElse(company, "");
            agent = requireNonNullElse(agent, "");
            typed = requireNonNullElse(typed, "");
            typedAgent = requireNonNullElse(typedAgent, "");
        }
    }
}
