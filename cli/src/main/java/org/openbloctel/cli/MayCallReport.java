package org.openbloctel.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Answer;
import org.openbloctel.law.Bilingual;
import org.openbloctel.law.CallVerdict;
import org.openbloctel.law.Ground;
import org.openbloctel.law.Regime;

/** Prints the answers of {@code may-call}: a line and its indented grounds for people, or a JSON object a line for programs. */
final class MayCallReport {
    private static final String INDENT = "    ";

    private final Messages messages;
    private final PrintStream out;
    private final boolean json;

    MayCallReport(Messages messages, PrintStream out, boolean json) {
        this.messages = messages;
        this.out = out;
        this.json = json;
    }

    /** Prints it; returns whether the call is allowed for sure. */
    boolean print(MayCallAnswer answer) {
        switch (answer) {
            case MayCallAnswer any when json -> out.println(json(any));
            case MayCallAnswer.Unreadable unreadable ->
                line(unreadable.input(), Answer.CANNOT_TELL, unreadable.reason());
            case MayCallAnswer.Judged judged -> text(judged);
        }
        return answer.allowed();
    }

    private void line(String input, Answer answer, String reason) {
        out.println(input + "\t" + answer + "\t" + reason);
    }

    private void text(MayCallAnswer.Judged judged) {
        CallVerdict verdict = judged.verdict();
        line(
                judged.input(),
                verdict.answer(),
                verdict.grounds().stream().map(Ground::rule).collect(Collectors.joining(" ")));
        for (Ground ground : verdict.grounds()) {
            detail(INDENT, ground.article().isEmpty() ? ground.rule() : ground.rule() + ": " + ground.article());
            detail(INDENT + "  ", text(ground.text()));
            if (ground.missing() != null) {
                detail(INDENT + "  ", messages.get("may-call.missing." + ground.missing()));
            }
            if (ground.remedy() != null) {
                detail(INDENT + "  ", text(ground.remedy()));
            }
        }
        Instant next = judged.next();
        if (verdict.answer() != Answer.ALLOWED) {
            detail(
                    INDENT,
                    next == null
                            ? messages.get("may-call.next.none")
                            : messages.get(
                                    "may-call.next", next.atZone(judged.zone()).toOffsetDateTime(), judged.zone()));
        }
    }

    private void detail(String indent, String text) {
        Help.wrapped(out, indent, indent + text);
    }

    private String text(Bilingual text) {
        return messages.french() ? text.fr() : text.en();
    }

    private String json(MayCallAnswer answer) {
        StringBuilder object = new StringBuilder("{\"input\": ");
        Json.quote(object, answer.input());
        switch (answer) {
            case MayCallAnswer.Unreadable unreadable -> {
                object.append(", \"number\": null, \"verdict\": \"").append(Answer.CANNOT_TELL);
                object.append("\", \"reason\": \"").append(unreadable.reason()).append("\", \"grounds\": []}");
            }
            case MayCallAnswer.Judged judged -> json(object, judged);
        }
        return object.toString();
    }

    private void json(StringBuilder object, MayCallAnswer.Judged judged) {
        CallVerdict verdict = judged.verdict();
        Regime regime = verdict.regime();
        object.append(", \"number\": \"+").append(judged.number()).append("\", \"verdict\": \"");
        object.append(verdict.answer()).append("\", \"reason\": null, \"grounds\": [");
        String separator = "";
        for (Ground ground : verdict.grounds()) {
            object.append(separator);
            field(object, "{\"rule\": ", ground.rule());
            field(object, ", \"article\": ", ground.article());
            field(object, ", \"text\": ", text(ground.text()));
            field(object, ", \"until\": ", ground.until());
            field(object, ", \"kind\": ", ground.forbids() ? "FORBIDS" : "MISSING");
            if (ground.missing() != null) {
                field(object, ", \"missing\": ", ground.missing());
            }
            if (ground.remedy() != null) {
                field(object, ", \"remedy\": ", text(ground.remedy()));
            }
            object.append('}');
            separator = ", ";
        }
        field(object, "], \"nextAllowedAt\": ", judged.next());
        field(object, ", \"at\": ", judged.at());
        field(object, ", \"zone\": ", judged.zone());
        field(object, ", \"regime\": ", regime == null ? null : regime.code());
        object.append('}');
    }

    private static void field(StringBuilder object, String name, @Nullable Object value) {
        object.append(name);
        if (value == null) {
            object.append("null");
        } else {
            Json.quote(object, value.toString());
        }
    }
}
