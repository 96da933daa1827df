package org.openbloctel.server.accounts.credential;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.Factors;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.server.platform.document.QrCode;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.TypedSecret;
import org.openbloctel.server.platform.pages.LayoutModel;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The pages on which a second factor is set up: the first one, another authenticator, one more passkey. */
@Component
record FactorForms(SecondFactor factor, Factors factors, FormRefusals refusals, LayoutModel surroundings) {
    /**
     * An authenticator; for a person's first factor a passkey beside it.
     *
     * @param permit to take another authenticator; empty for the first factor
     */
    String enrolment(Credential credential, String permit, Model model) {
        SecondFactor.Offer offer = factor.offer(credential.id(), surroundings.siteName());
        QrCode qr = QrCode.of(offer.uri());
        model.addAttribute("letters", offer.letters().replaceAll("(.{4})(?!$)", "$1 "));
        model.addAttribute("qrPath", qr.path());
        model.addAttribute("qrBox", "0 0 " + qr.side() + " " + qr.side());
        model.addAttribute("permit", permit);
        addForms(credential, permit, model);
        return "credential/enrolment";
    }

    /** One more passkey, by this permit. */
    String another(Credential credential, String permit, Model model) {
        addForms(credential, permit, model);
        return "credential/passkey";
    }

    /** The means by which a person can prove themselves, for a page that asks. */
    void ways(Credential credential, Model model) {
        model.addAttribute("passkeys", !factors.of(credential.id()).isEmpty());
        model.addAttribute("authenticator", factors.hasAuthenticator(credential.id()));
        addCodeForm(model);
    }

    private static void addCodeForm(Model model) {
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", FactorCodeForm.EMPTY);
        }
    }

    /** A form that was refused stays as it was typed; a new one has a name that may stay. */
    private void addForms(Credential credential, String permit, Model model) {
        addCodeForm(model);
        if (!model.containsAttribute("passkey")) {
            String name = refusals.done(
                    "passkey.name.default", factors.of(credential.id()).size() + 1);
            model.addAttribute("passkey", new PasskeyForm(name, TypedSecret.NONE, permit));
        }
    }

    /** A code of the second factor, as typed; and the permit that was given to set one up, if it takes one. */
    record FactorCodeForm(TypedSecret code, String permit) implements KeptForm {
        static final FactorCodeForm EMPTY = new FactorCodeForm(TypedSecret.NONE, "");

        FactorCodeForm {
            code = requireNonNullElse(code, TypedSecret.NONE);
            permit = requireNonNullElse(permit, "");
        }

        /** Without the permit. */
        @Override
        public String toString() {
            return "FactorCodeForm";
        }
    }
}
