package org.openbloctel.server.accounts.webhook;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.webhook.Deliveries;
import org.openbloctel.registry.accounts.webhook.Delivery;
import org.openbloctel.registry.accounts.webhook.Secret;
import org.openbloctel.registry.accounts.webhook.Webhook;
import org.openbloctel.registry.accounts.webhook.Webhooks;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.ApiRequest;
import org.openbloctel.server.platform.programs.JsonBody;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Makes and removes webhooks, tries them out, turns them on and off, shows what was sent to them, sends again. A test key looks on: for
 * it nothing is stored.
 */
@RestController
record WebhookApi(Webhooks webhooks, Deliveries deliveries, RateLimits limits) {
    private static final String ROOT = "/api/v1/webhooks";
    private static final int MAX_BYTES = 1 << 14;
    private static final int MAX_SHOWN = 100;
    private static final Set<String> WANTED = JsonBody.sorted("url", "description", "events");

    @Access(key = "webhooks")
    @GetMapping(ROOT)
    Map<String, Object> all(SignedIn.Key key) {
        return Map.of(
                "webhooks",
                webhooks.of(key.company()).stream()
                        .map(webhook -> shown(webhook, Optional.empty()))
                        .toList());
    }

    @Access(key = "webhooks")
    @PostMapping(path = ROOT, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, @Nullable Object>> make(SignedIn.Key key, HttpServletRequest request)
            throws IOException {
        Webhooks.Wanted wanted = wanted(JsonBody.root(ApiRequest.body(request, MAX_BYTES), WANTED));
        refuseTest(key);
        String once = ApiRequest.idempotencyKey(request).orElse(null);
        Webhooks.Made made = webhooks.make(key.company(), key.actor(), wanted, once);
        ResponseEntity.BodyBuilder created =
                ResponseEntity.created(URI.create(ROOT + "/" + made.webhook().id()));
        if (made.again()) {
            created.header("Idempotency-Replayed", "true");
        }
        return created.body(shown(made.webhook(), made.secret()));
    }

    @Access(key = "webhooks")
    @GetMapping(ROOT + "/{id}")
    Map<String, @Nullable Object> one(SignedIn.Key key, @PathVariable UUID id) {
        return shown(webhooks.get(key.company(), id), Optional.empty());
    }

    @Access(key = "webhooks")
    @DeleteMapping(ROOT + "/{id}")
    ResponseEntity<Void> delete(SignedIn.Key key, @PathVariable UUID id) {
        refuseTest(key);
        webhooks.delete(key.company(), id, key.actor());
        return ResponseEntity.noContent().build();
    }

    /** Each request is one more event: it shows whether events arrive. */
    @Access(key = "webhooks")
    @PostMapping(ROOT + "/{id}/test")
    ResponseEntity<Map<String, @Nullable Object>> test(SignedIn.Key key, @PathVariable UUID id) {
        refuseTest(key);
        limits.check(RateLimits.Shared.WEBHOOK_TESTS, key.company().toString());
        UUID delivery = webhooks.test(key.company(), id, key.actor());
        return ResponseEntity.accepted().body(shown(deliveries.get(key.company(), id, delivery)));
    }

    @Access(key = "webhooks")
    @PostMapping(ROOT + "/{id}/rotate")
    ResponseEntity<Map<String, @Nullable Object>> rotate(
            SignedIn.Key key, @PathVariable UUID id, HttpServletRequest request) {
        refuseTest(key);
        String once = ApiRequest.idempotencyKey(request).orElse(null);
        Webhooks.Made made = webhooks.rotate(key.company(), id, key.actor(), once);
        ResponseEntity.BodyBuilder rotated = ResponseEntity.ok();
        if (made.again()) {
            rotated.header("Idempotency-Replayed", "true");
        }
        return rotated.body(shown(made.webhook(), made.secret()));
    }

    @Access(key = "webhooks")
    @PostMapping(ROOT + "/{id}/enable")
    Map<String, @Nullable Object> enable(SignedIn.Key key, @PathVariable UUID id) {
        refuseTest(key);
        webhooks.enable(key.company(), id, key.actor());
        return one(key, id);
    }

    @Access(key = "webhooks")
    @PostMapping(ROOT + "/{id}/disable")
    Map<String, @Nullable Object> disable(SignedIn.Key key, @PathVariable UUID id) {
        refuseTest(key);
        webhooks.disable(key.company(), id, key.actor());
        return one(key, id);
    }

    @Access(key = "webhooks")
    @GetMapping(ROOT + "/{id}/deliveries")
    ResponseEntity<Map<String, @Nullable Object>> deliveries(
            SignedIn.Key key,
            @PathVariable UUID id,
            @RequestParam(name = "cursor", required = false) @Nullable Long cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        if (limit < 1 || limit > MAX_SHOWN) {
            throw new RefusedException(new RequestRefusal.UnreadableField("limit"));
        }
        Deliveries.Page page = deliveries.of(key.company(), id, cursor == null ? Long.MAX_VALUE : cursor, limit);
        String next = page.next()
                .map(at -> ROOT + "/" + id + "/deliveries?cursor=" + at + "&limit=" + limit)
                .orElse(null);
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("deliveries", page.deliveries().stream().map(this::shown).toList());
        shown.put("next", next);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (next != null) {
            answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return answer.body(shown);
    }

    /** Twice is once more at most: the receiver knows the event by its id. */
    @Access(key = "webhooks")
    @PostMapping(ROOT + "/{id}/deliveries/{delivery}/resend")
    ResponseEntity<Map<String, @Nullable Object>> resend(
            SignedIn.Key key, @PathVariable UUID id, @PathVariable UUID delivery) {
        refuseTest(key);
        limits.check(RateLimits.Shared.WEBHOOK_RESENDS, key.company().toString());
        deliveries.resend(key.company(), id, delivery, key.actor());
        return ResponseEntity.accepted().body(shown(deliveries.get(key.company(), id, delivery)));
    }

    private static void refuseTest(SignedIn.Key key) {
        if (key.test()) {
            throw new RefusedException(new AccessRefusal.NotAllowed());
        }
    }

    private static Webhooks.Wanted wanted(JsonNode root) {
        String url = JsonBody.text("", root, "url");
        String description = JsonBody.text("", root, "description");
        JsonNode events = root.get("events");
        if (url == null || events == null || !events.isArray()) {
            throw new RefusedException(new RequestRefusal.UnreadableField(url == null ? "url" : "events"));
        }
        List<String> types = new ArrayList<>();
        for (JsonNode event : events) {
            if (!event.isString()) {
                throw new RefusedException(new RequestRefusal.UnreadableField("events"));
            }
            types.add(event.stringValue());
        }
        return new Webhooks.Wanted(url, description == null ? "" : description, types);
    }

    private static Map<String, @Nullable Object> shown(Webhook webhook, Optional<Secret> secret) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", webhook.id().toString());
        shown.put("url", webhook.url().toString());
        shown.put("description", webhook.description());
        shown.put("events", webhook.types().stream().map(Event.Type::code).toList());
        shown.put("madeAt", webhook.madeAt().toString());
        shown.put("enabled", webhook.disabled().isEmpty());
        shown.put(
                "disabledBecause",
                webhook.disabled().map(off -> off.why().name()).orElse(null));
        shown.put("failingSince", webhook.failingSince().map(Instant::toString).orElse(null));
        secret.ifPresent(text -> shown.put("secret", text.text()));
        return shown;
    }

    private Map<String, @Nullable Object> shown(Delivery delivery) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", delivery.id().toString());
        shown.put("event", delivery.messageId());
        shown.put("type", delivery.type().code());
        shown.put("at", delivery.at().toString());
        shown.put("state", delivery.state().name());
        shown.put("nextAttemptAt", delivery.next().map(Instant::toString).orElse(null));
        shown.put("settledAt", delivery.settledAt().map(Instant::toString).orElse(null));
        shown.put(
                "attempts",
                deliveries.attempts(delivery.id()).stream()
                        .map(WebhookApi::shown)
                        .toList());
        return shown;
    }

    private static Map<String, @Nullable Object> shown(Delivery.Attempt attempt) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("at", attempt.at().toString());
        shown.put("millis", attempt.millis());
        shown.put("status", attempt.status().orElse(null));
        shown.put("fault", attempt.fault().map(Delivery.Fault::code).orElse(null));
        shown.put("answer", attempt.answer());
        return shown;
    }
}
