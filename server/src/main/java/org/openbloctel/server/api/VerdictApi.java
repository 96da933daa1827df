package org.openbloctel.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.law.Ground;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.registry.verdict.AskedCall;
import org.openbloctel.registry.verdict.Judged;
import org.openbloctel.registry.verdict.Verdicts;
import org.openbloctel.server.http.RefusalProse;
import org.openbloctel.server.http.SignedIn;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** May these calls be made? And, for a dialer: may this one be made now? Numbers come from the company's one allowance. */
@RestController
final class VerdictApi {
    /** 10,000 calls of 800 bytes. */
    private static final int MOST_BYTES = 8 << 20;

    private final Verdicts verdicts;
    private final RefusalProse prose;
    private final Checks checks;
    private final InstantSource clock;

    VerdictApi(Verdicts verdicts, RefusalProse prose, Checks checks, InstantSource clock) {
        this.verdicts = verdicts;
        this.prose = prose;
        this.checks = checks;
        this.clock = clock;
    }

    @PostMapping(path = "/api/v1/verdicts", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> verdicts(
            @AuthenticationPrincipal SignedIn.Key key, HttpServletRequest request, Locale locale) throws IOException {
        List<AskedCall> calls = CallJson.asked(body(request, MOST_BYTES));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .body(new VerdictAnswer(prose, locale).of(judge(key, calls)));
    }

    @PostMapping(path = "/api/v1/dial", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> dial(@AuthenticationPrincipal SignedIn.Key key, HttpServletRequest request, Locale locale)
            throws IOException {
        JsonNode root = CallJson.root(body(request, 1 << 16));
        return answer(key, request, locale, text(root, "number"), text(root, "campaign"));
    }

    /** The fields of a form are in the body: a query is refused, for its number would stand in logs. */
    @PostMapping(path = "/api/v1/dial", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<?> dial(
            @AuthenticationPrincipal SignedIn.Key key,
            HttpServletRequest request,
            Locale locale,
            @RequestParam(name = "number", required = false) @Nullable String number,
            @RequestParam(name = "campaign", required = false) @Nullable String campaign) {
        if (request.getQueryString() != null) {
            throw new RefusedException(new RequestRefusal.UnreadableField("number"));
        }
        return answer(key, request, locale, number, campaign);
    }

    private ResponseEntity<?> answer(
            SignedIn.Key key,
            HttpServletRequest request,
            Locale locale,
            @Nullable String number,
            @Nullable String campaign) {
        String id = campaign == null || campaign.isBlank() ? null : campaign;
        AskedCall call = new AskedCall(
                number, clock.instant().toString(), null, id, null, null, null, null, null, null, null, null, null);
        Judged.Result result = judge(key, List.of(call)).results().getFirst();
        ResponseEntity.BodyBuilder ok = ResponseEntity.ok().header("Cache-Control", "no-store");
        String accept = request.getHeader("Accept");
        return accept != null && accept.startsWith(MediaType.TEXT_PLAIN_VALUE)
                ? ok.contentType(MediaType.TEXT_PLAIN).body(line(result) + "\n")
                : ok.contentType(MediaType.APPLICATION_JSON).body(new VerdictAnswer(prose, locale).result(result));
    }

    /** The answer and the first rule, for those who read a line. */
    private static String line(Judged.Result result) {
        return switch (result) {
            case Judged.Unread unread -> "CANNOT_TELL " + unread.refusal().code();
            case Judged.Told told -> {
                List<Ground> grounds = told.verdict().grounds();
                String answer = told.verdict().answer().name();
                // Of a no, the rule that forbids, not one that cannot be told.
                yield grounds.stream()
                        .filter(ground -> ground.missing() == null)
                        .findFirst()
                        .or(() -> grounds.stream().findFirst())
                        .map(ground -> answer + " " + ground.rule())
                        .orElse(answer);
            }
        };
    }

    private Judged judge(SignedIn.Key key, List<AskedCall> calls) {
        if (!key.test()) {
            // The same allowance as that of checks: a verdict tells of the list, too.
            checks.take(key.company(), calls.size());
        }
        return verdicts.judge(key.company(), key.actor(), key.test(), calls);
    }

    private static @Nullable String text(JsonNode root, String name) {
        JsonNode value = root.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new RefusedException(new RequestRefusal.UnreadableField(name));
        }
        return value.stringValue();
    }

    static byte[] body(HttpServletRequest request, int most) throws IOException {
        if (request.getContentLengthLong() > most) {
            throw new RefusedException(new RequestRefusal.TooLarge());
        }
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            throw new RefusedException(new RequestRefusal.TooLarge());
        }
        return body;
    }
}
