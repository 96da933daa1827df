package org.openbloctel.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Call;
import org.openbloctel.law.CallJudge;
import org.openbloctel.law.CallVerdict;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Territory;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.list.UntrustedListException;
import org.openbloctel.scrub.list.UntrustedListException.Fault;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/**
 * Judges calls by the law, offline: by what the options state and by a list on this disk. It looks up nothing else, so earlier calls,
 * refusals and consents are unknown unless they are stated, and what a rule asks for and is unknown is never a yes.
 */
final class MayCallJudge {
    private static final NumberingPlan PLAN = NumberingPlan.FRANCE;
    /** A list of this machine may be dated a little after the call: clocks differ. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private static final CallJudge JUDGE = new CallJudge(LawBook.france());

    private final NumberReader reader = new NumberReader(PLAN);
    private final MayCallFacts facts;
    private final @Nullable OppositionList list;
    private final Instant now;

    MayCallJudge(Arguments arguments, Terminal terminal, Messages messages) throws IOException {
        this.facts = MayCallFacts.read(arguments);
        this.now = terminal.clock().instant();
        if (arguments.has("list") && (arguments.has("listed") || arguments.has("list-checked-at"))) {
            throw new Failure(ExitCode.USAGE, "error.usage.may-call");
        }
        String file = arguments.value("list").orElse(null);
        if (file == null) {
            Lists.refuseWithoutList(arguments);
        }
        this.list = file == null ? null : Lists.open(Path.of(file), arguments, terminal, messages);
        if (list != null && !list.plan().equals(PLAN)) {
            throw new UntrustedListException(Fault.OTHER_PLAN, String.valueOf(file));
        }
    }

    /** Judges a call to a number as it is written. */
    MayCallAnswer judge(String written) {
        long national = reader.read(written);
        if (national == NumberReader.SEVERAL) {
            return new MayCallAnswer.Unreadable(written, "several-numbers");
        }
        if (national < 0) {
            return new MayCallAnswer.Unreadable(
                    written, NumberReader.reason(national).code());
        }
        if (PLAN.objection(national) == Reason.SPECIAL_NUMBER) {
            return new MayCallAnswer.Unreadable(written, Reason.SPECIAL_NUMBER.code());
        }
        long number = PLAN.international(national);
        Instant at = facts.at() == null ? now : facts.at();
        ZoneId zone = facts.zone() == null ? Territory.of(number).zone() : facts.zone();
        CallVerdict verdict = judge(national, facts.call(at, zone));
        // A time that is over is not waited for.
        Instant next =
                at.isBefore(now) ? judge(national, facts.call(now, zone)).nextAllowedAt() : verdict.nextAllowedAt();
        return new MayCallAnswer.Judged(written, number, at, zone, verdict, next);
    }

    private CallVerdict judge(long national, Call call) {
        Instant at = call.at();
        // A list knows nothing of the days before it, nor of a range without subscribers.
        if (list == null
                || at.isBefore(list.time().minus(CLOCK_TOLERANCE))
                || (PLAN.objection(national) != null && !list.holds(national))) {
            return JUDGE.judge(call, facts.known(at, null, null));
        }
        Instant checkedAt = at.isBefore(list.time()) ? at : list.time();
        return JUDGE.judge(call, facts.known(at, list.holds(national), checkedAt));
    }
}
