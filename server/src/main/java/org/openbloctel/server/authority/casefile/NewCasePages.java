package org.openbloctel.server.authority.casefile;

import static org.openbloctel.server.authority.casefile.CasePages.LIST;
import static org.openbloctel.server.authority.casefile.CasePages.inspector;
import static org.openbloctel.server.platform.access.Access.Caller.INSPECTOR;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.accounts.company.CompanyNumber;
import org.openbloctel.registry.authority.casefile.CaseView;
import org.openbloctel.registry.authority.casefile.Cases;
import org.openbloctel.registry.authority.complaint.ComplaintQuery;
import org.openbloctel.registry.authority.complaint.ComplaintState;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.authority.casefile.CaseForms.MoreForm;
import org.openbloctel.server.authority.casefile.CaseForms.NewForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.Formats;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Cases begin with complaints that are attributed to a company, and take more of them until the letter is sent. */
@Controller
final class NewCasePages {
    private static final String NEW = LIST + "/nouveau";
    private static final Duration ALL = Duration.ofDays(5 * 366);

    private final Cases cases;
    private final InspectorDesk desk;
    private final CompanyDirectory companies;
    private final CaseShown shown;
    private final Formats formats;

    NewCasePages(Cases cases, InspectorDesk desk, Database database, CaseShown shown, Formats formats) {
        this.cases = cases;
        this.desk = desk;
        this.companies = new CompanyDirectory(database);
        this.shown = shown;
        this.formats = formats;
    }

    /** Asks for the company first; with its SIREN, shows its complaints, all of them chosen. */
    @Access(INSPECTOR)
    @GetMapping(NEW)
    String form(
            SignedIn.Inspector who,
            @RequestParam(name = "siren", defaultValue = "") String siren,
            Instant now,
            Model model) {
        Optional<Company.Named> company = company(siren);
        Map<String, String> options =
                company.map(one -> complaints(who, one.id(), now)).orElse(Map.of());
        model.addAttribute("form", new NewForm(siren.strip(), List.copyOf(options.keySet())));
        return page(company, options, model);
    }

    @Access(INSPECTOR)
    @PostMapping(NEW)
    String open(SignedIn.Inspector who, SentForm<NewForm> sent, Instant now, NextPage next) {
        NewForm form = sent.form();
        Optional<Company.Named> company = company(form.siren());
        try {
            UUID against = company.map(Company.Named::id)
                    .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownCompany()));
            UUID id = cases.open(inspector(who), against, ids(form.complaints()));
            next.done("casefile.opened");
            return "redirect:" + LIST + "/" + id;
        } catch (RefusedException refused) {
            sent.refuse(refused, company.isPresent() ? "complaints" : "siren");
            Map<String, String> options =
                    company.map(one -> complaints(who, one.id(), now)).orElse(Map.of());
            return page(company, options, sent.model());
        }
    }

    private static String page(Optional<Company.Named> company, Map<String, String> options, Model model) {
        model.addAttribute("company", company.orElse(null));
        model.addAttribute("options", options);
        return "casefile/new";
    }

    @Access(INSPECTOR)
    @GetMapping(LIST + "/{id}/signalements")
    String more(SignedIn.Inspector who, @PathVariable UUID id, Instant now, Model model) {
        model.addAttribute("form", new MoreForm(List.of(), false));
        return more(who, cases.read(inspector(who), id), now, model);
    }

    @Access(INSPECTOR)
    @PostMapping(LIST + "/{id}/signalements")
    String add(SignedIn.Inspector who, @PathVariable UUID id, SentForm<MoreForm> sent, Instant now, NextPage next) {
        try {
            if (sent.form().joined()) {
                next.done("casefile.joined", cases.addJoined(inspector(who), id));
            } else {
                cases.add(inspector(who), id, ids(sent.form().complaints()));
                next.done("casefile.added");
            }
        } catch (RefusedException refused) {
            sent.refuse(refused, "complaints");
            return more(who, cases.read(inspector(who), id), now, sent.model());
        }
        return "redirect:" + LIST + "/" + id;
    }

    private String more(SignedIn.Inspector who, CaseView view, Instant now, Model model) {
        UUID company = view.file().company();
        model.addAttribute("view", view);
        model.addAttribute("options", company == null ? Map.of() : complaints(who, company, now));
        return "casefile/more";
    }

    private Optional<Company.Named> company(String siren) {
        String digits = CompanyNumber.digits(siren);
        return digits.isEmpty()
                ? Optional.empty()
                : companies.find(Set.of(), Set.of(digits)).stream().findFirst();
    }

    /** The complaints attributed to a company, by their ids. */
    private Map<String, String> complaints(SignedIn.Inspector who, UUID company, Instant now) {
        Map<String, String> all = new LinkedHashMap<>();
        ComplaintQuery query = new ComplaintQuery(
                ComplaintState.ATTRIBUTED, company, null, null, "", now.minus(ALL), now.plusSeconds(1), null);
        for (ComplaintQuery.Row one : desk.search(inspector(who), query, Cases.MAX_COMPLAINTS)) {
            String text = shown.say(
                    "casefile.complaint.option",
                    one.reference().spelled(),
                    formats.day(one.receivedAt()),
                    shown.say("complaint.subject." + one.subject().code()),
                    one.calls());
            all.put(one.id().toString(), text);
        }
        return all;
    }

    private static List<UUID> ids(List<String> typed) {
        try {
            return typed.stream().map(UUID::fromString).toList();
        } catch (IllegalArgumentException none) {
            throw new RefusedException(new RequestRefusal.UnreadableField("complaints"));
        }
    }
}
