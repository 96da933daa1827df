package org.openbloctel.server.callfiles.submission;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.openbloctel.registry.accounts.company.ApiKey;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.SftpKeys;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.springframework.stereotype.Component;

/** What happened to a submission, by whom, in the words of its page. Thread-safe. */
@Component
final class SubmissionHistory {
    private static final int MAX_EVENTS = 200;

    private final AuditTrail audit;
    private final Members members;
    private final Keys keys;
    private final SftpKeys sftpKeys;
    private final SubmissionTexts texts;

    SubmissionHistory(AuditTrail audit, Members members, Keys keys, SftpKeys sftpKeys, SubmissionTexts texts) {
        this.audit = audit;
        this.members = members;
        this.keys = keys;
        this.sftpKeys = sftpKeys;
        this.texts = texts;
    }

    /** What happened to a submission, the latest first. */
    List<Event> of(Submission submission) {
        Map<String, String> names = members.of(submission.company()).stream()
                .collect(java.util.stream.Collectors.toMap(Member::actor, Member::name));
        for (ApiKey key : keys.of(submission.company())) {
            names.put("key:" + key.id(), texts.text("submission.actor.key", key.name()));
        }
        for (SftpKeys.Key key : sftpKeys.of(submission.company())) {
            names.put(key.actor(), texts.text("submission.actor.sftp", key.name()));
        }
        Function<String, String> name = actor -> names.getOrDefault(
                actor,
                actor.equals("system") ? texts.text("submission.actor.system") : texts.text("submission.actor.gone"));
        return audit.about("submission:" + submission.id(), MAX_EVENTS).stream()
                .map(recorded -> new Event(
                        recorded.at(),
                        texts.text("submission.event." + recorded.entry().action()),
                        taken(submission, recorded.entry().details().getOrDefault("file", "")),
                        name.apply(recorded.entry().actor())))
                .toList();
    }

    private String taken(Submission submission, String kind) {
        return kind.isEmpty() ? "" : texts.file(submission, kind);
    }

    /** Something that happened. */
    public record Event(java.time.Instant at, String what, String file, String who) {}
}
