package org.openbloctel.registry.platform.refusal;

import java.time.LocalDate;

/** Refusals about signals, and about the feed of complaints. Codes BT-0850 to BT-0854. */
public sealed interface SignalRefusal extends Refusal {
    /** An id that stands for no signal. */
    @Code("BT-0850")
    record UnknownSignal() implements SignalRefusal {}

    /** The signal was dismissed, or led to a case. */
    @Code(value = "BT-0851", category = Category.CONFLICT)
    record SignalSettled() implements SignalRefusal {}

    /** A signal is dismissed with a note, of so many characters at most. */
    @Code("BT-0852")
    record NoteNeeded(int most) implements SignalRefusal {}

    /** An id that stands for no key of the feed, or for one that was revoked. */
    @Code("BT-0853")
    record UnknownFeedKey() implements SignalRefusal {}

    /** The feed has days that are over, as long as complaints are kept. */
    @Code("BT-0854")
    record DayNotInFeed(LocalDate first, LocalDate last) implements SignalRefusal {}
}
