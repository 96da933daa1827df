package org.openbloctel.server.list.lookup;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Answer;
import org.openbloctel.law.Ground;
import org.openbloctel.law.Regime;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.calls.consent.RecordedConsent;
import org.openbloctel.registry.calls.verdict.Judged;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.openbloctel.server.platform.programs.ItemProblem;

/** Puts verdicts into the words of the API, in the reader's language. A call that was not read is CANNOT_TELL: to a dialer, a no. */
public final class VerdictAnswer {
    private final RefusalProse prose;
    private final Locale locale;

    public VerdictAnswer(RefusalProse prose, Locale locale) {
        this.prose = prose;
        this.locale = locale;
    }

    public Map<String, Object> of(Judged judged) {
        Map<String, Object> against = new LinkedHashMap<>();
        against.put("revision", judged.revision());
        against.put("regimes", judged.regimes().stream().map(Regime::code).toList());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("results", judged.results().stream().map(this::result).toList());
        answer.put("checkedAgainst", against);
        return answer;
    }

    Map<String, @Nullable Object> result(Judged.Result result) {
        return switch (result) {
            case Judged.Told told ->
                result(
                        told.verdict().answer(),
                        told.verdict().grounds().stream().map(this::ground).toList(),
                        told.verdict().nextAllowedAt(),
                        told.consent(),
                        told.simulated());
            case Judged.Unread unread -> {
                Map<String, @Nullable Object> unknown = result(Answer.CANNOT_TELL, List.of(), null, null, false);
                unknown.put("problem", ItemProblem.of(prose, unread.refusal(), locale));
                yield unknown;
            }
        };
    }

    private static Map<String, @Nullable Object> result(
            Answer answer,
            List<?> grounds,
            @Nullable Instant next,
            @Nullable RecordedConsent consent,
            boolean simulated) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("verdict", answer.name());
        result.put("grounds", grounds);
        result.put("nextAllowedAt", next == null ? null : next.toString());
        result.put("simulated", simulated);
        if (consent != null) {
            result.put("consent", consent(consent));
        }
        return result;
    }

    /** The consent that an answer rests on, so that the caller can prove it. */
    private static Map<String, Object> consent(RecordedConsent consent) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", consent.id().toString());
        shown.put("reference", consent.reference());
        shown.put(
                "sectors",
                consent.scope().sectors().stream().sorted().map(Sector::code).toList());
        if (consent.scope().subjects().size() == 1) {
            shown.put("subject", consent.scope().subjects().getFirst().id());
        }
        shown.put("goods", consent.goods());
        shown.put("givenAt", consent.givenAt().toString());
        shown.put("until", consent.until().toString());
        shown.put("state", consent.confirmed() ? "CONFIRMED" : "CLAIMED");
        return shown;
    }

    private Map<String, @Nullable Object> ground(Ground ground) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("rule", ground.rule());
        shown.put("article", ground.article());
        shown.put("text", ground.text().in(locale));
        shown.put("until", ground.until() == null ? null : ground.until().toString());
        shown.put("kind", ground.forbids() ? "FORBIDS" : "MISSING");
        if (ground.missing() != null) {
            shown.put("missing", ground.missing());
        }
        if (ground.remedy() != null) {
            shown.put("remedy", ground.remedy().in(locale));
        }
        return shown;
    }
}
