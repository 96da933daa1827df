package org.openbloctel.registry.calls.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.CallVerdict;
import org.openbloctel.law.Regime;
import org.openbloctel.registry.calls.consent.RecordedConsent;
import org.openbloctel.registry.platform.refusal.Refusal;

/**
 * What came of a request for verdicts.
 *
 * @param revision the list's, by which all were judged
 * @param regimes those of the calls' days, the earliest first
 * @param results one for each call, in their order
 */
public record Judged(long revision, List<Regime> regimes, List<Result> results) {
    /** What came of one call. */
    public sealed interface Result {
        /** Whether something was supposed, or the call's day is over: then it proves nothing. */
        boolean isSimulated();
    }

    /**
     * It was judged.
     *
     * @param verdict the verdict
     * @param consent the consent that it rests on: without it there would be one more ground; null when it rests on none
     * @param simulated whether something was supposed, or the call's day is over: then it proves nothing
     */
    public record Told(CallVerdict verdict, @Nullable RecordedConsent consent, boolean simulated) implements Result {
        @Override
        public boolean isSimulated() {
            return simulated;
        }
    }

    /**
     * It could not be read: to a dialer, a no.
     *
     * @param refusal why
     */
    public record Unread(Refusal refusal) implements Result {
        @Override
        public boolean isSimulated() {
            return false;
        }
    }
}
