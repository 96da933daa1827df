package org.openbloctel.registry.platform.refusal;

import java.time.LocalDate;

/** Refusals about the list itself. Codes BT-06xx. */
public sealed interface ListRefusal extends Refusal {
    /** This server cannot prove that its list is fresh: nothing can be checked for now. */
    @Code(value = "BT-0601", category = Category.OURS)
    record ListNotFresh() implements ListRefusal {}

    /** The company's look-ups were stopped, because they looked as if the list was being probed. */
    @Code("BT-0602")
    record LookupsStopped() implements ListRefusal {}

    /** The principal asked for more new numbers than are left of its day's budget; another begins on that day. */
    @Code(value = "BT-0604", category = Category.CAPACITY)
    record DayBudgetUsedUp(long budget, long used, long left, LocalDate renewed) implements ListRefusal {}

    /** More than are left of the year's; from that day on the first of those used within 365 days count no more. */
    @Code(value = "BT-0605", category = Category.CAPACITY)
    record YearBudgetUsedUp(long budget, long used, long left, LocalDate renewed) implements ListRefusal {}

    /** What is asked cannot be recorded for now, so that it cannot be answered either. */
    @Code(value = "BT-0606", category = Category.OURS)
    record NotMetered() implements ListRefusal {}

    /** So many canaries would show in what is published of the list: so many more may be. */
    @Code(value = "BT-0607", category = Category.CAPACITY)
    record TooManyCanaries(long most) implements ListRefusal {}

    /** There is no such batch of canaries or call, or it was decided already. */
    @Code(value = "BT-0608", category = Category.CONFLICT)
    record NoSuchCanaries() implements ListRefusal {}

    /** The number that was called is none of the canaries. */
    @Code("BT-0609")
    record NoCanary() implements ListRefusal {}

    /** The company has not shown yet where its numbers come from. */
    @Code(value = "BT-0610", category = Category.CONFLICT)
    record NoProvenance() implements ListRefusal {}

    /** The numbers in the database are sealed under a key that this server's master keys do not open: it does not start. */
    @Code(value = "BT-0611", category = Category.OURS)
    record NumbersSealedElsewhere() implements ListRefusal {}

    /** The numbers in the database are being sealed under a new key: no server starts before that is done. */
    @Code(value = "BT-0612", category = Category.OURS)
    record NumbersBeingSealed() implements ListRefusal {}

    /** The database lacks a migration that is older than its latest one: no server starts on it. */
    @Code(value = "BT-0613", category = Category.OURS)
    record MigrationSkipped() implements ListRefusal {}

    /** The database has had a migration that differs from this version's: no server starts on it. */
    @Code(value = "BT-0614", category = Category.OURS)
    record MigrationDifferent() implements ListRefusal {}

    /** Within a week the company asked for so much of a number's block of 10,000 that it cannot be checked for now; others can. */
    @Code(value = "BT-0616", category = Category.CAPACITY)
    record BlocksCovered() implements ListRefusal {}

    /** More numbers than one request may look up. */
    @Code("BT-0603")
    record TooManyNumbers(int most) implements ListRefusal {}
}
