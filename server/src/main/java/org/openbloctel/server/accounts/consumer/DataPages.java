package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;
import static org.openbloctel.server.platform.access.Access.Caller.CONSUMER;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.openbloctel.registry.accounts.consumer.ConsumerPasskeys;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.accounts.consumer.Registration;
import org.openbloctel.registry.authority.complaint.Complaint;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.calls.consent.NumberConsents;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.service.helpdesk.Questions;
import org.openbloctel.registry.service.helpdesk.Ticket;
import org.openbloctel.server.accounts.consumer.SignInPages.AddressForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.Browser;
import org.openbloctel.server.platform.access.SignIn;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** A consumer's data: seen, taken along, erased; and their address. */
@Controller
record DataPages(
        Consumers consumers, ConsumerPasskeys passkeys, NumberConsents consents, OwnWritings writings, SignIn signIn) {
    @Access(CONSUMER)
    @GetMapping("/espace/donnees")
    String data(SignedIn.Consumer who, Model model) {
        model.addAttribute("mine", consumers.space(who.id()));
        return "consumer/data";
    }

    @Access(CONSUMER)
    @GetMapping("/espace/donnees/export.json")
    ResponseEntity<ExportedData> export(SignedIn.Consumer who) {
        return Receipts.download("mes-donnees.json", MediaType.APPLICATION_JSON)
                .body(ExportedData.of(
                        consumers.export(who.id()),
                        passkeys.of(who.id()),
                        consents.of(who.id()),
                        writings.complaints(who.id()),
                        writings.questions(who.id())));
    }

    @Access(CONSUMER)
    @GetMapping("/espace/donnees/effacement")
    String erasure(SignedIn.Consumer who, @ModelAttribute("form") EraseForm form, Model model) {
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
    String erase(SignedIn.Consumer who, SentForm<EraseForm> sent, Browser browser) {
        if (!sent.form().sure()) {
            // Where the box cannot be read, the result that was bound has no form that could be shown again.
            sent.retyped(sent.form()).reject("sure", "needed", "consumer.erase.check.needed");
            return erasure(who, sent.model());
        }
        // First: if the second part is cut off, the person presses the button again.
        writings.erase(who.id());
        consumers.erase(who.id(), browser.address());
        signIn.end(browser);
        return "redirect:/espace/donnees/effacees";
    }

    @Access(ANYONE)
    @GetMapping("/espace/donnees/effacees")
    String erased() {
        return "consumer/erased";
    }

    @Access(CONSUMER)
    @GetMapping("/espace/adresse")
    String address(SignedIn.Consumer who, @ModelAttribute("form") AddressForm form, Model model) {
        return address(who, model);
    }

    private String address(SignedIn.Consumer who, Model model) {
        model.addAttribute("address", consumers.space(who.id()).consumer().email());
        return "consumer/address";
    }

    @Access(CONSUMER)
    @PostMapping("/espace/adresse")
    String changeAddress(SignedIn.Consumer who, SentForm<AddressForm> sent, NextPage next) {
        AddressForm form = sent.form();
        try {
            consumers.askToChangeAddress(who.id(), form.email());
        } catch (RefusedException refused) {
            Refusals.show(refused, sent, "email");
            return address(who, sent.model());
        }
        next.show("address", form.email().strip());
        return "redirect:/espace/adresse/envoye";
    }

    @Access(CONSUMER)
    @GetMapping("/espace/adresse/envoye")
    String addressAsked(Model model) {
        return RegistrationPages.sent(model, "address", "/espace/adresse");
    }

    /** The confirmation of an erasure. */
    record EraseForm(Boolean sure) implements KeptForm {
        EraseForm {
            sure = requireNonNullElse(sure, false);
        }
    }

    /** The texts that a consumer wrote to the service: complaints and questions, taken along and erased with their other data. Thread-safe. */
    @Component
    record OwnWritings(Complaints complaints, Questions questions) {
        List<Complaint> complaints(UUID consumer) {
            return complaints.export(consumer);
        }

        List<Ticket> questions(UUID consumer) {
            return questions.export(consumer);
        }

        /** Each part is a transaction of its own: where one fails, the person asks again. */
        void erase(UUID consumer) {
            complaints.erase(consumer);
            questions.erase(consumer);
        }
    }
}
