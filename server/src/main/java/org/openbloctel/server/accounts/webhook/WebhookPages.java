package org.openbloctel.server.accounts.webhook;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.webhook.Deliveries;
import org.openbloctel.registry.accounts.webhook.Secret;
import org.openbloctel.registry.accounts.webhook.Webhook;
import org.openbloctel.registry.accounts.webhook.Webhooks;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.WebhookRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Webhooks made, tried, changed, stopped and removed. A secret is the answer to what made it, and nowhere to be fetched from again. */
@Controller
record WebhookPages(
        Webhooks webhooks, Deliveries deliveries, FormRefusals refusals, RateLimits limits, InstantSource clock) {
    private static final String PATH = "/pro/webhooks";
    private static final int SHOWN = 20;

    @Access(MEMBER)
    @GetMapping(PATH)
    String all(SignedIn.Member who, Model model) {
        model.addAttribute("webhooks", webhooks.of(who.company()));
        model.addAttribute("most", Webhooks.MAX);
        return "webhook/list";
    }

    @Access(
            member = {OWNER, OPERATOR},
            stepUp = true)
    @GetMapping(PATH + "/nouveau")
    String asks(@ModelAttribute("form") WebhookForm form, Model model) {
        model.addAttribute("form", new WebhookForm(form.url(), form.description(), types(Event.Type.CHOICES)));
        return form(model, null);
    }

    @Access(
            member = {OWNER, OPERATOR},
            stepUp = true)
    @PostMapping(PATH + "/nouveau")
    String make(SignedIn.Member who, SentForm<WebhookForm> sent) {
        try {
            Webhooks.Made made = webhooks.make(who.company(), who.actor(), wanted(sent.form()), null);
            return secret(made.webhook(), made.secret().orElseThrow(), false, sent.model());
        } catch (RefusedException refused) {
            refuse(refused, sent.errors());
            return form(sent.model(), null);
        }
    }

    @Access(MEMBER)
    @GetMapping(PATH + "/{id}")
    String one(
            SignedIn.Member who,
            @PathVariable UUID id,
            @RequestParam(name = "avant", defaultValue = "0") long before,
            Model model) {
        Deliveries.Page page = deliveries.of(who.company(), id, before > 0 ? before : Long.MAX_VALUE, SHOWN);
        model.addAttribute("webhook", webhooks.get(who.company(), id));
        model.addAttribute("now", clock.instant());
        model.addAttribute("deliveries", page.deliveries());
        model.addAttribute("failed", deliveries.failed(who.company(), id));
        model.addAttribute("newer", before > 0 ? path(id) : null);
        model.addAttribute(
                "older", page.next().map(next -> path(id) + "?avant=" + next).orElse(null));
        return "webhook/one";
    }

    @Access(
            member = {OWNER, OPERATOR},
            stepUp = true)
    @GetMapping(PATH + "/{id}/modifier")
    String asksChange(SignedIn.Member who, @PathVariable UUID id, Model model) {
        Webhook webhook = webhooks.get(who.company(), id);
        model.addAttribute(
                "form", new WebhookForm(webhook.url().toString(), webhook.description(), types(webhook.types())));
        return form(model, id);
    }

    @Access(
            member = {OWNER, OPERATOR},
            stepUp = true)
    @PostMapping(PATH + "/{id}/modifier")
    String change(SignedIn.Member who, @PathVariable UUID id, SentForm<WebhookForm> sent, NextPage next) {
        try {
            webhooks.change(who.company(), id, who.actor(), wanted(sent.form()));
            return done(id, "webhook.changed", next);
        } catch (RefusedException refused) {
            refuse(refused, sent.errors());
            return form(sent.model(), id);
        }
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(PATH + "/{id}/essai")
    String test(SignedIn.Member who, @PathVariable UUID id, NextPage next) {
        limits.check(RateLimits.Shared.WEBHOOK_TESTS, who.company().toString());
        webhooks.test(who.company(), id, who.actor());
        return done(id, "webhook.tested", next);
    }

    @Access(
            member = {OWNER, OPERATOR},
            stepUp = true)
    @GetMapping(PATH + "/{id}/secret")
    String asksRotation(SignedIn.Member who, @PathVariable UUID id, Model model) {
        model.addAttribute("webhook", webhooks.get(who.company(), id));
        return "webhook/rotate";
    }

    @Access(
            member = {OWNER, OPERATOR},
            stepUp = true)
    @PostMapping(PATH + "/{id}/secret")
    String rotate(SignedIn.Member who, @PathVariable UUID id, Model model) {
        Secret secret = webhooks.rotate(who.company(), id, who.actor());
        return secret(webhooks.get(who.company(), id), secret, true, model);
    }

    @Access(
            member = {OWNER, OPERATOR},
            stepUp = true)
    @PostMapping(PATH + "/{id}/activer")
    String enable(SignedIn.Member who, @PathVariable UUID id, NextPage next) {
        webhooks.enable(who.company(), id, who.actor());
        return done(id, "webhook.enabled", next);
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(PATH + "/{id}/desactiver")
    String disable(SignedIn.Member who, @PathVariable UUID id, NextPage next) {
        webhooks.disable(who.company(), id, who.actor());
        return done(id, "webhook.disabled", next);
    }

    @Access(member = {OWNER, OPERATOR})
    @GetMapping(PATH + "/{id}/supprimer")
    String asksRemoval(SignedIn.Member who, @PathVariable UUID id, Model model) {
        model.addAttribute("webhook", webhooks.get(who.company(), id));
        return "webhook/remove";
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(PATH + "/{id}/supprimer")
    String remove(SignedIn.Member who, @PathVariable UUID id, NextPage next) {
        webhooks.delete(who.company(), id, who.actor());
        next.done("webhook.removed");
        return "redirect:" + PATH;
    }

    @Access(MEMBER)
    @GetMapping(PATH + "/{id}/envois/{delivery}")
    String delivery(SignedIn.Member who, @PathVariable UUID id, @PathVariable UUID delivery, Model model) {
        model.addAttribute("webhook", webhooks.get(who.company(), id));
        model.addAttribute("delivery", deliveries.get(who.company(), id, delivery));
        model.addAttribute("attempts", deliveries.attempts(delivery));
        model.addAttribute("payload", deliveries.payload(who.company(), id, delivery));
        return "webhook/delivery";
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(PATH + "/{id}/envois/{delivery}/renvoyer")
    String resend(SignedIn.Member who, @PathVariable UUID id, @PathVariable UUID delivery, NextPage next) {
        limits.check(RateLimits.Shared.WEBHOOK_RESENDS, who.company().toString());
        deliveries.resend(who.company(), id, delivery, who.actor());
        next.done("webhook.resent");
        return "redirect:" + path(id) + "/envois/" + delivery;
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(PATH + "/{id}/renvoyer")
    String resendFailed(SignedIn.Member who, @PathVariable UUID id, NextPage next) {
        limits.check(RateLimits.Shared.WEBHOOK_RESENDS, who.company().toString());
        int again = deliveries.resendFailed(who.company(), id, who.actor());
        next.done("webhook.resent.all", again);
        return "redirect:" + path(id);
    }

    private static Webhooks.Wanted wanted(WebhookForm form) {
        return new Webhooks.Wanted(form.url(), form.description(), form.types());
    }

    private static String form(Model model, @Nullable UUID id) {
        model.addAttribute("id", id);
        model.addAttribute("allTypes", types(Event.Type.CHOICES));
        return "webhook/form";
    }

    private static List<String> types(Collection<Event.Type> types) {
        return types.stream().map(Event.Type::code).toList();
    }

    private void refuse(RefusedException refused, BindingResult result) {
        String field = refused.refusal() instanceof WebhookRefusal.UnknownEvent ? "types" : "url";
        refusals.show(refused, result, field);
    }

    private static String secret(Webhook webhook, Secret secret, boolean again, Model model) {
        model.addAttribute("webhook", webhook);
        model.addAttribute("secret", secret.text());
        model.addAttribute("again", again);
        return "webhook/secret";
    }

    private String done(UUID id, String key, NextPage next) {
        next.done(key);
        return "redirect:" + path(id);
    }

    private static String path(UUID id) {
        return PATH + "/" + id;
    }

    /** A webhook, as typed. */
    record WebhookForm(String url, String description, List<String> types) implements KeptForm {
        WebhookForm {
            url = requireNonNullElse(url, "");
            description = requireNonNullElse(description, "");
            types = List.copyOf(requireNonNullElse(types, List.of()));
        }
    }
}
