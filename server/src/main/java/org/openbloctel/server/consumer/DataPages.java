package org.openbloctel.server.consumer;

import static org.openbloctel.server.web.Access.Caller.ANYONE;
import static org.openbloctel.server.web.Access.Caller.CONSUMER;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.openbloctel.registry.consent.NumberConsents;
import org.openbloctel.registry.consumer.ConsumerPasskeys;
import org.openbloctel.registry.consumer.Consumers;
import org.openbloctel.registry.consumer.PhoneNumber;
import org.openbloctel.registry.consumer.Registration;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.FormRefusals;
import org.openbloctel.server.web.SignIn;
import org.openbloctel.server.web.SignedIn;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A consumer's data: seen, taken along, erased; and their address. */
@Controller
final class DataPages {
    private final Consumers consumers;
    private final ConsumerPasskeys passkeys;
    private final NumberConsents consents;
    private final Refusals refusals;
    private final SignIn signIn;
    private final MessageSource texts;

    DataPages(
            Consumers consumers,
            ConsumerPasskeys passkeys,
            NumberConsents consents,
            Refusals refusals,
            SignIn signIn,
            MessageSource texts) {
        this.consumers = consumers;
        this.passkeys = passkeys;
        this.consents = consents;
        this.refusals = refusals;
        this.signIn = signIn;
        this.texts = texts;
    }

    @Access(CONSUMER)
    @GetMapping("/espace/donnees")
    String data(@AuthenticationPrincipal SignedIn.Consumer who, Model model) {
        model.addAttribute("mine", consumers.space(who.id()));
        return "consumer/data";
    }

    @Access(CONSUMER)
    @GetMapping("/espace/donnees/export.json")
    ResponseEntity<ExportedData> export(@AuthenticationPrincipal SignedIn.Consumer who) {
        return Receipts.download("mes-donnees.json", MediaType.APPLICATION_JSON)
                .body(ExportedData.of(consumers.export(who.id()), passkeys.of(who.id()), consents.of(who.id())));
    }

    @Access(CONSUMER)
    @GetMapping("/espace/donnees/effacement")
    String erasure(
            @AuthenticationPrincipal SignedIn.Consumer who, @ModelAttribute("form") EraseForm form, Model model) {
        return erasure(who, model);
    }

    private String erasure(SignedIn.Consumer who, Model model) {
        model.addAttribute(
                "numbers",
                consumers.space(who.id()).living().stream()
                        .map(Registration::number)
                        .filter(Objects::nonNull)
                        .map(PhoneNumber::masked)
                        .toList());
        return "consumer/erase";
    }

    @Access(CONSUMER)
    @PostMapping("/espace/donnees/effacement")
    String erase(
            @AuthenticationPrincipal SignedIn.Consumer who,
            @ModelAttribute("form") EraseForm form,
            BindingResult result,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!form.sure()) {
            // Where the box cannot be read, the result that was bound has no form that could be shown again.
            FormRefusals.instead(model, "form", form)
                    .rejectValue(
                            "sure",
                            "needed",
                            Objects.requireNonNull(texts.getMessage(
                                    "consumer.erase.check.needed", null, LocaleContextHolder.getLocale())));
            FormRefusals.answer(HttpStatus.UNPROCESSABLE_CONTENT);
            return erasure(who, model);
        }
        consumers.erase(who.id());
        signIn.end(request, response);
        return "redirect:/espace/donnees/effacees";
    }

    @Access(ANYONE)
    @GetMapping("/espace/donnees/effacees")
    String erased() {
        return "consumer/erased";
    }

    @Access(CONSUMER)
    @GetMapping("/espace/adresse")
    String address(
            @AuthenticationPrincipal SignedIn.Consumer who, @ModelAttribute("form") AddressForm form, Model model) {
        return address(who, model);
    }

    private String address(SignedIn.Consumer who, Model model) {
        model.addAttribute("address", consumers.space(who.id()).consumer().email());
        return "consumer/address";
    }

    @Access(CONSUMER)
    @PostMapping("/espace/adresse")
    String changeAddress(
            @AuthenticationPrincipal SignedIn.Consumer who,
            @ModelAttribute("form") AddressForm form,
            BindingResult result,
            Model model,
            RedirectAttributes next) {
        try {
            consumers.askToChangeAddress(who.id(), form.email());
        } catch (RefusedException refused) {
            refusals.show(refused, result, "email");
            return address(who, model);
        }
        next.addFlashAttribute("address", form.email().strip());
        return "redirect:/espace/adresse/envoye";
    }

    @Access(CONSUMER)
    @GetMapping("/espace/adresse/envoye")
    String addressAsked(Model model) {
        return RegistrationPages.sent(model, "address", "/espace/adresse");
    }
}
