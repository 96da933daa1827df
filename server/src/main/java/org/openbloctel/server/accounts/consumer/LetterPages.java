package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.consumer.PaperRegistrations;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.accounts.consumer.Refusals.WithdrawalForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.Languages;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The operator's page for letters: those of consumers are entered, those to consumers and companies are printed and posted. */
@Controller
record LetterPages(PaperRegistrations paper, RegisterLetters companies, Receipts receipts, MessageSource texts) {
    private static final int SHOWN = 100;

    @Access(STAFF)
    @GetMapping("/operateur/courriers")
    String letters(
            @ModelAttribute("letter") LetterForm letter,
            @ModelAttribute("withdrawal") WithdrawalForm withdrawal,
            Model model) {
        return page(model);
    }

    private String page(Model model) {
        Map<String, String> languages = new LinkedHashMap<>();
        for (Locale spoken : Languages.SPOKEN) {
            languages.put(spoken.getLanguage(), say("consumer.data.language." + spoken.getLanguage()));
        }
        model.addAttribute("languages", languages);
        model.addAttribute("queue", paper.toPost(SHOWN));
        model.addAttribute("companyLetters", companies.toPost(SHOWN));
        model.addAttribute("companiesToWrite", companies.toWrite());
        return "consumer/letters";
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping("/operateur/courriers")
    String enter(
            SignedIn.Staff who,
            @SentForm.Named("letter") SentForm<LetterForm> sent,
            @ModelAttribute("withdrawal") WithdrawalForm withdrawal,
            NextPage next) {
        LetterForm form = sent.form();
        try {
            paper.enter(
                    who.actor(),
                    new PaperRegistrations.Letter(
                            form.reference(),
                            form.name(),
                            form.postalAddress(),
                            form.numbers(),
                            form.language().equals("en") ? Locale.ENGLISH : Locale.FRENCH));
        } catch (RefusedException refused) {
            Refusals.show(refused, sent, "numbers");
            return page(sent.model());
        }
        next.done("consumer.letters.entered");
        return "redirect:/operateur/courriers";
    }

    /** Where a form was shown again, a change of language asks for its address. */
    @Access(STAFF)
    @GetMapping("/operateur/courriers/retrait")
    String lettersAgain() {
        return "redirect:/operateur/courriers";
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping("/operateur/courriers/retrait")
    String withdraw(
            SignedIn.Staff who,
            @SentForm.Named("withdrawal") SentForm<WithdrawalForm> sent,
            @ModelAttribute("letter") LetterForm letter,
            NextPage next) {
        WithdrawalForm form = sent.form();
        try {
            paper.withdraw(who.actor(), form.registrationNumber(), form.letterReference());
        } catch (RefusedException refused) {
            Refusals.show(refused, sent, "registrationNumber");
            return page(sent.model());
        }
        next.done("consumer.letters.withdrawn");
        return "redirect:/operateur/courriers";
    }

    @Access(STAFF)
    @GetMapping("/operateur/courriers/{id}/lettre.pdf")
    ResponseEntity<byte[]> print(@PathVariable("id") UUID id) {
        return Receipts.download("lettre-" + id + ".pdf", MediaType.APPLICATION_PDF)
                .body(receipts.letter(paper.letter(id)));
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping("/operateur/courriers/{id}/envoi")
    String posted(SignedIn.Staff who, @PathVariable("id") UUID id, NextPage next) {
        paper.posted(who.actor(), id);
        next.done("consumer.letters.posted.done");
        return "redirect:/operateur/courriers";
    }

    private String say(String key) {
        return texts.getMessage(key, null, LocaleContextHolder.getLocale());
    }

    /** A letter that asks for registrations, as an operator types it. */
    record LetterForm(String reference, String name, String postalAddress, String numbers, String language)
            implements KeptForm {
        LetterForm {
            reference = requireNonNullElse(reference, "");
            name = requireNonNullElse(name, "");
            postalAddress = requireNonNullElse(postalAddress, "");
            numbers = requireNonNullElse(numbers, "");
            language = requireNonNullElse(language, "fr");
        }

        /** Without the number. */
        @Override
        public String toString() {
            return "LetterForm";
        }
    }
}
