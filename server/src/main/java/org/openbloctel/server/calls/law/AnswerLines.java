package org.openbloctel.server.calls.law;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Answer;
import org.openbloctel.law.Ground;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Rule;
import org.openbloctel.registry.calls.consent.RecordedConsent;
import org.openbloctel.registry.calls.verdict.Judged;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.openbloctel.server.platform.pages.Typesetting;
import org.springframework.stereotype.Component;

/** Judged numbers as the page shows them, a line each. Thread-safe. */
@Component
record AnswerLines(LawBook law, LawTexts texts, RefusalProse prose) {
    List<Line> of(List<String> numbers, List<Judged.Result> results, Locale locale) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            lines.add(line(numbers.get(i), results.get(i), locale));
        }
        return lines;
    }

    private Line line(String written, Judged.Result result, Locale locale) {
        return switch (result) {
            case Judged.Told told ->
                new Line(
                        written,
                        told.verdict().answer(),
                        told.verdict().grounds().stream()
                                .map(ground -> reason(ground, locale))
                                .toList(),
                        told.verdict().answer() == Answer.ALLOWED
                                ? null
                                : told.verdict().nextAllowedAt(),
                        told.consent());
            case Judged.Unread unread -> {
                Reason why = unread.refusal() instanceof LawRefusal.UnreadableNumber number
                        ? new Reason(
                                null,
                                texts.say("submission.reason." + number.reason()) + ".",
                                null,
                                prose.cure(number, locale),
                                null,
                                null)
                        : new Reason(null, "", null, prose.whole(unread.refusal()), null, null);
                yield new Line(written, Answer.CANNOT_TELL, List.of(why), null, null);
            }
        };
    }

    private Reason reason(Ground ground, Locale locale) {
        String title =
                law.rule(ground.rule()).map(Rule::title).orElse(ground.text()).in(locale);
        boolean known = law.rule(ground.rule()).isPresent();
        String missing = ground.missing() == null ? null : texts.missing(ground.missing());
        return new Reason(
                known ? ground.rule() : null,
                set(title, locale),
                ground.article().isEmpty() ? null : Typesetting.french(ground.article()),
                known ? set(ground.text().in(locale), locale) : "",
                missing,
                ground.remedy() == null ? null : set(ground.remedy().in(locale), locale));
    }

    private static String set(String text, Locale locale) {
        return locale.getLanguage().equals("fr") ? Typesetting.french(text) : text;
    }

    /**
     * The answer for a number.
     *
     * @param written the number as it was typed
     * @param next when it may be called for the first time, other things equal; null when that is not in sight, or now
     * @param consent the one that the answer rests on; null when it rests on none
     */
    record Line(
            String written,
            Answer answer,
            List<Reason> reasons,
            @Nullable Instant next,
            @Nullable RecordedConsent consent) {
        /** The colour of the answer's tag. */
        public String kind() {
            return switch (answer) {
                case ALLOWED -> "success";
                case FORBIDDEN -> "error";
                case CANNOT_TELL -> "warning";
            };
        }
    }

    /**
     * Why not.
     *
     * @param rule the rule's id; null when it is none
     * @param missing what is not known; null for what forbids
     * @param remedy what may be done about it; null where that is nothing
     */
    record Reason(
            @Nullable String rule,
            String title,
            @Nullable String article,
            String text,
            @Nullable String missing,
            @Nullable String remedy) {}
}
