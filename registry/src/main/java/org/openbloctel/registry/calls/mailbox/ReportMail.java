package org.openbloctel.registry.calls.mailbox;

import java.text.NumberFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.Refusal;

/**
 * The answer to a mail: for each file what came out, or why it was refused, and where its page is, behind the second factor. It goes
 * through mail servers of others, so it holds no number and nothing of what stands in a file.
 */
final class ReportMail {
    /** Refusals whose words quote what stands in a file: names of columns, sheets, entries. Its page tells them. */
    private static final Set<String> QUOTING = Set.of("BT-0405", "BT-0407", "BT-0408", "BT-0409", "BT-0410");

    private ReportMail() {}

    /**
     * Something that the mail carried.
     *
     * @param submission its submission, settled
     */
    record Line(Settlement.Part part, Optional<Submission> submission) {}

    static Outbox.Message of(Member member, Optional<String> messageId, List<Line> lines, RefusalWords words) {
        Map<String, String> says = new HashMap<>(replyTo(messageId));
        for (int i = 0; i < lines.size(); i++) {
            String prefix = "files." + i + ".";
            line(lines.get(i), member.locale(), words).forEach((key, value) -> says.put(prefix + key, value));
        }
        return new Outbox.Message(member.email(), member.locale(), "mailbox/report", says);
    }

    /** What makes the mail an answer, where what it answers had a proper Message-ID. */
    static Map<String, String> replyTo(Optional<String> messageId) {
        return messageId.map(id -> Map.of(Outbox.Message.IN_REPLY_TO, id)).orElse(Map.of());
    }

    private static Map<String, String> line(Line line, Locale locale, RefusalWords words) {
        Map<String, String> says = new HashMap<>();
        says.put("name", line.part().name());
        says.put("again", line.part().again() ? "again" : "");
        Optional<Submission> submission = line.submission();
        submission.ifPresent(one -> says.put("id", one.id().toString()));
        Optional<Settlement.Part.Refused> refused = line.part()
                .refusal()
                .or(() -> submission
                        .flatMap(Submission::refusal)
                        .map(why -> new Settlement.Part.Refused(why.code(), withoutQuotes(why))));
        if (refused.isPresent()) {
            RefusalWords.Said said =
                    words.say(refused.get().code(), refused.get().arguments(), locale);
            says.put("kind", "refused");
            says.put("code", refused.get().code());
            says.put("why", said.detail());
            says.put("cure", said.cure());
        } else if (submission.isPresent()) {
            says.put("kind", submission.get().state() == State.REFUSED ? "gone" : "checked");
            counts(submission.get(), locale, says);
        } else {
            says.put("kind", line.part().submission().isPresent() ? "gone" : "passed-over");
        }
        return says;
    }

    private static void counts(Submission submission, Locale locale, Map<String, String> says) {
        NumberFormat figures = NumberFormat.getIntegerInstance(locale);
        Submission.Counts counts = submission.counts();
        says.put("rows", figures.format(counts.rows()));
        boolean law = submission.scope() == Submission.Scope.LAW;
        says.put("scope", submission.scope().label());
        says.put("callable", law ? figures.format(counts.callable()) : "");
        says.put("notListed", law ? "" : figures.format(counts.callable()));
        says.put("opposed", law ? "" : figures.format(counts.opposed()));
        says.put("byList", law ? figures.format(counts.opposed()) : "");
        says.put("forbidden", law ? figures.format(counts.forbidden()) : "");
        says.put("unchecked", figures.format(counts.unchecked()));
        says.put("certificate", submission.certificate().orElse(""));
    }

    private static List<String> withoutQuotes(Refusal.Stored why) {
        return QUOTING.contains(why.code())
                ? why.arguments().stream().map(argument -> "…").toList()
                : why.arguments();
    }
}
