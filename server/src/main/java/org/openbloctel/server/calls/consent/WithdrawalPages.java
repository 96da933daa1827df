package org.openbloctel.server.calls.consent;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.consumer.NumberCodes.Sender.Channel;
import org.openbloctel.registry.calls.consent.GivenConsent;
import org.openbloctel.registry.calls.consent.Withdrawals;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.accounts.consumer.ConsentProof;
import org.openbloctel.server.accounts.consumer.NumberForm;
import org.openbloctel.server.accounts.consumer.NumberForm.NumberCodeForm;
import org.openbloctel.server.accounts.consumer.Receipts;
import org.openbloctel.server.accounts.consumer.Refusals;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Withdrawing consents without an account. The request stays in the session of the browser that asked, never in an address: an address
 * that opens a list would be worth stealing.
 */
@Controller
record WithdrawalPages(Withdrawals withdrawals, ConsentDocuments documents, RateLimits limits, InstantSource clock) {
    /** How often one household may ask for codes: numbers are limited by themselves beside it. */
    static final RateLimits.Limit ASKING = new RateLimits.Limit("withdrawing", 10, Duration.ofHours(1));

    private static final String ROOT = "/retirer-mon-consentement";
    private static final String LIST = ROOT + "/liste";
    private static final String REQUEST =
            "org.openbloctel.server.consent.WithdrawalPages.request"; // in stored sessions

    @Access(ANYONE)
    @GetMapping(ROOT)
    String form(@ModelAttribute("form") NumberForm form) {
        return "consent/ask";
    }

    @Access(ANYONE)
    @PostMapping(ROOT)
    String ask(
            SentForm<NumberForm> sent,
            @RequestParam("canal") Channel channel,
            HttpServletRequest request,
            NextPage next) {
        UUID id;
        try {
            limits.checkAddress(ASKING, request.getRemoteAddr());
            id = withdrawals.ask(sent.form().number(), channel, LocaleContextHolder.getLocale());
        } catch (RefusedException refused) {
            Refusals.show(refused, sent, "number");
            return "consent/ask";
        }
        request.getSession().setAttribute(REQUEST, id);
        next.done("consent.code.sent");
        return "redirect:" + ROOT + "/code";
    }

    @Access(ANYONE)
    @GetMapping(ROOT + "/code")
    String code(@ModelAttribute("form") NumberCodeForm form, HttpServletRequest request) {
        return request(request).isEmpty() ? "redirect:" + ROOT : "consent/code";
    }

    @Access(ANYONE)
    @PostMapping(ROOT + "/code")
    String enter(SentForm<NumberCodeForm> sent, HttpServletRequest request) {
        try {
            withdrawals.enter(known(request), sent.form().code());
        } catch (RefusedException refused) {
            Refusals.show(refused, sent, "code");
            return "consent/code";
        }
        // An attacker who planted the session does not see what the code opened.
        request.changeSessionId();
        return "redirect:" + LIST;
    }

    @Access(ANYONE)
    @GetMapping(LIST)
    String list(HttpServletRequest request, Model model) {
        Optional<UUID> id = request(request).filter(withdrawals::isOpen);
        if (id.isEmpty()) {
            return "redirect:" + ROOT;
        }
        List<GivenConsent> all = withdrawals.of(id.get());
        Instant now = clock.instant();
        model.addAttribute("of", all);
        model.addAttribute("open", all.stream().anyMatch(one -> one.open(now)));
        model.addAttribute("now", now);
        model.addAttribute("root", LIST);
        return "consent/list";
    }

    @Access(ANYONE)
    @GetMapping(LIST + "/{id}/preuve.json")
    ResponseEntity<ConsentProof> proof(@PathVariable("id") UUID id, HttpServletRequest request) {
        return Receipts.download("preuve-" + id + ".json", MediaType.APPLICATION_JSON)
                .body(ConsentProof.of(withdrawals.one(known(request), id)));
    }

    @Access(ANYONE)
    @GetMapping(LIST + "/{id}/preuve.pdf")
    ResponseEntity<byte[]> document(@PathVariable("id") UUID id, HttpServletRequest request) {
        return documents.pdf(withdrawals.one(known(request), id));
    }

    @Access(ANYONE)
    @PostMapping(LIST + "/{id}/retrait")
    String withdraw(@PathVariable("id") UUID id, HttpServletRequest request, NextPage next) {
        GivenConsent withdrawn = withdrawals.withdraw(known(request), id);
        next.done("consent.withdrawn.one", withdrawn.principal());
        return "redirect:" + LIST;
    }

    @Access(ANYONE)
    @PostMapping(LIST + "/{id}/confirmation")
    String confirm(@PathVariable("id") UUID id, HttpServletRequest request, NextPage next) {
        GivenConsent confirmed = withdrawals.confirm(known(request), id);
        next.done("consent.confirmed.one", confirmed.principal());
        return "redirect:" + LIST;
    }

    @Access(ANYONE)
    @PostMapping(LIST + "/retrait")
    String withdrawAll(HttpServletRequest request, NextPage next) {
        next.done("consent.withdrawn.all", withdrawals.withdrawAll(known(request)));
        return "redirect:" + LIST;
    }

    private static Optional<UUID> request(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(REQUEST) instanceof UUID id ? Optional.of(id) : Optional.empty();
    }

    private static UUID known(HttpServletRequest request) {
        return request(request).orElseThrow(() -> new RefusedException(new ConsumerRefusal.CodeExpired()));
    }
}
