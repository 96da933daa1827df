package org.openbloctel.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.call.ToldCall;
import org.openbloctel.registry.consent.ClaimedConsent;
import org.openbloctel.registry.refusal.LawRefusal;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.registry.verdict.AskedCall;
import tools.jackson.databind.JsonNode;

/**
 * Takes the JSON of calls apart. A call that cannot be taken apart is one with a fault, the others stay; a field that no call has is
 * a fault, too, for what is not read might change the answer. Stateless.
 */
final class CallJson {
    /** The one character that PostgreSQL keeps in no text. */
    private static final char NUL = 0;

    private static final Set<String> ASKED = sorted(
            "number",
            "at",
            "zone",
            "campaign",
            "sector",
            "relation",
            "relatedToContract",
            "b2b",
            "consent",
            "callerId",
            "automated",
            "assume");
    private static final Set<String> ASSUMED =
            sorted("listed", "listCheckedAt", "attempts", "refusedAt", "consent", "calledBackOnRequestAt", "agreedAt");
    private static final Set<String> CONSENT = sorted("givenAt", "until", "complete", "sectors", "confirmed");
    private static final Set<String> TOLD = sorted("id", "number", "at", "campaign", "outcome", "agreedAt");

    private static final Set<String> CLAIMED = sorted(
            "reference",
            "number",
            "givenAt",
            "until",
            "principal",
            "thirdParties",
            "goods",
            "sectors",
            "text",
            "channel",
            "positiveAct",
            "withdrawalExplained",
            "proofOffered",
            "evidence");

    private CallJson() {}

    static Set<String> sorted(String... names) {
        return new TreeSet<>(Set.of(names));
    }

    static List<AskedCall> asked(byte[] body) {
        return calls(body, "calls", CallJson::asked, (call, fault) -> AskedCall.unreadable(fault));
    }

    static List<ToldCall> told(byte[] body) {
        return calls(
                body,
                "calls",
                CallJson::told,
                (call, fault) -> new ToldCall(named(call, "id"), null, null, null, null, null, fault));
    }

    static List<ClaimedConsent> claims(byte[] body) {
        return calls(
                body,
                "consents",
                CallJson::claim,
                (claim, fault) -> ClaimedConsent.unreadable(named(claim, "reference"), fault));
    }

    private static ClaimedConsent claim(JsonNode claim) {
        onlyKnown("", claim, CLAIMED);
        return new ClaimedConsent(
                text("", claim, "reference"),
                text("", claim, "number"),
                text("", claim, "givenAt"),
                text("", claim, "until"),
                text("", claim, "principal"),
                texts("thirdParties", claim.get("thirdParties")),
                text("", claim, "goods"),
                texts("sectors", claim.get("sectors")),
                text("", claim, "text"),
                text("", claim, "channel"),
                flag("", claim, "positiveAct"),
                flag("", claim, "withdrawalExplained"),
                flag("", claim, "proofOffered"),
                text("", claim, "evidence"),
                null);
    }

    private static <T> List<T> calls(
            byte[] body, String name, Function<JsonNode, T> read, BiFunction<JsonNode, Refusal, T> unreadable) {
        JsonNode calls = JsonBody.root(body, Set.of(name)).get(name);
        if (calls == null || !calls.isArray()) {
            throw new RefusedException(new RequestRefusal.UnreadableField(name));
        }
        List<T> list = new ArrayList<>(calls.size());
        for (JsonNode call : calls) {
            try {
                list.add(read.apply(call));
            } catch (RefusedException e) {
                list.add(unreadable.apply(call, e.refusal()));
            }
        }
        return list;
    }

    private static AskedCall asked(JsonNode call) {
        onlyKnown("", call, ASKED);
        JsonNode assume = call.get("assume");
        return new AskedCall(
                text("", call, "number"),
                text("", call, "at"),
                text("", call, "zone"),
                text("", call, "campaign"),
                text("", call, "sector"),
                text("", call, "relation"),
                flag("", call, "relatedToContract"),
                flag("", call, "b2b"),
                text("", call, "consent"),
                text("", call, "callerId"),
                flag("", call, "automated"),
                assume == null || assume.isNull() ? null : assumed(assume),
                null);
    }

    private static AskedCall.Assumed assumed(JsonNode assume) {
        onlyKnown("assume", assume, ASSUMED);
        JsonNode consent = assume.get("consent");
        return new AskedCall.Assumed(
                flag("assume.", assume, "listed"),
                text("assume.", assume, "listCheckedAt"),
                texts("assume.attempts", assume.get("attempts")),
                text("assume.", assume, "refusedAt"),
                consent == null || consent.isNull() ? null : consent(consent),
                text("assume.", assume, "calledBackOnRequestAt"),
                text("assume.", assume, "agreedAt"));
    }

    private static AskedCall.AssumedConsent consent(JsonNode consent) {
        onlyKnown("assume.consent", consent, CONSENT);
        return new AskedCall.AssumedConsent(
                text("assume.consent.", consent, "givenAt"),
                text("assume.consent.", consent, "until"),
                flag("assume.consent.", consent, "complete"),
                texts("assume.consent.sectors", consent.get("sectors")),
                flag("assume.consent.", consent, "confirmed"));
    }

    private static ToldCall told(JsonNode call) {
        onlyKnown("", call, TOLD);
        return new ToldCall(
                text("", call, "id"),
                text("", call, "number"),
                text("", call, "at"),
                text("", call, "campaign"),
                text("", call, "outcome"),
                text("", call, "agreedAt"),
                null);
    }

    private static void onlyKnown(String field, JsonNode node, Set<String> known) {
        if (!node.isObject()) {
            throw new RefusedException(new LawRefusal.UnknownValue(field.isEmpty() ? "calls" : field));
        }
        JsonBody.requireKnown(field.isEmpty() ? "" : field + ".", node, known);
    }

    /** By what its sender knows something that could not be taken apart; null where that cannot be told either. */
    private static @Nullable String named(JsonNode node, String name) {
        JsonNode value = node.get(name);
        boolean text = value != null && value.isString() && value.stringValue().indexOf(NUL) < 0;
        return text ? value.stringValue() : null;
    }

    static @Nullable String text(String prefix, JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString() || value.stringValue().indexOf(NUL) >= 0) {
            throw new RefusedException(new LawRefusal.UnknownValue(prefix + name));
        }
        return value.stringValue();
    }

    private static @Nullable Boolean flag(String prefix, JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw new RefusedException(new LawRefusal.UnknownValue(prefix + name));
        }
        return value.booleanValue();
    }

    private static @Nullable List<String> texts(String field, @Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode one : node) {
            if (!one.isString() || one.stringValue().indexOf(NUL) >= 0) {
                throw new RefusedException(new LawRefusal.UnknownValue(field));
            }
            texts.add(one.stringValue());
        }
        if (!node.isArray()) {
            throw new RefusedException(new LawRefusal.UnknownValue(field));
        }
        return texts;
    }
}
