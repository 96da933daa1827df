package org.openbloctel.server.consent;

import static org.openbloctel.server.web.Access.Caller.MEMBER;
import static org.openbloctel.server.web.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.web.SignedIn.Role.OWNER;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.openbloctel.registry.consent.CompanyConsents;
import org.openbloctel.registry.consent.Consents;
import org.openbloctel.registry.consent.GivenConsent;
import org.openbloctel.registry.refusal.LawRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.server.law.SectorNames;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.CsvTable;
import org.openbloctel.server.web.FormRefusals;
import org.openbloctel.server.web.Formats;
import org.openbloctel.server.web.RefusalProse;
import org.openbloctel.server.web.SignedIn;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A company's consents, and the form for a withdrawal that was said aloud. */
@Controller
final class CompanyConsentPages {
    private static final int LAST_PAGE = 10_000;
    private static final int MAX_ROWS = 100_000;

    private final CompanyConsents mine;
    private final Consents consents;
    private final RefusalProse prose;
    private final MessageSource texts;
    private final Formats formats;
    private final SectorNames sectors;
    private final InstantSource clock;

    CompanyConsentPages(
            CompanyConsents mine,
            Consents consents,
            RefusalProse prose,
            MessageSource texts,
            Formats formats,
            SectorNames sectors,
            InstantSource clock) {
        this.mine = mine;
        this.consents = consents;
        this.prose = prose;
        this.texts = texts;
        this.formats = formats;
        this.sectors = sectors;
        this.clock = clock;
    }

    @Access(MEMBER)
    @GetMapping("/pro/consentements")
    String all(
            @AuthenticationPrincipal SignedIn.Member who,
            @ModelAttribute("form") ConsentWithdrawalForm form,
            @RequestParam(name = "recherche", defaultValue = "") String search,
            @RequestParam(name = "etat", defaultValue = "ALL") GivenConsent.State state,
            @RequestParam(name = "page", defaultValue = "0") int page,
            Model model) {
        return list(who, search, state, Math.clamp(page, 0, LAST_PAGE), model);
    }

    private String list(SignedIn.Member who, String search, GivenConsent.State state, int page, Model model) {
        List<GivenConsent> found = mine.page(who.company(), search, state, page);
        model.addAttribute(
                "consents", found.stream().limit(CompanyConsents.PAGE).toList());
        List<String> digests = found.stream().map(GivenConsent::evidence).toList();
        model.addAttribute("repeated", mine.repeated(who.company(), digests));
        model.addAttribute("many", CompanyConsents.MANY);
        model.addAttribute("more", found.size() > CompanyConsents.PAGE);
        model.addAttribute("search", search);
        model.addAttribute("state", state);
        model.addAttribute("states", GivenConsent.State.values());
        model.addAttribute("most", MAX_ROWS);
        model.addAttribute("page", page);
        model.addAttribute("now", clock.instant());
        model.addAttribute("mayWithdraw", who.role() != SignedIn.Role.AUDITOR);
        return "consent/company";
    }

    /** The same as a table, without pages. */
    @Access(MEMBER)
    @GetMapping("/pro/consentements/liste.csv")
    ResponseEntity<String> table(
            @AuthenticationPrincipal SignedIn.Member who,
            @RequestParam(name = "recherche", defaultValue = "") String search,
            @RequestParam(name = "etat", defaultValue = "ALL") GivenConsent.State state) {
        CsvTable table = new CsvTable();
        table.row(List.of(
                say("consent.company.reference"),
                say("consent.company.goods"),
                say("consent.sectors"),
                say("consent.company.principal"),
                say("consent.recorder"),
                say("consent.given"),
                say("consent.until"),
                say("consent.withdrawn"),
                say("consent.company.state"),
                say("consent.proof.state")));
        Instant now = clock.instant();
        mine.each(who.company(), search, state, MAX_ROWS, one -> table.row(row(one, now)));
        return table.download(say("consent.company.table.name"));
    }

    private List<String> row(GivenConsent one, Instant now) {
        String recorder = one.recordedBy();
        Instant withdrawn = one.withdrawnAt();
        String state = withdrawn != null ? "withdrawn" : one.open(now) ? "open" : "over";
        return List.of(
                one.reference(),
                one.goods(),
                one.sectors().isEmpty() ? say("consent.state.incomplete") : sectors.of(one.sectors()),
                one.principal(),
                recorder == null ? say("consent.company.direct") : recorder,
                formats.instant(one.givenAt()),
                formats.instant(one.until()),
                withdrawn == null ? "" : formats.instant(withdrawn),
                say("consent.state." + state),
                say(one.confirmed() ? "consent.state.confirmed" : "consent.state.claimed"));
    }

    private String say(String key, Object... arguments) {
        return texts.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping("/pro/consentements")
    String withdraw(
            @AuthenticationPrincipal SignedIn.Member who,
            @ModelAttribute("form") ConsentWithdrawalForm form,
            BindingResult result,
            Model model,
            RedirectAttributes next) {
        int withdrawn;
        try {
            String principal =
                    form.principal().isBlank() ? null : form.principal().strip();
            withdrawn = consents.withdraw(who.company(), who.actor(), principal, form.number());
        } catch (RefusedException refused) {
            String field = refused.refusal() instanceof LawRefusal.UnreadableNumber ? "number" : "principal";
            prose.reject(result, field, refused.refusal());
            FormRefusals.answer(HttpStatus.UNPROCESSABLE_CONTENT);
            return list(who, "", GivenConsent.State.ALL, 0, model);
        }
        next.addFlashAttribute("done", say("consent.company.withdrawn", withdrawn));
        return "redirect:/pro/consentements";
    }
}
