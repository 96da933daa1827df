package org.openbloctel.registry.calls.mailbox;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.refusal.Refusal;

/**
 * What became of something that a mail carried: a submission, a refusal, or neither: a picture, a signature.
 *
 * @param name its name, harmless
 * @param submission which submission it is
 * @param again whether it was there before this mail
 * @param refusal why it was refused
 */
record MailPart(String name, Optional<UUID> submission, boolean again, Optional<Refused> refusal) {
    static MailPart taken(String name, UUID submission, boolean again) {
        return new MailPart(name, Optional.of(submission), again, Optional.empty());
    }

    static MailPart refused(String name, Refusal refusal) {
        List<String> arguments =
                Arrays.stream(refusal.arguments()).map(String::valueOf).toList();
        return new MailPart(name, Optional.empty(), false, Optional.of(new Refused(refusal.code(), arguments)));
    }

    static MailPart passedOver(String name) {
        return new MailPart(name, Optional.empty(), false, Optional.empty());
    }

    /** A refusal as it is kept. */
    record Refused(String code, List<String> arguments) {}
}
