package org.openbloctel.server.list.lookup;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Ground;
import org.openbloctel.registry.calls.verdict.AskedCall;
import org.openbloctel.registry.calls.verdict.Judged;
import org.openbloctel.registry.calls.verdict.Verdicts;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.openbloctel.server.platform.programs.AcceptHeader;
import org.openbloctel.server.platform.programs.JsonBody;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /api/v1/dial}, from the body's bytes to the answer's, for both listeners: may this call be made now? Anything but
 * {@code ALLOWED} is a no. Its number was counted at the door. Thread-safe.
 */
@Component
public record Dials(
        Verdicts verdicts, RefusalProse prose, InstantSource clock, SecurityNotes traces, KeyBinding binding) {
    static final String PATH = "/api/v1/dial";
    public static final int MAX_BYTES = 1 << 16;

    private static final MediaType LINE = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    /** Whether the caller reads a line rather than JSON. */
    static boolean isPlain(@Nullable String accept) {
        return accept != null && AcceptHeader.prefers(accept, MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON);
    }

    /** The type of an answer, a line or JSON. */
    static MediaType type(boolean plain) {
        return plain ? LINE : MediaType.APPLICATION_JSON;
    }

    /**
     * Answers what a body asks. Throws a refusal.
     *
     * @param form whether the body is a form; else it is JSON
     */
    byte[] answer(SignedIn.Key key, byte[] body, boolean form, boolean plain, Locale locale) {
        if (form) {
            Map<String, String> fields = DialForm.read(body);
            return answer(key, fields.get("number"), fields.get("campaign"), plain, locale);
        }
        JsonNode root = JsonBody.root(body, DialForm.FIELDS);
        return answer(key, text(root, "number"), text(root, "campaign"), plain, locale);
    }

    private byte[] answer(
            SignedIn.Key key, @Nullable String number, @Nullable String campaign, boolean plain, Locale locale) {
        String id = campaign == null || campaign.isBlank() ? null : campaign;
        binding.require(key, id);
        AskedCall call = AskedCall.of(number, clock.instant().toString(), id);
        if (!key.test()) {
            traces.lookedUp(key, 1);
        }
        Judged.Result result = verdicts.judge(key.company(), key.actor(), key.test(), List.of(call))
                .results()
                .getFirst();
        return plain
                ? (line(result) + "\n").getBytes(StandardCharsets.UTF_8)
                : JsonMapper.shared().writeValueAsBytes(new VerdictAnswer(prose, locale).result(result));
    }

    /** The answer and the leading rule, for those who read a line. */
    private static String line(Judged.Result result) {
        return switch (result) {
            case Judged.Unread unread -> "CANNOT_TELL " + unread.refusal().code();
            case Judged.Told told -> {
                List<Ground> grounds = told.verdict().grounds();
                String answer = told.verdict().answer().name();
                yield Ground.leading(grounds)
                        .map(ground -> answer + " " + ground.rule())
                        .orElse(answer);
            }
        };
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

    /**
     * The form that connectors post ({@code number=06…&campaign=…}), read in the same way on both ports. As strict as JSON: another
     * field, or the same one twice, is refused. Stateless.
     */
    static final class DialForm {
        static final Set<String> FIELDS = JsonBody.sorted("campaign", "number");

        private DialForm() {}

        /** The fields of a body. Throws a refusal. */
        static Map<String, String> read(byte[] body) {
            Map<String, String> fields = new HashMap<>();
            String text = new String(body, StandardCharsets.UTF_8);
            for (String pair : text.split("&", -1)) {
                if (pair.isEmpty()) {
                    continue;
                }
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                JsonBody.requireKnown("", name, FIELDS);
                if (fields.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null) {
                    throw new RefusedException(new RequestRefusal.FieldTwice(name));
                }
            }
            return fields;
        }

        private static String decoded(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new RefusedException(new RequestRefusal.Unreadable());
            }
        }
    }
}
